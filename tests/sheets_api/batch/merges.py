"""Merged cells."""

from typing import Any

from tests.sheets_api.batch.cells import put
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box, box
from tests.sheets_api.protection import guard
from tests.sheets_api.state import Book, Tab


def merge(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    merges = tab.parts.setdefault("merges", [])
    kind = request.get("mergeType", "MERGE_ALL")
    spans = {
        "MERGE_ALL": [(top, bottom, left, right)],
        "MERGE_ROWS": [(row, row + 1, left, right) for row in range(top, bottom)],
        "MERGE_COLUMNS": [(top, bottom, column, column + 1) for column in range(left, right)],
    }[kind]
    for t, b, l, r in spans:
        _swallow(merges, t, b, l, r)
        merges.append(
            {"sheetId": tab.id, "startRowIndex": t, "endRowIndex": b, "startColumnIndex": l, "endColumnIndex": r}
        )
        for at in tab.inside(t, b, l, r):
            if at != (t, l):
                put(tab, at, {}, {"userEnteredValue": {}})


def _swallow(merges: list[dict[str, Any]], top: int, bottom: int, left: int, right: int) -> None:
    """A merge takes up those that lie wholly inside it; one that sticks out refuses it."""
    for one in [m for m in merges if _overlap(box(m), top, bottom, left, right)]:
        inner = box(one)
        inside = _inside(((inner.top or 0), (inner.left or 0)), top, bottom, left, right)
        if not inside or (inner.bottom or 0) > bottom or (inner.right or 0) > right:
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
        merges.remove(one)


def unmerge(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    edges = wanted.within(*tab.size)
    guard(book, wanted)
    for one in [m for m in tab.parts.get("merges", []) if _overlap(box(m), *edges)]:
        _swallow([one], *edges)
    tab.parts["merges"] = [m for m in tab.parts.get("merges", []) if not _overlap(box(m), *edges)]


def paste_merges(tab: Tab, there: Tab, source: tuple[int, int, int, int], to: tuple[int, int]) -> None:
    """The source's merges in place of those that were there."""
    top, bottom, left, right = source
    down, along = to[0] - top, to[1] - left
    copied = [
        {
            "sheetId": there.id,
            "startRowIndex": one["startRowIndex"] + down,
            "endRowIndex": one["endRowIndex"] + down,
            "startColumnIndex": one["startColumnIndex"] + along,
            "endColumnIndex": one["endColumnIndex"] + along,
        }
        for one in tab.parts.get("merges", [])
        if _overlap(box(one), *source)
    ]
    area = (to[0], bottom + down, to[1], right + along)
    kept = [one for one in there.parts.get("merges", []) if not _overlap(box(one), *area)]
    if kept or copied:
        there.parts["merges"] = kept + copied


def _inside(at: tuple[int, int], top: int, bottom: int, left: int, right: int) -> bool:
    return top <= at[0] < bottom and left <= at[1] < right


def _overlap(one: Box, top: int, bottom: int, left: int, right: int) -> bool:
    return bool(
        (one.top or 0) < bottom and top < (one.bottom or 0) and (one.left or 0) < right and left < (one.right or 0)
    )


HANDLERS = {"mergeCells": merge, "unmergeCells": unmerge}
