"""The threads that work the queue: alone (``planerka work``), or inside the service.

Threads, since most of a sync is waiting for Google; more cores are used by more processes. Whatever kills a process,
its runs are taken over when their leases end.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from huey import Huey
from huey.consumer import Consumer

from sheets_addon.jobs.stopping import Stopping

LONGEST_SLEEP = 1.0
"""Seconds between two looks into an empty queue (PostgreSQL notifies at once)."""
HEALTH = 5.0


class Threads(Consumer):  # type: ignore[misc] # huey has no types
    """huey's consumer without its signal handlers: it may run beside a web server, in any thread."""

    def _set_signal_handlers(self) -> None:
        pass


@contextmanager
def working(huey: Huey, workers: int, stopping: Stopping) -> Iterator[Threads]:
    """Work the queue for as long as the block lasts; at its end runs finish, or are given back, within the grace."""
    logging.getLogger("huey").setLevel(logging.WARNING)  # it would tell of every message
    threads = Threads(huey, workers=workers, max_delay=LONGEST_SLEEP)
    threads.start()
    try:
        yield threads
    finally:
        stopping.begin()
        threads.shutdown_timeout = stopping.seconds_left + 1
        threads.stop(graceful=True)


@contextmanager
def told_by_signals(stopping: Stopping, wake: Callable[[], None] = lambda: None) -> Iterator[None]:
    """The first SIGTERM or Ctrl+C begins the end, and calls ``wake``; a second one is as rude as ever.

    In another thread than the main one, which alone hears signals, they are left alone.
    """
    before: dict[int, Any] = {}

    def told(_signal: int, _frame: Any) -> None:
        stopping.begin()
        restore()
        wake()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before |= {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        restore()


def run(huey: Huey, workers: int, stopping: Stopping) -> None:
    """Work until SIGTERM or Ctrl+C; in the main thread."""
    with told_by_signals(stopping), working(huey, workers, stopping) as threads:
        while not stopping.wait(HEALTH):
            threads.check_worker_health()
