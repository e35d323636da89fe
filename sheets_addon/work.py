"""One refresh of one file: the only place where a command or a page reads the clock."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from core.context import Slot
from core.i18n import fold
from core.intake import book
from core.refresh import Progress, compute
from core.report import Result
from core.settings import Settings
from core.tables.settings import SETTINGS
from core.workbook import Cells, Workbook
from sheets_addon.history_file import read_history, write_history
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Order:
    """What is asked of a workbook. ``asof`` None: today in the workbook's zone. ``overrides``: parameter → value.

    ``history``: the file in which the changes of its rows are kept, made if it is not there.
    """

    book: Path
    out: Path | None = None
    asof: date | None = None
    slot: str = "evening"
    overrides: Mapping[str, Any] = field(default_factory=dict)
    history: Path | None = None


@dataclass(frozen=True)
class Done:
    """A refresh that is computed; ``workbook.replace(result)`` puts the reports in the file ``target``."""

    workbook: Workbook
    result: Result
    target: Path


def refresh(order: Order, *, progress: Progress | None = None, clock: Callable[[], datetime] = utc_now) -> Done:
    """Read ``order.book`` and compute its reports. Raises :class:`core.errors.WorkbookError`.

    What its rows changed is kept at once in ``order.history``, so that no later failure loses it.
    """
    workbook = XlsxWorkbook(order.book, order.out)
    cells = workbook.read(book.is_input)
    now = local_now(cells, order.overrides, clock)
    history = read_history(order.history) if order.history else None
    result = compute(
        cells,
        order.asof or now.date(),
        cast(Slot, order.slot),
        now,
        overrides=order.overrides,
        history=history,
        run_id=secrets.token_hex(4),
        progress=progress,
    )
    if order.history and result.history is not None and result.history != history:
        write_history(order.history, result.history)
    return Done(workbook, result, workbook.target(result.stamp.language))


def local_now(cells: Cells, overrides: Mapping[str, Any], clock: Callable[[], datetime]) -> datetime:
    """The wall clock of the workbook's zone, to the second."""
    zone = ZoneInfo(settings_of(cells, overrides).time_zone)
    return clock().astimezone(zone).replace(tzinfo=None, microsecond=0)


def settings_of(cells: Cells, overrides: Mapping[str, Any]) -> Settings:
    """The workbook's rules, from its settings tab alone: the rest is typed once, by the refresh."""
    tabs = [sheet for sheet in cells.sheets if fold(sheet.title) in SETTINGS.names]
    return book.read_book(replace(cells, sheets=tabs), overrides).settings


def knows_nothing(result: Result) -> bool:
    """Whether the workbook has no tab of ours at all."""
    from core.tables import all_tables

    return set(all_tables()) <= set(result.missing)
