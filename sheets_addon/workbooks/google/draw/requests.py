"""The few kinds of requests that drawing needs, as Google names them. Rows and columns from 0, ends excluded."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Request = dict[str, Any]
Cell = dict[str, Any]
"""CellData; one that is empty clears what the mask names."""
Format = dict[str, Any]
"""CellFormat; the fields it has are those it changes."""
VALUES = "userEnteredValue,textFormatRuns,note"
EVERYTHING = "userEnteredValue,userEnteredFormat,textFormatRuns,note,dataValidation"


class Box(NamedTuple):
    """A rectangle of cells."""

    top: int
    bottom: int
    left: int
    right: int

    def moved(self, rows: int) -> "Box":
        return self._replace(top=self.top + rows, bottom=self.bottom + rows)


def grid(sheet: int, box: Box) -> dict[str, int]:
    """A GridRange."""
    return {
        "sheetId": sheet,
        "startRowIndex": box.top,
        "endRowIndex": box.bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": box.right,
    }


@lru_cache(maxsize=256)
def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(round(int(colour[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))


def rgb(colour: str) -> dict[str, Any]:
    """``#B3322B`` as a ColorStyle."""
    return {"rgbColor": dict(zip(("red", "green", "blue"), _rgb(colour), strict=True))}


def put(sheet: int, box: Box, rows: Sequence[Sequence[Cell]], fields: str) -> Request:
    """``rows`` from the corner of ``box``; of what they leave of it, ``fields`` are cleared."""
    given = [{"values": row} if row else {} for row in rows]
    return {"updateCells": {"range": grid(sheet, box), "rows": given, "fields": fields}}


def clear(sheet: int, box: Box, fields: str = EVERYTHING) -> Request:
    return {"updateCells": {"range": grid(sheet, box), "fields": fields}}


def paint(sheet: int, box: Box, look: Format, whole: bool = False) -> Request:
    """Give the cells ``look``; ``whole``: and take every other format from them."""
    fields = "userEnteredFormat" if whole else ",".join(f"userEnteredFormat.{leaf}" for leaf in _leaves(look))
    return {"repeatCell": {"range": grid(sheet, box), "cell": {"userEnteredFormat": look}, "fields": fields}}


def _leaves(look: Format) -> Iterable[str]:
    """A text format and a padding change in the fields that are given; the rest changes as a whole."""
    for name, value in look.items():
        if name in {"textFormat", "padding", "borders"}:
            yield from (f"{name}.{field}" for field in value)
        else:
            yield name


def span(sheet: int, dimension: Literal["ROWS", "COLUMNS"], start: int, end: int) -> dict[str, Any]:
    """A DimensionRange."""
    return {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}


def resize(sheet: int, dimension: Literal["ROWS", "COLUMNS"], start: int, end: int, px: float) -> Request:
    """Width of columns or height of rows."""
    where = span(sheet, dimension, start, end)
    body = {"range": where, "properties": {"pixelSize": round(px)}, "fields": "pixelSize"}
    return {"updateDimensionProperties": body}


def unhide(sheet: int, dimension: Literal["ROWS", "COLUMNS"], start: int, end: int) -> Request:
    where = span(sheet, dimension, start, end)
    body = {"range": where, "properties": {"hiddenByUser": False}, "fields": "hiddenByUser"}
    return {"updateDimensionProperties": body}
