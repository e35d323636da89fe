"""The first tab: what the workbook is for and what to fill first."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.i18n import Language, T
from core.tables import Table, all_tables
from templates.styles import START_TAB, Styles
from templates.words import AFTER, BEFORE, EXAMPLE, OPENS, TAB_HEADINGS, TABS, TITLE, WHEN, Section

SHEET = T("Как начать", "How to start")
_WIDTHS = (28, 62, 46)
_LINE = 14.5
"""The height of a line of text, in points."""


def draw(workbook: Workbook, styles: Styles, language: Language, filled: bool) -> None:
    """Add the instruction tab."""
    sheet = workbook.add_worksheet(SHEET.to(language))
    sheet.set_tab_color(START_TAB)
    sheet.hide_gridlines(2)
    for c, width in enumerate(_WIDTHS):
        sheet.set_column(c, c, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, TITLE.to(language), styles["title"])
    sheet.set_row(0, 32)
    row = 1
    if filled:
        row = _paragraph(sheet, styles, row, EXAMPLE.to(language), "strong")
    for section in BEFORE:
        row = _section(sheet, styles, row, section, language)
    row = _tabs(sheet, styles, row, language)
    for section in AFTER:
        row = _section(sheet, styles, row, section, language)


def _section(sheet: Worksheet, styles: Styles, row: int, section: Section, language: Language) -> int:
    row = _heading(sheet, styles, row, section.title.to(language))
    for sentence in section.sentences:
        row = _paragraph(sheet, styles, row, sentence.to(language), "paragraph")
    return row


def _heading(sheet: Worksheet, styles: Styles, row: int, text: str) -> int:
    sheet.set_row(row, 30)
    for c in range(len(_WIDTHS)):
        sheet.write_string(row, c, text if c == 0 else "", styles["section"])
    return row + 1


def _paragraph(sheet: Worksheet, styles: Styles, row: int, text: str, style: str) -> int:
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, styles[style])
    sheet.set_row(row, _LINE * _lines(text, sum(_WIDTHS)) + 4)
    return row + 1


def _tabs(sheet: Worksheet, styles: Styles, row: int, language: Language) -> int:
    row = _heading(sheet, styles, row, TABS.to(language))
    for c, text in enumerate(TAB_HEADINGS):
        sheet.write_string(row, c, text.to(language), styles["strong"])
    for table in all_tables().values():
        row += 1
        title, opens = table.title.to(language), _opens(table).to(language)
        sheet.write_url(row, 0, f"internal:'{title}'!A1", styles["link"], title)
        sheet.write_string(row, 1, table.help.to(language), styles["paragraph"])
        sheet.write_string(row, 2, opens, styles["paragraph"])
        lines = max(_lines(table.help.to(language), _WIDTHS[1]), _lines(opens, _WIDTHS[2]))
        sheet.set_row(row, _LINE * lines + 4)
    return row + 1


def _opens(table: Table) -> T:
    when, opens = WHEN.get(table.id), OPENS.get(table.id)
    told = [text for text in (when, opens) if text]
    return T(" ".join(text.ru for text in told), " ".join(text.en for text in told))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in ``width`` characters; most letters are narrower than a zero."""
    return 1 + len(text) // int(width * 1.1)
