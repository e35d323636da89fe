"""At which stage and why deals were lost, and that the groups add up to them."""

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.context import Context
from core.metrics.lost import Lost, lost
from core.metrics.refusals import groups
from tests.core.metrics import test_maven_deals as maven
from tests.support import context

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
MARCH = date(2026, 3, 1), date(2026, 3, 31)
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)


def row(**more: Any) -> dict[str, Any]:
    return {"client": "А", "manager": "И", "created": "2026-01-01", "stage": "Отказ", "closed": "2026-03-05", **more}


def around(*rows: dict[str, Any], stages: Any = STAGES) -> Context:
    return context("2026-03-31", deals=rows, **({"stages": stages} if stages else {}))


def stage(made: Context) -> str | None:
    found = made.once(lost)
    (code,) = found.stage.tolist()
    return None if code < 0 else found.stages[code][1]


@pytest.mark.parametrize(
    ("deal", "where"),
    [
        ({"lost_stage": "Лид", "x:КП": "2026-02-01"}, "Лид"),
        ({"lost_stage": " кп", "x:Лид": "2026-02-01"}, "КП"),
        ({"lost_stage": "Отказ", "x:КП": "2026-02-01"}, "КП"),
        ({"stage": "КП", "status": "lost", "x:Лид": "2026-02-01"}, "КП"),
        ({"stage": "Лид", "loss_reason": "Дорого"}, "Лид"),
        ({"x:Лид": "2026-01-02", "x:КП": "2026-02-01"}, "КП"),
        ({"x:Лид": "2026-02-02", "x:КП": "2026-02-01"}, "Лид"),
        ({"x:КП": "2026-04-01"}, None),
        ({}, None),
        ({"lost_stage": "Думают"}, "Думают"),
    ],
)
def test_the_stage_of_a_loss(deal: dict[str, Any], where: str | None) -> None:
    assert stage(around(row(**deal))) == where


@pytest.mark.parametrize(
    ("deal", "where"),
    [
        ({"stage": "Проиграна", "lost_stage": "КП"}, "КП"),
        ({"stage": "КП", "status": "lost"}, "КП"),
        ({"stage": "Отказ", "x:Лид": "2026-02-01", "x:КП": "2026-02-05", "x:Отказ": "2026-03-05"}, "КП"),
        ({"stage": "Отказ", "x:КП": "2026-03-25"}, None),
    ],
)
def test_the_stage_of_a_loss_without_a_stages_tab(deal: dict[str, Any], where: str | None) -> None:
    assert stage(around(row(**deal), stages=None)) == where


def test_nobody_knows_when() -> None:
    found = around(row(closed=None), row()).once(lost)
    assert (len(found.day), found.undated) == (1, 1)


def test_groups_from_the_most_frequent_on() -> None:
    found = around(
        row(lost_stage="КП", loss_reason="Дорого", amount=10),
        row(lost_stage="КП", loss_reason="Дорого", amount=20),
        row(lost_stage="Лид", loss_reason="Дорого", amount=None),
        row(lost_stage="Лид", loss_reason=None, amount=5),
        row(closed="2026-02-03", lost_stage="КП", loss_reason="Уехали"),
        row(closed="2026-01-03", loss_reason="Давно"),
    ).once(lost)
    assert spelled(found, groups(found, MARCH, FEBRUARY)) == [
        ("КП", "Дорого", 2, 0.5, 30, 0.5, 0),
        ("Лид", None, 1, 0.25, 5, 0.75, 0),
        ("Лид", "Дорого", 1, 0.25, None, 1, 0),
        ("КП", "Уехали", 0, 0, None, 1, 1),
    ]
    assert [(one.n, one.rate) for one in groups(found, FEBRUARY)] == [(1, 1)]
    assert groups(found, (date(2025, 1, 1), date(2025, 1, 31))) == []


def spelled(found: Lost, made: Any) -> list[tuple[Any, ...]]:
    return [
        (
            None if one.stage < 0 else found.stages[one.stage][1],
            None if one.reason < 0 else found.reasons[one.reason],
            one.n,
            one.rate,
            one.amount,
            one.cumulative,
            one.n_prev,
        )
        for one in made
    ]


rows = st.fixed_dictionaries(
    {
        "client": st.just("А"),
        "manager": st.just("И"),
        "created": st.just("2026-01-01"),
        "stage": st.sampled_from(["Лид", "КП", "Оплата", "Отказ"]),
        "closed": st.sampled_from([None, "2026-02-10", "2026-03-10", "2026-04-10"]),
        "lost_stage": st.sampled_from([None, "Лид", "КП", "Думают"]),
        "loss_reason": st.sampled_from([None, "Дорого", "Уехали"]),
        "amount": st.sampled_from([None, 0, 1, 5]),
    }
)


@given(st.lists(rows, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_groups_add_up_to_the_lost_deals(deals: list[dict[str, Any]], random: Any) -> None:
    refused = [d for d in deals if d["loss_reason"] or d["stage"] == "Отказ"]
    march = [d for d in refused if d["closed"] == "2026-03-10"]
    found = around(*deals).once(lost)
    whole = groups(found, MARCH, FEBRUARY)
    assert sum(one.n for one in whole) == len(march)
    assert sum(one.n_prev for one in whole) == len([d for d in refused if d["closed"] == "2026-02-10"])
    assert sum(one.amount or 0 for one in whole) == sum(d["amount"] or 0 for d in march)
    by_reason = {one.reason: one.n for one in groups(found, MARCH, by=("reason",))}
    names = {None if code is None or code < 0 else found.reasons[code]: n for code, n in by_reason.items()}
    assert names == Counter(d["loss_reason"] for d in march)
    if march:
        assert sum(one.rate or 0 for one in whole) == pytest.approx(1)
        assert whole[-1].cumulative == pytest.approx(1)
        counts = [one.n for one in whole]
        assert counts == sorted(counts, reverse=True)
        assert [one.cumulative for one in whole] == pytest.approx((np.cumsum(counts) / len(march)).tolist())
    other = around(*random.sample(deals, len(deals))).once(lost)
    assert spelled(other, groups(other, MARCH, FEBRUARY)) == spelled(found, whole)


@maven.pytestmark
def test_published_deals() -> None:
    made = context(maven.ASOF, deals=maven.table(), stages=maven.STAGES)
    found = made.once(lost)
    (one,) = groups(found, (None, None))
    assert (one.n, one.stage, one.reason, one.rate, found.undated) == (2473, -1, -1, 1, 0)
