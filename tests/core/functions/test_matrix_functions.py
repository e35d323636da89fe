"""Moves, classic XYZ, coverage, relation and direction matrices as functions; the public set of a real shop."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.call import call
from core.errors import BadArgument, BadNumber, NoData, ZeroDenominator
from core.registry import all_functions
from core.reports.abc_xyz import ABC_XYZ
from core.reports.abc_xyz_moves import ABC_XYZ_MOVES
from core.reports.build import build
from core.reports.directions import DIRECTIONS
from core.reports.relations import RELATIONS
from tests.support import context

RETAIL = Path(__file__).resolve().parents[4] / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
CLIENTS = ["А", "А", "А", "Б", "Б", "В", "Г", "Д"]
DATES = ["2025-06-10", "2025-07-10", "2025-08-10", "2025-05-01", "2026-02-01", "2025-02-03", "2026-03-01", "2025-12-31"]
AMOUNTS = [500, 400, 300, 50, 900, 70, 20, -5]
PAYMENTS = [{"client": c, "date": d, "amount": a} for c, d, a in zip(CLIENTS, DATES, AMOUNTS, strict=True)]


def column(cells):
    return [[cell] for cell in cells]


def rows(block, *ids):
    """A block's rows, of the given columns or of all."""
    at = [next(i for i, c in enumerate(block.columns) if c.id == id) for id in ids or [c.id for c in block.columns]]
    return [[row[i] for i in at] for row in block.rows]


# a function equals the report's cell ------------------------------------------------------------------


def test_the_matrix_and_the_moves_equal_the_reports():
    made = context("2026-03-31", payments=PAYMENTS)
    now, then = ("2025-04-01", "2026-03-31"), ("2025-01-01", "2025-12-31")
    bought = (column(CLIENTS), column(DATES), column(AMOUNTS))
    got, wanted = call("ABC_XYZ_MATRIX", [*bought, *now])[1:], build(ABC_XYZ, made).block("matrix").rows
    assert [row[0] for row in got] == ["A", "B", "C"]
    assert [row[1:] for row in got] == [pytest.approx(row[1:]) for row in wanted]
    report = build(ABC_XYZ_MOVES, made)
    for axis in ("abc", "xyz"):
        got = call("ABC_XYZ_MOVES", [*bought, *then, *now, axis])
        assert got[0] == [c.id for c in report.block(axis).columns] and got[1:] == report.block(axis).rows


def test_the_relation_matrix_equals_the_report():
    people = [
        {"client": "А", "role": "decision_maker", "level": "1", "last_contact": "2026-03-01"},
        {"client": "А", "role": "user", "level": "3", "last_contact": "2026-03-31"},
    ]
    clients = [{"client": "А", "key": True}]
    report = build(RELATIONS, context("2026-03-31", stakeholders=people, clients=clients)).block("matrix")
    table = [
        ["Клиент", "Роль", "Уровень", "Последний контакт"],
        ["А", "ЛПР", "1 знаем", "01.03.2026"],
        ["А", "Пользователь", 3, "31.03.2026"],
    ]
    got = call("RELATION_MATRIX", [table])
    expected = rows(report, *got[0])
    expected[0][-1] = expected[0][-1].isoformat()
    assert got[1:] == expected
    assert call("COVERAGE_RATE", [[got[1][1:6]]]) == got[1][got[0].index("coverage")] == 0.2


def test_the_direction_matrix_equals_the_report():
    deals = [
        {"client": "А", "manager": "М", "created": "2026-01-01", "stage": "Э", "status": "won", "deal_id": "1"}
        | {"amount": 10, "closed": "2026-02-01"},
        {"client": "Б", "manager": "М", "created": "2026-01-01", "stage": "Э", "product": "стол", "deal_id": "2"},
    ]
    sold = [{"deal_id": "1", "product": "стул", "amount": 10}]
    report = build(DIRECTIONS, context("2026-02-01", deals=deals, lines=sold)).block("matrix")
    table = [
        ["ID сделки", "Клиент", "Менеджер", "Создана", "Этап", "Статус", "Сумма", "Закрыта", "Продукт"],
        ["1", "А", "М", "01.01.2026", "Э", "Выиграна", 10, "01.02.2026", None],
        ["2", "Б", "М", "01.01.2026", "Э", "Открыта", None, None, "стол"],
    ]
    got = call("DIRECTION_MATRIX", [table, [["ID сделки", "Товар", "Сумма"], ["1", "стул", 10]]], header="titles")
    assert got[0] == ["Клиент", "Купил товаров", "Из товаров", "Охват", "стул", "стол"]
    ids = ("client", "bought", "products", "penetration", "product_1", "product_2")
    assert got[1:] == rows(report, *ids) == [["А", 1, 2, 0.5, "куплено", "—"], ["Б", 0, 2, 0.0, "—", "предложено"]]


# what is asked wrongly ----------------------------------------------------------------------------------


def test_moves_say_what_is_wrong():
    spans = ("2025-01-01", "2025-12-31", "2026-01-01", "2026-03-31")
    given = (column(CLIENTS), column(DATES), column(AMOUNTS))
    with pytest.raises(BadArgument):
        call("ABC_XYZ_MOVES", [*given, spans[1], spans[0], *spans[2:]])
    with pytest.raises(BadNumber):
        call("ABC_XYZ_MOVES", [*given, *spans, "abc", 0.9, 0.7])
    with pytest.raises(BadArgument):
        call("ABC_XYZ_MOVES", [*given, *spans, "размер"])
    with pytest.raises(NoData):
        call("ABC_XYZ_MOVES", [*given, "2001-01-01", "2001-02-01", "2002-01-01", "2002-02-01"])
    with pytest.raises(NoData):
        call("ABC_XYZ_MATRIX", [*given, "2001-01-01", "2001-02-01"])
    only_new = call("ABC_XYZ_MOVES", [*given, "2001-01-01", "2001-02-01", *spans[:2]], "en")
    assert [row[0] for row in only_new] == ["from", "A", "B", "C", "New"]
    assert sum(row[-2] for row in only_new[1:4]) == 0 and only_new[4][-2] == 4


def test_coverage_says_what_is_wrong_and_leaves_blanks_out():
    assert call("COVERAGE_RATE", [column([2, None, "1 known", 4, ""])]) == pytest.approx(2 / 3)
    assert call("COVERAGE_RATE", [column(["знаем", "за нас"]), None, 1]) == 1
    assert call("COVERAGE_RATE", [column([0, "—"]), None, 0]) == 0.5
    with pytest.raises(BadArgument, match="Cell 2"):
        call("COVERAGE_RATE", [column([1, "друг"])])
    with pytest.raises(ZeroDenominator):
        call("COVERAGE_RATE", [column([1, 2]), column([0, 0])])
    with pytest.raises(BadNumber):
        call("COVERAGE_RATE", [column([1, 2]), column([1, -1])])


def test_xyz_cv_reads_headers_of_words_and_of_dates():
    rows = [["Стол", 100, 110], ["Стул", "1 000,50", None]]
    plain = call("XYZ_CV", [rows])
    for months in (["Янв", "Фев"], [46023, 46054], ["2026-01", "2026-02"]):
        assert call("XYZ_CV", [[["Товар", *months], *rows]]) == plain
    assert [row[1] for row in plain] == ["xyz", "X", "Z"] and plain[2][2] == 1.0
    assert call("XYZ_CV", [[["Возврат", -5, 5], ["Ноль", 0, 0]]])[1:] == [
        ["Возврат", "Z", None, 0.0, 5.0],
        ["Ноль", "Z", None, 0.0, 0.0],
    ]
    with pytest.raises(BadArgument):
        call("XYZ_CV", [[["Стол", 1]]])
    with pytest.raises(BadArgument, match="Row 2"):
        call("XYZ_CV", [[["Стол", 1, 2], ["Стул", 1, "много"]]])
    with pytest.raises(BadNumber):
        call("XYZ_CV", [rows, 0.3, 0.2])
    with pytest.raises(NoData):
        call("XYZ_CV", [[["Товар", "Янв", "Фев"]]])


# the public data ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def retail():
    if not RETAIL.exists():
        pytest.skip(f"no public data set: {RETAIL} is absent")
    frame = pd.read_csv(RETAIL, usecols=["InvoiceDate", "Quantity", "UnitPrice", "CustomerID", "Country"])
    assert len(frame) == 541_909
    frame = frame[frame["CustomerID"].notna() & (frame["Quantity"] > 0) & (frame["UnitPrice"] > 0)]
    assert len(frame) == 397_884
    frame = frame.assign(amount=frame["Quantity"] * frame["UnitPrice"], day=frame["InvoiceDate"].str[:10])
    assert round(frame["amount"].sum(), 2) == 8_911_407.90
    return frame


def test_moves_of_real_customers(retail):
    clients = pd.Series(retail["CustomerID"].astype(int).astype(str).to_numpy(), dtype="category")
    dates = pd.Series(retail["day"].to_numpy().astype("datetime64[s]"))
    spans = (date(2010, 12, 1), date(2011, 5, 31), date(2011, 6, 1), date(2011, 11, 30))
    run = all_functions()["ABC_XYZ_MOVES"].run
    made = run(clients, dates, retail["amount"].to_numpy(), *spans, "abc", 0.8, 0.95)
    cells = np.array([[cell or 0 for cell in row[1:5]] for row in made.rows])
    assert cells.tolist() == [[544, 157, 44, 98], [184, 300, 184, 296], [53, 174, 252, 432], [285, 568, 726, 0]]
    assert [row[5] for row in made.rows] == [843, 964, 911, 285 + 568 + 726]
    assert cells.sum(0)[:3].tolist() == [1066, 1199, 1206]


def test_months_vary_too_much_for_the_classic_xyz(retail):
    months = retail.assign(month=retail["day"].str[:7]).pivot_table(
        index="CustomerID", columns="month", values="amount", aggfunc="sum", fill_value=0
    )
    full = months.iloc[:, :12]
    sums = full.sum().round(2)
    assert (sums.iloc[0], sums.iloc[-1]) == (572_713.89, 1_161_817.38)
    full = full[full.sum(axis=1) > 0]
    made = call("XYZ_CV", [[[f"{client:.0f}", *cells] for client, *cells in full.itertuples()]])
    assert len(made) - 1 == 4297 and {row[1] for row in made[1:]} == {"Z"}
