"""What has happened by the dates that people typed: all that can be known without a history of edits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from core.context import Context
from core.metrics.changes import TABLES, Event, Kind, edited, from_history
from core.metrics.days import number, numbered
from core.metrics.deals import between, state
from core.metrics.money import convert
from core.metrics.rates import Floats
from core.metrics.stages import Bools


def events(context: Context) -> tuple[Event, ...]:
    """Everything that happened since the last meeting, table by table from the best source there is."""
    found: list[Event] = []
    for table in TABLES:
        if context.has(table):
            made = edited(context, table) if from_history(context, table) else _DATED[table](context)
            found += _together(context, made) if table == "payments" else made
    return tuple(found)


def _together(context: Context, found: Iterable[Event]) -> Iterator[Event]:
    """Payments of one day for one invoice (or of one client) are one: a payment split in two says the same."""
    frame = context.tables["payments"].frame
    invoice, day = frame["invoice_id"].cat.codes.to_numpy(), numbered(frame["date"])
    groups: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
    for n, event in enumerate(found):
        alone = event.row is None or event.kind not in ("payment", "refund") or event.amount is None
        key = (n,) if alone else (event.kind, int(invoice[event.row]), int(day[event.row]), event.client, event.manager)
        groups[key].append(event)
    for one, *others in groups.values():
        yield replace(one, amount=sum(e.amount or 0.0 for e in (one, *others))) if others else one


def _deals(context: Context) -> Iterator[Event]:
    now, (first, last) = context.once(state), context.fact_days
    names = _names(context, "deals")

    def made(kind: Kind, where: Bools) -> Iterator[Event]:
        for i in np.flatnonzero(where).tolist():
            row = int(now.row[i])
            yield Event(kind, "deals", row, *names(row), _figure(now.amount[i]))

    yield from made("new", ~np.isnat(now.created) & between(now.created, first, last))
    closed = ~np.isnat(now.closed) & between(now.closed, first, last)
    yield from made("won", closed & now.won)
    yield from made("lost", closed & now.lost)
    came = ~np.isnat(now.entered) & between(now.entered, first, last)
    for i in np.flatnonzero(came.any(1) & now.open).tolist():
        step = int(np.flatnonzero(came[i])[-1])
        stages, row = now.stages.names_of(int(now.funnel[i])), int(now.row[i])
        if step and step < len(stages):  # to come to the first step is to be new
            before = stages[step - 1]
            yield Event("moved", "deals", row, *names(row), _figure(now.amount[i]), before, stages[step])


def _invoices(context: Context) -> Iterator[Event]:
    yield from _dated(context, "invoices", "date", "invoice")
    yield from _dated(context, "invoices", "cancelled", "cancelled")


def _payments(context: Context) -> Iterator[Event]:
    yield from _dated(context, "payments", "date", "payment")


def _dated(context: Context, table: str, column: str, kind: Kind) -> Iterator[Event]:
    frame, (first, last) = context.tables[table].frame, map(number, context.fact_days)
    day, names = numbered(frame[column]), _names(context, table)
    worth: Floats = convert(context, table, frame["amount"].to_numpy(), day)
    for i in np.flatnonzero((day >= first) & (day <= last)).tolist():
        amount = _figure(worth[i])
        yield Event("refund" if kind == "payment" and (amount or 0) < 0 else kind, table, i, *names(i), amount)


def _names(context: Context, table: str) -> Callable[[int], tuple[str, str]]:
    """Client and manager of a row, '' for blank."""
    frame = context.tables[table].frame
    columns = [(frame[id].cat.codes.to_numpy(), frame[id].cat.categories.tolist()) for id in ("client", "manager")]

    def names(i: int) -> tuple[str, str]:
        client, manager = (str(known[codes[i]]) if codes[i] >= 0 else "" for codes, known in columns)
        return client, manager

    return names


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


_DATED = {"deals": _deals, "invoices": _invoices, "payments": _payments}
