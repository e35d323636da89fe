"""Protected ranges: who may not touch which cells."""

from typing import Any

from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box, box
from tests.sheets_api.state import Book, Tab

REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)
Edges = tuple[int, int, int, int]


def guard(book: Book, wanted: Box) -> None:
    """Refuse a change of cells that someone protected from the caller; a warning protects from no program."""
    tab = book.tab(wanted.sheet)
    changed = wanted.within(*tab.size)
    for one in tab.parts.get("protectedRanges", []):
        if one.get("warningOnly") or may_edit(book, one, book.caller):
            continue
        common = _common(changed, _place(book, one).within(*tab.size))
        if common and not any(_holds(hole, common) for hole in _holes(one, tab)):
            raise invalid(REFUSED)


def may_edit(book: Book, protection: dict[str, Any], who: str) -> bool:
    return who in protection.get("editors", {}).get("users", []) or _owns(book, who)


def shown(book: Book, protection: dict[str, Any], who: str) -> dict[str, Any]:
    """A protection as a reader gets it: the editors only if he is one."""
    mine = may_edit(book, protection, who) or bool(protection.get("warningOnly"))
    made = protection if mine else {name: one for name, one in protection.items() if name != "editors"}
    return made | {"requestingUserCanEdit": mine}


def _place(book: Book, protection: dict[str, Any]) -> Box:
    name = protection.get("namedRangeId")
    found = next((one["range"] for one in book.named_ranges if one["namedRangeId"] == name), None)
    return box(found or protection.get("range", {}))


def _holes(protection: dict[str, Any], tab: Tab) -> list[Edges]:
    return [box(one).within(*tab.size) for one in protection.get("unprotectedRanges", [])]


def _common(one: Edges, other: Edges) -> Edges | None:
    top, bottom = max(one[0], other[0]), min(one[1], other[1])
    left, right = max(one[2], other[2]), min(one[3], other[3])
    return (top, bottom, left, right) if top < bottom and left < right else None


def _holds(outer: Edges, inner: Edges) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[2] <= inner[2] and inner[3] <= outer[3]


def _owns(book: Book, who: str) -> bool:
    return any(p["role"] == "owner" and p.get("emailAddress") == who for p in book.permissions)
