"""Runs before meetings, by hand and against a walk over every minute of the world."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import Calendar, calendar, russian
from core.settings import Settings
from sheets_addon.jobs.schedule import LEAD, Planned, Rules, moment, slot_of, upcoming

USUAL = Settings().meetings
EVERY_DAY = Calendar(russian().holidays[:0], russian().holidays[:0])


def always(first: date, days: int) -> Calendar:
    """A calendar in which weekends are worked too."""
    return calendar(Settings(holidays=(), working_days=tuple(first + timedelta(days=n) for n in range(days))))


def rules(*meetings: time, zone: str = "Europe/Moscow", **more: object) -> Rules:
    return Rules(meetings or USUAL, ZoneInfo(zone), more.pop("calendar", russian()), **more)  # type: ignore[arg-type]


def utc(*at: int) -> datetime:
    return datetime(*at, tzinfo=UTC)  # type: ignore[misc]


def test_ten_minutes_before_each_meeting_of_a_working_day() -> None:
    at, found = utc(2026, 3, 31, 0, 0), []
    for _ in range(5):
        planned = upcoming(rules(), at)
        assert planned
        found.append((planned.at.astimezone(ZoneInfo("Europe/Moscow")).strftime("%d %H:%M"), planned.slot))
        at = planned.at
    assert found == [
        ("31 08:50", "morning"),
        ("31 10:50", "11"),
        ("31 13:50", "14"),
        ("31 15:50", "16"),
        ("01 08:50", "morning"),
    ]


def test_a_run_that_has_begun_is_not_the_next_one() -> None:
    first = upcoming(rules(), utc(2026, 3, 31, 5, 49, 59))
    assert first and first.at == utc(2026, 3, 31, 5, 50)
    following = upcoming(rules(), first.at)
    assert following and following.at == utc(2026, 3, 31, 7, 50)


def test_the_holidays_of_the_workbook_are_days_without_a_meeting() -> None:
    friday_evening = utc(2025, 12, 30, 18, 0)  # then Russia rests until the 12th
    planned = upcoming(rules(), friday_evening)
    assert planned == Planned(utc(2026, 1, 12, 5, 50), date(2026, 1, 12), "morning")
    own = calendar(Settings(holidays=(date(2025, 12, 31),), working_days=(date(2026, 1, 3),)))
    found = upcoming(rules(calendar=own), friday_evening)
    assert found and found.day == date(2026, 1, 1)
    found = upcoming(rules(calendar=own), utc(2026, 1, 2, 20, 0))
    assert found and found.day == date(2026, 1, 3)  # a Saturday that people work


@pytest.mark.parametrize(
    ("meeting", "day", "at", "slot"),
    [
        (time(9), date(2026, 3, 27), utc(2026, 3, 27, 7, 50), "morning"),  # winter: UTC+1
        (time(9), date(2026, 3, 30), utc(2026, 3, 30, 6, 50), "morning"),  # summer: UTC+2
        (time(2, 30), date(2026, 3, 29), utc(2026, 3, 29, 0, 50), "morning"),  # 02:30 is not there: at 03:00
        (time(3), date(2026, 3, 29), utc(2026, 3, 29, 0, 50), "morning"),
        (time(2, 30), date(2026, 10, 25), utc(2026, 10, 25, 0, 20), "morning"),  # 02:30 comes twice: the first
        (time(3), date(2026, 10, 25), utc(2026, 10, 25, 1, 50), "morning"),
        (time(0), date(2026, 6, 2), utc(2026, 6, 1, 21, 50), "morning"),  # begins the day before
    ],
)
def test_when_the_clocks_change(meeting: time, day: date, at: datetime, slot: str) -> None:
    own = rules(meeting, zone="Europe/Berlin", calendar=always(date(2026, 1, 1), 365))
    assert upcoming(own, at - timedelta(minutes=1)) == Planned(at, day, slot)
    following = upcoming(own, at)
    assert following and following.day == day + timedelta(days=1)


def test_meetings_that_the_change_of_the_clock_brings_together_are_one_run() -> None:
    own = rules(time(2, 10), time(2, 40), time(13), zone="Europe/Berlin", calendar=always(date(2026, 3, 1), 60))
    first = upcoming(own, utc(2026, 3, 28, 23))
    assert first == Planned(utc(2026, 3, 29, 0, 50), date(2026, 3, 29), "11")
    second = upcoming(own, first.at)
    assert second and second.slot == "11" and second.at == utc(2026, 3, 29, 10, 50)


def test_a_changed_zone_changes_the_next_run() -> None:
    at = utc(2026, 3, 31, 3, 0)
    hours = [upcoming(rules(zone=zone), at) for zone in ("Europe/Moscow", "Asia/Vladivostok", "Asia/Kathmandu")]
    assert [planned.at.strftime("%H:%M") for planned in hours if planned] == ["05:50", "03:50", "03:05"]
    assert [planned.slot for planned in hours if planned] == ["morning", "14", "morning"]


def test_no_meeting_no_run() -> None:
    none = Rules((), ZoneInfo("UTC"), russian())
    assert upcoming(none, utc(2026, 1, 1)) is None
    assert moment(none, utc(2026, 3, 31, 9)) == (date(2026, 3, 31), "evening")


def test_an_interval_runs_between_meetings_and_at_night() -> None:
    own = rules(interval=timedelta(minutes=30))
    planned = upcoming(own, utc(2026, 3, 31, 5, 30))
    assert planned and planned.at == utc(2026, 3, 31, 5, 50)  # the meeting's run comes first
    planned = upcoming(own, planned.at)
    assert planned == Planned(utc(2026, 3, 31, 6, 20), date(2026, 3, 31), "morning")
    planned = upcoming(own, utc(2026, 3, 31, 20, 0))
    assert planned == Planned(utc(2026, 3, 31, 20, 30), date(2026, 3, 31), "evening")
    alone = Rules((), ZoneInfo("UTC"), russian(), timedelta(minutes=5))
    planned = upcoming(alone, utc(2026, 3, 31, 9))
    assert planned and planned.at == utc(2026, 3, 31, 9, 5)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (time(1), "morning"),  # before the first meeting: its reports
        (time(8, 50), "morning"),
        (time(9, 29), "morning"),  # the meeting is still on
        (time(9, 30), "11"),
        (time(10, 50), "11"),
        (time(13, 0), "14"),
        (time(15, 50), "16"),
        (time(16, 29), "16"),
        (time(16, 30), "evening"),
        (time(23, 59), "evening"),
    ],
)
def test_which_meeting_a_run_by_hand_is_for(hour: time, expected: str) -> None:
    at = datetime.combine(date(2026, 3, 31), hour, ZoneInfo("Europe/Moscow"))
    assert moment(rules(), at) == (date(2026, 3, 31), expected)


def test_on_a_day_off_a_run_by_hand_shows_the_day_as_it_is() -> None:
    assert moment(rules(), utc(2026, 3, 29, 6)) == (date(2026, 3, 29), "evening")


def test_the_run_before_a_meeting_at_midnight_is_of_the_next_day() -> None:
    own = rules(time(0, 5), time(13), zone="UTC")
    assert moment(own, utc(2026, 3, 30, 23, 55)) == (date(2026, 3, 31), "morning")
    assert moment(own, utc(2026, 3, 30, 23, 54)) == (date(2026, 3, 30), "evening")


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ((time(9), time(11), time(14), time(16)), ["morning", "11", "14", "16"]),
        ((time(8, 30), time(10), time(12, 30), time(15), time(17)), ["morning", "11", "11", "14", "16"]),
        ((time(13), time(18)), ["11", "evening"]),
        ((time(16),), ["16"]),
    ],
)
def test_other_meetings_are_the_nearest_of_the_five_moments(meetings: tuple[time, ...], expected: list[str]) -> None:
    assert [slot_of(meeting, meetings) for meeting in meetings] == expected


# What moves its clocks by an hour, by half an hour, by 24 hours, at midnight, or not at all.
ZONES = (
    "Europe/Berlin",
    "Europe/Moscow",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "UTC",
)
CHANGES = [
    utc(2026, 3, 29),
    utc(2026, 10, 25),
    utc(2026, 3, 8, 5),
    utc(2026, 11, 1, 4),
    utc(2026, 4, 4, 15),
    utc(2026, 10, 3, 15),
    utc(2011, 10, 29, 23),
    utc(2011, 12, 30, 6),
    utc(2027, 2, 7),
    utc(2014, 10, 25, 22),
]
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def walked(own: Rules, after: datetime, minutes: int) -> list[Planned]:
    """Slow and obvious: watch the clock on the wall minute by minute; a meeting begins when it first shows its time."""
    found, waiting = [], {}
    clock = after.astimezone(UTC).replace(second=0) - timedelta(days=2)
    first = clock.astimezone(own.zone).date()
    for n in range(8):
        day = first + timedelta(days=n)
        if own.calendar.is_working(day):
            waiting |= {datetime.combine(day, at): slot_of(at, own.meetings) for at in own.meetings}
    while clock <= after + timedelta(minutes=minutes) + LEAD:
        wall = clock.astimezone(own.zone).replace(tzinfo=None)
        begun = sorted(at for at in waiting if at <= wall)
        if begun and clock - LEAD > after:
            found.append(Planned(clock - LEAD, begun[-1].date(), waiting[begun[-1]]))
        for at in begun:
            del waiting[at]
        clock += timedelta(minutes=1)
    return found


@settings(max_examples=40)
@given(
    st.sampled_from(ZONES),
    st.lists(times, min_size=1, max_size=5, unique=True),
    st.sampled_from(CHANGES),
    st.integers(-600, 600),
    st.booleans(),
)
def test_the_runs_are_those_of_a_walk_over_every_minute(
    zone: str, meetings: list[time], change: datetime, shift: int, weekends: bool
) -> None:
    after = change + timedelta(minutes=shift)
    days = always(after.date() - timedelta(days=5), 12) if weekends else russian()
    own, minutes, found, at = rules(*meetings, zone=zone, calendar=days), 1800, [], after
    while (planned := upcoming(own, at)) and planned.at <= after + timedelta(minutes=minutes):
        found.append(planned)
        at = planned.at
    assert found == walked(own, after, minutes)


@settings(max_examples=60)
@given(st.sampled_from(ZONES), st.lists(times, max_size=5), st.datetimes(datetime(2015, 1, 2), datetime(2035, 1, 1)))
def test_a_run_at_its_time_is_for_its_own_meeting(zone: str, meetings: list[time], naive: datetime) -> None:
    own = Rules(tuple(meetings), ZoneInfo(zone), russian())
    planned = upcoming(own, naive.replace(tzinfo=UTC))
    if planned:
        day, slot = moment(own, planned.at)
        crowded = {one for one in meetings for two in meetings if one != two and near(one, two)}
        assert day == planned.day
        assert slot == planned.slot or crowded


def near(one: time, two: time) -> bool:
    apart = abs((one.hour * 60 + one.minute) - (two.hour * 60 + two.minute))
    return apart < 40 or apart > 24 * 60 - 100
