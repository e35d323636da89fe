"""The five points of the revision against plain loops; the score is made of sums."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.discipline import FIELDS, POINTS, Checked, discipline, overall, scores
from core.metrics.owners import manager_names
from tests.core.metrics.deal_oracle import as_of, day
from tests.support import context, typed

ASOF = date(2026, 3, 31)
STAGES = [
    {"order": 1, "stage": "Заявка", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Договор", "kind": "open"},
    {"order": 4, "stage": "Оплата", "kind": "won"},
    {"order": 5, "stage": "Отгрузка", "kind": "won"},
    {"order": 6, "stage": "Отказ", "kind": "lost"},
]


def near(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: str(ASOF + timedelta(n)))


def maybe(what: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | what


DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "client": maybe(st.sampled_from("АБВ")),
            "manager": maybe(st.sampled_from(["Ирина", "Пётр"])),
            "created": maybe(near(-95, 3)),
            "amount": maybe(st.integers(0, 3)),
            "stage": maybe(st.sampled_from([s["stage"] for s in STAGES])),
            "expected": maybe(near(-3, 3)),
            "next_step": maybe(st.just("Звонок")),
            "next_step_date": maybe(near(-2, 2)),
            "comment": maybe(st.just("Ждут")),
            "closed": maybe(near(-10, 2)),
            **{f"x:{s['stage']}": maybe(near(-12, 1)) for s in STAGES[:4]},
        }
    ),
    max_size=8,
)
CLIENTS = st.lists(
    st.fixed_dictionaries(
        {
            "client": maybe(st.sampled_from("АБВ")),
            "manager": maybe(st.sampled_from(["Ирина", "Анна"])),
            "first_seen": maybe(near(-2, 2)),
            "phone": maybe(st.just("007")),
            "email": maybe(st.just("a@example.com")),
        }
    ),
    max_size=8,
)


def slow(deals: list[dict[str, Any]], clients: list[dict[str, Any]]) -> dict[tuple[str | None, str], tuple[int, int]]:
    """(manager, point) → (good, base) where there is a base."""
    found: dict[tuple[str | None, str], list[bool]] = defaultdict(list)
    known: dict[tuple[str | None, str], bool] = {}
    for c in clients:
        if c["client"] and not (c["first_seen"] and day(c["first_seen"]) > ASOF):
            key = c["manager"], c["client"]
            known[key] = known.get(key, False) or bool(c["phone"] or c["email"])
    for (manager, _), reachable in known.items():
        found[manager, "contacts"].append(reachable)
    for deal in deals:
        one, manager = as_of(deal, STAGES, ASOF), deal["manager"]
        if one is None:
            continue
        if one["status"] == "open":
            found[manager, "fields"] += [deal[field] is not None for field in FIELDS]
            found[manager, "comments"].append(deal["comment"] is not None)
            if deal["next_step_date"]:
                found[manager, "on_time"].append(day(deal["next_step_date"]) >= ASOF)
        if one["created"] and (ASOF - one["created"]).days < 90 and sum(d is not None for d in one["dates"][:4]) >= 2:
            way = [one["dates"][0] or one["created"], *one["dates"][1:4]]
            if one["status"] == "won":
                way[3] = way[3] or one["closed"]
            while way[-1] is None:
                way.pop()
            found[manager, "algorithm"].append(None not in way and way == sorted(way))
    return {key: (sum(marks), len(marks)) for key, marks in found.items()}


def fast(made: Any) -> dict[tuple[str | None, str], tuple[int, int]]:
    counted, names = discipline(made), [*manager_names(made).names, None]
    return {
        (names[i], point): (int(counted.good[i, j]), int(counted.base[i, j]))
        for i in range(len(names))
        for j, point in enumerate(POINTS)
        if counted.base[i, j]
    }


def made(deals: list[dict[str, Any]], clients: list[dict[str, Any]]) -> Any:
    asked = {*FIELDS, "comment", "closed", *(f"x:{s['stage']}" for s in STAGES[:4])}
    tables = {
        "deals": typed("deals", deals, asked),
        "clients": typed("clients", clients, {"client", "manager", "phone", "email", "first_seen"}),
    }
    return context(ASOF, stages=STAGES, **tables)


@settings(max_examples=60, deadline=None)
@given(DEALS, CLIENTS, st.randoms(use_true_random=False))
def test_the_five_points_are_what_a_slow_reader_counts(
    deals: list[dict[str, Any]], clients: list[dict[str, Any]], chance: random.Random
) -> None:
    expected = slow(deals, clients)
    assert fast(made(deals, clients)) == expected
    chance.shuffle(deals)
    chance.shuffle(clients)
    assert fast(made(deals, clients)) == expected


@pytest.mark.parametrize(
    ("dates", "given_", "judged"),
    [
        ({"x:Заявка": "2026-03-01", "x:КП": "2026-03-05"}, {}, (1, 1)),
        ({"x:КП": "2026-03-05", "x:Договор": "2026-03-06"}, {}, (1, 1)),
        ({"x:Заявка": "2026-03-01", "x:Договор": "2026-03-05"}, {}, (0, 1)),
        ({"x:Заявка": "2026-03-06", "x:КП": "2026-03-05"}, {}, (0, 1)),
        ({"x:КП": "2026-03-05"}, {}, None),
        ({"x:КП": "2026-03-05", "x:Договор": "2026-04-06"}, {}, None),
        ({"x:Заявка": "2026-03-01", "x:КП": "2026-03-05"}, {"stage": "Оплата", "closed": "2026-03-07"}, (0, 1)),
        (
            {"x:КП": "2026-03-05", "x:Договор": "2026-03-06"},
            {"stage": "Оплата", "closed": "2026-03-07", "x:Отгрузка": "2026-03-01"},
            (1, 1),
        ),
        ({"x:Заявка": "2025-12-31", "x:КП": "2026-01-05"}, {"created": "2025-12-31"}, None),
        ({"x:Заявка": "2026-01-01", "x:КП": "2026-01-05"}, {"created": "2026-01-01"}, (1, 1)),
    ],
)
def test_the_algorithm_by_hand(dates: dict[str, str], given_: dict[str, str], judged: tuple[int, int] | None) -> None:
    deal = {"client": "А", "manager": "Ирина", "created": "2026-03-01", "stage": "КП", **dates, **given_}
    assert fast(context(ASOF, deals=[deal], stages=STAGES)).get(("Ирина", "algorithm")) == judged


def test_a_column_that_the_tab_lacks_is_not_asked_for() -> None:
    deal = {"client": "А", "manager": "Ирина", "created": "2026-03-01", "stage": "КП"}
    counted = fast(context(ASOF, deals=[deal], clients=[{"client": "А", "manager": "Ирина"}]))
    assert counted == {("Ирина", "fields"): (4, 4)}


def test_missing_tabs_leave_no_base() -> None:
    assert fast(context(ASOF)) == {}
    assert fast(context(ASOF, deals=[], stages=[], clients=[])) == {}


def test_the_score_is_made_of_sums() -> None:
    def checked(id: str, *rows: tuple[str, int, int]) -> Any:
        return replace(typed(id, []), checked=pd.DataFrame(rows, columns=["manager", "checked", "errors"]))

    made = context(
        ASOF,
        deals=checked("deals", ("Ирина", 10, 1), ("", 4, 0)),
        payments=checked("payments", ("Анна", 2, 2), ("Ирина", 30, 0)),
        targets=checked("targets", ("Все", 3, 1)),
    )
    assert scores(made) == {"": Checked(7, 1), "Анна": Checked(2, 2), "Ирина": Checked(40, 1)}
    assert [one.score for one in scores(made).values()] == [1 - 1 / 7, 0, 1 - 1 / 40]
    assert overall(made) == Checked(49, 4)
    assert overall(context(ASOF)).score is None
