"""A workbook of 100,000 rows from file to file: our whole refresh against the script that a user would write.

``python -m benchmarks.xlsx [ROWS]``. Promise (DESIGN.md): read, compute and write at most 0.5 × a pandas + openpyxl
script, which makes three of the tables that the refresh makes, without charts, checks or links. One part in two of
the rows are payments, three in ten invoices, the rest deals.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from core.intake.book import is_input
from core.refresh import compute
from sheets_addon.workbooks import open_xlsx

PROMISES = {"ratio": 0.5}
ROUNDS = 2
ASOF = date(2026, 3, 31)
Made = dict[str, tuple[list[str], list[list[Any]]]]


def run(rows: int = 100_000) -> dict[str, float]:
    """Seconds of each part of both sides, the best of two rounds, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, book = folder / "warm.xlsx", folder / "book.xlsx"
        write_book(small, company(300))
        write_book(book, company(rows))
        ours(small)
        script(small, folder / "warm script.xlsx")
        mine = min((ours(book) for _ in range(ROUNDS)), key=lambda taken: taken["total"])
        theirs = min((script(book, folder / "script.xlsx") for _ in range(ROUNDS)), key=lambda taken: taken["script"])
    return {"rows": rows} | mine | theirs | {"ratio": mine["total"] / theirs["script"]}


def ours(book: Path) -> dict[str, float]:
    """Seconds of read, compute (every report there is) and write."""
    workbook = open_xlsx(book)
    read, cells = timed(lambda: workbook.read(is_input))
    computing, result = timed(lambda: compute(cells, ASOF, "evening", datetime(2026, 3, 31, 18)))
    write, _ = timed(lambda: workbook.replace(result))
    return {"read": read, "compute": computing, "write": write, "total": read + computing + write}


def script(book: Path, out: Path) -> dict[str, float]:
    """Money by month, receivables by age and sums by manager, as one writes them in an afternoon."""
    reading, (payments, invoices, deals) = timed(lambda: _read(book))
    computing, tables = timed(lambda: _tables(payments, invoices, deals))
    writing, _ = timed(lambda: _write(out, tables))
    return {
        "script_read": reading,
        "script_compute": computing,
        "script_write": writing,
        "script": reading + computing + writing,
    }


def _read(book: Path) -> tuple[pd.DataFrame, ...]:
    read = pd.read_excel  # noqa: TID251 (this is what we compare with)
    return tuple(read(book, sheet_name=tab, engine="openpyxl") for tab in ("Оплаты", "Счета", "Сделки"))


def _tables(payments: pd.DataFrame, invoices: pd.DataFrame, deals: pd.DataFrame) -> dict[str, pd.DataFrame]:
    inflow = payments.groupby(payments["Дата"].dt.to_period("M"))["Сумма"].sum()
    invoiced = invoices.groupby(invoices["Дата"].dt.to_period("M"))["Сумма"].sum()
    months = pd.DataFrame({"Пришло": inflow, "Выставлено": invoiced}).tail(12)
    months.index = months.index.astype(str)

    paid = payments.groupby("№ счёта")["Сумма"].sum()
    left = (invoices["Сумма"] - invoices["№ счёта"].map(paid).fillna(0)).clip(lower=0)
    late = (pd.Timestamp(ASOF) - invoices["Срок оплаты"]).dt.days
    ages = pd.cut(late, [-10_000, 0, 30, 60, 90, 10_000], labels=["нет", "1–30", "31–60", "61–90", "90+"])
    aging = invoices.assign(left=left, age=ages).pivot_table(
        index=["Менеджер", "Клиент"], columns="age", values="left", aggfunc="sum", observed=False
    )

    managers = pd.DataFrame(
        {
            "Пришло": payments.groupby("Менеджер")["Сумма"].sum(),
            "Сделок": deals.groupby("Менеджер").size(),
            "Выиграно": deals[deals["Этап"] == "Оплата"].groupby("Менеджер")["Сумма"].sum(),
        }
    )
    return {"Деньги": months, "Просрочено": aging, "Менеджеры": managers}


def _write(out: Path, tables: dict[str, pd.DataFrame]) -> None:
    with pd.ExcelWriter(out, engine="openpyxl") as file:
        for title, table in tables.items():
            table.to_excel(file, sheet_name=title)


def company(rows: int, seed: int = 7) -> Made:
    """Two years of one department: 10 managers, a client for each 60 rows."""
    rng = np.random.default_rng(seed)
    n_payments, n_invoices = rows // 2, rows * 3 // 10
    n_clients = max(rows // 60, 20)
    clients = rng.integers(0, n_clients, n_invoices)
    issued = rng.integers(0, 730, n_invoices)
    sums = rng.integers(1_000, 500_000, n_invoices).tolist()
    of = rng.integers(0, n_invoices, n_payments)
    paid = np.minimum(issued[of] + rng.integers(0, 60, n_payments), 730)
    part = rng.choice([0.25, 0.5, 1.0], n_payments).tolist()
    days = [ASOF - timedelta(days=730 - i) for i in range(731 + 30)]
    name, person = "ООО «Клиент {:05d}»".format, "Менеджер {}".format
    invoices = [
        [f"СЧ-{i:06d}", name(c), person(c % 10), days[d], a, days[d + 14]]
        for i, (c, d, a) in enumerate(zip(clients.tolist(), issued.tolist(), sums, strict=True))
    ]
    payments = [
        [days[d], round(invoices[i][4] * p, 2), invoices[i][0], invoices[i][1], invoices[i][2]]
        for d, i, p in zip(paid.tolist(), of.tolist(), part, strict=True)
    ]
    stages = rng.choice(["Лид", "КП", "Договор", "Оплата"], rows - n_payments - n_invoices).tolist()
    buyers = rng.integers(0, n_clients, len(stages)).tolist()
    deals = [
        [name(c), person(c % 10), days[d], a, stage, days[min(d + 40, 730)] if stage == "Оплата" else None]
        for c, d, a, stage in zip(
            buyers,
            rng.integers(0, 730, len(stages)).tolist(),
            rng.integers(1_000, 900_000, len(stages)).tolist(),
            stages,
            strict=True,
        )
    ]
    kinds = [[1, "Лид", "в работе"], [2, "КП", "в работе"], [3, "Договор", "в работе"], [4, "Оплата", "выигран"]]
    return {
        "Оплаты": (["Дата", "Сумма", "№ счёта", "Клиент", "Менеджер"], payments),
        "Счета": (["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты"], invoices),
        "Сделки": (["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Закрыта"], deals),
        "Этапы": (["Порядок", "Этап", "Вид"], kinds),
    }


def write_book(path: Path, made: Made) -> None:
    """The person's workbook, with date cells and shared texts as Excel writes them."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for title, (header, rows) in made.items():
        tab = book.add_worksheet(title)
        tab.write_row(0, 0, header)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    tab.write_datetime(r, c, value, day)
                else:
                    tab.write(r, c, value)
    book.close()


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = call()
    return time.perf_counter() - start, made


if __name__ == "__main__":
    for figure, value in run(*map(int, sys.argv[1:])).items():
        print(f"{figure:16} {value:12.3f}")
