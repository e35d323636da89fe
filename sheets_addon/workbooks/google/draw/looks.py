"""How our cells look, as Google's CellFormat: the same font, colours and alignments as in the .xlsx files."""

from datetime import date
from typing import Any

from core.i18n import Language
from core.report import Kind
from sheets_addon.workbooks.colours import FONT, GREY, INK, RULE, SIZE
from sheets_addon.workbooks.google.draw.requests import Format, rgb
from sheets_addon.workbooks.kinds import CENTRED, NUMERIC
from sheets_addon.workbooks.patterns import pattern

ROW_PX, COLUMN_PX = 21, 100
"""What Google gives a row and a column."""
EDGE, INDENT = 3, 12
"""Pixels that a cell keeps free at its sides, and more for each level of an outline."""
OFF_EDGE = EDGE + 6
"""A text keeps this from the number before it."""
BASE: Format = {
    "verticalAlignment": "MIDDLE",
    "textFormat": {"fontFamily": FONT, "fontSize": SIZE, "foregroundColorStyle": rgb(INK)},
}
_LINE = {"style": "SOLID", "colorStyle": rgb(RULE)}
ROW_LINE: Format = {"borders": {"bottom": _LINE}}
_TYPES: dict[Kind, str] = {"date": "DATE", "month": "DATE", "rate": "PERCENT", "attainment": "PERCENT"}


def words(
    size: float = SIZE, colour: str = INK, *, bold: bool = False, italic: bool = False, wrapped: bool = False
) -> Format:
    """A sentence outside the tables."""
    text: dict[str, Any] = {"fontSize": size, "foregroundColorStyle": rgb(colour)}
    text |= {"bold": True} if bold else {}
    text |= {"italic": True} if italic else {}
    return {"textFormat": text, **({"wrapStrategy": "WRAP"} if wrapped else {})}


def number_format(kind: Kind, shown: str) -> Format:
    """A NumberFormat; its pattern has no separators of any locale, Google puts in the reader's."""
    return {"numberFormat": {"type": _TYPES.get(kind, "NUMBER"), "pattern": shown}}


def column(kind: Kind, shown: str, first: bool, wraps: bool) -> Format:
    """The cells of a column that hold what its kind says; blank ones look the same."""
    if kind in NUMERIC:
        return {"horizontalAlignment": "RIGHT", **number_format(kind, shown)}
    if kind in {"date", "month"}:
        return {"horizontalAlignment": "LEFT" if first else "CENTER", **number_format(kind, shown)}
    if kind == "mixed":
        return {"horizontalAlignment": "RIGHT"}
    return _text(kind, first) | ({"wrapStrategy": "WRAP"} if wraps else {})


def odd(type_: type, kind: Kind, language: Language, first: bool) -> Format | None:
    """The cells of a column whose value is not what its kind says; None: they look the same."""
    if issubclass(type_, bool):
        return None if kind == "flag" else {"horizontalAlignment": "CENTER"}
    if issubclass(type_, int | float):
        return None if kind in NUMERIC else {"horizontalAlignment": "RIGHT"}
    if issubclass(type_, str):
        return _text_among_numbers() if kind in NUMERIC else None
    if issubclass(type_, date) and kind not in {"date", "month"}:
        return {"horizontalAlignment": "CENTER", **number_format("date", pattern("date", language))}
    return None


def header(kind: Kind, first: bool, ground: str) -> Format:
    """Headers stand over their values: numbers right, dates centred, text left."""
    look: Format = {
        "backgroundColorStyle": rgb(ground),
        "textFormat": {"bold": True, "foregroundColorStyle": rgb("#FFFFFF")},
        "wrapStrategy": "WRAP",
    }
    if kind in NUMERIC or kind == "mixed":
        return look | {"horizontalAlignment": "RIGHT"}
    return look | _text(kind, first)


def total(dark: str, light: str) -> Format:
    """What the total row has above its columns' looks."""
    rule = {"style": "SOLID", "colorStyle": rgb(dark)}
    return {"backgroundColorStyle": rgb(light), "textFormat": {"bold": True}, "borders": {"top": rule, "bottom": _LINE}}


def _text(kind: Kind, first: bool) -> Format:
    if first:
        return {"horizontalAlignment": "LEFT"}
    if kind in CENTRED:
        return {"horizontalAlignment": "CENTER"}
    return {"horizontalAlignment": "LEFT", "padding": {"left": OFF_EDGE}}


def _text_among_numbers() -> Format:
    grey = {"foregroundColorStyle": rgb(GREY)}
    return {"horizontalAlignment": "RIGHT", "padding": {"right": OFF_EDGE}, "textFormat": grey}
