"""Colours, fonts and the cell formats made of them; each distinct format is made once a workbook."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from core.report import Group

FONT, SIZE = "Arial", 10
"""On every computer with a spreadsheet, with Cyrillic, and its widths are known (see ``measure``)."""
ROW_PX, COLUMN_PX = 17, 64
"""What a spreadsheet gives a row and a column of this font by default."""
INK, GREY, RULE, PALE = "#222222", "#6B7280", "#D9DDE3", "#F1F3F5"
LINK = "#0B57D0"
SERIES = ("#2F6DB5", "#E08A1E", "#3C9D6B", "#8A6FB0", "#C8453B", "#2A9D9D", "#9AA1AB", "#B5893C")
"""Told apart by people who do not tell red from green, and in print."""

HEAT = ("#FFFFFF", "#8FBBE8")
"""From nothing to the largest figure of a matrix; black on the darker one is easily read."""

Style = Callable[..., Format]


class Palette(NamedTuple):
    """A group of reports: its tab and headers, and the tint of its totals."""

    dark: str
    light: str


PALETTES: dict[Group, Palette] = {
    "morning": Palette("#B3322B", "#FBECEA"),
    "week": Palette("#1F5FA8", "#E9F1FA"),
    "month": Palette("#2E7D4F", "#E8F4EC"),
    "reference": Palette("#5F6B76", "#EEF0F2"),
}
VERDICTS = {
    "green": {"font_color": "#1B5E20", "bg_color": "#DDF1DF"},
    "amber": {"font_color": "#7A4B00", "bg_color": "#FDEFC8"},
    "red": {"font_color": "#9B1C1C", "bg_color": "#FBDCDC"},
}


def new_workbook(path: str, constant_memory: bool) -> Workbook:
    """An empty workbook in our font, which never reads a text as a formula, a number or an address."""
    return Workbook(
        path,
        {
            "constant_memory": constant_memory,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": SIZE},
            "default_row_height": ROW_PX,
            "default_column_width": COLUMN_PX,
        },
    )


def styles(book: Workbook) -> Style:
    """A function from format properties to this workbook's format of them."""

    @cache
    def style(**properties: Any) -> Format:
        base = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
        return book.add_format(base | properties)

    return style


def verdict_styles(book: Workbook) -> dict[str, Format]:
    """What the conditional formats of attainment change in a cell."""
    return {verdict: book.add_format(colours) for verdict, colours in VERDICTS.items()}
