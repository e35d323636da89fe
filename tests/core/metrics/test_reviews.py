"""Calls, roll calls and revisions against slow walks over the rows; who is to be heard; rows of «Все»."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.days import number
from core.metrics.reviews import last_checked, reviews, roll_calls, scores, team, trend, week_of
from tests.support import context

ASOF = date(2026, 3, 31)
TEAM = ("Анна", "Борис", "Вера")
STAFF = [{"manager": name} for name in TEAM]
ITEMS = ("x:Рассказал", "x:Спросил")

days = st.integers(-3, 70).map(lambda back: ASOF - timedelta(days=back))
answers = st.sampled_from(("yes", "no", "na", None))
row = st.fixed_dictionaries(
    {
        "date": days,
        "kind": st.sampled_from(("call", "roll_call", "revision", "meeting")),
        "manager": st.sampled_from(TEAM),
        "answered": st.sampled_from((1, 0, None)),
        **dict.fromkeys(ITEMS, answers),
    }
)
tables = st.lists(row, max_size=25)


def book(rows: Any, staff: Any = STAFF, **more: Any) -> Any:
    return context(ASOF, reviews=rows, managers=staff, **more)


@given(tables, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_scores_are_yes_of_yes_and_no(rows: Any, back: int, length: int) -> None:
    made = book(rows).once(reviews)
    last = ASOF - timedelta(days=back)
    first = last - timedelta(days=length)
    found = scores(made, number(first), number(last))
    for at, name in enumerate(made.managers):
        own = [r for r in rows if r["manager"] == name and r["kind"] == "call" and first <= r["date"] <= last]
        assert found.heard[at] == len(own)
        for i, (item, _) in enumerate(made.items):
            assert found.yes[at, i] == sum(r[item] == "yes" for r in own)
            assert found.judged[at, i] == sum(r[item] in ("yes", "no") for r in own)


@given(tables, st.sampled_from(("call", "revision")))
@settings(max_examples=60, deadline=None)
def test_never_checked_first_then_longest_ago(rows: Any, kind: str) -> None:
    found = last_checked(book(rows), kind)
    seen = {}
    for name in TEAM:
        dates = [r["date"] for r in rows if (r["kind"], r["manager"]) == (kind, name) and r["date"] <= ASOF]
        seen[name] = max(dates, default=None)
    assert {one.manager: one.day for one in found} == seen
    never = [one.manager for one in found if one.day is None]
    later = [(one.day, one.manager) for one in found if one.day is not None]
    assert [one.manager for one in found] == sorted(never) + [name for _, name in sorted(later)]


def walk(rows: list[dict[str, Any]], name: str) -> tuple[int, int, int, date | None]:
    """Day by day back from the report date: expected and answered of 30 days, the streak, the last answer."""
    expected = answered = silent = 0
    is_silent, last = True, None
    for back in range(100):
        day = ASOF - timedelta(days=back)
        given = [r["answered"] for r in rows if (r["kind"], r["manager"], r["date"]) == ("roll_call", name, day)]
        given = [answer for answer in given if answer is not None]
        if not given:
            continue
        if back < 30:
            expected += 1
            answered += 1 in given
        if 1 in given:
            is_silent = False
            last = last or day
        silent += is_silent
    return expected, answered, silent, last


@given(tables)
@settings(max_examples=80, deadline=None)
def test_roll_calls_are_those_of_a_walk_over_days(rows: Any) -> None:
    found = {one.manager: one for one in roll_calls(book(rows))}
    for name in TEAM:
        one = found[name]
        assert (one.expected, one.answered, one.silent, one.last_answer) == walk(rows, name)


@given(tables)
@settings(max_examples=30, deadline=None)
def test_weeks_hold_every_call_of_twelve_weeks(rows: Any) -> None:
    weeks = trend(book(rows))
    assert [week.monday.weekday() for week in weeks] == [0] * 12
    calls = [r for r in rows if r["kind"] == "call" and weeks[0].monday <= r["date"] <= ASOF]
    assert sum(week.heard for week in weeks) == len(calls)
    assert sum(week.yes for week in weeks) == sum(r[item] == "yes" for r in calls for item in ITEMS)


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_says_nothing(rows: Any, dice: Any) -> None:
    mixed = list(rows)
    dice.shuffle(mixed)
    assert roll_calls(book(mixed)) == roll_calls(book(rows))
    heard = [[(one.manager, one.day) for one in last_checked(book(some), "call")] for some in (rows, mixed)]
    assert heard[0] == heard[1]


def test_an_absent_manager_is_heard_last_and_his_silence_is_none() -> None:
    staff = [{"manager": "Анна", "absences": "30.03–31.03"}, {"manager": "Борис"}]
    rows = [
        {"date": "2026-03-30", "kind": "roll_call", "manager": "Анна", "answered": 0},
        {"date": "2026-03-31", "kind": "call", "manager": "Борис"},
    ]
    made = book(rows, staff)
    assert [(one.manager, one.away) for one in last_checked(made, "call")] == [("Борис", False), ("Анна", True)]
    assert [(one.expected, one.silent) for one in roll_calls(made)] == [(0, 0), (0, 0)]


def test_several_roll_calls_of_a_day_are_one_and_a_blank_is_no_silence() -> None:
    rows = [{"date": "2026-03-30", "kind": "roll_call", "manager": "Анна", "answered": answer} for answer in (0, 1)] + [
        {"date": "2026-03-31", "kind": "roll_call", "manager": "Анна", "answered": None}
    ]
    found = {one.manager: one for one in roll_calls(book(rows))}["Анна"]
    assert (found.expected, found.answered, found.unmarked, found.silent) == (1, 1, 1, 0)
    assert (found.asked_today, found.answered_today) == (True, False)


def test_a_row_of_all_is_one_of_each_who_was_there() -> None:
    staff = [{"manager": "Анна"}, {"manager": "Борис", "absences": "31.03"}, {"manager": "Вера"}]
    rows = [
        {"date": "2026-03-31", "kind": "meeting", "manager": "Все"},
        {"date": "2026-03-31", "kind": "call", "manager": "все"},
    ]
    made = book(rows, staff).once(reviews)
    assert [(made.managers[code], kind) for code, kind in zip(made.manager, made.kind, strict=True)] == [
        ("Анна", "meeting"), ("Вера", "meeting"),
    ]  # fmt: skip


def test_without_the_tab_of_managers_everyone_met_lately_is_of_the_team() -> None:
    rows = [
        {"date": "2026-03-20", "kind": "call", "manager": "Анна"},
        {"date": "2026-02-01", "kind": "call", "manager": "Борис"},
    ]
    assert team(context(ASOF, reviews=rows)) == ["Анна"]


def test_the_week_ends_on_its_last_working_day() -> None:
    assert week_of(context("2026-03-31")) == (date(2026, 3, 30), date(2026, 4, 3))
    assert week_of(context("2026-05-01")) == (date(2026, 4, 27), date(2026, 4, 30)), "the first of May is a holiday"
