"""Progress of long work, on the terminal's error stream only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click


@contextmanager
def bar(label: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress callback of :mod:`core.refresh`; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    shown: list[Any] = []

    def advance(step: str, n: int, of: int) -> None:
        if not shown:
            shown.append(
                click.progressbar(length=of, label=label, file=sys.stderr, item_show_func=lambda item: item or "")
            )
            shown[0].__enter__()
        shown[0].update(max(n - shown[0].pos, 0), step)

    try:
        yield advance
    finally:
        if shown:
            shown[0].update(shown[0].length - shown[0].pos, "")
            shown[0].__exit__(None, None, None)
