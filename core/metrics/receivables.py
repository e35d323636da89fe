"""What clients owe: receivable or unpaid invoices, how late, and the payments that belong to no invoice."""

from dataclasses import dataclass

import numpy as np

from core.metrics.bookkeeping import APPLIED, OVERPAID, Bools, Reasons, summed
from core.metrics.days import NEVER
from core.metrics.ledger import Ledger
from core.metrics.money import Codes
from core.metrics.rates import Floats

NOT_DUE, NO_DUE = 0, 1
BUCKETS = ("not_due", "no_due", "d1_30", "d31_60", "d61_90", "d90_plus")
_STARTS = np.array([1, 31, 61, 91])
"""The first day past due of each bucket after ``no_due``."""


def shipped_on(book: Ledger, day: int) -> Bools:
    """Whose goods are with the client by the end of ``day``; everyone's if the tab does not say."""
    if not book.uses_shipped:
        return np.ones(len(book.invoices.date), bool)
    return np.less_equal(book.invoices.shipped, day)


def owed_on(book: Ledger, day: int) -> float | None:
    """The receivable at the end of any day up to ``asof``, in money; None where a rate of that day is missing."""
    total = float(book.worth(book.rest(day), day)[shipped_on(book, day)].sum())
    return None if np.isnan(total) else total / book.scale


@dataclass(frozen=True)
class Debt:
    """The invoices that are owed at ``asof``, one entry each, in the tab's order."""

    row: Codes
    amount: Floats
    """The rest in units of the base currency."""
    late: Codes
    """Days past due: 0 and less not due yet, meaningless in the bucket ``no_due``."""
    bucket: Codes
    """Index into :data:`BUCKETS`."""


def debt(book: Ledger) -> Debt:
    """Receivable: shipped and unpaid if the tab says what is shipped, else every unpaid invoice."""
    worth = book.worth(book.rest(book.asof), book.asof)
    row = np.flatnonzero((worth > 0) & shipped_on(book, book.asof))
    due = book.invoices.due[row]
    late = np.where(due == NEVER, 0, book.asof - due)
    bucket = np.where(late <= 0, NOT_DUE, np.searchsorted(_STARTS, late, "right") + 1)
    return Debt(row, worth[row], late, np.where(due == NEVER, NO_DUE, bucket))


@dataclass(frozen=True)
class Unapplied:
    """Money that pays no invoice: one entry a payment, or (``OVERPAID``) one an invoice with its last payment."""

    payment: Codes
    """Row of the `payments` frame."""
    amount: Floats
    """In units of the base currency; a refund is negative."""
    reason: Reasons


def unapplied(book: Ledger) -> Unapplied:
    """Σ amount = Σ payments − Σ what is applied to invoices (in one currency)."""
    payments, settled = book.payments, book.settled
    loose = np.flatnonzero(payments.reason != APPLIED)
    over, value, last = _overpaid(book)
    return Unapplied(
        payments.row[np.concatenate([loose, settled.payment[last]])],
        np.concatenate([payments.value[loose], value]),
        np.concatenate([payments.reason[loose], np.full(len(over), OVERPAID, np.int8)]),
    )


def _overpaid(book: Ledger) -> tuple[Codes, Floats, Codes]:
    """The invoices paid above their amount, by how much (base currency), and the last payment of each."""
    settled, owed = book.settled, book.invoices.amount
    at = np.flatnonzero(settled.amount != settled.applied)
    invoice, excess = settled.invoice[at], settled.amount[at] - settled.applied[at]
    left = summed(invoice, excess, len(owed))
    over = left > 1e-9 * np.maximum(1.0, np.abs(owed))
    worth = excess / settled.amount[at] * book.payments.value[settled.payment[at]]
    of_over = np.flatnonzero(over[settled.invoice])
    came = book.payments.day[settled.payment[of_over]]  # before the invoice's own date, perhaps
    of_over = of_over[np.lexsort((came, settled.amount[of_over], settled.day[of_over], settled.invoice[of_over]))]
    ends = np.append(np.diff(settled.invoice[of_over]) != 0, True)[: len(of_over)]
    return np.flatnonzero(over), summed(invoice, worth, len(owed))[over], of_over[ends]


@dataclass(frozen=True)
class Aged:
    """One entry a manager and client with something unpaid."""

    manager: Codes
    client: Codes
    amounts: Floats
    """Entries × (:data:`BUCKETS`, then what waits for prepayment), in units: sums stay exact until they are shown."""
    invoices: Floats
    """How many invoices make up the receivable."""

    @property
    def total(self) -> Floats:
        """The receivable in units, without what waits for prepayment."""
        return np.asarray(self.amounts[:, : len(BUCKETS)].sum(1), np.float64)


def aged(book: Ledger, client: Codes, clients: int) -> Aged:
    """The receivable by age; ``client`` is the code of each invoice's client, of ``clients`` codes."""
    owed = debt(book)
    worth = book.worth(book.rest(book.asof), book.asof)
    waiting = np.flatnonzero((worth > 0) & ~shipped_on(book, book.asof))
    row = np.concatenate([owed.row, waiting])
    key = book.invoices.manager[row] * clients + client[row]
    keys, place = np.unique(key, return_inverse=True)
    width = len(BUCKETS) + 1
    bucket = np.concatenate([owed.bucket, np.full(len(waiting), width - 1)])
    amount = np.concatenate([owed.amount, worth[waiting]])
    sums = summed(place * width + bucket, amount, len(keys) * width).reshape(len(keys), width)
    counts = summed(place[: len(owed.row)], np.ones(len(owed.row)), len(keys))
    return Aged(keys // clients, keys % clients, sums, counts)


def last_paid(book: Ledger, client: Codes, clients: int) -> Codes:
    """Per client the day on which it last paid an invoice; NEVER if it did not."""
    settled = book.settled
    last = np.full(clients, NEVER, np.int64)
    came = np.flatnonzero(settled.amount > 0)
    last[client[settled.invoice[came]]] = settled.day[came]
    return last
