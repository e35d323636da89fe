from datetime import date

import numpy as np

from core.functions._money import INVOICE_EXAMPLE, INVOICES, MANAGER, in_order, one, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.days import number
from core.metrics.ledger import ledger
from core.registry import Argument, Example, function


@function(
    "INVOICED_TOTAL",
    title=T("Выставлено счетов", "Invoiced"),
    help=T(
        "На какую сумму выставлено счетов за период по дате счёта; аннулированные позже входят.",
        "The amount of invoices issued in a period, by their date; those cancelled later are included.",
    ),
    args=(
        INVOICES,
        Argument("from", "date", T("С даты", "From"), T("Первый день периода.", "The period's first day.")),
        Argument(
            "to", "date", T("По дату", "To"), T("Последний день периода, входит.", "The period's last day, included.")
        ),
        MANAGER,
    ),
    unit="money",
    examples=(
        Example((INVOICE_EXAMPLE, "2026-04-01", "2026-04-30"), 450.0),
        Example((INVOICE_EXAMPLE, "2026-04-01", "2026-04-30", "Иванов"), 100.0),
    ),
    source="001",
)
def invoiced_total(invoices: Typed, first: date, last: date, manager: str | None = None) -> float:
    in_order(first, last)
    context = workbook(last, invoices)
    book = context.once(ledger)
    issued = book.invoices.counted & (book.invoices.date >= number(first))
    return one(context, book.by_manager(np.where(issued, book.invoices.amount, 0.0)), manager)
