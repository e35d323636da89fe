"""Slices in plain Python, slow and obvious: each deal's values, then sums over lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.core.metrics.deal_oracle import as_of, day

Row = Mapping[str, Any]
Book = Mapping[str, Sequence[Row]]


def deals_of(book: Book, asof: date) -> list[tuple[Row, dict[str, Any]]]:
    """The deals that exist, each with its state."""
    return [(row, one) for row in book["deals"] if (one := as_of(row, book["stages"], asof))]


def client_of(book: Book, name: str, column: str) -> Any:
    """What the Clients tab says of a client; of several rows the first value by the alphabet."""
    said = [row.get(column) for row in book["clients"] if row["client"] == name and row.get(column) is not None]
    return min(said, default=None)


def values(book: Book, asof: date, row: Row, one: Mapping[str, Any], dimension: str) -> list[Any]:
    """The deal's values in a dimension; [None] for blank."""
    client = row["client"]
    if dimension == "client_type":
        if one["created"] is None:
            return [None]
        won = [
            state["closed"]
            for other, state in deals_of(book, asof)
            if other["client"] == client and state["status"] == "won" and state["closed"]
            if not (state["created"] and state["closed"] < state["created"])
        ]
        paid = [
            day(payment["date"])
            for payment in book["payments"]
            if payer(book, payment) == client and payment["amount"] > 0 and day(payment["date"]) <= asof  # type: ignore[operator]
        ]
        return ["returning" if any(when < one["created"] for when in [*won, *paid]) else "new"]
    if dimension == "product":
        named = {line["product"] for line in book["lines"] if line["deal_id"] == row["deal_id"]}
        return sorted(named) or [row.get("product")]
    if dimension == "channel":
        return [row.get("channel") or client_of(book, client, "channel")]
    if dimension == "age":
        born = client_of(book, client, "birth_year")
        if born is None or one["created"] is None or one["created"].year < born:
            return [None]
        age = one["created"].year - born
        return [
            next(
                f"{low}–{high}"
                for low, high in ((0, 24), (25, 34), (35, 44), (45, 54), (55, 999))
                if low <= age <= high
            )
        ]
    if dimension == "manager":
        return [row.get("manager")]
    return [client_of(book, client, dimension)]


def payer(book: Book, payment: Row) -> Any:
    if payment.get("client"):
        return payment["client"]
    return next((row["client"] for row in book["invoices"] if row["invoice_id"] == payment.get("invoice_id")), None)


def tallied(book: Book, asof: date, dimension: str, first: date, last: date) -> dict[Any, tuple[int, int, float, int]]:
    """Value → (decided, won, amount won, created) in a period."""
    out: dict[Any, list[float]] = {}
    for row, one in deals_of(book, asof):
        decided = one["status"] != "open" and one["closed"] is not None and first <= one["closed"] <= last
        won = decided and one["status"] == "won"
        created = one["created"] is not None and first <= one["created"] <= last
        for value in values(book, asof, row, one, dimension):
            cell = out.setdefault(value, [0, 0, 0.0, 0])
            cell[0] += decided
            cell[1] += won
            cell[2] += (one["amount"] or 0) if won else 0
            cell[3] += created
    return {k: (int(v[0]), int(v[1]), v[2], int(v[3])) for k, v in out.items() if v[0] or v[3]}
