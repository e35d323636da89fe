"""REPORTS §0 as checks of one workbook, each over all reports at once. A check raises or names what does not hold."""

import json
import random
import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from core.history import History, Read, extended, read_rows
from core.intake.book import read_book
from core.refresh import compute
from core.report import Block, Ref, Report, Result
from core.workbook import Cells
from sheets_addon.workbooks.as_json import as_json
from tests.core.properties.books import Book, book
from tests.core.properties.rows import ASOF, CLIENTS, MANAGERS, Tables
from tests.core.test_refresh import differing

NOW = datetime(2026, 3, 31, 18)
TOLERANCE = 1e-6


def made(cells: Cells, asof: date = ASOF, **more: Any) -> Result:
    result = compute(cells, asof, more.pop("slot", "evening"), NOW, **more)
    for failure in result.failures:
        raise failure.error
    return result


def values(block: Block, column: str, total: bool = False) -> list[Any]:
    """A column's cells; of the total row too."""
    at = [c.id for c in block.columns].index(column)
    return [row[at] for row in [*block.rows, *([block.total] if total and block.total else [])]]


def rows(block: Block) -> list[dict[str, Any]]:
    return [dict(zip([c.id for c in block.columns], row, strict=True)) for row in block.rows]


def close(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return not (one or other)
    return bool(abs(one - other) <= TOLERANCE * max(1, abs(one), abs(other)))


# of one result ----------------------------------------------------------------------------------------


def computes(b: Book) -> None:
    """Every slot and some other day: no exception, every figure finite, JSON without NaN."""
    rng = random.Random(b.seed)
    slot = rng.choice(["morning", "11", "14", "16"])
    for result in (made(b.cells()), made(b.cells(), ASOF - timedelta(days=rng.randint(1, 300)), slot=slot)):
        json.dumps(as_json(result), allow_nan=False)
        for where, _, value in figures_of(result):
            assert not isinstance(value, float) or isfinite(value), where
            assert not isinstance(value, str) or not NOT_A_NUMBER.search(value), (where, value)
    sums(made(b.cells()))


NOT_A_NUMBER = re.compile(r"\b(nan|inf|NaT|None)\b")
"""What a figure that is not there looks like in a sentence that forgot to ask."""


def figures_of(result: Result) -> Any:
    for report in result.reports:
        for block in report.blocks:
            for row in [*block.rows, *([block.total] if block.total else [])]:
                for column, value in zip(block.columns, row, strict=True):
                    yield (report.id, block.id, column.id), column, value


SHARES = {
    "step_rate_mature",
    "total_rate",
    "lost_rate",
    "rate",
    "low",
    "high",
    "share",
    "cumulative",
    "share_before",
    "confidence",
    "support",
    "coverage",
    "penetration",
    "score",
    "contacts",
    "fields",
    "comments",
    "on_time",
    "algorithm",
    "own_share",
    "stayed",
    "main_rate",
    "rest_rate",
    "rate_prev",
    "year_rate",
    "new_rate",
    "returning_rate",
    "x_share",
    "y_share",
    "z_share",
    "p_adjusted",
}
OVER_ONE = {"funnel", "daily_metrics", "ratios", "forecast"}
"""Here a rate may be more than 100 %: flow, more effects than causes, money, an error."""


def sums(result: Result) -> None:
    """What partitions adds up; shares lie within 0 and 1, their bounds around them; no case has no rate."""
    for (report, block, column), _, value in figures_of(result):
        if column in SHARES and report not in OVER_ONE and value is not None:
            assert -TOLERANCE <= value <= 1 + TOLERANCE, (report, block, column, value)
    for report in result.reports:
        for block in report.blocks:
            _bounds(report, block)
            _totals(report, block)
    _finance(result)
    _funnel(result)
    _partitions(result)


def _bounds(report: Report, block: Block) -> None:
    ids = {column.id for column in block.columns}
    where = (report.id, block.id)
    for row in rows(block):
        rate = row.get("year_rate", row.get("rate", row.get("step_rate")))
        if {"low", "high"} <= ids and None not in (row["low"], row["high"]):
            assert row["low"] <= row["high"] + TOLERANCE, (*where, row)
            if rate is not None and ("rate" in ids or "step_rate" in ids) and rate <= 1:
                assert row["low"] - TOLERANCE <= rate <= row["high"] + TOLERANCE, (*where, row)
        if {"n", "rate"} <= ids and report.id not in {"refusals"} and row["n"] == 0:
            assert row["rate"] is None, (*where, row)


def _totals(report: Report, block: Block) -> None:
    """A total of a column that adds is the sum of its rows, where it is given."""
    if block.total is None or any(block.levels):
        return
    for column, total in zip(block.columns, block.total, strict=True):
        if column.is_added and isinstance(total, int | float) and (report.id, block.id) not in OWN_TOTAL | OVERLAP:
            cells = [value for value in values(block, column.id) if isinstance(value, int | float)]
            assert close(sum(cells), total), (report.id, block.id, column.id, sum(cells), total)


OWN_TOTAL = {
    ("summary", "board"),
    ("day", "board"),
    ("daily_metrics", "month"),
    ("daily_metrics", "day"),
    ("daily_metrics", "focus"),
}
"""Totals that are the team's own figure: its plan may differ from the sum, its median is no sum."""
OVERLAP = {("abc_xyz_moves", "products"), ("abc_xyz_moves", "managers"), ("directions", "managers")}
"""Totals that are unique: a client who buys two products is one, a deal with two products too."""


def _finance(result: Result) -> None:
    finance = result.report("finance")
    for id in ("months", "managers"):
        block = finance.block(id)
        assert all(abs(check or 0) < 1e-6 for check in values(block, "check", total=True)), values(block, "check")
    aging = finance.block("aging")
    parts = ("not_due", "no_due", "d1_30", "d31_60", "d61_90", "d90_plus")
    for row in rows(aging):
        assert close(sum(row[part] or 0 for part in parts), row["total"]), row
    months = finance.block("months")
    if aging.rows and months.rows and not any("предоплату" in note for note in finance.notes):
        depth = [*(aging.levels or [0] * len(aging.rows))]
        owed = sum(row["total"] for row, level in zip(rows(aging), depth, strict=True) if level == 0)
        whole = aging.total[[c.id for c in aging.columns].index("total")] if aging.total else owed
        assert close(whole, rows(months)[-1]["ar_end"]), (whole, rows(months)[-1])
    for id, own in (("managers", "months"),):
        for month, end in zip(values(finance.block(own), "month"), values(finance.block(own), "ar_end"), strict=True):
            mine = [row["ar_end"] or 0 for row in rows(finance.block(id)) if row["month"] == month]
            assert not mine or close(sum(mine), end)


def _funnel(result: Result) -> None:
    stages = rows(result.report("funnel").block("stages"))
    if stages and all(row["lost_n"] is not None for row in stages[:-1]):
        assert sum(row["lost_n"] for row in stages[:-1]) + stages[-1]["n"] == stages[0]["n"]
        flow = result.report("funnel").mode.startswith(("Поток", "Flow"))
        for row in stages[:-1] if not flow else ():
            assert 0 <= row["open_n"] <= row["lost_n"], row


def _partitions(result: Result) -> None:
    refusals = result.report("refusals")
    counted = {
        id: sum(
            row["n"]
            for row, level in zip(rows(block), [*block.levels] or [0] * len(block.rows), strict=True)
            if not level
        )
        for id in ("stages", "reasons", "managers")
        if (block := refusals.block(id)).rows
    }
    assert len(set(counted.values())) <= 1, counted
    for id in ("amounts", "counts"):
        margins(result.report("pipeline_stages").block(id))
    abc = result.report("abc_xyz")
    groups, clients = abc.block("groups"), abc.block("clients")
    if groups.rows and clients.rows:
        grouped = [row for row in rows(clients) if row["group"]]
        assert sum(values(groups, "n")) == len(grouped)
        assert close(sum(values(groups, "amount")), sum(row["amount"] for row in grouped))
        assert (None in values(groups, "share")) == (not any(row["share"] is not None for row in grouped))
    slices = rows(result.report("funnel_slices").block("slices"))
    ones: dict[str, list[int]] = {}
    for row in slices:
        ones.setdefault(row["dimension"], []).append(row["n"])
    counts = {name: sum(n) for name, n in ones.items() if name not in ("Товар", "Продукт")}
    assert len(set(counts.values())) <= 1, counts


def margins(block: Block) -> None:
    """A matrix with a first name and a last «total» column: each row adds up to it."""
    numbers = [c.id for c in block.columns if c.kind in ("money", "count")]
    if len(numbers) > 1:
        for row in rows(block):
            assert close(sum(row[id] or 0 for id in numbers if id != "total"), row["total"]), row


# of two results ---------------------------------------------------------------------------------------


def order_and_blank_rows(b: Book) -> None:
    rng = random.Random(b.seed)

    def changed(id: str, body: list[Any]) -> list[Any]:
        mixed = rng.sample(body, len(body))
        return [row for one in mixed for row in (one, *([[], [None, " "]] if rng.random() < 0.3 else []))]

    nothing(differing(made(b.cells(changed=changed)), made(b.cells())))


def one_payment_in_two(b: Book) -> None:
    """…changes nothing but how many payments there are."""
    rng, paid = random.Random(b.seed), b.tables["payments"]
    whole = [i for i, row in enumerate(paid) if isinstance(row["amount"], int | float) and row["amount"]]
    if not whole:
        return
    i = rng.choice(whole)
    part = round(paid[i]["amount"] * rng.choice([0.25, 0.5]), 2)
    halves = [{**paid[i], "amount": part}, {**paid[i], "amount": round(paid[i]["amount"] - part, 2)}]
    split = b.with_rows("payments", [*paid[:i], *halves, *paid[i + 1 :]])
    nothing(unlike(made(split.cells()), made(b.cells()), COUNT_PAYMENTS))


COUNT_PAYMENTS = {
    "finance.unapplied",
    "summary.kpis",
    "ratios",
    "daily_metrics",
    "forecast.activity",
    "day.managers",
}
"""Where payments are counted or listed one by one, as the daily count «Оплаты» is."""


def languages(b: Book) -> None:
    """The same workbook in English gives the same figures."""
    one, other = (numbers_of(made(b.cells(language))) for language in ("ru", "en"))
    nothing([(id, one[id], other[id]) for id in one if one[id] != other[id]])


def numbers_of(result: Result) -> dict[str, list[Any]]:
    """Each block's figures without its words; rows in no order, for names sort differently."""
    return {
        f"{report.id}.{block.id}": sorted(
            ([_figure(v) for v in row] for row in [*block.rows, *([block.total] if block.total else [])]), key=str
        )
        for report in result.reports
        for block in report.blocks
        if report.id not in ("data_quality", "definitions", "rhythm")
    }


def _figure(value: Any) -> Any:
    return None if isinstance(value, str | Ref) else round(value, 6) if isinstance(value, float) else value


def rows_after_asof(b: Book) -> None:
    """What is dated after the report date does not exist yet for any fact."""
    rng, later = random.Random(b.seed), lambda: ASOF + timedelta(days=rng.randint(1, 60))
    who, client = rng.choice(MANAGERS), rng.choice(CLIENTS)
    more: Tables = {
        "payments": [{"date": later(), "amount": 777, "client": client, "manager": who}],
        "invoices": [{"invoice_id": "late", "client": client, "manager": who, "date": later(), "amount": 777}],
        "deals": [
            {"client": "Later", "manager": who, "created": later(), "amount": 777, "stage": "Lead", "deal_id": "late"}
        ],
        "daily_metrics": [{"date": later(), "manager": who, "cold_calls": 9, "meetings": 3}],
        "reviews": [{**row, "date": later()} for row in b.tables["reviews"][:1]],
    }
    nothing(unlike(made(added(b, more).cells()), made(known(b).cells()), CHECKED))


CHECKED = {"summary.kpis", "definitions", "rhythm"}
"""Where the cells checked count: the score of data quality."""


def bad_rows(b: Book) -> None:
    """A row that cannot be read is named and removes no other."""
    who, client = MANAGERS[0], CLIENTS[0]
    more: Tables = {
        "payments": [{"date": "soon", "amount": "?", "client": client, "manager": who}],
        "invoices": [{"invoice_id": "bad", "client": client, "manager": who, "date": "soon", "amount": "?"}],
        "daily_metrics": [{"date": "soon", "manager": who, "cold_calls": "?"}],
        "fx": [{"date": "soon", "currency": "USD", "rate": "?"}],
        "targets": [{"month": "soon", "manager": who, "metric": "?", "value": "?"}],
    }
    result = made(added(b, more).cells())
    nothing(unlike(result, made(known(b).cells()), CHECKED))
    assert {problem.value for problem in result.problems} >= {"soon", "?"}


def known(b: Book) -> Book:
    """The workbook in which each manager and client has been met, so that naming them again changes nothing."""
    met = [{"date": ASOF, "manager": who, "cold_calls": 1} for who in MANAGERS]
    first = [{"client": client, "manager": MANAGERS[0]} for client in CLIENTS if client not in _names(b)]
    return added(b, {"daily_metrics": met, "clients": first})


def _names(b: Book) -> set[Any]:
    return {row["client"] for row in b.tables["clients"]}


def added(b: Book, more: Tables) -> Book:
    if more.keys() != {"daily_metrics", "clients"}:
        b = known(b)
    for id, found in more.items():
        b = b.with_rows(id, [*b.tables[id], *found])
    return b


def missing_tabs(b: Book) -> None:
    """Any tabs may be missing: what does not need them stays, as it would with them."""
    rng = random.Random(b.seed)
    fewer = b.without(*rng.sample(sorted(b.tables), rng.randint(1, 10)))
    result = made(fewer.cells())
    json.dumps(as_json(result), allow_nan=False)
    sums(result)


def history(b: Book) -> None:
    """A history may know anything of the rows: figures stay finite and reconcile, and it forgets nothing."""
    kept, when = History(), NOW - timedelta(days=40)
    for n in (2, 1, 0):
        other = book(b.seed + n, len(b.tables["deals"]))
        one = b if n == 0 else Book({id: rows_of(b, other, id, n) for id in b.tables}, b.seed)
        read: Read = read_rows(read_book(one.cells(), {}).tables)
        kept = extended(kept, read, when + timedelta(days=18 * (2 - n)))
    for result in (made(b.cells(), history=kept), made(b.cells(), NOW.date() - timedelta(days=10), history=kept)):
        json.dumps(as_json(result), allow_nan=False)
        assert result.history is not None
        assert len(result.history.changes) == len(kept.changes)  # the last reading was this very workbook
        sums(result)


def rows_of(b: Book, other: Book, id: str, n: int) -> list[Any]:
    """A table some time ago: rows had other cells, or were not there."""
    return [
        {**row, **{name: past.get(name) for name in ("stage", "amount", "expected", "promised", "due") if name in row}}
        for i, (row, past) in enumerate(zip(b.tables[id], other.tables[id], strict=False))
        if i % (n + 3)
    ]


def nothing(found: list[object]) -> None:
    assert not found, found[:3]


def unlike(one: Result, other: Result, apart: set[str]) -> list[object]:
    """The blocks that differ, but for the ones named (a report or a block)."""
    return [pair for pair in differing(one, other) if not {pair[0], pair[0].partition(".")[0]} & apart]  # type: ignore[index]


ALL = (computes, order_and_blank_rows, one_payment_in_two, languages, rows_after_asof, bad_rows, missing_tabs, history)
