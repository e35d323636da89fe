"""Slices of the funnel: what stands in which row, which word is said, and when there is nothing to say."""

from datetime import date
from typing import Any

import pytest

from core.metrics.slice_tables import period_slices
from core.report import Report
from core.reports.build import build
from core.reports.funnel_slices import FUNNEL_SLICES
from tests.support import context

ASOF = date(2026, 3, 31)
STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "Оплата", "kind": "won"},
    {"order": 3, "stage": "Отказ", "kind": "lost"},
]


def deals(n: int, stage: str, month: int = 3, **more: Any) -> list[dict[str, Any]]:
    """Deals that came and closed in a month of 2026."""
    day = date(2026, month, 10)
    closed = None if stage == "Лид" else day
    row = {"client": "А", "manager": "И", "created": day, "closed": closed, "stage": stage, "amount": 10.0, **more}
    return [row] * n


DEALS = [
    *deals(30, "Оплата", channel="Сайт"),
    *deals(10, "Отказ", channel="Сайт"),
    *deals(8, "Оплата", channel="Звонок"),
    *deals(32, "Отказ", channel="Звонок"),
    *deals(3, "Оплата", amount=None),
    *deals(2, "Лид"),
    *deals(4, "Оплата", month=2, channel="Сайт"),
    *deals(1, "Отказ", month=2, channel="Выставка"),
]


def made(rows: Any = DEALS, **settings: Any) -> Report:
    return build(FUNNEL_SLICES, context(ASOF, settings=settings, deals=rows, stages=STAGES))


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_the_columns_that_others_rely_on() -> None:
    found = made().block("slices").columns
    assert ", ".join(c.id for c in found[:9]) == "dimension, value, n, won, rate, low, high, amount, mean_amount"
    assert {c.id for c in found if c.detail} == {"low", "high", "p_adjusted"}


def test_a_dimension_its_values_and_the_blank_one() -> None:
    rows = [row for row in cells(made(), "slices") if row["dimension"] == "Канал"]
    assert [(r["value"], r["n"], r["won"], r["amount"], r["created"], r["n_prev"], r["amount_prev"]) for r in rows] == [
        ("Всего", 83, 41, 380, 85, 5, 40),
        ("Сайт", 40, 30, 300, 40, 4, 40),
        ("Звонок", 40, 8, 80, 40, 0, 0),
        ("Выставка", 0, 0, 0, 0, 1, 0),
        ("не указано", 3, 3, None, 5, 0, 0),
    ]
    assert [(r["rate"], r["mean_amount"]) for r in rows] == [
        (41 / 83, 10), (0.75, 10), (0.2, 10), (None, None), (1, None),
    ]  # fmt: skip
    assert [r["verdict"].replace("\u00a0", " ") for r in rows] == [
        "лучше: Сайт; хуже: Звонок; больше всего денег: Сайт, 78,9 %",
        "лучше остальных",
        "хуже остальных",
        "мало сделок",
        "мало сделок",
    ]


def test_values_fold_under_their_dimension() -> None:
    block = made().block("slices")
    levels = dict(zip([(row[0], row[1]) for row in block.rows], block.levels, strict=True))
    assert {levels[key] for key in levels if key[1] == "Всего"} == {0}
    assert {levels[key] for key in levels if key[1] != "Всего"} == {1}


def test_what_is_proven_in_words() -> None:
    found = [tuple(row.values()) for row in cells(made(), "findings")]
    assert ("Канал", "Сайт", "лучше остальных", 40, 0.75, 11 / 43, "01.03.2026–31.03.2026") in [
        (*row[:5], pytest.approx(row[5]), row[6]) for row in found
    ]
    assert len(found) == 4  # both channels, in the month and in the year
    report = made(deals(20, "Оплата") + deals(20, "Отказ"))
    assert report.block("findings").unavailable is not None


def test_min_n_decides_what_is_judged() -> None:
    verdicts = {row["value"]: row["verdict"] for row in cells(made(min_n=41), "slices") if row["dimension"] == "Канал"}
    assert {verdict.split(";")[0] for verdict in verdicts.values()} == {"мало сделок"}


def test_the_period_of_the_settings() -> None:
    report = made(period_from=date(2026, 2, 1), period_to=date(2026, 2, 28))
    assert cells(report, "slices")[0]["n"] == 5
    assert report.mode.startswith(
        "Сделки, выигранные или проигранные 01.02.2026–28.02.2026; рядом 04.01.2026–31.01.2026"
    )


def test_notes_say_what_stays_outside() -> None:
    first, second = made().notes
    assert first.startswith("Появятся, когда заполните столбцы на вкладках «Клиенты» и «Сделки»: Продукт, Пол, Возраст")
    assert second.replace("\u00a0", " ") == "Выигранных сделок без суммы: 3; в суммы (380 ₽) они не вошли."


def test_english() -> None:
    rows = [row for row in cells(made(language="en"), "slices") if row["dimension"] == "Channel"]
    assert rows[0]["verdict"] == "better: Сайт; worse: Звонок; most money: Сайт, 78.9%"
    assert [row["value"] for row in rows][::4] == ["All", "not given"]


def test_nothing_closed_and_no_deals() -> None:
    report = made(deals(3, "Оплата", month=1))
    assert report.block("slices").unavailable is not None
    assert report.block("year").rows
    assert not build(FUNNEL_SLICES, context(ASOF)).has_data


def test_the_charts_have_something_to_draw() -> None:
    assert [chart.block for chart in made().charts] == ["channels", "channels", "client_types"]


def test_new_and_returning_by_month_add_up() -> None:
    report = made()
    block = report.block("client_types")
    assert block.total is not None
    assert block.total[1] + block.total[2] == 420  # type: ignore[operator]
    assert sum(row["new_n"] + row["returning_n"] for row in cells(report, "client_types")) == 88
    assert len(block.rows) == 12


def test_all_slices_of_a_month_are_one_family() -> None:
    found = context(ASOF, deals=DEALS, stages=STAGES).once(period_slices)
    tested = sum(int(part.compared.tested.sum()) for part in found.parts)
    assert tested == 2  # two channels; one manager and one client type have nobody to be compared with
