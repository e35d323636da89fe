"""For which day and meeting a run is, from what is stored of its workbook alone: it is asked before any reading."""

from datetime import date, datetime

from core.context import Slot
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import moment
from sheets_addon.store.workbooks import Workbook


def moment_of(workbook: Workbook, at: datetime) -> tuple[date, Slot]:
    """Report date and slot. ``at`` is aware."""
    return moment(rules_of(workbook), at)
