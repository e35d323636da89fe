"""Which meeting a moment belongs to: slots, zones, clocks that go forward and back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.calendar import russian
from core.settings import Settings
from sheets_addon.alerts.due import under_way
from sheets_addon.jobs.schedule import HELD, LEAD, Rules
from sheets_addon.store import workbooks
from tests.sheets_addon.alerts.conftest import Desk
from tests.sheets_addon.alerts.servers import Mailbox
from tests.sheets_addon.jobs.test_schedule import always


def test_from_the_run_to_the_end_of_the_meeting() -> None:
    rules = Rules(Settings().meetings, ZoneInfo("Europe/Moscow"), russian(), timedelta(minutes=5))
    eleven = datetime(2026, 3, 31, 8, 0, tzinfo=UTC)
    for at, found in (
        (eleven - LEAD - timedelta(seconds=1), []),
        (eleven - LEAD, ["11"]),
        (eleven, ["11"]),
        (eleven + HELD - timedelta(seconds=1), ["11"]),
        (eleven + HELD, []),
        (datetime(2026, 3, 29, 8, 0, tzinfo=UTC), []),  # a Sunday
    ):
        assert [planned.slot for planned in under_way(rules, at)] == found


@given(st.datetimes(datetime(2026, 3, 27), datetime(2026, 4, 2), timezones=st.just(UTC)))
def test_meetings_close_together_are_each_found(at: datetime) -> None:
    rules = Rules((time(9), time(9, 20), time(9, 40)), ZoneInfo("Europe/Berlin"), always(date(2026, 3, 25), 14))
    found = [planned.at for planned in under_way(rules, at)]
    assert found == sorted(set(found)) and all(one <= at < one + LEAD + HELD for one in found)
    local = at.astimezone(rules.zone)
    expected = [
        wall
        for wall in (datetime.combine(local.date(), meeting, rules.zone) for meeting in rules.meetings)
        if wall - LEAD <= local < wall + HELD
    ]
    assert [one + LEAD for one in found] == expected


def berlin(desk: Desk, meeting: time, on: date) -> int:
    id = desk.connect()
    with desk.store.write() as session:
        rules = {"time_zone": "Europe/Berlin", "working_days": [on.isoformat()]}
        workbooks.change(session, id, meetings=(meeting,), rules=rules)
    return id


def test_a_meeting_in_the_hour_that_is_skipped_has_its_agenda_once(desk: Desk, box: Mailbox) -> None:
    """29 March in Berlin: 02:00 is 03:00, so a meeting at half past two is held at three."""
    day = date(2026, 3, 29)
    id, desk.now = berlin(desk, time(2, 30), day), datetime(2026, 3, 29, 0, 51, tzinfo=UTC)
    desk.run(id, slot="morning", day=day)
    for _ in range(40):
        desk.send()
        desk.ahead(minutes=1)
    assert [letter["Subject"] for letter in box.letters] == ["Планёрка 03:00 · Отдел продаж · 29.03"]


def test_a_meeting_in_the_hour_that_comes_twice_has_its_agenda_once(desk: Desk, box: Mailbox) -> None:
    """25 October in Berlin: half past two comes twice, and the meeting is held the first time."""
    day = date(2026, 10, 25)
    id, desk.now = berlin(desk, time(2, 30), day), datetime(2026, 10, 25, 0, 21, tzinfo=UTC)
    for _ in range(100):
        desk.run(id, slot="morning", day=day)
        desk.send()
        desk.ahead(minutes=1)
    assert [letter["Subject"] for letter in box.letters] == ["Планёрка 02:30 · Отдел продаж · 25.10"]
