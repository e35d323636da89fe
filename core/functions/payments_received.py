from datetime import date

from core.functions._money import MANAGER, PAYMENT_EXAMPLE, in_order, one, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.cashflow import received
from core.metrics.days import number
from core.metrics.ledger import ledger
from core.registry import Argument, Example, function


@function(
    "PAYMENTS_RECEIVED",
    title=T("Поступило", "Payments received"),
    help=T(
        "Сколько денег пришло за день или за период; возвраты не вычитаются.",
        "Money that came in on a day or in a period, before refunds.",
    ),
    args=(
        Argument(
            "payments",
            "table",
            T("Оплаты", "Payments"),
            T("Таблица оплат со строкой заголовков: Дата, Сумма.", "The payments with their header row: Date, Amount."),
            table="payments",
            needs=("date", "amount"),
        ),
        Argument(
            "date", "date", T("Дата", "Date"), T("День или первый день периода.", "The day, or the period's first day.")
        ),
        Argument(
            "to",
            "date",
            T("По дату", "To"),
            T("Последний день периода; пусто — один день.", "The period's last day; blank: the one day."),
            optional=True,
        ),
        MANAGER,
    ),
    unit="money",
    examples=(
        Example((PAYMENT_EXAMPLE, "2026-04-10"), 55.0),
        Example((PAYMENT_EXAMPLE, "2026-04-01", "2026-04-09"), 0.0),
        Example(
            (
                [["Date", "Amount", "Manager"], ["2026-04-09", 10, "Ann"], ["2026-04-10", 7, "Bob"]],
                "2026-04-01",
                "2026-04-30",
                "Ann",
            ),
            10.0,
        ),
    ),
    source="000",
)
def payments_received(payments: Typed, first: date, last: date | None = None, manager: str | None = None) -> float:
    last = last or first
    in_order(first, last)
    context = workbook(last, payments)
    return one(context, received(context.once(ledger), number(first), number(last))[0], manager)
