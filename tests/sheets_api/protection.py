"""Protected ranges: who may not touch which cells."""

from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box, box
from tests.sheets_api.state import Book

REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)


def guard(book: Book, wanted: Box) -> None:
    """Refuse a change of cells that someone protected from the caller; a warning protects from no program."""
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    for one in tab.parts.get("protectedRanges", []):
        if one.get("warningOnly") or book.caller in one.get("editors", {}).get("users", []) or _owns(book):
            continue
        t, b, l, r = box(one["range"]).within(*tab.size)
        if t < bottom and top < b and l < right and left < r:
            raise invalid(REFUSED)


def _owns(book: Book) -> bool:
    return any(p["role"] == "owner" and p.get("emailAddress") == book.caller for p in book.permissions)
