"""Guessing a password is slow: after a few wrong ones an address waits."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

ALLOWED, WINDOW, ADDRESSES = 5, 60.0, 10_000


class Throttle:
    """Wrong logins by address; ``ALLOWED`` of them within ``WINDOW`` seconds close it for the rest of the window."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._failed, self._lock = clock, dict[str, deque[float]](), Lock()

    def wait(self, address: str) -> int:
        """Whole seconds until this address may try again; 0 if it may now."""
        with self._lock:
            failed = self._recent(address)
            return int(failed[0] + WINDOW - self._clock()) + 1 if len(failed) >= ALLOWED else 0

    def failed(self, address: str) -> None:
        with self._lock:
            if len(self._failed) >= ADDRESSES:
                self._failed.pop(next(iter(self._failed)))
            self._failed.setdefault(address, deque(maxlen=ALLOWED)).append(self._clock())

    def passed(self, address: str) -> None:
        with self._lock:
            self._failed.pop(address, None)

    def _recent(self, address: str) -> deque[float]:
        failed = self._failed.get(address, deque())
        while failed and failed[0] <= self._clock() - WINDOW:
            failed.popleft()
        return failed
