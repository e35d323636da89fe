"""Invoices and payments as arrays, and which payment pays which invoice: what the ledger is made of.

Amounts are kept in *units*: whole hundredths if every amount is one, so that sums do not depend on the
order of rows, else as typed. Each row stays in its own currency; see :mod:`core.metrics.money`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.days import NEVER, Days, numbered
from core.metrics.money import Codes, Currencies, currencies, rates
from core.metrics.owners import manager_names, same_text
from core.metrics.rates import Floats

Bools = npt.NDArray[np.bool_]
Reasons = npt.NDArray[np.int8]

APPLIED, NO_INVOICE, UNKNOWN_INVOICE, UNREADABLE_INVOICE, LATER_INVOICE, CANCELLED_INVOICE, OVERPAID = range(7)
"""Why a payment does not pay an invoice; ``OVERPAID`` is of an invoice, not of one payment."""


@dataclass(frozen=True)
class Invoices:
    """One entry a row of the tab, in its order."""

    counted: Bools
    """It has an amount and a date by ``asof``, and the rates it needs."""
    date: Days
    cancelled: Days
    """Not before the invoice's own date."""
    due: Days
    """With ``default_due_days`` where it is blank."""
    plan: Days
    """Promised, else due."""
    promised: Days
    shipped: Days
    amount: Floats
    manager: Codes
    currency: Currencies


@dataclass(frozen=True)
class Payments:
    """One entry a payment that counts: dated by ``asof``, with an amount and the rate it needs."""

    row: Codes
    day: Days
    amount: Floats
    value: Floats
    """In the base currency, at the rate of its day."""
    manager: Codes
    invoice: Codes
    """The row of the invoice it names; −1 for none, or an unknown one."""
    reason: Reasons


@dataclass(frozen=True)
class Settled:
    """The payments that pay an invoice, in the invoice's currency, by the day from which they count."""

    payment: Codes
    """Index into :class:`Payments`."""
    invoice: Codes
    day: Days
    amount: Floats
    applied: Floats
    """What of it the invoice still needed; the rest of ``amount`` is an overpayment."""


def summed(codes: Codes, values: Floats, n: int) -> Floats:
    """Sums of ``values`` a code, of ``n`` codes."""
    return np.bincount(codes, values, n).astype(np.float64, copy=False)


def hundredths(*amounts: Floats) -> tuple[list[Floats], float]:
    """The amounts as whole hundredths, and 100; or as they are, and 1, if one of them has a finer part."""
    whole = [np.rint(a * 100) for a in amounts]
    if all(np.array_equal(w / 100, a, equal_nan=True) for w, a in zip(whole, amounts, strict=True)):
        return whole, 100.0
    return list(amounts), 1.0


def unpaid(owed: Floats, paid: Floats) -> Floats:
    """max(0, owed − paid); what only the last bits of a float leave is nothing."""
    left = owed - paid
    return np.where(left > 1e-9 * np.maximum(1.0, np.abs(owed)), left, 0.0)


NONE: tuple[Codes, Days] = (np.array([], np.int64), np.array([], np.int64))


def read_invoices(context: Context, asof: int, amount: Floats) -> Invoices:
    frame, default = context.tables["invoices"].frame, context.settings.default_due_days
    date, due, promised = (numbered(frame[column]) for column in ("date", "due", "promised"))
    if default is not None:
        due = np.where((due == NEVER) & (date < NEVER), date + default, due)
    return Invoices(
        counted=(date <= asof) & ~np.isnan(amount),
        date=date,
        cancelled=np.maximum(numbered(frame["cancelled"]), date),
        due=due,
        plan=np.where(promised < NEVER, promised, due),
        promised=promised,
        shipped=numbered(frame["shipped"]),
        amount=amount,
        manager=context.once(manager_names).codes(frame["manager"]),
        currency=currencies(context, "invoices"),
    )


def read_payments(
    context: Context, asof: int, first: int, amount: Floats, invoices: Invoices
) -> tuple[Payments, tuple[Codes, Days]]:
    frame = context.tables["payments"].frame
    day, currency = numbered(frame["date"]), currencies(context, "payments")
    invoice = _invoice_of(context, invoices)
    named = frame["invoice_id"].cat.codes.to_numpy() >= 0
    manager = context.once(manager_names).codes(frame["manager"])
    good = (day <= asof) & ~np.isnan(amount)
    value, unrated = amount, NONE
    rate = currency.rate(context.once(rates), day)
    if rate is not None:
        value = amount * rate
        without = good & np.isnan(rate) & ((day >= first) | ~_same_currency(currency, invoices, invoice))
        unrated = np.flatnonzero(without), day[without]
        good &= ~without
    row = np.flatnonzero(good)
    chosen = slice(None) if len(row) == len(good) else row
    day, amount, value, manager = day[chosen], amount[chosen], value[chosen], manager[chosen]
    invoice, named = invoice[chosen], named[chosen]
    return Payments(row, day, amount, value, manager, invoice, _reasons(day, invoice, named, invoices, asof)), unrated


def _invoice_of(context: Context, invoices: Invoices) -> Codes:
    """Per payment the row of the invoice with the very number; of repeated ones the first by date, amount, client."""
    frame, keys = context.tables["invoices"].frame, context.tables["payments"].frame["invoice_id"]
    codes, clients = frame["invoice_id"].cat.codes.to_numpy(), frame["client"].cat.codes.to_numpy()
    row = np.full(len(frame["invoice_id"].cat.categories) + 1, -1, np.int64)
    order = np.flatnonzero(codes >= 0)
    if len(order) and np.bincount(codes[order]).max() > 1:
        amount = np.nan_to_num(invoices.amount[order], nan=np.inf)
        order = order[np.lexsort((clients[order], amount, invoices.date[order]))[::-1]]
    row[codes[order]] = order
    return row[same_text(keys, frame["invoice_id"])]


def _reasons(day: Days, invoice: Codes, named: Bools, invoices: Invoices, asof: int) -> Reasons:
    if not len(invoices.date):
        return np.where(named, UNKNOWN_INVOICE, NO_INVOICE).astype(np.int8)
    found = invoice >= 0
    issued, cancelled = invoices.date[invoice], invoices.cancelled[invoice]
    unreadable = (np.isnan(invoices.amount) | (invoices.date == NEVER))[invoice]
    return np.select(
        [~named, ~found, unreadable, issued > asof, np.maximum(day, issued) >= cancelled],
        [NO_INVOICE, UNKNOWN_INVOICE, UNREADABLE_INVOICE, LATER_INVOICE, CANCELLED_INVOICE],
        APPLIED,
    ).astype(np.int8)


def _same_currency(own: Currencies, invoices: Invoices, invoice: Codes) -> Bools:
    """Whether each payment is in the currency of its invoice; not so without an invoice."""
    names = (*own.names, *invoices.currency.names)
    owed = np.append(invoices.currency.coded(names, len(invoices.date)), -1)[invoice]
    return np.asarray(owed == own.coded(names, len(invoice)), np.bool_)


def in_invoice_currency(context: Context, payments: Payments, invoices: Invoices) -> Floats:
    """Each payment in its invoice's currency: through the base one, both at the rates of the payment's day."""
    own = currencies(context, "payments").at(payments.row)
    if own.codes is None and invoices.currency.codes is None:
        return payments.amount
    rate = invoices.currency.at(payments.invoice).rate(context.once(rates), payments.day)
    crossed = payments.value if rate is None else payments.value / rate
    return np.where(_same_currency(own, invoices, payments.invoice), payments.amount, crossed)


def settle(payments: Payments, invoices: Invoices, amounts: Floats) -> Settled:
    chosen = np.flatnonzero(payments.reason == APPLIED)
    invoice = payments.invoice[chosen]
    amount = amounts[chosen]
    day = np.maximum(payments.day[chosen], invoices.date[invoice])
    order = np.argsort(_short(day), kind="stable")
    chosen, invoice, day, amount = chosen[order], invoice[order], day[order], amount[order]
    return Settled(chosen, invoice, day, amount, _applied(invoice, day, amount, invoices.amount))


def _short(day: Days) -> npt.NDArray[np.int64] | npt.NDArray[np.uint16]:
    """Days as 16 bits where they fit: numpy sorts those by radix, ten times faster."""
    low = int(day.min(initial=NEVER))
    return (day - low).astype(np.uint16) if int(day.max(initial=low)) - low < 2**16 else day


def _applied(invoice: Codes, day: Days, amount: Floats, owed: Floats) -> Floats:
    """What of each payment the invoice still needed: the growth of min(owed, paid so far).

    Only invoices that may be overpaid are walked; on one day the smaller payment (a refund) goes first.
    """
    most = summed(invoice, np.maximum(amount, 0), len(owed))
    at = np.flatnonzero((most > owed)[invoice])
    if not len(at):
        return amount
    at = at[np.lexsort((amount[at], day[at], invoice[at]))]
    group = invoice[at]
    opens = np.append(True, group[1:] != group[:-1])
    running = np.cumsum(amount[at])
    start = np.flatnonzero(opens)
    before = np.repeat(np.append(0.0, running[start[1:] - 1]), np.diff(np.append(start, len(at))))
    reached = np.minimum(running - before, owed[group])
    applied = amount.copy()
    applied[at] = reached - np.where(opens, 0.0, np.append(0.0, reached[:-1]))
    return applied
