"""A result as a new .xlsx file, put in its place in one move: all of it or nothing."""

import os
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from core.errors import WorkbookBusy, WorkbookNotFound
from core.report import Result
from core.workbook import drawn
from sheets_addon.reasons import reason
from sheets_addon.workbooks.colours import GREY, PALETTES
from sheets_addon.workbooks.sentences import NO_FOLDER, NOT_WRITTEN, OPEN_ELSEWHERE
from sheets_addon.workbooks.titles import tab_titles
from sheets_addon.workbooks.words import EMPTY_TAB, NOTHING_TO_SHOW, PRODUCT, WHAT_TO_FILL, WORKBOOK_TITLE, stamp_line
from sheets_addon.workbooks.xlsx.cells import Pens
from sheets_addon.workbooks.xlsx.links import Links, book_address
from sheets_addon.workbooks.xlsx.ownership import MARK
from sheets_addon.workbooks.xlsx.styles import Style, new_workbook, styles, verdict_styles
from sheets_addon.workbooks.xlsx.tab import draw_tab

_STREAMED_CELLS = 200_000
"""From here rows go to disk as they are written: the same file, a tenth of the memory."""


def write_reports(result: Result, target: Path, source: Path | None = None) -> None:
    """Write the report tabs of ``result`` to ``target``, replacing it in one move.

    ``source`` is the workbook that the links lead to; without it addresses stay text. Raises
    WorkbookBusy (open elsewhere, no right, no space) or WorkbookNotFound (no folder); the old file is kept.
    """
    if not target.parent.is_dir():
        raise WorkbookNotFound(NO_FOLDER, path=target.parent)
    draft = target.with_name(f".{target.stem}.{uuid4().hex[:8]}.tmp")
    try:
        draw_workbook(result, draft, book_address(source, target) if source else "")
        _flush(draft)
        _move(draft, target)
    except (OSError, XlsxWriterException) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise WorkbookBusy(NOT_WRITTEN, path=target, reason=why) from error
    finally:
        draft.unlink(missing_ok=True)


def draw_workbook(result: Result, path: Path, book_link: str = "") -> None:
    """The report tabs as a workbook file at ``path``, not moved anywhere."""
    reports = drawn(result)
    n_cells = sum(len(block.rows) * len(block.columns) for report in reports for block in report.blocks)
    book = new_workbook(str(path), constant_memory=n_cells > _STREAMED_CELLS)
    style, verdicts = styles(book), verdict_styles(book)
    titles = tab_titles(reports)
    own, absent = _own_titles(result, titles)
    for report in reports:
        sheet = book.add_worksheet(titles[report.id])
        pens = Pens(sheet, style, verdicts, result.stamp.language, Links(book_link, own, absent))
        draw_tab(book, pens, report, result.stamp)
    if not reports:
        _draw_nothing(book, style, result)
    _describe(book, result)
    book.close()


def _own_titles(result: Result, titles: Mapping[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    """Report title → tab title for what is drawn; the titles of what is not."""
    own = {report.title: titles[report.id] for report in result.reports if report.id in titles}
    return own, frozenset(report.title for report in result.reports if report.title not in own)


def _draw_nothing(book: Workbook, style: Style, result: Result) -> None:
    """A workbook needs a tab; it says what to do."""
    language = result.stamp.language
    sheet = book.add_worksheet(EMPTY_TAB.to(language))
    sheet.hide_gridlines(2)
    sheet.set_tab_color(PALETTES["reference"].dark)
    sheet.write_string(0, 0, WORKBOOK_TITLE.to(language), style(font_size=16, bold=True))
    sheet.write_string(1, 0, stamp_line(result.stamp), style(font_size=9, font_color=GREY))
    sheet.write_string(3, 0, NOTHING_TO_SHOW.to(language), style())
    sheet.write_string(4, 0, WHAT_TO_FILL.to(language), style())


def _describe(book: Workbook, result: Result) -> None:
    language = result.stamp.language
    book.set_properties(
        {
            "title": WORKBOOK_TITLE.to(language),
            "author": PRODUCT.to(language),
            "comments": stamp_line(result.stamp),
            "created": result.stamp.now.replace(tzinfo=None),
        }
    )
    book.set_custom_property(MARK, True)


def _flush(path: Path) -> None:
    """On the disk before the move, so that a power cut leaves the old file or the new one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _move(draft: Path, target: Path) -> None:
    try:
        os.replace(draft, target)
    except PermissionError:
        raise WorkbookBusy(OPEN_ELSEWHERE, name=target.name) from None
