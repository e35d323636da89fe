"""Regions by hand: figures, drivers, when to reconsider, channels."""

from datetime import date
from typing import Any

import pytest

from core.report import Report
from core.reports.build import build
from core.reports.funnel_slices import FUNNEL_SLICES
from core.reports.regions import REGIONS
from tests.support import context

ASOF = date(2026, 3, 31)
STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "Оплата", "kind": "won"},
    {"order": 3, "stage": "Отказ", "kind": "lost"},
]
CLIENTS = [
    {"client": "А", "region": "Москва", "channel": "Сайт"},
    {"client": "Б", "region": "Москва", "channel": "Реклама"},
    {"client": "В", "region": "Урал", "channel": "Сайт"},
    {"client": "Г", "region": "Урал"},
    {"client": "Д", "region": "Юг"},
]


def deals(client: str, n: int, stage: str, month: int = 3, amount: float | None = 100.0) -> list[dict[str, Any]]:
    day = date(2026, month, 10)
    row = {"client": client, "manager": "И", "created": day, "closed": day, "stage": stage, "amount": amount}
    return [row] * n


DEALS = [
    *deals("А", 30, "Оплата"),
    *deals("Б", 30, "Оплата", amount=50.0),
    *deals("А", 20, "Отказ"),
    *deals("В", 5, "Оплата"),
    *deals("В", 35, "Отказ"),
    *deals("Ж", 1, "Оплата"),
    *deals("А", 10, "Оплата", month=2),
    *deals("А", 10, "Отказ", month=2),
]


def made(rows: Any = DEALS, clients: Any = CLIENTS, **settings: Any) -> Report:
    return build(REGIONS, context(ASOF, settings=settings, deals=rows, stages=STAGES, clients=clients))


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    rows = [*found.rows, *([found.total] if found.total else [])]
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in rows]


def test_figures_by_hand() -> None:
    rows = cells(made(), "regions")
    wanted = ("region", "clients", "n", "won", "amount", "per_client", "mean_amount", "verdict", "base")
    assert [tuple(row[c] for c in wanted) for row in rows] == [
        ("Москва", 2, 80, 60, 4500, 2250, 75, "лучше остальных", 2),
        ("Урал", 1, 40, 5, 500, 500, 100, "пересмотреть", 2),
        ("не указано", 1, 1, 1, 100, 100, 100, "мало сделок", 0),
        ("Всего", 4, 121, 66, 5100, 1275, 5100 / 66, None, 4),
    ]


def test_why_it_changed() -> None:
    first = cells(made(), "regions")[0]
    assert (first["n_prev"], first["rate_prev"], first["amount_prev"], first["change"]) == (20, 0.5, 1000, 3500)
    assert first["by_n"] + first["by_rate"] + first["by_mean"] == pytest.approx(3500)
    assert first["why"] == "больше сделок, выше доля, но ниже средняя сумма"
    ural = cells(made(), "regions")[1]
    assert (ural["by_n"], ural["by_rate"], ural["by_mean"]) == pytest.approx((500, 0, 0))  # nothing there before


def test_parts_of_the_company_are_the_sums_of_the_regions() -> None:
    *rows, total = cells(made(), "regions")
    for id in ("n", "won", "amount", "change", "by_n", "by_rate", "by_mean", "n_prev", "amount_prev", "base"):
        assert sum(row[id] for row in rows) == pytest.approx(total[id]), id
    assert total["change"] == pytest.approx(total["amount"] - total["amount_prev"])


@pytest.mark.parametrize(
    ("won", "lost", "min_n", "verdict"),
    [
        (5, 35, 20, "пересмотреть"),
        (5, 35, 41, "мало сделок"),
        (5, 35, 40, "пересмотреть"),
        (15, 25, 20, "хуже остальных"),  # proven, but its bounds reach into the company's
        (20, 20, 20, "разница может быть случайной"),
    ],
)
def test_reconsider_only_if_the_bounds_lie_below_the_companys(won: int, lost: int, min_n: int, verdict: str) -> None:
    rows = [*deals("А", 72, "Оплата"), *deals("А", 48, "Отказ")]
    ural = next(
        row
        for row in cells(made(rows + deals("В", won, "Оплата") + deals("В", lost, "Отказ"), min_n=min_n), "regions")
        if row["region"] == "Урал"
    )
    assert ural["verdict"] == verdict


def test_the_verdict_of_the_slices_is_the_same() -> None:
    around = context(ASOF, deals=DEALS, stages=STAGES, clients=CLIENTS)
    slices = {
        row[1]: (row[2], row[9], row[11])
        for row in build(FUNNEL_SLICES, around).block("slices").rows
        if row[0] == "Регион"
    }
    for row in cells(build(REGIONS, around), "regions")[:-1]:
        n, verdict, p = slices[row["region"]]
        assert (row["n"], row["p_adjusted"]) == (n, p)
        assert row["verdict"] in (verdict, "пересмотреть")


def test_channels_by_region() -> None:
    rows = cells(made(), "channels")
    assert [(r["region"], r["channel"], r["n"], r["won"], r["year_n"], r["year_amount"]) for r in rows] == [
        ("Москва", "Всего", 80, 60, 100, 5500),
        ("Москва", "Сайт", 50, 30, 70, 4000),
        ("Москва", "Реклама", 30, 30, 30, 1500),
        ("Урал", "Всего", 40, 5, 40, 500),
        ("Урал", "Сайт", 40, 5, 40, 500),
        ("не указано", "Всего", 1, 1, 1, 100),
        ("не указано", "не указано", 1, 1, 1, 100),
    ]
    assert list(made().block("channels").levels) == [0, 1, 1, 0, 1, 0, 1]


def test_the_matrix_adds_up() -> None:
    block = made().block("matrix")
    assert [c.title.ru for c in block.columns] == ["Регион", "Сайт", "Реклама", "не указано", "Всего"]
    assert block.rows == [
        ["Москва", 4000, 1500, None, 5500],
        ["Урал", 500, None, None, 500],
        ["не указано", None, None, 100, 100],
    ]
    assert block.total == ["Итого", 4500, 1500, 100, 6100]


def test_won_deals_without_any_amount_are_not_zero() -> None:
    row = cells(made(deals("А", 3, "Оплата", amount=None)), "regions")[0]
    assert (row["amount"], row["mean_amount"], row["per_client"], row["why"], row["change"]) == (None,) * 5


def test_without_regions_it_says_what_to_fill() -> None:
    assert "Регион" in made(clients=[{"client": "А"}]).block("regions").unavailable.message  # type: ignore[union-attr]
    known = made(clients=[{"client": "Я", "region": "Юг"}])
    assert known.block("regions").unavailable.message.startswith("Ни у одной сделки не известен регион")  # type: ignore[union-attr]


def test_a_year_that_is_not_known_in_full_is_said() -> None:
    early = deals("А", 1, "Оплата")[0] | {"created": date(2025, 1, 9), "closed": date(2025, 1, 20)}
    (said,) = made([*DEALS, early]).notes
    assert said.startswith("01.04.2024–31.03.2025 известны не целиком: первая сделка в книге — 09.01.2025,")
    assert made().notes == ()


def test_english() -> None:
    assert cells(made(language="en"), "regions")[1]["verdict"] == "reconsider"
