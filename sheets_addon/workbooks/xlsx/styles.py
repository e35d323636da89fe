"""The cell formats made of our colours and fonts; each distinct format is made once a workbook."""

from collections.abc import Callable
from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from sheets_addon.workbooks.colours import FONT, INK, SIZE, VERDICTS

ROW_PX, COLUMN_PX = 17, 64
"""What a spreadsheet gives a row and a column of this font by default."""
Style = Callable[..., Format]


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
    return {
        name: book.add_format({"font_color": verdict.ink, "bg_color": verdict.ground})
        for name, verdict in VERDICTS.items()
    }
