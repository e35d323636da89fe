"""Timeouts of a socket count from each byte: a server that sends one now and then would keep us for ever."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer


@contextmanager
def within(seconds: float, connection: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Cut ``connection`` off if the block has not ended in time: what waits for it raises OSError or finds its end."""

    def cut() -> None:
        found = connection()
        if found is not None:
            with suppress(OSError):  # it has ended meanwhile
                socket.socket.shutdown(found, socket.SHUT_RDWR)  # of the wire, not of its encryption

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
