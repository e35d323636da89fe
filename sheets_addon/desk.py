"""The workbook that the service shows: its last refresh, and whether the file has changed since."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from core.errors import PlanerkaError
from core.report import Result
from sheets_addon.logs import log_failures
from sheets_addon.work import Done, Order, refresh, utc_now

Refresh = Callable[[Order], Done]
Look = tuple[object, ...]


@dataclass(frozen=True)
class View:
    """What a page shows. ``error`` is why the newest try failed; ``result`` is then the last good one."""

    result: Result | None = None
    error: PlanerkaError | None = None
    seen: Look | None = None


class Desk:
    """One workbook. Requests of several threads meet here: one refresh at a time, the others wait for it."""

    def __init__(self, order: Order | None, make: Refresh = refresh, clock: Callable[[], datetime] = utc_now) -> None:
        self.order, self._make, self._clock = order, make, clock
        self._view, self._lock = View(), Lock()
        self._others: dict[str, View] = {}

    @property
    def last(self) -> View:
        """The last refresh as it is, however old."""
        return self._view

    def view(self) -> View:
        """The last refresh; a new one first if the file has changed, or an hour has begun since."""
        if self.order is None:
            return self._view
        with self._lock:
            look = self._look(self.order)
            if look != self._view.seen:
                self._view = self._renewed(self.order, look, write=False)
            return self._view

    def renew(self) -> View:
        """Refresh whatever the file's age, and write the report workbook too, as the command does."""
        if self.order is None:
            return self._view
        with self._lock:
            self._view = self._renewed(self.order, self._look(self.order), write=True)
            return self._view

    def at(self, slot: str) -> View:
        """The workbook at another meeting of the day; computed once for a state of the file."""
        view = self.view()
        if self.order is None or view.result is None or view.result.stamp.slot == slot:
            return view
        with self._lock:
            known = self._others.get(slot)
            if known is None or known.seen != view.seen:
                known = self._others[slot] = self._renewed(replace(self.order, slot=slot), view.seen, write=False)
            return known

    def _renewed(self, order: Order, look: Look | None, write: bool) -> View:
        made: Result | None = None
        try:
            done = self._make(order)
            made = done.result
            log_failures(made.failures)
            if write:
                done.workbook.replace(made)
        except PlanerkaError as error:
            return replace(self._view, result=made or self._view.result, error=error, seen=look)
        return View(made, None, look)

    def _look(self, order: Order) -> Look:
        """What tells one state of the file from another, and one hour from another where today matters."""
        hour = None if order.asof else self._clock().replace(minute=0, second=0, microsecond=0)
        try:
            stat = order.book.stat()
        except OSError:
            return None, hour
        return stat.st_mtime_ns, stat.st_size, hour
