from datetime import date

import pytest

from core.reports.build import build
from core.reports.products import PRODUCTS
from tests.support import context

ASOF = "2026-03-31"
PRODUCTS_TAB = [
    {"product": "Стол", "group": "Мебель"},
    {"product": "Стул", "group": "Мебель"},
    {"product": "Шкаф", "active": 0},
    {"product": "Полка"},
    {"product": "Ковёр"},
]
SALES = [
    ("1", "2026-03-05", "Стол", 100, 2, 60),
    ("1", "2026-03-05", "Стул", 80, 8, None),
    ("2", "2026-03-06", "Стол", 50, 1, 30),
    ("3", "2026-03-07", "Шкаф", 20, 1, 5),
    ("4", "2026-02-07", "Стол", 50, 1, 30),
    ("5", "2026-02-08", "Полка", 70, None, None),
    ("6", "2026-03-09", None, 10, None, None),
    ("7", "2026-03-10", "Лампа", 5, 1, 1),
]


def book(sales=SALES, asof=ASOF, products=PRODUCTS_TAB, **rules):
    dates = {order: day for order, day, *_ in sales}
    invoices = [{"invoice_id": o, "client": "А", "date": day, "amount": 1} for o, day in dates.items()]
    lines = [{"invoice_id": o, "product": p, "amount": a, "quantity": q, "cost": c} for o, _, p, a, q, c in sales]
    return context(asof, settings=rules, invoices=invoices, lines=lines, products=products)


def report(*args, **given):
    return build(PRODUCTS, book(*args, **given))


def cells(block, *ids):
    at = [next(i for i, c in enumerate(block.columns) if c.id == id) for id in ids]
    return [tuple(row[i] for i in at) for row in block.rows]


def total(block, id):
    return block.total[next(i for i, c in enumerate(block.columns) if c.id == id)]


def test_every_product_with_the_period_before():
    block = report().block("ranking")
    assert cells(block, "product", "amount", "deals", "quantity", "before", "attention") == [
        ("Стол", 150, 2, 3, 50, None),
        ("Стул", 80, 1, 8, 0, None),
        ("Шкаф", 20, 1, 1, 0, "снят с продажи, но продаётся"),
        ("Лампа", 5, 1, 1, 0, "нет на вкладке «Товары»"),
        ("Ковёр", 0, 0, 0, 0, "не продавался ни разу"),
        ("Полка", 0, 0, 0, 70, "в периоде не продан"),
        ("Товар не указан", 10, 1, None, 0, None),
    ]
    assert cells(block, "growth") == [(2.0,), (None,), (None,), (None,), (None,), (-1.0,), (None,)]
    assert cells(block, "last", "unsold_days")[0] == (date(2026, 3, 6), 25)
    assert cells(block, "last", "unsold_days")[4:] == [(None, None), (date(2026, 2, 8), 51), (None, None)]
    assert cells(block, "margin", "margin_rate", "costed")[:3] == [(60, 0.4, 150), (None, None, None), (15, 0.75, 20)]
    assert cells(block, "group")[0] == ("Мебель",)


def test_the_total_counts_every_order_once_and_reconciles():
    block = report().block("ranking")
    assert [total(block, id) for id in ("amount", "deals", "quantity", "before", "margin", "costed")] == [
        265, 5, 13, 120, 79, 175,
    ]  # fmt: skip
    assert total(block, "share") == pytest.approx(1)
    assert total(block, "margin_rate") == pytest.approx(79 / 175)
    assert total(block, "growth") == pytest.approx(145 / 120)


def test_the_best_and_the_worst():
    block = report().block("leaders")
    by_amount = [row[1:] for row in cells(block, "measure", "place", "product", "value") if row[0] == "Сумма"]
    assert by_amount == [
        ("лучше всех", "Стол", 150),
        ("лучше всех", "Стул", 80),
        ("лучше всех", "Шкаф", 20),
        ("хуже всех", "Ковёр", 0),
        ("хуже всех", "Полка", 0),
        ("хуже всех", "Лампа", 5),
    ]
    growth = [row[1:] for row in cells(block, "measure", "place", "product", "value") if row[0] == "Рост"]
    assert growth == [("лучше всех", "Стол", 2.0), ("хуже всех", "Полка", -1.0)]
    assert set(block.row_kinds) == {"money", "count", "number", "rate"}


def test_no_cost_no_margin_columns():
    sales = [(*row[:5], None) for row in SALES]
    assert not {"margin", "margin_rate", "costed"} & {c.id for c in report(sales).block("ranking").columns}


def test_months_add_up():
    block = report().block("months")
    assert len(block.rows) == 12
    assert [c.title.ru for c in block.columns] == [
        "Месяц",
        "Стол",
        "Стул",
        "Полка",
        "Шкаф",
        "Лампа",
        "Остальные",
        "Всего",
    ]
    assert block.rows[-1] == [date(2026, 3, 1), 150, 80, 0, 20, 5, 10, 265]
    assert block.rows[-2][-1] == 120
    assert all(sum(row[1:-1]) == row[-1] for row in block.rows)


def test_bundles_and_what_goes_with_a_product():
    sales = [(str(i), "2026-03-01", p, 10, 1, None) for i in range(10) for p in ("Стол", "Стул")]
    sales += [(f"x{i}", "2026-03-01", "Стол", 10, 1, None) for i in range(10)]
    sales += [(f"y{i}", "2026-03-01", "Полка", 10, 1, None) for i in range(20)]
    made = report(sales)
    assert made.block("bundles").rows == [
        ["Стол + Стул", 10, 0.25, 1.0, 2.0, "Стул", "Стол", "вместе чаще обычного", 10, 20]
    ]
    assert made.block("also_bought").rows == [
        ["Стол", "Стул", 10, 0.5, 2.0, 20, "вместе чаще обычного", 10],
        ["Стул", "Стол", 10, 1.0, 2.0, 10, "вместе чаще обычного", 20],
    ]
    assert [c.id for c in made.block("also_bought").columns][:5] == ["item", "with_item", "n", "confidence", "lift"]
    assert any("12 месяцев до даты отчёта: 40" in note for note in made.notes)


def test_a_few_orders_are_no_bundle_and_say_so():
    made = report()
    for id in ("bundles", "also_bought"):
        assert "5 заказах" in made.block(id).unavailable.message


def test_deals_alone_show_their_products():
    deals = [
        {"client": "А", "manager": "Б", "created": "2026-03-01", "stage": "Оплата", "status": "won",
         "closed": "2026-03-02", "amount": 70, "product": product}
        for product in ("Стол", "Стол", None)
    ]  # fmt: skip
    made = build(PRODUCTS, context(ASOF, deals=deals))
    assert cells(made.block("ranking"), "product", "amount", "deals", "quantity") == [("Стол", 140, 2, None)]
    assert made.block("bundles").unavailable.code == "missing"
    assert any("без товара: 1" in note for note in made.notes)
    assert any("Состав заказов" in note for note in made.notes)


def test_nothing_sold_and_nothing_to_sell():
    made = report([], products=[])
    assert not made.has_data
    assert all(block.unavailable for block in made.blocks)
    english = build(PRODUCTS, context(ASOF, settings={"language": "en"}))
    assert not english.has_data and not english.notes


def test_the_mode_names_both_periods():
    assert "01.03.2026–31.03.2026" in report().mode and "01.02.2026–28.02.2026" in report().mode
