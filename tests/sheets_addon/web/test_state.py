"""The words of the card: honest whatever a refresh does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.i18n import T
from sheets_addon.jobs.standing import Standing
from sheets_addon.store.runs import Run
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync.status import State, Status
from sheets_addon.web.state import Card, card, stale

NOW = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
"""A Tuesday, noon in Moscow: meetings were at 9 and 11."""
BOOK = Workbook(1, "id", "Отдел", "ru", "Europe/Moscow", next_run_at=NOW + timedelta(hours=2))
GOOD = Run(7, 1, "schedule", "11", NOW.date(), NOW, "ok", 1, finished_at=NOW - timedelta(minutes=12))


def stands(state: State = "good", book: Workbook = BOOK, **more: object) -> Standing:
    status = Status(state, book, NOW, **{"running": None, "good": GOOD, "failed": None} | more)  # type: ignore[arg-type]
    return Standing(status, None, 3)


def said(state: State = "good", book: Workbook = BOOK, **more: object) -> Card:
    return card(stands(state, book, **more), "ru")


def test_a_workbook_at_rest_says_its_age_and_asks_nothing() -> None:
    found = said()
    assert (found.tone, found.fresh, found.again) == ("good", "Обновлено 12 минут назад", 0)
    assert found.lines == ("Следующее обновление — 14:00.",)


@pytest.mark.parametrize(
    ("progress", "step", "count"),
    [
        (None, "Начинаем", ""),
        ({"step": "look", "done": 0, "of": 0}, "Смотрим, что изменилось", ""),
        ({"step": "read", "done": 0, "of": 0}, "Читаем ячейки", ""),
        ({"step": "compute", "done": 12, "of": 27}, "Считаем отчёты", "12 из 27"),
        ({"step": "compute", "done": 0, "of": 0}, "Считаем отчёты", ""),
        ({"step": "write", "done": 0, "of": 0}, "Записываем отчёты", ""),
        ({"step": "later", "done": 0, "of": 0}, "Начинаем", ""),
    ],
)
def test_a_run_under_way_says_how_far_it_is(progress: dict[str, object] | None, step: str, count: str) -> None:
    running = replace(GOOD, status="running", finished_at=None, progress=progress)
    found = said("running", running=running)
    assert (found.tone, found.step, found.count, found.again) == ("busy", step, count, 1)
    assert 0 < found.percent <= 90


def test_the_bar_never_goes_back() -> None:
    steps = [None, ("look", 0, 0), ("read", 0, 0), *(("compute", n, 27) for n in range(28)), ("write", 0, 0)]
    bars = []
    for one in steps:
        told = None if one is None else dict(zip(("step", "done", "of"), one, strict=True))
        bars.append(said("running", running=replace(GOOD, status="running", progress=told)).percent)
    assert bars == sorted(bars)


def test_a_wish_waits_its_turn_and_then_asks_for_a_worker() -> None:
    asked = said(book=replace(BOOK, wanted_at=NOW - timedelta(seconds=3)))
    assert (asked.tone, asked.step, asked.again) == ("busy", "В очереди", 1)
    late = said(book=replace(BOOK, wanted_at=NOW - timedelta(seconds=95)))
    assert (late.tone, late.step, late.again) == ("bad", "", 10)
    assert "никто не берётся уже 95 с" in late.lines[0]
    assert "4 мин" in said(book=replace(BOOK, wanted_at=NOW - timedelta(minutes=4))).lines[0]


def test_a_worker_that_is_gone_is_said() -> None:
    found = said("broken", running=replace(GOOD, status="running", finished_at=None))
    assert (found.tone, found.step, found.again) == ("bad", "Обновление прервалось", 10)
    assert "начнёт заново другой процесс" in found.lines[0]
    assert found.fresh == "Обновлено 12 минут назад"


def test_a_failed_run_says_why_and_how_old_the_reports_are() -> None:
    failed = replace(
        GOOD, id=8, status="failed", finished_at=NOW, error_code="x", error=T("Нет доступа.", "No access.")
    )
    found = said("failed", replace(BOOK, failures=2), failed=failed)
    assert found.tone == "bad"
    assert found.fresh == "Обновлено 12 минут назад"
    assert "Не удалось обновить в 12:00 (2-й раз подряд): Нет доступа." in found.lines[0]


def test_a_look_that_found_nothing_is_said() -> None:
    assert "ничего нового" in said(good=replace(GOOD, status="nothing")).lines[-1]


def test_what_is_not_planned_yet_is_not_said_to_have_no_meeting() -> None:
    """While the first run goes on nothing is planned yet, and a file that is sent is refreshed by sending it."""
    without = replace(BOOK, next_run_at=None)
    no_meeting = "Планёрок впереди нет: обновление только по просьбе."
    assert said(book=without).lines == (no_meeting,)
    first = replace(GOOD, status="running", finished_at=None)
    assert no_meeting not in said("running", without, running=first, good=None).lines
    assert said(book=replace(without, kind="upload")).lines == ()


def test_before_the_first_run() -> None:
    found = said("never", replace(BOOK, next_run_at=None), good=None)
    assert (found.tone, found.fresh, found.lines) == ("none", "Отчётов ещё не было", ())


def test_how_many_problems_there_are_is_not_told_to_everybody() -> None:
    assert not any("3" in line for line in said().lines)


def test_reports_older_than_the_last_meeting_are_stale() -> None:
    assert stale(stands(), "ru") == ""
    old = replace(GOOD, finished_at=NOW - timedelta(hours=2))  # 10:00, and the run for 11 o'clock begins at 10:50
    assert "планёрки (11:00)" in stale(stands(good=old), "ru")
    assert "после 10:00" in stale(stands(good=old), "ru")
    before = replace(GOOD, finished_at=datetime(2026, 3, 31, 7, 52, tzinfo=UTC))
    assert stale(stands(good=before), "ru") == ""
    assert stale(stands(book=replace(BOOK, kind="upload"), good=old), "ru") == ""
    assert stale(stands("never", good=None), "ru") == ""


def test_on_a_sunday_the_last_meeting_was_on_friday() -> None:
    friday = datetime(2026, 3, 27, 14, 0, tzinfo=UTC)
    sunday = replace(stands(good=replace(GOOD, finished_at=friday)).status, now=datetime(2026, 3, 29, 9, 0, tzinfo=UTC))
    assert stale(Standing(sunday, None, 0), "ru") == ""
    thursday = replace(sunday, good=replace(GOOD, finished_at=friday - timedelta(days=1)))
    assert "27.03.2026 16:00" in stale(Standing(thursday, None, 0), "ru")
