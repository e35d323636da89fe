"""What is expected to come in: by invoices (promised, else due), and what is only promised in words."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from core.context import Context
from core.metrics.bookkeeping import Bools, summed, unpaid
from core.metrics.days import NEVER, day, number, numbered
from core.metrics.deals import state
from core.metrics.ledger import Ledger, ledger
from core.metrics.money import Codes, deal_amounts
from core.metrics.moved_dates import moves_of_invoices
from core.metrics.owners import looked_up, manager_names
from core.metrics.rates import Floats


@dataclass(frozen=True)
class Expected:
    """Per manager, in money: the rests of unpaid invoices by promised, else due date."""

    week: Floats
    """The seven days after ``asof``."""
    tomorrow: Floats
    next_workday: Floats
    """Through the next working day: on Friday Saturday, Sunday and Monday."""
    today: Floats
    overdue: Floats
    """The promised, else the due date has passed."""
    later: Floats
    undated: Floats


def planned(book: Ledger, first: int, last: int) -> Floats:
    """Per manager the rests planned for ``asof`` + ``first`` … ``asof`` + ``last`` days, in money."""
    ahead = book.invoices.plan - book.asof
    return book.by_manager(book.worth(book.rest(book.asof), book.asof), (ahead >= first) & (ahead <= last))


def expected(context: Context) -> Expected:
    book = context.once(ledger)
    worth = book.worth(book.rest(book.asof), book.asof)
    ahead = book.invoices.plan - book.asof
    to_workday = number(context.calendar.next(context.asof)) - book.asof
    dated = book.invoices.plan < NEVER
    return Expected(
        week=planned(book, 1, 7),
        tomorrow=planned(book, 1, 1),
        next_workday=planned(book, 1, to_workday),
        today=planned(book, 0, 0),
        overdue=book.by_manager(worth, ahead < 0),
        later=book.by_manager(worth, dated & (ahead > 7)),
        undated=book.by_manager(worth, ~dated),
    )


@dataclass(frozen=True)
class Kept:
    """Per manager: what was promised for the last working day (and the days off after it), and what became of it."""

    promised: Floats
    """Rests as they stood when that day began; an invoice cancelled since is out."""
    kept: Floats
    """Of it what was paid from that day to ``asof``."""
    moved_n: Floats
    """How often the date of an unpaid invoice was moved to a later one since that day, and 1 for each of these
    invoices that is not paid in full and was not moved.

    A promise that was moved leaves no trace in the tab, but for the due date; so without a history this is the least
    there can be: 1 for each invoice due then whose client now promises later.
    """


def kept(context: Context) -> Kept:
    book = context.once(ledger)
    first, last = number(context.calendar.previous(context.asof)), book.asof - 1
    invoices, settled = book.invoices, book.settled
    n = len(invoices.amount)
    there = invoices.counted & (invoices.date <= last) & (invoices.cancelled > book.asof)
    since = int(np.searchsorted(settled.day, first))
    before = summed(settled.invoice[:since], settled.amount[:since], n)
    due = there & (invoices.plan >= first) & (invoices.plan <= last) & (unpaid(invoices.amount, before) > 0)

    rate = invoices.currency.at(settled.invoice[since:]).rate(book.rates, settled.day[since:])
    came = settled.applied[since:] if rate is None else settled.applied[since:] * rate
    paid = summed(settled.invoice[since:], came, n)
    rest = book.rest(book.asof)
    later = there & (invoices.due >= first) & (invoices.due <= last) & (invoices.promised > last)
    later &= invoices.promised < NEVER
    often = moves_of_invoices(context, day(first), context.asof)
    missed = (due | later).astype(np.int64) if often is None else np.where(often > 0, often, due)
    moved = np.where(rest > 0, missed * book.scale, 0.0)
    return Kept(
        book.by_manager(paid + book.worth(rest, book.asof), due),
        book.by_manager(np.maximum(paid, 0), due),
        book.by_manager(moved),
    )


def without_invoice(context: Context) -> Floats | None:
    """Per manager the money expected within seven days that no invoice stands for yet; None without both tabs.

    Open deals by «Ожидаемая оплата» that no invoice names by its deal id, and rows of the hot list whose
    client has neither an open deal nor an unpaid invoice.
    """
    if not context.has("deals|hot_clients"):
        return None
    book = context.once(ledger)
    deals, listed = _deals(context, book), _listed(context, book)
    return summed(*deals, book.owners) + summed(*listed, book.owners)


def billed(context: Context) -> Bools:
    """For each row of the `deals` frame whether an invoice that stands, paid or not, names it by its deal id."""
    book = context.once(ledger)
    standing = ((book.invoices.date <= book.asof) & (book.invoices.cancelled > book.asof)).astype(np.int64)
    named = context.tables["invoices"].frame["deal_id"]
    return np.asarray(looked_up(context.tables["deals"].frame["deal_id"], named, standing, 0) == 1, np.bool_)


def _deals(context: Context, book: Ledger) -> tuple[Codes, Floats]:
    frame = context.tables["deals"].frame
    found = context.once(state)
    row = found.row[found.open]
    amount = context.once(deal_amounts)[row]
    soon = _soon(context, "deals")[row] & ~billed(context)[row] & ~np.isnan(amount)
    return context.once(manager_names).codes(frame["manager"])[row][soon], amount[soon]


def _listed(context: Context, book: Ledger) -> tuple[Codes, Floats]:
    frame, deals = context.tables["hot_clients"].frame, context.tables["deals"].frame
    found = context.once(state)
    is_open = np.zeros(len(deals), np.int64)
    is_open[found.row[found.open]] = 1
    owes = (book.rest(book.asof) > 0).astype(np.int64)
    known = looked_up(frame["client"], deals["client"], is_open, 0)
    known |= looked_up(frame["client"], context.tables["invoices"].frame["client"], owes, 0)
    amount = frame["amount"].to_numpy()
    soon = _soon(context, "hot_clients") & (known == 0) & ~np.isnan(amount)
    return context.once(manager_names).codes(frame["manager"])[soon], amount[soon]


def _soon(context: Context, table: str) -> Bools:
    expected_on = numbered(context.tables[table].frame["expected"])
    first, last = (number(context.asof + timedelta(days=n)) for n in (1, 7))
    return np.asarray((expected_on >= first) & (expected_on <= last), np.bool_)
