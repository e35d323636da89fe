from datetime import date

from core.functions._money import ASOF, INVOICE_EXAMPLE, INVOICES, MANAGER, PAYMENT_EXAMPLE, PAYMENTS, one, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.ledger import ledger
from core.metrics.planned import planned
from core.registry import Argument, Example, function


@function(
    "PAYMENTS_PLANNED",
    title=T("Планируемые оплаты", "Planned payments"),
    help=T(
        "Остатки счетов, которые обещали оплатить (без обещания — по сроку) со следующего после даты дня на "
        "столько-то дней.",
        "Rests of invoices promised (or, without a promise, due) within so many days, from the day after the date on.",
    ),
    args=(
        INVOICES,
        PAYMENTS,
        ASOF,
        Argument(
            "days",
            "number",
            T("Дней", "Days"),
            T("На сколько дней вперёд; пусто — 7, завтра — 1.", "How many days ahead; blank: 7, tomorrow: 1."),
            optional=True,
            default=7.0,
            minimum=1,
        ),
        MANAGER,
    ),
    unit="money",
    examples=(
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10"), 270.0),
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", 1), 70.0),
        Example((INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", 8, "Петров"), 320.0),
    ),
    source="000",
)
def payments_planned(
    invoices: Typed, payments: Typed, asof: date, days: float = 7.0, manager: str | None = None
) -> float:
    context = workbook(asof, invoices, payments)
    return one(context, planned(context.once(ledger), 1, int(days)), manager)
