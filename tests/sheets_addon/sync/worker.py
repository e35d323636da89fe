"""A process that syncs in children of its own, so that a test may kill -9 them: ``python -m …worker``.

It reads orders, a line of JSON each, and answers with the child's pid, then with its end: the outcome's word or
«killed». Everything is imported before, so that the time of a child is that of its sync.
"""

import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from sheets_addon.store import open_store
from sheets_addon.sync import sync
from sheets_addon.sync.opening import opener
from tests.sheets_addon.sync.rig import Rig


@dataclass
class Worker:
    """The test's side."""

    process: "Popen[str]"

    def begin(self, rig: Rig, at: datetime | None = None) -> int:
        """The pid of a child that begins a sync."""
        url = f"sqlite:///{rig.store.engine.url.database}"
        order = {"store": url, "id": rig.id, "root": rig.server.root, "key": dict(rig.key)}
        order["at"] = (at or rig.clock.now).isoformat()
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
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


@contextmanager
def worker() -> Iterator[Worker]:
    command = [sys.executable, "-m", "tests.sheets_addon.sync.worker"]
    made = Worker(Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=Path(__file__).parents[3]))
    try:
        assert made.end() == "ready"
        yield made
    finally:
        made.close()


def main() -> None:
    import statsmodels.api  # noqa: F401 - what reports import on their way
    from mlxtend import frequent_patterns  # noqa: F401

    _say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(_synced(json.loads(line)))
        _say(str(pid))
        _, status = os.waitpid(pid, 0)
        _say("killed" if os.WIFSIGNALED(status) else WORDS[os.WEXITSTATUS(status)])


WORDS = ("written", "same", "looked", "running", "failed", "lost", "crashed")


def _synced(order: dict[str, Any]) -> int:
    try:
        store, at = open_store(order["store"]), datetime.fromisoformat(order["at"])
        open_book = opener(lambda _: order["key"], root=order["root"])
        made = sync(store, order["id"], open_book=open_book, clock=lambda: at, reason="schedule")
        return WORDS.index(made.word)
    except BaseException:  # noqa: BLE001 - the child's end is told by its exit status
        traceback.print_exc()
        return WORDS.index("crashed")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
