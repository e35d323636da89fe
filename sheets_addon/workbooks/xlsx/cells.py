"""One value into one cell: always typed, never parsed; what is not a number stays text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.i18n import Language
from core.report import Kind, Ref
from sheets_addon.workbooks.colours import GREY, LINK, PALE
from sheets_addon.workbooks.kinds import CENTRED, NUMERIC
from sheets_addon.workbooks.patterns import pattern
from sheets_addon.workbooks.words import flag
from sheets_addon.workbooks.xlsx.links import Links
from sheets_addon.workbooks.xlsx.styles import Style

Put = Callable[[int, int, Any], object]
_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_MAX_TEXT = 32_767


@dataclass(frozen=True)
class Pens:
    """What writes the cells of one sheet."""

    sheet: Worksheet
    style: Style
    verdicts: Mapping[str, Format]
    language: Language
    links: Links


class ColumnPen(dict[type, Put]):
    """Writes the values of one column, in one look, by their type; a type is looked into when first met."""

    def __init__(self, pens: Pens, kind: Kind, number_format: str, look: dict[str, Any], first: bool = False) -> None:
        self.pens, self.kind, self.number_format, self.look, self.first = pens, kind, number_format, look, first

    def __missing__(self, type_: type) -> Put:
        self[type_] = put = self._put(type_)
        return put

    def _put(self, type_: type) -> Put:
        sheet = self.pens.sheet
        if type_ is type(None):
            style = self._style(bg_color=PALE) if self.kind == "attainment" else self._style()
            return lambda row, column, _: sheet.write_blank(row, column, None, style)
        if issubclass(type_, Ref):
            return self._link()
        if issubclass(type_, bool):
            style = self._style(**self._aside())
            return lambda row, column, value: sheet.write_string(row, column, flag(value, self.pens.language), style)
        if issubclass(type_, date):
            shown = self.number_format if self.kind in {"date", "month"} else pattern("date", self.pens.language)
            style = self._style(num_format=shown, **self._aside())
            return lambda row, column, value: sheet.write_number(row, column, value.toordinal() - _SERIAL_ZERO, style)
        if issubclass(type_, int | float):
            return self._number()
        style = self._style(align="right", indent=1, font_color=GREY) if self.kind in NUMERIC else self._text_style()
        return lambda row, column, value: sheet.write_string(row, column, str(value)[:_MAX_TEXT], style)

    def _number(self) -> Put:
        sheet, blank = self.pens.sheet, self[type(None)]
        shown = self.number_format if self.kind in NUMERIC else "General"
        style = self._style(num_format=shown, align="right")

        def put(row: int, column: int, value: float) -> object:
            return sheet.write_number(row, column, value, style) if isfinite(value) else blank(row, column, None)

        return put

    def _link(self) -> Put:
        sheet, links = self.pens.sheet, self.pens.links
        style, plain = self._style(font_color=LINK, underline=1, **self._off_the_edge()), self._text_style()

        def put(row: int, column: int, ref: Ref) -> object:
            url = links.to(ref)
            if url is None:
                return sheet.write_string(row, column, unlinked(ref), plain)
            return sheet.write_url(row, column, url, style)

        return put

    def _text_style(self) -> Format:
        centred = self.kind in CENTRED and not self.first
        return self._style(text_wrap=True, **({"align": "center"} if centred else self._off_the_edge()))

    def _aside(self) -> dict[str, Any]:
        """Dates and flags stand in the middle, but in the first column at the edge, under the title."""
        return {"align": "left" if self.first else "center"}

    def _off_the_edge(self) -> dict[str, Any]:
        """A text keeps a space from the number before it; the first column stands under the title."""
        return {} if self.first else {"indent": 1}

    def _style(self, **more: Any) -> Format:
        return self.pens.style(**{"bottom": 1, "bottom_color": "#D9DDE3", **more, **self.look})


def unlinked(ref: Ref) -> str:
    """A cell that cannot be linked to, so that a person still finds it."""
    return f"{ref.text} ({ref})" if ref.text and ref.text != ref.cell else str(ref)


def header_look(kind: Kind, first: bool) -> dict[str, Any]:
    """Headers stand over their values: numbers right, dates centred, text left."""
    if kind in NUMERIC or kind == "mixed":
        return {"align": "right"}
    if first:
        return {"align": "left"}
    return {"align": "center"} if kind in CENTRED else {"align": "left", "indent": 1}
