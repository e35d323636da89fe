"""Public data sets through intake: what its README says must be found is found (read from beside the project)."""

import csv
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.intake.book import TypedBook, read_book
from core.workbook import Cells, Sheet

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"PUBLIC DATA SETS ABSENT: {DATA}")


def rows(path: str, encoding: str = "utf-8") -> list[list[str]]:
    file = DATA / path
    with gzip.open(file, "rt", encoding=encoding) if file.suffix == ".gz" else file.open(encoding=encoding) as text:
        return list(csv.reader(text))


def tab(title: str, table: list[list[str]], headers: dict[str, str]) -> Sheet:
    """A CSV with its headers renamed to ours; the columns that have no name of ours stay as they are."""
    return Sheet(title, [[headers.get(name, name) for name in table[0]], *table[1:]])


@pytest.fixture(scope="module")
def maven() -> TypedBook:
    deals = tab(
        "Deals",
        rows("maven_crm/sales_pipeline.csv.gz"),
        {
            "opportunity_id": "deal_id", "sales_agent": "manager", "account": "client", "deal_stage": "stage",
            "engage_date": "created", "close_date": "closed", "close_value": "amount",
        },
    )  # fmt: skip
    accounts = tab(
        "Clients",
        rows("maven_crm/accounts.csv"),
        {"account": "client", "sector": "industry", "office_location": "region", "revenue": "money"},
    )
    products = tab("Products", rows("maven_crm/products.csv"), {"series": "group", "sales_price": "price"})
    sectors = ["technology", *sorted({row[1] for row in accounts.rows[1:]} - {"technolgy"})]
    places = ["Philippines", *sorted({row[5] for row in accounts.rows[1:]} - {"Philipines"})]
    lists = Sheet("Lists", [["industry", "region"], *map(list, zip_blank(sectors, places))])
    return read_book(Cells([deals, accounts, products, lists], locale="en_US"), {})


def zip_blank(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    return [(a[i] if i < len(a) else "", b[i] if i < len(b) else "") for i in range(max(len(a), len(b)))]


def counted(book: TypedBook, code: str) -> Counter[tuple[str, str, str]]:
    return Counter((p.tab, p.column, p.value) for p in book.problems if p.code == code)


@needs_data
def test_maven_rows_and_sums(maven: TypedBook) -> None:
    deals = maven.tables["deals"].frame
    assert len(deals) == 8800
    assert deals.loc[deals["stage"] == "Won", "amount"].sum() == 10_005_534
    assert len(maven.tables["clients"]) == 85
    assert maven.settings.language == "en"


@needs_data
def test_maven_dirt_is_found(maven: TypedBook) -> None:
    outside = counted(maven, "outside_list")
    assert outside["Deals", "product", "GTXPro"] == 1480
    assert {key[2] for key in outside} == {"GTXPro", "technolgy", "Philipines"}
    hints = {p.value: p.message for p in maven.problems if p.code == "outside_list"}
    assert "GTX Pro" in hints["GTXPro"]
    assert "technology" in hints["technolgy"]
    assert "Philippines" in hints["Philipines"]
    missing = counted(maven, "missing")
    assert missing["Deals", "client", ""] == 1425
    assert missing["Deals", "created", ""] == 500
    assert ("GTXPro", "GTX Pro") in {(p.value, p.expected) for p in maven.problems if p.code == "near_duplicate"}
    assert {p.severity for p in maven.problems if p.code == "outside_list"} == {"warning"}


@needs_data
def test_superstore_lines_with_american_dates() -> None:
    table = rows("superstore/superstore.csv.gz", "latin-1")
    names: dict[str, Any] = {
        "Order ID": "invoice_id",
        "Sales": "amount",
        "Product Name": "product",
        "Order Date": "date",
        "Customer Name": "client",
    }
    lines = tab("Order lines", table, names).rows
    payments = tab("Payments", table, names).rows
    book = read_book(Cells([Sheet("Order lines", lines), Sheet("Payments", payments)], locale="en_US"), {})
    assert len(book.tables["lines"]) == 9994
    assert book.tables["lines"].frame["amount"].sum() == pytest.approx(2_297_200.86, abs=0.01)
    assert book.tables["lines"].frame["invoice_id"].nunique() == 5009
    assert book.tables["payments"].frame["client"].nunique() == 793
    days = book.tables["payments"].frame["date"]
    assert (days.min().year, days.max().year, int(days.isna().sum())) == (2016, 2019, 0)
    assert [p for p in book.problems if p.severity == "error"] == []
