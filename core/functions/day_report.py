from datetime import date

from core.functions._money import ASOF, INVOICE_EXAMPLE, INVOICES, PAYMENT_EXAMPLE, PAYMENTS, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Example, TableValue, function
from core.reports._day_managers import rows

_COLUMNS = [
    "manager", "planned_7d", "received", "refunds", "planned_tomorrow", "due_today", "overdue", "planned_no_invoice",
    "planned_next_workday", "promised_prev", "kept", "moved_n", "planned_later", "undated", "unpaid",
]  # fmt: skip

_PROMISED_INVOICES = [
    ["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты", "Обещали оплатить"],
    ["1", "Альфа", "Петров", "2026-04-01", 100, "2026-04-10", "2026-04-13"],
    ["2", "Бета", "Петров", "2026-04-02", 80, "2026-04-09", None],
    ["3", "Гамма", "Иванов", "2026-04-03", 60, "2026-04-20", None],
    ["4", "Гамма", "Иванов", "2026-04-03", 30, None, None],
]
_KEPT_PAYMENTS = [
    ["Дата", "Сумма", "№ счёта"],
    ["2026-04-09", 50, "2"],
    ["2026-04-10", 20, "3"],
]


@function(
    "DAY_REPORT",
    title=T("Отчёт за день", "The day's report"),
    help=T(
        "По каждому менеджеру: план оплат на 7 дней и на завтра, поступило за день, просрочено, обещанное и "
        "пришедшее — как во вкладке «День».",
        "For each manager: payments planned for 7 days and tomorrow, received on the day, overdue, promised and "
        "kept, as in the tab Day.",
    ),
    args=(INVOICES, PAYMENTS, ASOF),
    unit="table",
    examples=(
        Example(
            (INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10"),
            [
                _COLUMNS,
                ["Иванов", 0.0, 0.0, 0.0, 0.0, 40.0, 60.0, None, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 100.0],
                ["Петров", 270.0, 30.0, 0.0, 70.0, 0.0, 0.0, None, 70.0, 0.0, 0.0, 0, 50.0, 0.0, 320.0],
                ["Без менеджера", 0.0, 25.0, -5.0, 0.0, 0.0, 0.0, None, 0.0, 0.0, 0.0, 0, 0.0, 0.0, 0.0],
            ],
        ),
        Example(
            (_PROMISED_INVOICES, _KEPT_PAYMENTS, "2026-04-10"),
            [
                _COLUMNS,
                ["Иванов", 0.0, 20.0, 0.0, 0.0, 0.0, 0.0, None, 0.0, 0.0, 0.0, 0, 40.0, 30.0, 70.0],
                ["Петров", 100.0, 0.0, 0.0, 0.0, 0.0, 30.0, None, 100.0, 80.0, 50.0, 1, 0.0, 0.0, 130.0],
            ],
            T(
                "Пятница: обещанное на понедельник — в плане до следующего рабочего дня; из 80, которые ждали в "
                "четверг, пришло 50.",
                "A Friday: what is promised for Monday is planned through the next working day; of the 80 expected on "
                "Thursday 50 came in.",
            ),
        ),
    ),
    source="000",
)
def day_report(invoices: Typed, payments: Typed, asof: date) -> TableValue:
    made = rows(workbook(asof, invoices, payments))
    return TableValue(tuple(made.columns or ()), made.rows)
