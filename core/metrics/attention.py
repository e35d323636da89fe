"""What needs someone today: at most ten matters, the most pressing kind first, by money within each.

A matter names who acts: the seller whose client it is, or the head where the seller is the question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from core.context import Context
from core.metrics.client_groups import client_managers, segments
from core.metrics.contracts import contracts
from core.metrics.days import NEVER, day
from core.metrics.deals import state
from core.metrics.hot import Part
from core.metrics.hot_sources import hot, texts
from core.metrics.ledger import ledger
from core.metrics.money import deal_amounts
from core.metrics.people import leavers
from core.report import Ref

Kind = Literal["broken_promise", "no_step", "silent_a", "no_invoice", "leaver"]
KINDS: tuple[Kind, ...] = ("broken_promise", "no_step", "silent_a", "no_invoice", "leaver")
TABLES = {"invoice": "invoices", "deal": "deals", "listed": "hot_clients"}


@dataclass(frozen=True)
class Matter:
    kind: Kind
    client: str
    manager: str | None
    amount: float
    since: date | None
    """The day it began: promised and passed, last bought, won; None where it has none."""
    ref: Ref | None


def attention(context: Context, most: int = 10) -> list[Matter]:
    """The first ``most`` matters: by kind, then by money, then by client, manager and day."""
    found = [matter for find in _FINDERS for matter in find(context)]
    return sorted(found, key=_order)[:most]


def _order(one: Matter) -> tuple[int, float, str, str, str, str]:
    return KINDS.index(one.kind), -round(one.amount, 6), one.client, one.manager or "", str(one.since), str(one.ref)


def _broken(context: Context) -> Iterator[Matter]:
    """Unpaid invoices whose promised day has passed."""
    if not context.has("invoices"):
        return
    book = context.once(ledger)
    worth = book.worth(book.rest(book.asof), book.asof) / book.scale
    rows = np.flatnonzero((worth > 0) & (book.invoices.promised < book.asof))
    clients, managers = (texts(context, "invoices", column, rows) for column in ("client", "manager"))
    for i, row in enumerate(rows.tolist()):
        ref = context.tables["invoices"].ref(row, "promised")
        since = day(int(book.invoices.promised[row]))
        yield Matter("broken_promise", clients[i] or "", managers[i], float(worth[row]), since, ref)


def _no_step(context: Context) -> Iterator[Matter]:
    """Hot deals and rows of the hot list without a next step; unpaid invoices wait for their day."""
    for one in context.once(hot):
        if one.first.kind != "invoice" and not (one.next_step or one.next_step_date):
            yield Matter("no_step", one.client, one.manager, one.amount, one.last_contact, part_ref(context, one.first))


def _silent_a(context: Context) -> Iterator[Matter]:
    """A clients who bought regularly and are silent for more than twice their usual gap."""
    if not context.has("payments|deals"):
        return
    found = context.once(segments)
    managers = client_managers(context)
    for i in np.flatnonzero(found.there & (found.abc.classes == 0) & found.xyz.lapsed).tolist():
        last = int(found.xyz.last[i])
        since = day(last) if abs(last) < NEVER else None
        ref = _first_row(context, found.clients[i])
        yield Matter("silent_a", found.clients[i], managers[i], float(found.amount[i]), since, ref)


def _no_invoice(context: Context) -> Iterator[Matter]:
    """Contracts that no invoice stands for, as the durations report lists them."""
    if not context.has("deals", "invoices"):
        return
    made = context.once(contracts)
    at = np.flatnonzero(made.forgotten)
    yield from _deals(context, "no_invoice", at, [day(number) for number in made.day[at].tolist()])


def _leavers(context: Context) -> Iterator[Matter]:
    """Open deals of those who no longer work here."""
    gone = set(leavers(context, context.asof))
    if not gone or not context.has("deals"):
        return
    found = context.once(state)
    owners = texts(context, "deals", "manager", found.row)
    at = np.array([i for i in np.flatnonzero(found.open).tolist() if owners[i] in gone], np.intp)
    yield from _deals(context, "leaver", at, [None] * len(at))


def _deals(context: Context, kind: Kind, at: np.ndarray, since: list[date | None]) -> Iterator[Matter]:
    rows = context.once(state).row[at]
    amounts = np.nan_to_num(context.once(deal_amounts)[rows]).tolist()
    clients, managers = (texts(context, "deals", column, rows) for column in ("client", "manager"))
    for i, row in enumerate(rows.tolist()):
        ref = context.tables["deals"].ref(row, "client")
        yield Matter(kind, clients[i] or "", managers[i], amounts[i], since[i], ref)


def part_ref(context: Context, part: Part, text: str = "") -> Ref:
    """The row that a part of a hot client's sum stands in."""
    return context.tables[TABLES[part.kind]].ref(part.row, "client", text)


def _first_row(context: Context, client: str) -> Ref | None:
    """Where a client stands: on «Клиенты», else in the first table that names it."""
    for id in ("clients", "deals", "invoices", "payments"):
        names = context.tables[id].frame["client"].cat
        if client in names.categories:
            rows = np.flatnonzero(names.codes.to_numpy() == names.categories.get_loc(client))
            if len(rows):
                return context.tables[id].ref(int(rows[0]), "client")
    return None


_FINDERS = (_broken, _no_step, _silent_a, _no_invoice, _leavers)
