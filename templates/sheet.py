"""One input tab: headings with notes, formats, drop-downs, and the rows if there are any."""

from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.i18n import Language
from core.tables import Table
from templates.columns import Heading, Rows, headings
from templates.spoils import ERROR_CELL
from templates.styles import DICTIONARY_TAB, INPUT_TAB, Styles
from templates.validation import NO, YES, parameter_rule, rule

EMPTY_ROWS = 1000


def draw(workbook: Workbook, styles: Styles, table: Table, language: Language, rows: Rows, stages: Rows) -> None:
    """Add the tab of ``table``. Rows hold values by column id; a text in place of a date or a number stays text."""
    sheet = workbook.add_worksheet(table.title.to(language))
    sheet.set_tab_color(DICTIONARY_TAB if table.dictionary else INPUT_TAB)
    columns = headings(table, language, stages)
    last = max(EMPTY_ROWS, len(rows))
    for c, heading in enumerate(columns):
        _draw_column(sheet, styles, table, c, heading, language, last)
    if columns[-1].folded:
        sheet.set_column(len(columns), len(columns), None, None, {"collapsed": True})
    for r, row in enumerate(rows, 1):
        for c, heading in enumerate(columns):
            _write(sheet, styles, r, c, heading, row.get(heading.key), language)
        if table.id == "settings" and (found := parameter_rule(str(row["parameter"]), language)):
            sheet.data_validation(r, 1, r, 1, found)
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _draw_column(
    sheet: Worksheet, styles: Styles, table: Table, c: int, heading: Heading, language: Language, last: int
) -> None:
    style = styles.of(heading)
    folded = {"level": 1, "hidden": True} if heading.folded else {}
    sheet.set_column(c, c, heading.width, style, folded)
    sheet.write_string(0, c, heading.title, styles[_look(table, heading)])
    if heading.note:
        lines = 2 + len(heading.note) // 30
        sheet.write_comment(0, c, heading.note, {"x_scale": 1.7, "height": 18 * lines, "font_size": 9})
    found = rule(heading, language)
    if found is not None:
        sheet.data_validation(1, c, last, c, found)


def _look(table: Table, heading: Heading) -> str:
    if table.dictionary:
        return "dictionary"
    if heading.column is not None and heading.column.required:
        return "required"
    return "folded" if heading.folded else "optional"


def _write(sheet: Worksheet, styles: Styles, r: int, c: int, heading: Heading, value: Any, language: Language) -> None:
    style = styles.of(heading)
    match value:
        case None:
            return
        case bool():
            sheet.write_string(r, c, (YES if value else NO).to(language), style)
        case date():
            sheet.write_datetime(r, c, value, styles.date)
        case int() | float():
            sheet.write_number(r, c, value, style)
        case str() if value == ERROR_CELL:
            sheet.write_formula(r, c, "=NA()", style, ERROR_CELL)
        case _:
            sheet.write_string(r, c, dict(heading.choices).get(str(value), str(value)), style)
