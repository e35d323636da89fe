"""What a failed run does to the next one."""

from datetime import UTC, datetime, timedelta

import pytest

from sheets_addon.jobs.retry import next_try, sentence

NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def hourly(after: datetime) -> datetime:
    return after.replace(minute=50) + (HOUR if after.minute >= 50 else timedelta(0))


def middle() -> float:
    return 0.5


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 50), (90, 50)])
def test_what_passes_is_tried_again_soon_then_with_the_meetings(failures: int, minutes: int) -> None:
    assert next_try("passes", failures, NOW, hourly, middle) == NOW + minutes * MINUTE


def test_a_meeting_is_never_later_for_a_retry() -> None:
    at = NOW.replace(minute=45)
    assert next_try("passes", 4, at, hourly, middle) == at + 5 * MINUTE
    assert next_try("passes", 4, at, lambda _: None, middle) == at + 8 * MINUTE
    assert next_try("passes", 7, at, lambda _: None, middle) is None


def test_what_a_person_must_mend_is_looked_at_with_the_meetings_and_after_days_once_a_day() -> None:
    assert [next_try("person", n, NOW, hourly, middle) for n in (1, 12)] == [NOW + 50 * MINUTE] * 2
    assert next_try("person", 13, NOW, hourly, middle) == NOW + 23 * HOUR + 50 * MINUTE


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 5), (2, 10), (3, 20), (8, 640), (9, 1280), (10, 1440), (99, 1440)]
)
def test_a_poisoned_workbook_is_pushed_away_over_its_meetings(failures: int, minutes: int) -> None:
    assert next_try("ours", failures, NOW, hourly, middle) == NOW + minutes * MINUTE


def test_those_that_failed_together_do_not_come_back_together() -> None:
    first, last = next_try("ours", 1, NOW, hourly, lambda: 0.0), next_try("ours", 1, NOW, hourly, lambda: 1.0)
    assert (first, last) == (NOW + 4 * MINUTE, NOW + 6 * MINUTE)


def test_what_is_said_of_it() -> None:
    assert sentence("passes", 3, "09:50", 7, "ru") == ""
    assert sentence("passes", 7, "09:50", 7, "ru") == (
        "Google не ответил 7 раз подряд: чаще не пробуем, следующая попытка — 09:50."
    )
    assert sentence("ours", 1, "09:50", 7, "ru") == ""
    assert "put off until 09:50" in sentence("ours", 3, "09:50", 7, "en")
    assert sentence("person", 1, "09:50", 7, "ru").endswith("planerka sync 7.")
