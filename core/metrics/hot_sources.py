"""Where the money that is close comes from: unpaid invoices, hot deals without an invoice, the hot list."""

from datetime import date

import numpy as np

from core.context import Context
from core.metrics.days import NEVER, day_or_none, numbered
from core.metrics.deals import is_hot, state
from core.metrics.hot import Hot, Part, Source, combine
from core.metrics.ledger import ledger
from core.metrics.money import Codes, deal_amounts
from core.metrics.planned import billed


def hot(context: Context) -> list[Hot]:
    """The clients close to payment at the report date; ask with ``context.once(hot)``."""
    late = context.settings.debtor_days
    close = [part for part in context.once(_invoices) if part.overdue <= late]
    return combine([*close, *_deals(context), *_listed(context)])


def debtors(context: Context) -> list[Hot]:
    """The clients with an invoice more than ``debtor_days`` overdue, and those invoices only."""
    return combine(part for part in context.once(_invoices) if part.overdue > context.settings.debtor_days)


def _invoices(context: Context) -> list[Part]:
    """Every unpaid invoice that stands: it is sure to be owed, so its probability is 1."""
    book = context.once(ledger)
    worth = book.worth(book.rest(book.asof), book.asof) / book.scale
    rows = np.flatnonzero(worth > 0)
    owed = book.invoices
    late = np.where(owed.due < NEVER, np.maximum(book.asof - owed.due, 0), 0)[rows].tolist()
    days: tuple[tuple[Source, list[date | None]], ...] = (
        ("promised", [day_or_none(n) for n in owed.promised[rows].tolist()]),
        ("due", [day_or_none(n) for n in owed.due[rows].tolist()]),
    )
    clients, managers = texts(context, "invoices", "client", rows), texts(context, "invoices", "manager", rows)
    return [
        Part(
            client,
            managers[i],
            "invoice",
            float(worth[row]),
            1.0,
            tuple((source, found) for source, column in days if (found := column[i])),
            row=int(row),
            overdue=late[i],
        )
        for i, (client, row) in enumerate(zip(clients, rows, strict=True))
        if client
    ]


def _deals(context: Context) -> list[Part]:
    """Open deals that are hot and that no invoice names."""
    found = context.once(state)
    at = np.flatnonzero(is_hot(found, context.settings.hot_probability))
    at = at[~billed(context)[found.row[at]]]
    sure = np.where(np.isnan(found.probability[at]), context.settings.hot_probability, found.probability[at])
    return _typed(context, "deals", found.row[at], context.once(deal_amounts)[found.row[at]].tolist(), sure.tolist())


def _listed(context: Context) -> list[Part]:
    """The tab «Горячие клиенты» as typed."""
    frame = context.tables["hot_clients"].frame
    sure = frame["probability"].fillna(context.settings.hot_probability)
    return _typed(context, "hot_clients", np.arange(len(frame)), frame["amount"].tolist(), sure.tolist())


def _typed(context: Context, table: str, rows: Codes, amounts: list[float], sure: list[float]) -> list[Part]:
    """Rows of a tab that carries its own steps, dates and contacts."""
    frame = context.tables[table].frame
    columns = ("expected", "next_step_date", "last_contact")
    expected, step_day, contact = (
        [day_or_none(n) for n in numbered(frame[column])[rows].tolist()] for column in columns
    )
    client, manager, step = (texts(context, table, column, rows) for column in ("client", "manager", "next_step"))
    kind, source = ("deal", "deal") if table == "deals" else ("listed", "listed")
    return [
        Part(
            name,
            manager[i],
            kind,  # type: ignore[arg-type]
            None if np.isnan(amounts[i]) else amounts[i],
            sure[i],
            ((source, day),) if (day := expected[i]) else (),  # type: ignore[arg-type]
            step[i],
            step_day[i],
            seen if (seen := contact[i]) and seen <= context.asof else None,
            int(rows[i]),
        )
        for i, name in enumerate(client)
        if name
    ]


def texts(context: Context, table: str, column: str, rows: Codes) -> list[str | None]:
    """A text column of the given rows, None for blank."""
    values = context.tables[table].frame[column].cat
    names = [*(str(name) for name in values.categories), None]
    return [names[code] for code in values.codes.to_numpy()[rows].tolist()]
