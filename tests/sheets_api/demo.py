"""``make demo-google``: the whole Google path on this machine alone, told as it goes.

A local Sheets server is started, the filled template uploaded to it as a person would, shared with the service
account, connected and refreshed by the ``planerka`` commands themselves; then a cell is typed over and it goes again.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.sheets_addon.sync.rig import template

PLANERKA = (sys.executable, "-c", "from sheets_addon.cli import main; main()")
TELLS = ("files.get", "spreadsheets.get", "spreadsheets.values.batchGetByDataFilter", "spreadsheets.batchUpdate")


@contextmanager
def served(*arguments: str) -> Iterator[dict[str, str]]:
    """The local server in a process of its own; what its first line says."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sheets_api", *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        said: dict[str, str] = json.loads(process.stdout.readline())
        yield said
    finally:
        process.terminate()
        process.wait(10)


def asked(root: str, path: str, body: Any = None, method: str | None = None) -> Any:
    """One request to the server's /admin."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{root}/admin/{path}", data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def planerka(environ: dict[str, str], *words: str) -> int:
    """Run a command as a person does, in sight of whoever watches."""
    print(f"\n$ planerka {' '.join(words)}", flush=True)
    return subprocess.run([*PLANERKA, *words], env=environ, stderr=subprocess.STDOUT, check=False).returncode


def requests(root: str) -> str:
    """What the commands have asked Google since the last time."""
    counts = asked(root, "requests")["counts"]
    asked(root, "requests", method="DELETE")
    said = {name.partition(".")[2]: n for name, n in counts.items()}
    return ", ".join(f"{name} × {said[name]}" for name in TELLS if name in said) or "—"


def main() -> int:
    language = "en" if os.environ.get("PLANERKA_LANGUAGE", "ru").startswith("en") else "ru"
    deals = "Deals" if language == "en" else "Сделки"
    with tempfile.TemporaryDirectory() as home, served() as server:
        root, key = server["root"], server["credentials"]
        address = json.loads(Path(key).read_text("utf-8"))["client_email"]
        environ = os.environ | {
            "PLANERKA_HOME": home,
            "PLANERKA_GOOGLE_ROOT": root,
            "PLANERKA_GOOGLE_KEY": key,
            "PLANERKA_LANGUAGE": language,
        }
        book = asked(root, "upload", {"title": "Планёрка", "sheets": list(template(language))})["id"]
        url = f"https://docs.google.com/spreadsheets/d/{book}/edit#gid=0"
        ended = [planerka(environ, "connect", url)]  # not shared yet: it says with whom
        asked(root, f"books/{book}/share", {address: "writer"})
        print(f"\n# {address}: writer")
        ended += [planerka(environ, "connect", url), planerka(environ, "sync", "1")]
        print(f"# Google: {requests(root)}")
        asked(root, f"books/{book}/type", {"range": f"'{deals}'!D2", "values_": [[1234567]]})
        print(f"\n# {deals}!D2 = 1234567")
        asked(root, "requests", method="DELETE")
        ended += [planerka(environ, "sync", "1"), planerka(environ, "status")]
        print(f"# Google: {requests(root)}")
        tabs = [tab["properties"]["title"] for tab in asked(root, f"books/{book}")["tabs"]]
        print(f"# {', '.join(tabs)}")
    return int(ended != [10, 0, 0, 0, 0])


if __name__ == "__main__":
    sys.exit(main())
