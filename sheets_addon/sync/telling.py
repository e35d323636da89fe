"""How far a run has come, told to whoever waits for it: at most once a second, since each time is a write."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from core.refresh import Progress
from sheets_addon.store import Store, runs

Step = Literal["look", "read", "compute", "write"]
PAUSE = timedelta(seconds=1)


class Telling:
    """``tell(step)``, and :meth:`computed` as the progress of :func:`core.refresh.compute`."""

    def __init__(self, store: Store, run_id: int, clock: Callable[[], datetime], also: Progress | None = None) -> None:
        self._store, self._run, self._clock, self._also = store, run_id, clock, also
        self._told = clock()

    def tell(self, step: Step, done: int = 0, of: int = 0) -> None:
        now = self._clock()
        if now - self._told < PAUSE:
            return
        self._told = now
        with self._store.write() as session:
            runs.tell(session, self._run, step, done, of)

    def computed(self, name: str, done: int, of: int) -> None:
        self.tell("compute", done, of)
        if self._also is not None:
            self._also(name, done, of)
