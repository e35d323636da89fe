"""For which day and meeting a run is, from what is stored of its workbook alone: it is asked before any reading."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.calendar import calendar
from core.context import Slot
from core.settings import Settings
from sheets_addon.jobs.schedule import Rules, moment
from sheets_addon.store.workbooks import Workbook


def moment_of(workbook: Workbook, at: datetime) -> tuple[date, Slot]:
    """Report date and slot. ``at`` is aware."""
    settings = replace(Settings(), time_zone=workbook.time_zone)
    meetings = workbook.meetings if workbook.meetings is not None else settings.meetings
    if not meetings:
        return at.astimezone(ZoneInfo(workbook.time_zone)).date(), "evening"
    return moment(Rules(meetings, ZoneInfo(workbook.time_zone), calendar(settings)), at)
