from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from core.metrics.ledger import ledger
from core.reports.build import build
from core.reports.finance import finance
from tests.core.metrics.money_books import ASOF, Slow, books
from tests.support import context, typed

RETAIL = Path(__file__).parents[4] / "shared" / "data" / "online_retail" / "online_retail.csv.gz"


def made(asof=ASOF, slot="evening", settings=None, **tables):
    return build(finance, context(asof, slot, settings, **tables))


def cells(block):
    return [dict(zip([c.id for c in block.columns], row, strict=True)) for row in block.rows]


def total(block):
    return dict(zip([c.id for c in block.columns], block.total, strict=True))


def invoice(i, amount, day="2026-03-02", **given):
    return {"invoice_id": str(i), "client": "А", "manager": "М", "date": day, "amount": amount} | given


def test_the_columns_others_rely_on_come_first():
    report = made(invoices=[invoice(1, 5)], payments=[{"date": "2026-04-01", "amount": 1, "invoice_id": "1"}])
    ids = {block.id: [column.id for column in block.columns] for block in report.blocks}
    assert list(ids) == ["months", "managers", "aging", "unapplied", "debtors"]
    assert ids["months"][:6] == ["month", "inflow", "invoiced", "ar_start", "ar_end", "check"]
    assert {"cancelled", "paid_applied", "fx_difference", "refunds"} <= set(ids["months"])
    ages = ["not_due", "d1_30", "d31_60", "d61_90", "d90_plus"]
    assert ids["aging"][:10] == ["manager", "client", *ages, "total", "invoices", "no_due"]
    (chart,) = report.charts
    assert (chart.kind, chart.series, chart.lines) == ("column", ("inflow", "invoiced"), ("ar_end",))
    assert report.mode == "По месяцам с 01.05.2025 по 15.04.2026; долги — на 15.04.2026; суммы в RUB."


def test_months_by_hand():
    report = made(
        invoices=[invoice(1, 100), invoice(2, 50, "2026-03-20", cancelled="2026-04-03")],
        payments=[
            {"date": "2026-03-05", "amount": 60, "invoice_id": "1", "manager": "М"},
            {"date": "2026-04-05", "amount": -10, "invoice_id": "1", "manager": "М"},
            {"date": "2026-04-06", "amount": 25, "client": "Б"},
        ],
    )
    march, april = cells(report.block("months"))
    assert march == {
        "month": date(2026, 3, 1),
        "inflow": 60,
        "invoiced": 150,
        "ar_start": 0,
        "ar_end": 90,
        "check": 0,
        "refunds": 0,
        "cancelled": 0,
        "paid_applied": 60,
        "fx_difference": 0,
    }
    assert april == {
        "month": date(2026, 4, 1),
        "inflow": 25,
        "invoiced": 0,
        "ar_start": 90,
        "ar_end": 50,
        "check": 0,
        "refunds": -10,
        "cancelled": 50,
        "paid_applied": -10,
        "fx_difference": 0,
    }
    assert total(report.block("months")) | {"month": None} == {
        "month": None,
        "inflow": 85,
        "invoiced": 150,
        "ar_start": 0,
        "ar_end": 50,
        "check": 0,
        "refunds": -10,
        "cancelled": 50,
        "paid_applied": 50,
        "fx_difference": 0,
    }


def test_a_payment_of_later_is_not_there_and_twelve_months_are_shown():
    rows = [invoice(i, 10, f"20{25 + (i > 11)}-{(i - 1) % 12 + 1:02d}-15") for i in range(1, 18)]
    report = made(invoices=rows, payments=[{"date": "2026-05-01", "amount": 10, "invoice_id": "1"}])
    months = cells(report.block("months"))
    assert [months[0]["month"], months[-1]["month"], len(months)] == [date(2025, 5, 1), date(2026, 4, 1), 12]
    assert months[0]["ar_start"] == 40
    assert months[-1]["inflow"] == 0


@given(books(("RUB", "USD"), shipped=True))
@settings(max_examples=25)
def test_blocks_agree(book):
    report, here = made(**book), context(ASOF, **book)
    slow = Slow(book)
    months, people, aging, loose, debtors = (report.block(b.id) for b in finance.blocks)
    if months.rows:
        whole, by_person = total(months), total(people)
        for name in (
            "inflow",
            "invoiced",
            "cancelled",
            "paid_applied",
            "refunds",
            "ar_end",
            "ar_start",
            "fx_difference",
        ):
            assert by_person[name] == pytest.approx(whole[name], abs=1e-6)
            last = [row[name] for row in cells(people) if row["month"] == ASOF.replace(day=1)]
            assert sum(last) == pytest.approx(cells(months)[-1][name], abs=1e-6)
        assert whole["ar_end"] == pytest.approx(slow.worth(ASOF), abs=1e-6)
        assert {row["check"] for row in [*cells(months), *cells(people)]} == {0}
        if "receivable" in whole:
            assert whole["receivable"] + whole["prepayment"] == pytest.approx(whole["ar_end"], abs=1e-6)
    if aging.rows:
        ages = total(aging)
        buckets = ("not_due", "no_due", "d1_30", "d31_60", "d61_90", "d90_plus")
        assert sum(ages[name] for name in buckets) == pytest.approx(ages["total"], abs=1e-6)
        assert ages["total"] + ages.get("prepayment", 0) == pytest.approx(slow.worth(ASOF), abs=1e-6)
        for level in (0, 1):
            part = [row for row, depth in zip(cells(aging), aging.levels, strict=True) if depth == level]
            assert sum(row["total"] for row in part) == pytest.approx(ages["total"], abs=1e-6)
            assert sum(row["invoices"] for row in part) == ages["invoices"]
    assert (loose.total[3] if loose.rows else 0) == pytest.approx(sum(row["amount"] for row in cells(loose)), abs=1e-6)
    assert not len(here.once(ledger).unrated_invoices[0])
    assert [row["days"] > 30 for row in cells(debtors)] == [True] * len(debtors.rows)


def test_ages_to_the_day():
    asof = date(2026, 4, 15)
    late = [-1, 0, 1, 30, 31, 60, 61, 90, 91]
    rows = [invoice(i, 10**i, due=asof - pd.Timedelta(days=n).to_pytimedelta()) for i, n in enumerate(late)]
    rows.append(invoice(99, 0.5, due=None))
    row = total(made(invoices=rows).block("aging"))
    assert [row[id] for id in ("not_due", "d1_30", "d31_60", "d61_90", "d90_plus", "no_due", "invoices")] == [
        11, 1_100, 110_000, 11_000_000, 100_000_000, 0.5, 10,
    ]  # fmt: skip


def test_the_receivable_is_what_is_shipped_where_the_tab_says_it():
    rows = [invoice(1, 100, shipped="2026-03-10"), invoice(2, 50), invoice(3, 7, shipped="2026-04-20")]
    report = made(invoices=rows)
    titles = {column.id: column.title.ru for column in report.block("aging").columns}
    assert titles["total"] == "Дебиторка"
    assert titles["prepayment"] == "Ждём предоплату"
    row = total(report.block("aging"))
    assert (row["total"], row["prepayment"], row["invoices"]) == (100, 57, 1)
    month = cells(report.block("months"))[-1]
    assert (month["ar_end"], month["receivable"], month["prepayment"]) == (157, 100, 57)
    plain = made(invoices=[row | {"shipped": None} for row in rows]).block("aging")
    assert {c.id: c.title.ru for c in plain.columns}["total"] == "Неоплаченные счета"
    assert total(plain)["total"] == 157


def test_debtors_worst_first_with_their_oldest_invoice():
    rows = [
        invoice(1, 100, due="2026-03-15", client="Ровно 31"),
        invoice(2, 900, due="2026-03-16", client="Ровно 30"),
        invoice(3, 40, due="2026-03-20", client="Двое"),
        invoice(4, 70, due="2026-02-20", client="Двое"),
        invoice(5, 500, due="2026-05-20", client="Двое"),
    ]
    report = made(invoices=rows, payments=[{"date": "2026-04-01", "amount": 5, "invoice_id": "5"}])
    first, second = cells(report.block("debtors"))
    assert (first["client"], first["overdue"], first["days"], first["invoices"], first["debt"]) == (
        "Двое",
        110,
        54,
        2,
        605,
    )
    assert first["last_payment"] == date(2026, 4, 1)
    assert first["oldest"].text == "4"
    assert str(first["oldest"]).endswith("!A5")
    assert (second["client"], second["days"]) == ("Ровно 31", 31)
    assert len(made(settings={"debtor_days": 29}, invoices=rows).block("debtors").rows) == 3


def test_money_without_an_invoice_says_why():
    rows = [invoice(1, 100), invoice(2, 10, cancelled="2026-03-20"), invoice(3, None)]
    payments = [
        {"date": "2026-04-01", "amount": 150, "invoice_id": "1"},
        {"date": "2026-04-02", "amount": 1, "invoice_id": "2"},
        {"date": "2026-04-03", "amount": 2, "invoice_id": "3"},
        {"date": "2026-04-04", "amount": 3, "invoice_id": "№7", "client": "Б"},
        {"date": "2026-04-05", "amount": 4, "client": "В"},
    ]
    block = made(invoices=rows, payments=payments).block("unapplied")
    assert [(row["client"], row["amount"], row["reason"], str(row["link"])) for row in cells(block)] == [
        ("В", 4, "Без счёта", "Оплаты!B6"),
        ("Б", 3, "Такого счёта нет на вкладке", "Оплаты!B5"),
        ("А", 2, "У счёта нет суммы или даты", "Оплаты!B4"),
        ("А", 1, "Счёт аннулирован", "Оплаты!B3"),
        ("А", 50, "Переплата", "Оплаты!B2"),
    ]
    assert total(block)["amount"] == 60


def test_a_missing_tab_takes_only_its_own_figures():
    only_paid = made(payments=[{"date": "2026-04-05", "amount": 4, "client": "В", "manager": "М"}])
    (row,) = cells(only_paid.block("months"))
    assert row["inflow"] == 4
    assert row["invoiced"] is None
    assert row["check"] is None
    assert only_paid.block("aging").unavailable.code == "missing"
    only_billed = made(invoices=[invoice(1, 5)])
    assert cells(only_billed.block("months"))[-1]["inflow"] is None
    assert total(only_billed.block("aging"))["total"] == 5
    assert not made().has_data
    assert not made(invoices=[], payments=[]).has_data


def test_an_unfinished_month_is_compared_with_the_same_days():
    rows = [
        {"date": d, "amount": a, "manager": "М", "client": "А"}
        for d, a in (("2026-03-15", 10), ("2026-03-16", 100), ("2026-04-15", 25))
    ]
    change = [row["inflow_change"] for row in cells(made(payments=rows).block("managers"))]
    assert change == [15, None, 15]
    whole = [row["inflow_change"] for row in cells(made("2026-04-30", payments=rows).block("managers"))]
    assert whole[-1] == 25 - 110


def test_real_invoices_by_month():
    if not RETAIL.exists():
        pytest.skip(f"no public data set: {RETAIL} is absent")
    frame = pd.read_csv(
        RETAIL, usecols=["InvoiceNo", "InvoiceDate", "Quantity", "UnitPrice", "CustomerID"], dtype={"InvoiceNo": str}
    )
    assert len(frame) == 541_909
    frame = frame[frame["CustomerID"].notna() & (frame["Quantity"] > 0) & (frame["UnitPrice"] > 0)]
    frame["amount"] = frame["Quantity"] * frame["UnitPrice"]
    found = frame.groupby("InvoiceNo", sort=True).agg(
        date=("InvoiceDate", "min"), amount=("amount", "sum"), client=("CustomerID", "min")
    )
    assert len(found) == 18_532
    blank = typed("invoices", [])
    n = len(found)
    columns = {c: pd.Categorical([None] * n, []) for c in ("manager", "deal_id", "currency")}
    columns |= {c: np.full(n, np.datetime64("NaT", "s")) for c in ("due", "promised", "shipped", "cancelled")}
    columns |= {
        "invoice_id": pd.Categorical(found.index),
        "client": pd.Categorical(found["client"].astype(int).astype(str)),
    }
    columns |= {"date": found["date"].str[:10].to_numpy().astype("datetime64[s]"), "amount": found["amount"].to_numpy()}
    columns |= {"_part": np.zeros(n, np.int32), "_row": np.arange(2, n + 2, dtype=np.int32)}
    table = type(blank)(blank.table, pd.DataFrame(columns), blank.parts, blank.present)
    months = cells(made("2011-11-30", invoices=table).block("months"))
    assert [row["month"] for row in months] == [date(2010 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(12, 24)]
    assert (round(months[0]["invoiced"], 2), round(months[-1]["invoiced"], 2)) == (572_713.89, 1_161_817.38)
    later = cells(made("2011-12-09", invoices=table).block("months"))
    assert sum(row["invoiced"] for row in later) + months[0]["invoiced"] == pytest.approx(8_911_407.90, abs=0.005)
    assert later[-1]["ar_end"] == pytest.approx(8_911_407.90, abs=0.005)
    assert {row["check"] for row in later} == {0}


def test_the_stock_stands_beside_the_same_day_of_last_month():
    rows = [invoice(1, 100), invoice(2, 11, "2026-03-15"), invoice(3, 5, "2026-03-16")]
    report = made(invoices=rows, payments=[{"date": "2026-04-01", "amount": 40, "invoice_id": "1"}])
    assert "Неоплаченные счета: 76\u00a0₽; месяц назад, на 15.03.2026, — 111\u00a0₽." in report.notes
