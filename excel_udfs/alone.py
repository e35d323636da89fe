"""xlwings without matplotlib, which it would load at a cost of a second although no function here draws a figure.

Whoever has loaded either of them before keeps what they loaded: in Excel xlwings is there first.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(name: str) -> Iterator[None]:
    """While it lasts ``name`` cannot be imported, unless it is already."""
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules[name]


with without("matplotlib"):
    import xlwings as xw
    from xlwings.conversion import Accessor, Pipeline, ReadValueFromRangeStage

__all__ = ["Accessor", "Pipeline", "ReadValueFromRangeStage", "xw"]
