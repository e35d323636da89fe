from datetime import date

from core.functions._money import ASOF, INVOICE_EXAMPLE, INVOICES, PAYMENT_EXAMPLE, PAYMENTS, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Argument, Example, TableValue, function
from core.reports._finance_debts import aging

_TITLES = ["manager", "client", "not_due", "d1_30", "d31_60", "d61_90", "d90_plus", "total", "invoices", "no_due"]


@function(
    "AGING_TABLE",
    title=T("Долги по срокам", "Debts by age"),
    help=T(
        "Кто сколько должен и на сколько дней опаздывает против срока оплаты: строка на клиента менеджера или на "
        "менеджера.",
        "Who owes what and how many days past the due date: a row for each manager's client, or for each manager.",
    ),
    args=(
        INVOICES,
        PAYMENTS,
        ASOF,
        Argument(
            "by",
            "choice",
            T("По кому", "By"),
            T("client — по клиентам (так и без него), manager — по менеджерам.", "client (also if blank), or manager."),
            optional=True,
            default="client",
            choices=("client", "manager"),
        ),
    ),
    unit="table",
    examples=(
        Example(
            (INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10"),
            [
                _TITLES,
                ["Иванов", "Гамма", 0.0, 60.0, 0.0, 0.0, 0.0, 60.0, 1, 0.0],
                ["Иванов", "Бета", 40.0, 0.0, 0.0, 0.0, 0.0, 40.0, 1, 0.0],
                ["Петров", "Альфа", 270.0, 0.0, 0.0, 0.0, 0.0, 270.0, 2, 0.0],
                ["Петров", "Бета", 50.0, 0.0, 0.0, 0.0, 0.0, 50.0, 1, 0.0],
            ],
        ),
        Example(
            (INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-05-18", "manager"),
            [
                _TITLES,
                ["Иванов", None, 0.0, 0.0, 100.0, 0.0, 0.0, 100.0, 2, 0.0],
                ["Петров", None, 0.0, 50.0, 270.0, 0.0, 0.0, 320.0, 3, 0.0],
            ],
        ),
    ),
    source="001",
)
def aging_table(invoices: Typed, payments: Typed, asof: date, by: str = "client") -> TableValue:
    made = aging(workbook(asof, invoices, payments), (by,))
    return TableValue(tuple(made.columns or ()), made.rows)
