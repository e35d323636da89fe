"""What a sheet is besides its cells: widths, folds, frozen rows, colours, and how it prints."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from core.report import Block, Report, Stamp
from sheets_addon.workbooks.colours import PALETTES
from sheets_addon.workbooks.columns import Columns
from sheets_addon.workbooks.words import PAGE

_A4 = 9
_FREEZE_NAMES_PX = 1_100
"""A wider table is scrolled sideways: its first column stays."""
_LONGEST_FOOTER = 200


def set_page(
    sheet: Worksheet,
    report: Report,
    stamp: Stamp,
    columns: Columns,
    frozen: int,
    head: int,
    tables: Sequence[Block],
) -> None:
    """``frozen``: how many rows stay in view; ``head``: the header row that each printed page repeats."""
    for place, width in enumerate(columns.widths):
        closed = place >= columns.n_open
        sheet.set_column_pixels(place, place, width, None, {"level": 1, "hidden": True} if closed else {})
    if columns.n > columns.n_open:
        sheet.set_column_pixels(columns.n, columns.n, None, None, {"collapsed": True})
    sheet.outline_settings(True, False, True, False)  # a group's own row stands above its members
    sheet.set_tab_color(PALETTES[report.group].dark)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(frozen, 1 if frozen > 2 and columns.open_px > _FREEZE_NAMES_PX else 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    if len(tables) == 1:
        sheet.repeat_rows(head)
    else:
        sheet.repeat_rows(0, 1)
    title = report.title.replace("&", "&&")[:_LONGEST_FOOTER]
    sheet.set_footer("&C&9&K6B7280" + PAGE.say(stamp.language, title=title, page="&P", pages="&N"))
