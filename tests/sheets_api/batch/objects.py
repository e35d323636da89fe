"""What stands on a sheet beside its cells: named and protected ranges, filters, bandings."""

import copy
import random
from collections.abc import Callable
from typing import Any

from tests.sheets_api.batch.spans import spans_in
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import box
from tests.sheets_api.masks import parse, updated
from tests.sheets_api.protection import REFUSED, may_edit
from tests.sheets_api.state import Book, Tab

Body = dict[str, Any]


def new_id(taken: set[Any]) -> int:
    return next(n for n in iter(lambda: random.randrange(1, 2**31), None) if n not in taken)


def every(book: Book, part: str) -> list[tuple[Tab, Body]]:
    return [(tab, one) for tab in book.tabs for one in tab.parts.get(part, [])]


def one_of(book: Book, part: str, key: str, id: Any) -> tuple[Tab, Body]:
    found = next(((tab, one) for tab, one in every(book, part) if one.get(key) == id), None)
    if found is None:
        raise invalid(f"No object with {key}: {id}")
    return found


def _change(one: Body, given: Body, fields: str, key: str) -> None:
    id, tree = one[key], parse(fields)
    if "*" in tree:
        tree = {name: {} for name in given}
    changed = updated(one, given, tree) | {key: id}
    one.clear()
    one.update(changed)


def _added(part: str, key: str, name: str, body: str) -> Callable[[Book, Body], Body]:
    """An object that stands on the sheet of its range."""

    def add(book: Book, request: Body) -> Body:
        given = copy.deepcopy(request[body])
        taken = {one.get(key) for _, one in every(book, part)}
        for span in spans_in(given):
            book.tab(span.get("sheetId", 0))
        if given.get(key) in taken:
            raise invalid(f"An object with {key} {given[key]} already exists")
        given.setdefault(key, new_id(taken))
        tab = book.tab(box(given["range"]).sheet)
        given["range"].setdefault("sheetId", tab.id)
        if part == "protectedRanges" and not given.get("warningOnly"):
            given["editors"] = given.get("editors", {})
            given["editors"]["users"] = sorted({*given["editors"].get("users", []), book.caller})
        if part == "bandedRanges":
            _refuse_overlap(tab, given["range"])
        tab.parts.setdefault(part, []).append(given)
        return {name: {body: given}}

    return add


def _refuse_overlap(tab: Tab, given: Body) -> None:
    t, b, l, r = box(given).within(*tab.size)
    for one in tab.parts.get("bandedRanges", []):
        top, bottom, left, right = box(one["range"]).within(*tab.size)
        if top < b and t < bottom and left < r and l < right:
            raise invalid(
                "You cannot add alternating background colors to a range that already has alternating background "
                "colors."
            )


def _may_change(book: Book, part: str, one: Body) -> None:
    if part == "protectedRanges" and not one.get("warningOnly") and not may_edit(book, one, book.caller):
        raise invalid(REFUSED)


def _updated(part: str, key: str, body: str) -> Callable[[Book, Body], None]:
    def update(book: Book, request: Body) -> None:
        _, one = one_of(book, part, key, request[body][key])
        _may_change(book, part, one)
        _change(one, request[body], request["fields"], key)

    return update


def _deleted(part: str, key: str) -> Callable[[Book, Body], None]:
    def delete(book: Book, request: Body) -> None:
        tab, one = one_of(book, part, key, request[key])
        _may_change(book, part, one)
        tab.parts[part].remove(one)

    return delete


def add_named(book: Book, request: Body) -> Body:
    given = copy.deepcopy(request["namedRange"])
    if any(n["name"].casefold() == given["name"].casefold() for n in book.named_ranges):
        raise invalid(f"Invalid named range: {given['name']} exists already")
    book.tab(box(given["range"]).sheet)
    given.setdefault("namedRangeId", str(new_id({n["namedRangeId"] for n in book.named_ranges})))
    book.named_ranges.append(given)
    return {"addNamedRange": {"namedRange": given}}


def update_named(book: Book, request: Body) -> None:
    given = request["namedRange"]
    found = next((n for n in book.named_ranges if n["namedRangeId"] == given["namedRangeId"]), None)
    if found is None:
        raise invalid(f"No named range with id: {given['namedRangeId']}")
    _change(found, given, request["fields"], "namedRangeId")


def delete_named(book: Book, request: Body) -> None:
    found = [n for n in book.named_ranges if n["namedRangeId"] == request["namedRangeId"]]
    if not found:
        raise invalid(f"No named range with id: {request['namedRangeId']}")
    book.named_ranges.remove(found[0])


def set_filter(book: Book, request: Body) -> None:
    given = copy.deepcopy(request["filter"])
    tab = book.tab(box(given.setdefault("range", {})).sheet)
    rows, columns = tab.size
    whole = {
        "sheetId": tab.id,
        "startRowIndex": 0,
        "endRowIndex": rows,
        "startColumnIndex": 0,
        "endColumnIndex": columns,
    }
    given["range"] = whole | given["range"]
    tab.parts["basicFilter"] = given


def clear_filter(book: Book, request: Body) -> None:
    book.tab(request.get("sheetId", 0)).parts.pop("basicFilter", None)


HANDLERS: dict[str, Callable[[Book, Body], "Body | None"]] = {
    "addNamedRange": add_named,
    "updateNamedRange": update_named,
    "deleteNamedRange": delete_named,
    "addProtectedRange": _added("protectedRanges", "protectedRangeId", "addProtectedRange", "protectedRange"),
    "updateProtectedRange": _updated("protectedRanges", "protectedRangeId", "protectedRange"),
    "deleteProtectedRange": _deleted("protectedRanges", "protectedRangeId"),
    "addBanding": _added("bandedRanges", "bandedRangeId", "addBanding", "bandedRange"),
    "updateBanding": _updated("bandedRanges", "bandedRangeId", "bandedRange"),
    "deleteBanding": _deleted("bandedRanges", "bandedRangeId"),
    "setBasicFilter": set_filter,
    "clearBasicFilter": clear_filter,
}
