"""A worker that is told to stop: it finishes what takes moments, and gives the rest back to be done by another."""

import time
from threading import Event

from core.errors import WorkbookError
from core.i18n import T

STOPPED = T(
    "Обновление прервано: Планёрку остановили. Оно повторится при следующем запуске; прежние отчёты на месте.",
    "The refresh was cut short: Planerka was stopped. It is done again at the next start; the old reports are kept.",
)
GRACE = 8.0
"""Seconds to finish in; service managers kill after ten (Docker) or more."""


class Stopped(WorkbookError):
    code = "stopped"
    passes = True


class Stopping:
    """``pause`` stands in the place of ``time.sleep`` before every request, so that a run ends at the next one."""

    def __init__(self) -> None:
        self._told, self._until = Event(), 0.0

    def begin(self, grace: float = GRACE) -> None:
        """The first time counts: who is told twice has no longer."""
        if not self._told.is_set():
            self._until = time.monotonic() + grace
            self._told.set()

    @property
    def begun(self) -> bool:
        return self._told.is_set()

    @property
    def seconds_left(self) -> float:
        """Of the grace; 0 where it is over."""
        return max(0.0, self._until - time.monotonic())

    def wait(self, seconds: float) -> bool:
        """Until told to stop, at most so long; whether it was told."""
        return self._told.wait(seconds)

    def pause(self, seconds: float) -> None:
        """Sleep. Raises Stopped where the time to finish in would be over first."""
        end = time.monotonic() + seconds
        if not self._told.wait(seconds):
            return
        if end > self._until or time.monotonic() > self._until:
            raise Stopped(STOPPED)
        time.sleep(max(0.0, end - time.monotonic()))
