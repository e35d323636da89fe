"""Excel kept still while tabs are written, and left as the person had it: selection, calculation, screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_STILL = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}


@contextmanager
def undisturbed(book: Any) -> Iterator[None]:
    """Whatever happens, each of these is put back; the active book, tab and selection last."""
    app = book.app
    before = {name: getattr(app, name) for name in _STILL}
    objects = app.api.CopyObjectsWithCells
    active_book, tab, selection = app.books.active, book.sheets.active, app.selection
    try:
        for name, value in _STILL.items():
            setattr(app, name, value)
        app.api.CopyObjectsWithCells = False  # a copied cell would bring the charts that lie over it
        yield
    finally:
        app.api.CopyObjectsWithCells = objects
        app.calculation = before.pop("calculation")
        active_book.activate()
        if active_book.fullname == book.fullname:
            tab.activate()
            if selection is not None:  # None: a picture or a chart is selected
                selection.select()
        for name, value in before.items():
            setattr(app, name, value)
