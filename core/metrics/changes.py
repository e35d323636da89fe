"""What has happened since the last meeting: from the history of edits, else from the dates that people typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

import numpy as np

from core.context import Context
from core.history import History, Row
from core.i18n import fold
from core.metrics.days import Days, number
from core.metrics.deals import DealState, state
from core.metrics.money import currency_code, rates
from core.metrics.stages import LOST, OPEN, WON
from core.tables.deals import DEALS

Kind = Literal[
    "payment", "refund", "won", "lost", "moved", "reopened", "new", "amount", "expected", "manager", "gone", "invoice",
    "promise", "invoice_amount", "cancelled", "invoice_gone", "payment_amount", "payment_gone",
]  # fmt: skip
TABLES = ("deals", "invoices", "payments")


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``row`` is the row of the table's frame, None if it is gone.

    ``before`` and ``after`` are what changed, as typed (a date ISO); ``amount`` what it is worth and ``change`` by how
    much that changed, both in the base currency.
    """

    kind: Kind
    table: str
    row: int | None
    client: str
    manager: str
    amount: float | None
    before: str | float | None = None
    after: str | float | None = None
    change: float | None = None
    currency: str = ""
    """The row's own currency, where it is not the base one."""

    @property
    def put_off(self) -> bool:
        """Whether an expected date became later."""
        return self.kind in ("expected", "promise") and bool(self.before) and str(self.after or "") > str(self.before)


def window(context: Context) -> tuple[datetime, datetime]:
    """From the meeting before this slot's (evening: from the day's beginning) to the end of the day."""
    meetings, day = context.settings.meetings, context.asof
    begin = time.min
    if context.slot == "morning":
        day, begin = context.calendar.previous(day), max(meetings, default=time.min)
    elif context.slot != "evening":
        begin = max((at for at in meetings if at < time(int(context.slot))), default=time.min)
    return datetime.combine(day, begin), datetime.combine(context.asof, time.max)


def from_history(context: Context, table: str) -> bool:
    """Whether a history tells what became of the table's rows since the last meeting."""
    history = context.history
    known = history is not None and history.knows(table, window(context)[0])
    return known and history is not None and len(history.seen.get(table, ())) == len(context.tables[table])


def edited(context: Context, table: str) -> Iterator[Event]:
    """What the edits of a table's rows mean; ask only where :func:`from_history`."""
    history = context.history or History()
    since, until = window(context)
    here = {key: i for i, key in enumerate(history.seen.get(table, ()))}
    later = history.before(table, until)
    told = _TELLS[table](context)
    for key, was in sorted(history.before(table, since).items()):
        now = later[key] if key in later else history.rows[table].get(key)
        if was != now:
            yield from told(here.get(key), was, now)


Told = Callable[[int | None, "Row | None", "Row | None"], Iterator[Event]]


class _Teller:
    """What a row's amount is worth, and events of it."""

    def __init__(self, context: Context, table: str) -> None:
        self.table, self.base, self.asof = table, currency_code(context.currency), context.asof.isoformat()
        self.rates = context.once(rates)
        frame = context.tables[table].frame
        self.columns = [
            (frame[id].cat.codes.to_numpy(), frame[id].cat.categories.tolist()) for id in ("client", "manager")
        ]

    def worth(self, row: Row) -> float | None:
        amount = row.get("amount")
        if not isinstance(amount, float):
            return None
        day = min(str(row.get("date", row.get("closed", "~"))), self.asof)
        rate = self.rates.of(currency_code(str(row.get("currency", self.base))), _number(day))[0]
        return None if np.isnan(rate) else amount * float(rate)

    def event(self, kind: Kind, i: int | None, row: Row, column: str = "", was: Row | None = None) -> Event:
        """``column`` is what changed between ``was`` and ``row``."""
        if i is None:
            client, manager = str(row.get("client", "")), str(row.get("manager", ""))
        else:
            client, manager = (str(known[codes[i]]) if codes[i] >= 0 else "" for codes, known in self.columns)
        before, after = (None if one is None or not column else _cell(one.get(column)) for one in (was, row))
        amount, change = self.worth(row), None
        if column == "amount" and was is not None:
            change = (amount or 0.0) - (self.worth(was) or 0.0)
        currency = currency_code(str(row.get("currency", self.base)))
        foreign = "" if currency == self.base else currency
        return Event(kind, self.table, i, client, manager, amount, before, after, change, foreign)


def _number(day: str) -> Days:
    return np.array([number(date.fromisoformat(day))])


def _cell(value: object) -> str | float | None:
    return value if isinstance(value, str | float) else None


def _deals(context: Context) -> Told:
    tell, deals = _Teller(context, "deals"), context.once(state)
    asof = context.asof.isoformat()

    def told(i: int | None, was: Row | None, now: Row | None) -> Iterator[Event]:
        if now is None or was is None:
            if now is None and was is not None:
                yield tell.event("gone", None, was)
            elif now is not None and str(now.get("created", asof)) <= asof:
                yield tell.event("new", i, now)
                if (status := _status(now, deals, asof)) != OPEN:
                    yield tell.event("won" if status == WON else "lost", i, now, "stage")
            return
        old, new = _status(was, deals, asof), _status(now, deals, asof)
        if old != new:
            kinds: dict[int, Kind] = {WON: "won", LOST: "lost", OPEN: "reopened"}
            yield tell.event(kinds[new], i, now, "stage", was)
        elif was.get("stage") != now.get("stage"):
            yield tell.event("moved", i, now, "stage", was)
        changed: tuple[Kind, ...] = ("amount", "expected", "manager")
        yield from (tell.event(one, i, now, one, was) for one in changed if was.get(one) != now.get(one))

    return told


def _invoices(context: Context) -> Told:
    tell, asof = _Teller(context, "invoices"), context.asof.isoformat()

    def told(i: int | None, was: Row | None, now: Row | None) -> Iterator[Event]:
        if now is None:
            if was is not None:
                yield tell.event("invoice_gone", None, was)
        elif was is None:
            if str(now.get("date", asof)) <= asof:
                yield tell.event("invoice", i, now)
        else:
            if was.get("amount") != now.get("amount"):
                yield tell.event("invoice_amount", i, now, "amount", was)
            planned: list[Row] = [{**row, "plan": row.get("promised", row.get("due", ""))} for row in (was, now)]
            if planned[0]["plan"] != planned[1]["plan"]:
                yield tell.event("promise", i, planned[1], "plan", planned[0])
            if "cancelled" not in was and str(now.get("cancelled", "~")) <= asof:
                yield tell.event("cancelled", i, now)

    return told


def _payments(context: Context) -> Told:
    tell, asof = _Teller(context, "payments"), context.asof.isoformat()

    def told(i: int | None, was: Row | None, now: Row | None) -> Iterator[Event]:
        if now is None:
            if was is not None:
                yield tell.event("payment_gone", None, was)
        elif str(now.get("date", "~")) <= asof:
            if was is None:
                yield tell.event("refund" if (tell.worth(now) or 0) < 0 else "payment", i, now)
            elif was.get("amount") != now.get("amount"):
                yield tell.event("payment_amount", i, now, "amount", was)

    return told


_TELLS: dict[str, Callable[[Context], Told]] = {"deals": _deals, "invoices": _invoices, "payments": _payments}


def _status(row: Row, deals: DealState, asof: str) -> int:
    """Open, won or lost by the row alone, as :mod:`core.metrics.deals` reads it; closed after ``asof`` is open."""
    if str(row.get("closed", "")) > asof:
        return OPEN
    if "status" in row:
        return ("open", "won", "lost").index(str(row["status"]))
    if "loss_reason" in row:
        return LOST
    stage = fold(str(row.get("stage", "")))
    if not len(deals.stages):
        return ("open", "won", "lost").index(DEALS.by_id["status"].option(stage) or "open")
    funnels = range(len(deals.stages.funnels))
    pipeline = fold(str(row.get("pipeline", "")))
    mine = [f for f in funnels if fold(deals.stages.funnels[f]) == pipeline] or list(funnels)
    found = next((deals.stages.by_name[f, stage] for f in mine if (f, stage) in deals.stages.by_name), None)
    return OPEN if found is None else int(deals.stages.kind[found])
