"""The funnel report: what stands beside what, in which words, and when there is nothing to say."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.call import call
from core.context import Context
from core.report import Report
from core.reports.build import build
from core.reports.funnel import funnel
from tests.support import context

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
ASOF = date(2026, 3, 31)


def deals(created: date, n: int, stage: str, amount: float | None = 10, **more: Any) -> list[dict[str, Any]]:
    return [
        {"client": "А", "manager": "И", "created": created, "stage": stage, "amount": amount, **more} for _ in range(n)
    ]


def won(created: date, n: int, days: int = 10, **more: Any) -> list[dict[str, Any]]:
    return deals(created, n, "Оплата", closed=created + timedelta(days=days), **more)


MARCH = date(2026, 3, 2)
DEALS = [
    *deals(MARCH, 15, "Лид"),
    *deals(MARCH, 2, "КП", 1000),
    *won(MARCH, 3),
    *deals(date(2026, 2, 3), 6, "Отказ", closed=date(2026, 2, 9)),
    *won(date(2026, 2, 3), 4),
    *won(date(2025, 12, 3), 1),
    *deals(date(2025, 12, 3), 1, "Лид"),
]


def made(asof: date = ASOF, rows: Any = None, stages: Any = None, **settings: Any) -> Report:
    return build(funnel, around(asof, DEALS if rows is None else rows, stages or STAGES, **settings))


def around(asof: date, rows: Any, stages: Any, **settings: Any) -> Context:
    return context(asof, settings=settings, deals=rows, stages=stages)


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_stages_with_the_last_month_and_the_mature_cohorts_beside() -> None:
    report = made()
    rows = cells(report, "stages")
    assert [(r["stage"], r["n"], r["open_n"], r["lost_n"]) for r in rows] == [
        ("Лид", 20, 15, 15),
        ("КП", 5, 2, 2),
        ("Оплата", 3, None, None),
    ]
    assert [r["amount"] for r in rows] == [2180, 2030, 30]
    assert [(r["n_prev"], r["step_rate_prev"]) for r in rows] == [(10, None), (4, 0.4), (4, 1)]
    assert [r["n_mature"] for r in rows] == [12, 5, 5]  # December to February: March ends less than P90 = 10 days ago
    assert report.mode == "Когорта сделок, созданных 01.03.2026–31.03.2026."
    assert report.notes == (
        "Когорта ещё не дозрела: 9 из 10 сделок закрываются за 10 дн., поэтому доли вырастут.",
        "Рядом — зрелые когорты декабрь 2025–февраль 2026: сравнивайте с ними.",
    )
    assert [c.kind for c in report.charts] == ["funnel", "bar", "line"]


def test_the_columns_that_others_rely_on() -> None:
    ids = [c.id for c in made().block("stages").columns]
    wanted = "stage, n, amount, step_rate, total_rate, lost_n, lost_rate, lost_amount, low, high, open_n"
    assert ", ".join(ids[:11]) == wanted
    assert {c.id for c in made().block("stages").columns if c.detail} == {"low", "high"}


def test_losses_in_words() -> None:
    found = [(r["period"], r["text"].replace("\u00a0", " ")) for r in cells(made(), "losses")]
    march, mature = "01.03.2026–31.03.2026", "01.12.2025–28.02.2026"
    assert found == [
        (march, "Больше всего теряем на этапе «Лид»: 15 из 20, из них ещё открыты 15."),
        (march, "Самая большая доля потерь — на этапе «Лид»: 75 %, из них ещё открыты 15."),
        (march, "Больше всего денег теряем на этапе «КП»: 2 000 ₽, из них ещё открыты 2."),
        (march, "Ближе всего к деньгам теряем на этапе «КП»: 2 из 5, из них ещё открыты 2."),
        (mature, "Больше всего теряем на этапе «Лид»: 7 из 12, из них ещё открыты 1."),
        (mature, "Самая большая доля потерь — на этапе «Лид»: 58,3 %, из них ещё открыты 1."),
        (mature, "Больше всего денег теряем на этапе «Лид»: 70 ₽, из них ещё открыты 1."),
        (mature, "Ближе всего к деньгам теряем на этапе «Лид»: 7 из 12, из них ещё открыты 1."),
    ]


def test_paid_and_not_delivered_is_no_loss() -> None:
    stages = [*STAGES, {"order": 3.5, "stage": "Отгрузка", "kind": "won"}]
    report = made(rows=won(MARCH, 5, 1), stages=stages)
    assert cells(report, "stages")[2]["lost_n"] == 5
    assert report.block("losses").rows == []


def test_cohorts_of_twelve_months() -> None:
    rows = cells(made(), "cohorts")
    assert [r["month"] for r in rows][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert len(rows) == 12
    by_month = {r["month"]: r for r in rows}
    march, february, empty = by_month[date(2026, 3, 1)], by_month[date(2026, 2, 1)], by_month[date(2025, 4, 1)]
    assert [march[c] for c in ("n", "stage_1", "stage_2", "stage_3", "total_rate", "immature")] == [
        20,
        20,
        5,
        3,
        0.15,
        True,
    ]
    assert [february[c] for c in ("n", "stage_2", "total_rate", "immature")] == [10, 4, 0.4, False]
    assert (empty["n"], empty["total_rate"]) == (0, None)


def test_english() -> None:
    report = made(language="en")
    assert report.mode == "The cohort of deals created 2026-03-01–2026-03-31."
    assert cells(report, "losses")[0]["text"] == "Most are lost at “Лид”: 15 of 20, 15 of them still open."


@pytest.mark.parametrize("mode", ["cohort_strict", "flow", "snapshot"])
def test_other_modes_say_so(mode: str) -> None:
    report = made(funnel_mode=mode)
    assert report.mode != made().mode
    rows = cells(report, "stages")
    if mode == "snapshot":
        assert {(r["step_rate"], r["n_prev"]) for r in rows} == {(None, None)}
        assert report.block("losses").unavailable is not None
    else:
        assert rows[0]["n_prev"] is not None


def test_above_a_hundred_percent_is_marked() -> None:
    rows = [{**row, "x:КП": "2026-03-05"} for row in deals(date(2026, 2, 2), 3, "КП")] + deals(MARCH, 1, "Лид")
    report = made(rows=rows, funnel_mode="flow")
    assert [(note.row, note.column) for note in report.block("stages").notes] == [(1, "step_rate")]


def test_several_funnels_are_named() -> None:
    stages = [
        {"order": 1, "stage": "Лид", "kind": "open", "pipeline": "Опт"},
        {"order": 1, "stage": "Звонок", "kind": "open", "pipeline": "Розница"},
        {"order": 2, "stage": "Оплата", "kind": "won"},
    ]
    rows = deals(MARCH, 2, "Лид", pipeline="Опт") + deals(MARCH, 1, "Звонок", pipeline="Розница")
    report = made(rows=rows, stages=stages)
    names = [(r["stage"], r["n"]) for r in cells(report, "stages")]
    assert names == [("Опт: Лид", 2), ("Опт: Оплата", 0), ("Розница: Звонок", 1), ("Розница: Оплата", 0)]
    last = [r for r in cells(report, "cohorts") if r["month"] == date(2026, 3, 1)]
    assert [(r["pipeline"], r["n"]) for r in last] == [("Опт", 2), ("Розница", 1)]
    assert [c.title.ru for c in report.block("cohorts").columns][2] == "Этап 1"


def test_without_stages_it_says_what_to_fill() -> None:
    report = build(funnel, context(ASOF, deals=DEALS))
    assert not report.has_data
    assert report.block("stages").unavailable is not None
    assert "Этапы" in report.block("stages").unavailable.message  # type: ignore[union-attr]
    assert report.notes == ()


def test_no_deals_yet() -> None:
    for asof in (date(2020, 1, 1), ASOF):
        report = made(asof, rows=[] if asof == ASOF else DEALS)
        assert not report.has_data


def test_the_function_equals_the_report() -> None:
    names = {
        "client": "Клиент",
        "manager": "Менеджер",
        "created": "Создана",
        "amount": "Сумма",
        "stage": "Этап",
        "closed": "Закрыта",
    }
    table = [[*names.values()], *([str(row[c]) if row.get(c) is not None else None for c in names] for row in DEALS)]
    kinds = {"open": "в работе", "won": "выигран", "lost": "проигран"}
    stages = [["Порядок", "Этап", "Вид"], *([s["order"], s["stage"], kinds[s["kind"]]] for s in STAGES)]
    got = call("FUNNEL_TABLE", [table, stages, "2026-03-01", "2026-03-31", None, None, "2026-03-31"])
    assert got[1:] == [row[:11] for row in made().block("stages").rows]
