"""When the reports have to be there: a workbook's meetings in its zone and calendar, as moments of the world.

A meeting at a time that the zone skips that day (clocks go forward) is held at the first moment after it; one at a
time that comes twice (clocks go back) is held the first time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.calendar import Calendar
from core.context import Slot

LEAD = timedelta(minutes=10)
"""How long before a meeting its run begins."""
HELD = timedelta(minutes=30)
"""How long a meeting goes on: a refresh asked for within it is that meeting's."""
NOON, CLOSING = time(12), time(18)
LOOK_AHEAD = 400
"""Days: a calendar without a working day among them has no next meeting."""
LOOK_BACK = 31
_HOURS: tuple[tuple[time, Slot], ...] = ((time(16), "16"), (time(14), "14"), (time(0), "11"))


@dataclass(frozen=True, slots=True)
class Planned:
    """A run: when it begins (UTC), and for which meeting of which day in the workbook's zone."""

    at: datetime
    day: date
    slot: Slot

    @property
    def begins(self) -> datetime:
        """When the meeting itself begins."""
        return self.at + LEAD


@dataclass(frozen=True)
class Rules:
    """``interval``: also so long after the last run, whatever the hour; None: before meetings only."""

    meetings: tuple[time, ...]
    zone: ZoneInfo
    calendar: Calendar
    interval: timedelta | None = None


def upcoming(rules: Rules, after: datetime) -> Planned | None:
    """The first run that begins later than ``after`` (aware); None where there is no meeting and no interval."""
    meeting = next((planned for planned in _meetings(rules, after) if planned.at > after), None)
    if rules.interval is None:
        return meeting
    again = (after + rules.interval).astimezone(UTC)
    if meeting is not None and meeting.at <= again:
        return meeting
    day, slot = moment(rules, again)
    return Planned(again, day, slot)


def last_held(rules: Rules, at: datetime) -> Planned | None:
    """The last meeting that has begun by ``at``; None where there was none in a month."""
    today = at.astimezone(rules.zone).date()
    days = (today - timedelta(days=n) for n in range(LOOK_BACK if rules.meetings else 0))
    begun = (planned for day in days for planned in reversed(_of_day(rules, day)) if planned.begins <= at)
    return next(begun, None)


def moment(rules: Rules, at: datetime) -> tuple[date, Slot]:
    """The day and the meeting that a run at ``at`` is for, whoever asked for it.

    That is the meeting under way, else the next one of the day; the evening when there is none left.
    """
    day = at.astimezone(rules.zone).date()
    later = day + timedelta(days=1)
    held = (planned for one in (day, later) for planned in _of_day(rules, one))
    for planned in held:
        begins = planned.at + LEAD
        if at < begins + HELD and (planned.day == day or planned.at <= at):
            return planned.day, planned.slot
    return day, "evening"


def slot_of(meeting: time, meetings: Iterable[time]) -> Slot:
    """Which of the reports' five moments a meeting is: the day's first before noon looks back at yesterday."""
    if meeting == min(meetings) and meeting < NOON:
        return "morning"
    if meeting >= CLOSING:
        return "evening"
    return next(slot for since, slot in _HOURS if meeting >= since)


def _meetings(rules: Rules, after: datetime) -> Iterator[Planned]:
    """The runs of the days around and after ``after``, in order; some may be before it."""
    first = after.astimezone(rules.zone).date() - timedelta(days=1)
    for n in range(LOOK_AHEAD if rules.meetings else 0):
        yield from _of_day(rules, first + timedelta(days=n))


def _of_day(rules: Rules, day: date) -> list[Planned]:
    """The runs of a day's meetings, in order. Of two that a change of the clock brings together the later counts."""
    if not rules.calendar.is_working(day):
        return []
    found = {}
    for meeting in sorted(set(rules.meetings)):
        at = _moment(datetime.combine(day, meeting), rules.zone) - LEAD
        found[at] = Planned(at, day, slot_of(meeting, rules.meetings))
    return list(found.values())


def _moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the clock on the wall shows ``wall`` or, where it jumps over that, more."""
    early, late = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == wall:
        return early
    while late - early > timedelta(seconds=1):  # the jump lies between them
        middle = early + (late - early) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
