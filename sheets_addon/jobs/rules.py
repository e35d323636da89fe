"""A workbook's meetings, zone and calendar: as set on its page, else as its settings tab said, else the defaults."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.calendar import calendar
from core.settings import Settings
from sheets_addon.jobs.schedule import Rules
from sheets_addon.store.workbooks import Workbook


def told(settings: Settings) -> dict[str, Any]:
    """What the schedule needs of the settings that a sync has read: plain JSON for ``Workbook.rules``."""
    return {
        "time_zone": settings.time_zone,
        "meetings": [f"{at:%H:%M}" for at in settings.meetings],
        "holidays": None if settings.holidays is None else [day.isoformat() for day in settings.holidays],
        "working_days": [day.isoformat() for day in settings.working_days],
    }


def rules_of(workbook: Workbook, interval: timedelta | None = None) -> Rules:
    """``interval``: the service's own, between meetings."""
    settings = _settings(workbook.rules or {}, workbook.time_zone)
    meetings = settings.meetings if workbook.meetings is None else workbook.meetings
    return Rules(meetings, _zone(settings.time_zone), calendar(settings), interval)


def _settings(rules: Mapping[str, Any], time_zone: str) -> Settings:
    settings = replace(Settings(), time_zone=rules.get("time_zone") or time_zone)
    if "meetings" in rules:
        settings = replace(settings, meetings=tuple(map(time.fromisoformat, rules["meetings"])))
    if rules.get("holidays") is not None:
        settings = replace(settings, holidays=tuple(map(date.fromisoformat, rules["holidays"])))
    return replace(settings, working_days=tuple(map(date.fromisoformat, rules.get("working_days", ()))))


def _zone(name: str) -> ZoneInfo:
    """Google knows zones that an old tzdata may not."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(Settings().time_zone)
