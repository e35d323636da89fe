"""What was sold: one entry an order line, linked to its deal or invoice once for every report.

A deal with a product of its own that no line names is an entry too. Where REPORTS is silent:

* a line that names only an invoice belongs to the deal which that invoice names;
* a line counts from the day its deal was won, else from the date of its invoice, as long as that is not cancelled;
* a line of a deal or an invoice dated after the report date does not exist yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T
from core.metrics.days import NEVER, Days, number
from core.metrics.deals import DealState, state
from core.metrics.ledger import ledger
from core.metrics.money import convert, deal_amounts
from core.metrics.owners import manager_names, same_text
from core.metrics.rates import Floats
from core.report import Problem

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NONE: Codes = np.array([], np.int64)

UNKNOWN = {
    "deal_id": T("Сделки «{value}» нет на вкладке «Сделки».", "The Deals tab has no deal “{value}”."),
    "invoice_id": T("Счёта «{value}» нет на вкладке «Счета».", "The Invoices tab has no invoice “{value}”."),
}
LEFT_OUT = T(" Строка не вошла в продажи.", " The line is in no sales figure.")
EXPECTED = {
    "deal_id": T("ID сделки как на вкладке «Сделки»", "A deal id as on the Deals tab"),
    "invoice_id": T("Номер счёта как на вкладке «Счета»", "An invoice id as on the Invoices tab"),
}


@dataclass(frozen=True)
class Lines:
    """One entry an order line, in no particular order; the arrays are aligned. Money is in the base currency."""

    products: tuple[str, ...]
    """Every product of lines, deals and the catalogue, by name."""
    clients: tuple[str, ...]
    """Every client of deals and invoices, by name."""
    row: Codes
    """Row of the `lines` frame; −1 for a deal's own product."""
    product: Codes
    """Index into ``products``; −1 blank."""
    deal: Codes
    """Row of the `deals` frame, whatever the deal's state; −1 none."""
    invoice: Codes
    """Row of the `invoices` frame; −1 none."""
    client: Codes
    """Index into ``clients``; −1 none."""
    manager: Codes
    """Code of :func:`core.metrics.owners.manager_names`; its length for nobody."""
    day: Days
    """When it was sold; ``NEVER`` if it was not by ``asof``."""
    amount: Floats
    """NaN for blank, or without a rate on that day."""
    quantity: Floats
    """NaN for blank, and for a deal's own product."""
    cost: Floats
    """NaN for blank."""

    def __len__(self) -> int:
        return len(self.row)

    @property
    def sold(self) -> Bools:
        return self.day < NEVER

    def at(self, rows: "Codes | Bools") -> "Lines":
        """Some of the entries."""
        arrays = {name: value[rows] for name, value in vars(self).items() if isinstance(value, np.ndarray)}
        return Lines(self.products, self.clients, **arrays)


def lines(context: Context) -> Lines:
    """The lines as of the report date; ask with ``context.once(lines)``."""
    deals, invoices = (context.tables[table].frame for table in ("deals", "invoices"))
    products, clients = (
        _names(context, "lines", "deals", "products", of="product"),
        _names(context, "deals", "invoices"),
    )
    asof, found, book = number(context.asof), context.once(state), context.once(ledger).invoices
    won, here = won_days(found, len(deals)), np.zeros(len(deals), np.bool_)
    here[found.row] = True
    issued = np.where(book.counted & (book.cancelled > asof), book.date, NEVER)
    typed, own, deal, invoice = _linked(context, here, won, book.date <= asof, issued)

    line = context.tables["lines"].frame
    row = np.concatenate([typed, np.full(len(own), -1, np.int64)])
    deal, invoice = np.concatenate([deal, own]), np.concatenate([invoice, np.full(len(own), -1, np.int64)])
    day = np.append(won, NEVER)[deal]
    day = np.where(day < NEVER, day, np.append(issued, NEVER)[invoice])
    names = context.once(manager_names)
    place, who = pd.Index(products), pd.Index(clients)

    def either(of_deal: Codes, of_invoice: Codes, none: int) -> Codes:
        mine = np.append(of_deal, none)[deal]
        return np.where(deal >= 0, mine, np.append(of_invoice, none)[invoice])

    rate = _rates(context, row, deal, invoice, np.minimum(day, asof))
    amount, quantity, cost = (
        np.concatenate([line[column].to_numpy()[typed], np.full(len(own), np.nan)])
        for column in ("amount", "quantity", "cost")
    )
    amount = amount * rate
    amount[len(typed) :] = deal_amounts(context)[own]
    return Lines(
        products,
        clients,
        row,
        np.concatenate([indexed(line["product"], place)[typed], indexed(deals["product"], place)[own]]),
        deal,
        invoice,
        either(indexed(deals["client"], who), indexed(invoices["client"], who), -1),
        either(names.codes(deals["manager"]), book.manager, len(names)),
        day,
        amount,
        quantity,
        cost * rate,
    )


def indexed(column: "pd.Series[str]", place: "pd.Index[str]") -> Codes:
    """A text column as indices into ``place``, −1 for blank."""
    return np.append(place.get_indexer(column.cat.categories), -1).astype(np.int64)[column.cat.codes.to_numpy()]


def won_days(found: DealState, n: int) -> Days:
    """Per row of the deals the day it was won, NEVER for the others."""
    out = np.full(n, NEVER, np.int64)
    rows = found.won & ~np.isnat(found.closed)
    out[found.row[rows]] = found.closed[rows].astype(np.int64)
    return out


def _names(context: Context, *tables: str, of: str = "client") -> tuple[str, ...]:
    columns = [context.tables[table].frame[of].cat.categories for table in tables]
    return tuple(sorted(set().union(*(column.tolist() for column in columns))))


def _linked(context: Context, here: Bools, won: Days, issued: Bools, sold: Days) -> tuple[Codes, Codes, Codes, Codes]:
    """Rows of `lines` that exist, deals that count by their own product, and the deal and invoice of each line."""
    line, deals, invoices = (context.tables[table].frame for table in ("lines", "deals", "invoices"))
    own = here & (deals["product"].cat.codes.to_numpy() >= 0)
    if not len(line):
        return NONE, np.flatnonzero(own), NONE, NONE
    deal = _row_of(line["deal_id"], deals, "deal_id", here, won)
    invoice = _row_of(line["invoice_id"], invoices, "invoice_id", issued, sold)
    named = _row_of(invoices["deal_id"], deals, "deal_id", here, won)
    deal = np.where(deal >= 0, deal, np.append(named, -1)[invoice])
    later = same_text(line["deal_id"], deals["deal_id"]) >= 0
    later |= same_text(line["invoice_id"], invoices["invoice_id"]) >= 0
    typed = np.flatnonzero((deal >= 0) | (invoice >= 0) | ~later)
    own[deal[deal >= 0]] = False
    return typed, np.flatnonzero(own), deal[typed], invoice[typed]


def _row_of(keys: "pd.Series[str]", frame: pd.DataFrame, id: str, there: Bools, day: Days) -> Codes:
    """Per key the row that is ``there`` with that id, the first by day and client if it repeats; −1 for none."""
    codes, clients = frame[id].cat.codes.to_numpy(), frame["client"].cat.codes.to_numpy()
    rows = np.flatnonzero((codes >= 0) & there)
    rows = rows[np.lexsort((clients[rows], day[rows]))[::-1]]
    first = np.full(len(frame[id].cat.categories) + 1, -1, np.int64)
    first[codes[rows]] = rows
    return np.asarray(first[same_text(keys, frame[id])], np.int64)


def _rates(context: Context, row: Codes, deal: Codes, invoice: Codes, day: Days) -> Floats:
    """Each line's rate to the base currency: that of its deal's currency, else of its invoice's, on the day."""
    out = np.ones(len(row))
    for table, at in (("deals", deal), ("invoices", np.where(deal < 0, invoice, -1))):
        rows = np.flatnonzero((at >= 0) & (row >= 0))
        days = np.zeros(len(context.tables[table]), np.int64)
        days[at[rows]] = day[rows]
        out[rows] = convert(context, table, np.ones(len(days)), days)[at[rows]]
    return out


@check
def unknown_links(context: Context) -> Iterator[Problem]:
    """Lines whose deal or invoice is not in the workbook."""
    typed = context.tables["lines"]
    if not len(typed):
        return
    links = [
        (
            id,
            typed.frame[id].cat.codes.to_numpy() >= 0,
            same_text(typed.frame[id], context.tables[table].frame[id]) >= 0,
        )
        for table, id in (("deals", "deal_id"), ("invoices", "invoice_id"))
        if context.tables[table].parts
    ]
    found = np.zeros(len(typed), np.bool_)
    for _, _, known in links:
        found |= known
    for id, named, known in links:
        for i in np.flatnonzero(named & ~known).tolist():
            ref, value = typed.ref(i, id), str(typed.frame[id].iat[i])
            said = context.say(UNKNOWN[id], value=value) + ("" if found[i] else context.say(LEFT_OUT))
            yield Problem(
                ref.tab,
                typed.sheet_row(i),
                typed.header(i, id, context.language),
                ref.cell,
                id.replace("_id", "_unknown"),
                "warning" if found[i] else "error",
                value,
                said,
                context.say(EXPECTED[id]),
            )
