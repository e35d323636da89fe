"""A process that syncs in children of its own, so that a test may kill -9 them: ``python -m …worker ORDER.json``.

It reads lines of JSON ``{"at", "reason"}`` and answers each with the child's pid, then with its end: the outcome's word
or «killed». Everything is imported before, so that the time of a child is that of its sync.
"""

import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from sheets_addon.store import open_store
from sheets_addon.sync import sync
from sheets_addon.sync.opening import opener
from tests.sheets_addon.sync.rig import Rig, key_file


@dataclass
class Worker:
    """The test's side."""

    process: "Popen[str]"

    def begin(self, at: datetime, reason: str = "schedule") -> int:
        """The pid of a child that begins a sync."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"at": at.isoformat(), "reason": reason}) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def end(self) -> str:
        return self._line()

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


def worker(rig: Rig, folder: Path) -> Worker:
    order = {
        "store": str(rig.store.engine.url.render_as_string(hide_password=False)),
        "id": rig.id,
        "root": rig.server.root,
        "key": str(key_file(folder, rig.key)),
    }
    file = folder / "order.json"
    file.write_text(json.dumps(order), "utf-8")
    command = [sys.executable, "-m", "tests.sheets_addon.sync.worker", str(file)]
    process = Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=Path(__file__).parents[3])
    made = Worker(process)
    assert made.end() == "ready"
    return made


def main() -> None:
    import statsmodels.api  # noqa: F401 - what reports import on their way
    from mlxtend import frequent_patterns  # noqa: F401

    order = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    _say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(_synced(order, json.loads(line)))
        _say(str(pid))
        _, status = os.waitpid(pid, 0)
        _say("killed" if os.WIFSIGNALED(status) else WORDS[os.WEXITSTATUS(status)])


WORDS = ("written", "same", "looked", "running", "failed", "lost", "crashed")


def _synced(order: dict[str, Any], given: dict[str, str]) -> int:
    try:
        store = open_store(order["store"].replace("+pysqlite", "").replace("+psycopg", ""))
        key, at = json.loads(Path(order["key"]).read_text("utf-8")), datetime.fromisoformat(given["at"])
        open_google = opener(lambda _: key, root=order["root"])
        return WORDS.index(
            sync(store, order["id"], open_google=open_google, clock=lambda: at, reason=given["reason"]).word
        )
    except BaseException:  # noqa: BLE001 - the child's end is told by its exit status
        import traceback

        traceback.print_exc()
        return WORDS.index("crashed")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
