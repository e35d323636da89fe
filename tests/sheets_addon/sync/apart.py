"""The local server in a process of its own, so that a measurement does not hold its time."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import requests

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Apart:
    """``keys``: the key files of its service accounts."""

    root: str
    keys: tuple[dict[str, Any], ...]

    def admin(self, method: str, path: str, body: Any = None) -> Any:
        answer = requests.request(method, f"{self.root}/admin/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def upload(self, sheets: list[dict[str, Any]], title: str = "Продажи") -> str:
        share = {key["client_email"]: "writer" for key in self.keys}
        given = {"title": title, "locale": "ru_RU", "sheets": sheets, "share": share}
        return str(self.admin("POST", "upload", given)["id"])

    def type_in(self, book: str, range: str, values: list[list[Any]]) -> None:
        self.admin("POST", f"books/{book}/type", {"range": range, "values": values})


@contextmanager
def server_apart(accounts: int = 1) -> Iterator[Apart]:
    """Without the checks against Google's description, which take longer than the work."""
    command = [sys.executable, "-m", "tests.sheets_api", "--unchecked", "--accounts", str(accounts)]
    process = Popen(command, stdout=PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    try:
        said = json.loads(process.stdout.readline())
        paths = said.get("all", [said["credentials"]])
        yield Apart(said["root"], tuple(json.loads(Path(path).read_text("utf-8")) for path in paths))
    finally:
        process.terminate()
        process.wait(120)  # hundreds of workbooks are given back first
        process.stdout.close()
