"""The head's checklist: which meeting is held, what is ahead, who is left."""

from datetime import time
from typing import Any

from core.metrics.rhythm import Item, minutes, today, week
from tests.support import context

STAFF = [{"manager": "Анна"}, {"manager": "Борис"}]


def rows(kind: str, *names: str, day: str = "2026-03-31", **more: Any) -> list[dict[str, Any]]:
    return [{"date": day, "kind": kind, "manager": name, **more} for name in names]


def items(reviews: list[dict[str, Any]], slot: Any = "evening", asof: str = "2026-03-31", **more: Any) -> list[Item]:
    return today(context(asof, slot, reviews=reviews, managers=STAFF, **more))


def meetings(found: list[Item]) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.status, item.left) for item in found if item.at]


def test_the_kth_meeting_is_held_if_someone_has_k_rows() -> None:
    found = items(rows("meeting", "Анна", "Борис", "Анна"))
    assert meetings(found) == [("done", ()), ("partly", ("Борис",)), ("not_marked", ()), ("not_marked", ())]
    assert [item.at for item in found if item.at] == [time(9), time(11), time(14), time(16)]


def test_what_has_its_hour_still_to_come_is_ahead() -> None:
    assert [status for status, _ in meetings(items(rows("meeting", "Анна", "Борис"), "14"))] == [
        "done", "not_marked", "ahead", "ahead",
    ]  # fmt: skip
    assert {item.status for item in items([], "morning")} == {"ahead"}
    assert {item.status for item in items([], "evening")} == {"not_marked"}


def test_nobody_is_reproached_on_a_day_off() -> None:
    assert {item.status for item in items([], asof="2026-03-29")} == {"day_off"}


def test_the_hours_are_those_of_the_settings() -> None:
    found = items([], settings={"meetings": (time(10, 30),)})
    assert (found[0].what, found[0].at) == ("first_meeting", time(10, 30))
    assert sum(item.at is not None for item in found) == 1


def test_roll_call_calls_and_revision() -> None:
    written = [
        *rows("roll_call", "Анна", answered=1),
        *rows("roll_call", "Борис", answered=0),
        *rows("call", "Анна"),
        *rows("revision", "Борис", day="2026-03-30"),
    ]
    roll_call, calls, revision = items(written)[-3:]
    assert (roll_call.status, roll_call.left) == ("partly", ("Борис",))
    assert (calls.status, calls.left) == ("done", ())
    assert (revision.status, revision.left) == ("not_marked", ("Анна",))


def test_the_week_counts_everyone_once() -> None:
    written = [*rows("revision", "Анна", "Борис", day="2026-03-30"), *rows("call", "Анна", day="2026-03-27")]
    checked, heard = week(context("2026-03-31", reviews=written, managers=STAFF))
    assert (checked.status, checked.done, checked.of) == ("done", 2, 2)
    assert (heard.status, heard.left, heard.done) == ("ahead", ("Борис", "Анна"), 0)


def test_the_day_takes_what_the_source_says() -> None:
    assert minutes(items([])) == (15 + 5 * 3 + 5 + 10 + 20, 15 + 5 * 3 + 5 + 15 + 30)
