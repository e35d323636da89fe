"""Writes that are too big for one request: gathered on a hidden tab, brought into sight by one last request.

Readers never see half a report: until that request nothing of theirs changes, and it does all or nothing. A hidden
tab that a broken write left behind is taken away by the next one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_addon.workbooks.google.draw.piece import Ink, Piece
from sheets_addon.workbooks.google.draw.requests import Box, Request, grid
from sheets_addon.workbooks.google.known import STAGING, marking

LIMIT = 1_800_000
"""Bytes of a request: Google asks for no more than 2 MB."""
_WORTH = 4_000
"""A smaller piece goes with the last request."""
_LOOK_BYTES = 350


@dataclass(frozen=True)
class Load:
    """A piece that goes by the hidden tab: where it is to come to, and the rows it takes on its way."""

    piece: Piece
    ink: Ink
    sheet: int
    width: int
    row: int


def loads(pieces: Iterable[tuple[int, int, Piece, Ink]]) -> list[Load]:
    """The pieces (sheet, width, piece, ink) that are worth it, one below the other."""
    found, row = [], 0
    for sheet, width, piece, ink in pieces:
        if ink.bytes >= _WORTH:
            found.append(Load(piece, ink, sheet, width, row))
            row += piece.n
    return found


def staging_size(found: Sequence[Load]) -> tuple[int, int]:
    """Rows and columns of the hidden tab."""
    return sum(load.piece.n for load in found), max((load.width for load in found), default=1)


def staged(found: Sequence[Load], sheet: int, title: str) -> list[tuple[Request, ...]]:
    """The requests that fill the hidden tab, each below the limit; the first makes it."""
    rows, columns = staging_size(found)
    size = {"rowCount": rows, "columnCount": columns}
    properties = {"sheetId": sheet, "title": title, "hidden": True, "gridProperties": size}
    chunk: list[Request] = [{"addSheet": {"properties": properties}}, marking(STAGING, sheet)]
    chunks, used = [], 0
    for load in found:
        weight = load.ink.bytes + _LOOK_BYTES * (len(load.ink.looks) + 1)
        if used and used + weight > LIMIT:
            chunks.append(tuple(chunk))
            chunk, used = [], 0
        chunk += load.piece.requests(load.ink, sheet, load.row, load.width)
        used += weight
    return [*chunks, tuple(chunk)]


def brought(load: Load, staging: int) -> Request:
    """The paste that brings a piece to its place."""
    there = Box(load.piece.top, load.piece.top + load.piece.n, 0, load.width)
    here = Box(load.row, load.row + load.piece.n, 0, load.width)
    return {
        "copyPaste": {
            "source": grid(staging, here),
            "destination": grid(load.sheet, there),
            "pasteType": "PASTE_NORMAL",
            "pasteOrientation": "NORMAL",
        }
    }


def removed(sheet: int) -> Request:
    return {"deleteSheet": {"sheetId": sheet}}
