from datetime import date

from core.functions._arguments import table_of
from core.functions._money import ASOF, INVOICES, PAYMENTS, workbook
from core.functions._pipeline import STAGES_EXAMPLE, leaves
from core.i18n import T
from core.intake.typed import Typed
from core.recommendations import RECOMMENDATIONS
from core.registry import Example, TableValue, function
from core.reports.hot_clients import CLIENTS, client_rows

NOBODY = T("Нет данных: сейчас никто не близок к оплате.", "No data: no one is close to payment now.")


_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Ожидаемая оплата", "Следующий шаг", "Когда", "Горячий"],
    ["Альфа", "Иванов", "2026-03-02", 100, "КП", "2026-04-15", "Позвонить", "2026-04-02", "да"],
    ["Бета", "Иванов", "2026-03-20", 200, "КП", "2026-05-20", "Встреча", "2026-03-25", None],
]
_INVOICES = [
    ["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты"],
    ["1", "Бета", "Иванов", "2026-03-20", 250, "2026-04-05"],
    ["2", "Омега", "Петров", "2026-01-10", 70, "2026-01-20"],
]
_PAYMENTS = [["Дата", "Сумма", "№ счёта"], ["2026-03-25", 50, "1"]]
_IDS = [
    "client",
    "manager",
    "amount",
    "probability",
    "date",
    "days",
    "next_step",
    "next_step_date",
    "attention",
    "group",
    "expected_amount",
    "silent",
    "typed",
    "recommendation",
]


@function(
    "HOT_CLIENTS",
    title=T("Близко к оплате", "Close to payment"),
    help=T(
        "Кто вот-вот заплатит: неоплаченные счета и горячие сделки без счёта, по сумме × вероятность — как на вкладке "
        "«Близко к оплате».",
        "Who is about to pay: unpaid invoices and hot deals without an invoice, by amount × probability, as on the tab "
        "Close to payment.",
    ),
    args=(table_of("deals", "client", "stage"), INVOICES, PAYMENTS, table_of("stages", "order", "stage", "kind"), ASOF),
    unit="table",
    examples=(
        Example(
            (_DEALS, _INVOICES, _PAYMENTS, STAGES_EXAMPLE, "2026-03-31"),
            [
                _IDS,
                [
                    "Бета",
                    "Иванов",
                    200.0,
                    1.0,
                    "2026-04-05",
                    5,
                    None,
                    None,
                    None,
                    "AZ",
                    200.0,
                    None,
                    None,
                    RECOMMENDATIONS["AZ"].ru,
                ],
                [
                    "Альфа",
                    "Иванов",
                    100.0,
                    0.5,
                    "2026-04-15",
                    15,
                    "Позвонить",
                    "2026-04-02",
                    None,
                    None,
                    50.0,
                    None,
                    None,
                    None,
                ],
            ],
        ),
        Example(
            (_DEALS, _INVOICES, _PAYMENTS, STAGES_EXAMPLE, "2026-03-22"),
            [
                _IDS,
                [
                    "Бета",
                    "Иванов",
                    250.0,
                    1.0,
                    "2026-04-05",
                    14,
                    None,
                    None,
                    None,
                    "CZ",
                    250.0,
                    None,
                    None,
                    RECOMMENDATIONS["CZ"].ru,
                ],
                [
                    "Альфа",
                    "Иванов",
                    100.0,
                    0.5,
                    "2026-04-15",
                    24,
                    "Позвонить",
                    "2026-04-02",
                    None,
                    None,
                    50.0,
                    None,
                    None,
                    None,
                ],
            ],
        ),
    ),
    source="001, 000",
)
def hot_clients(deals: Typed, invoices: Typed, payments: Typed, stages: Typed, asof: date) -> TableValue:
    return leaves(CLIENTS, client_rows(workbook(asof, deals, invoices, payments, stages)), empty=NOBODY)
