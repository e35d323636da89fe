from datetime import date

import numpy as np

from core.errors import BadArgument
from core.functions._money import ASOF, INVOICE_EXAMPLE, INVOICES, MANAGER, PAYMENT_EXAMPLE, PAYMENTS, one, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.ledger import ledger
from core.metrics.receivables import NO_DUE, debt
from core.registry import Argument, Example, function

CROSSED = T("Просрочено от {low} и до {high}: «от» больше «до».", "Overdue from {low} to {high}: from is above to.")


@function(
    "RECEIVABLES_TOTAL",
    title=T("Дебиторка", "Receivables"),
    help=T(
        "Сколько должны клиенты на дату: остатки счетов, а если заполнено «Отгружено» — только отгруженных. Можно "
        "выбрать дни просрочки.",
        "What clients owe on a date: the rests of invoices, or of shipped ones where “Shipped” is filled; by days "
        "overdue if you like.",
    ),
    args=(
        INVOICES,
        PAYMENTS,
        ASOF,
        MANAGER,
        Argument(
            "min_days",
            "number",
            T("Просрочено от, дней", "Overdue from, days"),
            T(
                "1 — только просроченные; счета без срока тогда не входят.",
                "1: only overdue ones; invoices without a due date are then left out.",
            ),
            optional=True,
        ),
        Argument(
            "max_days",
            "number",
            T("Просрочено до, дней", "Overdue to, days"),
            T("0 — срок ещё не прошёл; пусто — сколько угодно.", "0: not past due; blank: any."),
            optional=True,
        ),
    ),
    unit="money",
    examples=(
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10"), 420.0),
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", None, 1, 30), 60.0),
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", "Петров"), 320.0),
    ),
    source="001",
)
def receivables_total(
    invoices: Typed,
    payments: Typed,
    asof: date,
    manager: str | None = None,
    min_days: float | None = None,
    max_days: float | None = None,
) -> float:
    if min_days is not None and max_days is not None and max_days < min_days:
        raise BadArgument(CROSSED, low=min_days, high=max_days)
    context = workbook(asof, invoices, payments)
    book = context.once(ledger)
    owed = debt(book)
    low, high = -np.inf if min_days is None else min_days, np.inf if max_days is None else max_days
    chosen = (owed.late >= low) & (owed.late <= high)
    if min_days is not None or max_days is not None:
        chosen &= owed.bucket != NO_DUE
    codes = book.invoices.manager[owed.row[chosen]]
    return one(context, np.bincount(codes, owed.amount[chosen], book.owners) / book.scale, manager)
