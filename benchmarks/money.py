"""All money reports over a million payments, against `json.loads` of the response that brings those rows.

``python -m benchmarks.money [rows]`` prints the figures; :func:`run` returns them.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from core.context import Context
from core.intake.typed import Part, Typed, empty
from core.metrics.ledger import ledger
from core.reports.build import build
from core.reports.day import day
from core.reports.finance import finance
from core.settings import Settings
from core.tables import all_tables

PROMISES = {"ratio": 1.0}
ASOF = date(2026, 4, 15)
MANAGERS, CLIENTS = 10, 5_000
INVOICES_A_PAYMENT = 0.3
SERIAL_OF_1970 = 25_569


def workbook(rows: int, seed: int = 0) -> dict[str, dict[str, Any]]:
    """Columns of `rows` payments and 0.3 × as many invoices of four years, as plain arrays and lists of names."""
    rng = np.random.default_rng(seed)
    n = int(rows * INVOICES_A_PAYMENT)
    last = (ASOF - date(1970, 1, 1)).days
    issued = last - rng.integers(0, 1460, n)
    amount = rng.integers(10_000, 50_000_000, n) / 100
    of = rng.integers(0, n, rows)
    clients = rng.integers(0, CLIENTS, n)
    people = clients % MANAGERS
    paid = np.minimum(issued[of] + rng.integers(0, 60, rows), last)
    names = {
        "manager": [f"Менеджер {i:02d}" for i in range(MANAGERS)],
        "client": [f"Клиент {i:05d}" for i in range(CLIENTS)],
        "invoice_id": [f"СЧ-{i:07d}" for i in range(n)],
    }
    invoices = {"invoice_id": np.arange(n), "client": clients, "manager": people, "date": issued, "amount": amount}
    share = np.round(amount[of] * rng.choice([0.2, 0.25, 0.3, -0.01], rows, p=[0.4, 0.3, 0.29, 0.01]), 2)
    payments = {"date": paid, "amount": share, "invoice_id": of, "client": clients[of], "manager": people[of]}
    return {"names": names, "invoices": invoices | {"due": issued + 14}, "payments": payments}


def response(columns: dict[str, Any], names: dict[str, list[str]]) -> str:
    """The rows as `values:batchGet` gives them: serial dates, UTF-8."""
    cells = []
    for column, values in columns.items():
        if column in names:
            cells.append([names[column][i] for i in values.tolist()])
        elif column in ("date", "due"):
            cells.append((values + SERIAL_OF_1970).tolist())
        else:
            cells.append(values.tolist())
    body = {"range": "A1:F", "majorDimension": "ROWS", "values": [list(columns), *map(list, zip(*cells, strict=True))]}
    return json.dumps({"spreadsheetId": "x", "valueRanges": [{"valueRange": body}]}, ensure_ascii=False)


def context(made: dict[str, dict[str, Any]]) -> Context:
    tables = {id: empty(table) for id, table in all_tables().items()}
    for id in ("invoices", "payments"):
        tables[id] = _typed(id, made[id], made["names"])
    return Context(tables, Settings(), ASOF, "evening", datetime(2026, 4, 15, 18))


def _typed(id: str, columns: dict[str, Any], names: dict[str, list[str]]) -> Typed:
    table, n = all_tables()[id], len(columns["amount"])
    frame: dict[str, Any] = {}
    for column in table.columns:
        values = columns.get(column.id)
        if column.kind == "date":
            blank = np.full(n, np.datetime64("NaT"), "datetime64[s]")
            frame[column.id] = blank if values is None else values.astype("datetime64[D]").astype("datetime64[s]")
        elif column.kind == "number":
            frame[column.id] = values
        else:
            codes = np.full(n, -1) if values is None else values
            frame[column.id] = pd.Categorical.from_codes(codes, pd.Index(names.get(column.id, []), dtype=str))
    frame |= {"_part": np.zeros(n, np.int32), "_row": np.arange(2, n + 2, dtype=np.int32)}
    letters = {name: chr(65 + i) for i, name in enumerate(columns)}
    return Typed(table, pd.DataFrame(frame), (Part(table.title.ru, 1, letters),), frozenset(columns))


def reports(context: Context) -> None:
    for spec in (finance, day):
        build(spec, context)


def run(rows: int = 1_000_000) -> dict[str, float]:
    """Seconds of each part, and their ratio to `json.loads` (promised: at most 1)."""
    made = workbook(rows)
    text = response(made["payments"], made["names"])
    loads = best(lambda: json.loads(text))
    warm = context(workbook(1000))
    reports(warm)
    found: dict[str, float] = {"rows": rows, "json": loads}
    fresh = context(made)
    for name, part in (
        ("ledger", lambda: fresh.once(ledger)),
        ("finance", lambda: build(finance, fresh)),
        ("day", lambda: build(day, fresh)),
    ):
        found[name] = best(part, 1)
    again = [context(made) for _ in range(3)]
    found["total"] = best(lambda: reports(again.pop()), 3)
    found["ratio"] = found["total"] / loads
    return found


def best(part: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        part()
        taken.append(time.perf_counter() - started)
    return min(taken)


if __name__ == "__main__":
    for name, value in run(*map(int, sys.argv[1:])).items():
        print(f"{name:12} {value:12.3f}")
