"""What a workbook's card on the first page says of its reports: the month's money, and what is wrong in the cells."""

from dataclasses import dataclass

from core.i18n import Language
from core.i18n.severities import severity_count
from core.report import Block, Result
from sheets_addon.access import caller
from sheets_addon.jobs.standing import Standing
from sheets_addon.web import shown
from sheets_addon.web.cell_links import spreadsheet_link
from sheets_addon.web.cells import Shown
from sheets_addon.web.cells import shown as as_shown
from sheets_addon.web.frame import counts
from sheets_addon.web.state import stale
from sheets_addon.web.words import home as words
from sheets_addon.workbooks.words import header

OF_MONTH = ("received", "plan", "pace", "per_day")
OF_BOARD = ("fact", "plan", "pace", "forecast")
"""A manager's own line of the board stands where the head has the department's month."""


@dataclass(frozen=True)
class Figure:
    title: str
    shown: Shown


@dataclass(frozen=True)
class Overview:
    """``run`` 0: no reports yet."""

    run: int
    kind: str
    spreadsheet: str
    asof: str
    figures: tuple[Figure, ...]
    said: tuple[tuple[str, str], ...]
    """Problems by severity, in words; severities that there are."""
    stale: str


def overview(stands: Standing, language: Language) -> Overview:
    book = stands.status.workbook
    run, result = shown.of_workbook(book.id)
    return Overview(
        run,
        words.KINDS[book.kind].to(language),
        spreadsheet_link(book),
        words.ASOF.say(language, day=as_shown(result.stamp.asof, "date", language).text) if result else "",
        tuple(_figures(result, language)) if result else (),
        _problems(result, language) if result else (),
        stale(stands, language) if result else "",
    )


def _problems(result: Result, language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((one, severity_count(one, n, language)) for one, n in counts(result).items() if n)


def _figures(result: Result, language: Language) -> list[Figure]:
    """In the language of the page, although the report's own words are in the workbook's."""
    summary = shown.report(result, "summary")
    if summary is None:
        return []
    blocks = {block.id: block for block in summary.blocks}
    if caller().leads:
        return _row(blocks.get("month"), OF_MONTH, language, result.stamp.currency)
    return _row(blocks.get("board"), OF_BOARD, language, result.stamp.currency)


def _row(block: Block | None, wanted: tuple[str, ...], language: Language, currency: str) -> list[Figure]:
    if block is None or not block.rows:
        return []
    at = {column.id: i for i, column in enumerate(block.columns)}
    return [
        Figure(
            header(block.columns[at[id]], language, currency),
            as_shown(block.rows[0][at[id]], block.kind(block.columns[at[id]], 0), language),
        )
        for id in wanted
        if id in at and block.rows[0][at[id]] is not None
    ]
