"""Seven days × manager: what is planned for each, and the invoices behind it."""

from datetime import timedelta

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.ledger import ledger
from core.metrics.owners import label
from core.report import Column, Row, Value
from core.reports._finance_debts import client_codes, client_labels
from core.reports._links import refs, words
from core.reports.declare import Filled

DAYS = 7
_WEEKDAYS = T("пн вт ср чт пт сб вс", "Mon Tue Wed Thu Fri Sat Sun")
FIRST = (
    Column("manager", T("Менеджер", "Manager")),
    Column("client", T("Клиент", "Client")),
    Column("invoice", T("Счёт", "Invoice"), "link"),
)
TOTAL = Column("total", T("За 7 дней", "7 days"), "money")


def columns(context: Context) -> tuple[Column, ...]:
    """``d1`` … ``d7``: the seven days after ``asof``, titled by weekday and date."""
    days = [context.asof + timedelta(days=i) for i in range(1, DAYS + 1)]
    ru, en = (words.split() for words in _WEEKDAYS)
    titles = [T(f"{ru[d.weekday()]} {d:%d.%m}", f"{en[d.weekday()]} {d:%m-%d}") for d in days]
    return (*FIRST, *(Column(f"d{i}", title, "money") for i, title in enumerate(titles, 1)), TOTAL)


def rows(context: Context) -> Filled:
    """Managers by name; below each the invoices by day, the largest first, ties by number."""
    book, typed = context.once(ledger), context.tables["invoices"]
    worth = book.worth(book.rest(book.asof), book.asof)
    ahead = book.invoices.plan - book.asof
    at = np.flatnonzero((worth > 0) & (ahead >= 1) & (ahead <= DAYS))
    number, client = typed.frame["invoice_id"].cat.codes.to_numpy()[at], context.once(client_codes)[0][at]
    manager = book.invoices.manager[at]
    order = np.lexsort((client, number, -worth[at], ahead[at], manager))
    at, manager, client = at[order], manager[order], client[order]
    day, amount = ahead[at] - 1, (worth[at] / book.scale).tolist()
    links = refs(typed, at, "invoice_id", words(typed, "invoice_id", at))
    names = context.once(client_labels)
    by_day = np.bincount(manager * DAYS + day, worth[at], book.owners * DAYS).reshape(-1, DAYS) / book.scale
    found: list[Row] = []
    levels: list[int] = []
    for code in np.unique(manager).tolist():
        name, own = label(context, code), np.flatnonzero(manager == code).tolist()
        found.append([name, None, None, *_sums(by_day[code])])
        levels += [0] + [1] * len(own)
        for i in own:
            cells: list[Value] = [None] * DAYS
            cells[day[i]] = amount[i]
            found.append([name, names[client[i]], links[i], *cells, amount[i]])
    total: Row = [context.say(T("Итого", "Total")), None, None, *_sums(by_day.sum(0))]
    return Filled(found, total=total if found else None, levels=levels, columns=columns(context))


def _sums(days: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[float]:
    return [*(float(value) for value in days), float(days.sum())]
