"""Managers' funnels by hand: the rates, who is judged, what to train."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import Report
from core.reports.build import build
from core.reports.managers import MANAGERS
from tests.core.metrics.deal_oracle import as_of, reached, steps_of
from tests.support import context

ASOF = date(2026, 3, 31)
STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
JANUARY = date(2026, 1, 12)


def deals(manager: str | None, lead: int, offer: int, won: int, created: date = JANUARY) -> list[dict[str, Any]]:
    """Deals that stopped at each stage; the won ones closed in five days."""
    counts = {"Лид": lead, "КП": offer, "Оплата": won}
    closed = {"Оплата": created + timedelta(days=5)}
    row = {"client": "А", "manager": manager, "created": created, "amount": 10.0}
    return [{**row, "stage": stage, "closed": closed.get(stage)} for stage, n in counts.items() for _ in range(n)]


DEALS = [
    *deals("Иванов", 10, 40, 10),
    *deals("Петров", 10, 10, 40),
    *deals("Сидоров", 4, 3, 2),
    *deals(None, 30, 0, 0),
    *deals("Иванов", 1, 2, 1, date(2026, 3, 2)),
    *deals("Иванов", 2, 1, 1, date(2026, 2, 2)),
]


def made(rows: Any = DEALS, stages: Any = STAGES, **settings: Any) -> Report:
    return build(MANAGERS, context(ASOF, settings=settings, deals=rows, stages=stages))


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_the_columns_that_others_rely_on() -> None:
    wanted = "manager, step, n, reached, rate, difference, low, high, p_adjusted, proven"
    for block in ("steps", "year"):
        assert ", ".join(c.id for c in made().block(block).columns[:10]) == wanted


def test_the_year_by_hand() -> None:
    rows = {(r["manager"], r["step"]): r for r in cells(made(), "year")}
    ivanov = rows["Иванов", "КП → Оплата"]
    assert (ivanov["n"], ivanov["reached"]) == (52, 11)
    assert ivanov["rate"] == 11 / 52
    assert ivanov["difference"] == pytest.approx(11 / 52 - 42 / 55)
    assert (ivanov["proven"], ivanov["verdict"]) == (True, "хуже остальных")
    assert rows["Петров", "КП → Оплата"]["verdict"] == "лучше остальных"
    few = rows["Сидоров", "КП → Оплата"]
    assert (few["n"], few["verdict"], few["proven"], few["p_adjusted"]) == (5, "мало сделок", None, None)
    assert rows["Без менеджера", "Лид → КП"]["verdict"] == "хуже остальных"
    assert ("Без менеджера", "КП → Оплата") not in rows  # nobody reached КП there


def test_the_period_has_the_month_before_beside() -> None:
    rows = {(r["manager"], r["step"]): r for r in cells(made(), "steps")}
    assert set(rows) == {("Иванов", "Лид → КП"), ("Иванов", "КП → Оплата")}
    one = rows["Иванов", "Лид → КП"]
    assert (one["n"], one["reached"], one["n_prev"], one["rate_prev"]) == (4, 3, 4, 0.5)
    assert (one["verdict"], one["difference"]) == ("мало сделок", None)  # nobody else that month


def test_what_to_train_and_who_shows_it() -> None:
    rows = {row["manager"]: row for row in cells(made(), "training")}
    said = rows["Иванов"]["train"].replace("\u00a0", " ")
    assert said == "Тренировать «КП → Оплата». Показать может Петров: 80 %."
    assert (rows["Иванов"]["worst_rate"], rows["Иванов"]["worst_rest"]) == pytest.approx((11 / 52, 42 / 55))
    assert (rows["Иванов"]["best_step"], rows["Иванов"]["best_verdict"]) == ("Лид → КП", "лучше остальных")
    assert rows["Петров"]["train"] == "Слабых этапов не видно."
    assert rows["Петров"]["best_step"] == "КП → Оплата"
    assert rows["Сидоров"]["train"] == "Мало сделок: судим от 20 на этапе."
    assert rows["Без менеджера"]["train"] == "Назначить этим сделкам менеджера."


def test_an_unproven_weakness_is_said_to_be_one() -> None:
    rows = cells(made([*deals("А", 8, 0, 17), *deals("Б", 5, 0, 20)]), "training")
    assert rows[0]["train"].replace("\u00a0", " ") == (
        "Присмотреться к «Лид → КП»: разница может быть случайной. Показать может Б: 80 %."
    )


def test_the_matrix_shows_a_rate_only_from_min_n() -> None:
    report = made()
    rows = {row["manager"]: row for row in cells(report, "matrix")}
    assert [rows["Петров"][c] for c in ("n", "step_1", "step_2", "total_1")] == [60, 50 / 60, 0.8, 40 / 60]
    assert [rows["Сидоров"][c] for c in ("n", "step_1", "step_2", "total_1")] == [9, None, None, None]
    block = report.block("matrix")
    assert block.total is not None and block.total[1] == 163
    assert {c.id for c in block.columns if c.heat} == {"step_1", "step_2", "total_1"}
    assert [chart.series for chart in report.charts] == [("total_1",)]


def test_nothing_closed_yet() -> None:
    report = made(deals("Иванов", 3, 2, 0, date(2026, 3, 2)))
    assert report.block("steps").rows
    for block in ("training", "matrix", "year"):
        assert report.block(block).unavailable.message.startswith("Ни одна сделка ещё не закрыта")  # type: ignore[union-attr]


def test_deals_closed_but_none_of_the_mature_months() -> None:
    """Nine of ten close in five days, so March is not mature on its last day, and before it there was no deal."""
    report = made(deals("Иванов", 0, 0, 3, date(2026, 3, 2)))
    for block in ("training", "matrix", "year"):
        assert report.block(block).unavailable.message.startswith("За 12 зрелых месяцев")  # type: ignore[union-attr]


def test_several_funnels_are_named_and_compared_within() -> None:
    stages = [
        {"order": 1, "stage": "Лид", "kind": "open", "pipeline": "Опт"},
        {"order": 1, "stage": "Звонок", "kind": "open", "pipeline": "Розница"},
        {"order": 2, "stage": "Оплата", "kind": "won"},
    ]
    row = {"client": "А", "manager": "И", "created": JANUARY, "closed": JANUARY, "stage": "Оплата"}
    rows = [{**row, "pipeline": name, "manager": who} for name in ("Опт", "Розница") for who in "ИП"]
    found = cells(made(rows, stages), "year")
    assert [(r["manager"], r["step"], r["n"], r["reached"]) for r in found] == [
        (who, step, 1, 1) for who in "ИП" for step in ("Опт: Лид → Оплата", "Розница: Звонок → Оплата")
    ]
    assert {r["difference"] for r in found} == {0}
    assert [c.title.ru for c in made(rows, stages).block("matrix").columns][-2:] == [
        "Опт: До выигрыша", "Розница: До выигрыша",
    ]  # fmt: skip


def test_other_modes_compare_cohorts() -> None:
    assert cells(made(funnel_mode="flow"), "year") == cells(made(), "year")
    assert "без пропусков" in made(funnel_mode="cohort_strict").mode


def test_english() -> None:
    report = made(language="en")
    assert cells(report, "training")[0]["train"].startswith("Train “КП → Оплата”. Петров can show it: 80%.")


days = st.integers(0, 120).map(lambda n: (date(2025, 12, 20) + timedelta(days=n)).isoformat())
deal = st.fixed_dictionaries(
    {
        "client": st.just("А"),
        "manager": st.none() | st.sampled_from(["Иванов", "Петров", "Сидоров"]),
        "created": st.none() | days,
        "stage": st.sampled_from([row["stage"] for row in STAGES]),
        "closed": st.none() | days,
        "x:КП": st.none() | days,
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(deal, min_size=1, max_size=15), st.sampled_from(["cohort", "cohort_strict"]))
def test_the_period_is_that_of_the_slow_reading(rows: Any, mode: str) -> None:
    first, last = date(2026, 3, 1), ASOF
    found = {(r["manager"], r["step"]): (r["n"], r["reached"]) for r in cells(made(rows, funnel_mode=mode), "steps")}
    names = [s["stage"] for s in steps_of(STAGES)]
    wanted: dict[Any, Any] = {}
    for who in {row["manager"] for row in rows}:
        mine = [one for row in rows if row["manager"] == who and (one := as_of(row, STAGES, ASOF))]
        counts = [sum(reached(one, i, mode, first, last) for one in mine) for i in range(3)]
        for i in (1, 2):
            if counts[i - 1]:
                wanted[who or "Без менеджера", f"{names[i - 1]} → {names[i]}"] = (counts[i - 1], counts[i])
    assert found == wanted
