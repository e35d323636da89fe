from typing import Any

from core.functions._quality import TABLE, read_any
from core.i18n import T
from core.i18n.severities import SEVERITIES
from core.registry import Example, TableValue, function
from core.reports.data_quality import PROBLEMS

COLUMNS = tuple(column for column in PROBLEMS if column.id != "link")
"""Those of the revision but the link: a range does not know where it stands on its sheet."""
_IDS = ["severity", "tab", "row", "column", "value", "message", "expected", "manager"]
_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап"],
    ["Альфа", "Иванов", "2026-03-02", "сто", "Лид"],
    ["Бета", "Петрова", "2026-03-03", 200, "КП"],
]
_INVOICES = [
    ["Invoice id", "Client", "Date", "Amount", "Manager", "Due"],
    ["1", "Alpha", "2026-03-02", 100, "Smith", "2026-03-12"],
    ["2", "Beta", None, 200, "Smith", "2026-03-12"],
]


@function(
    "DATA_QUALITY",
    title=T("Ошибки в таблице", "Problems of a table"),
    help=T(
        "Что в таблице не заполнено, не читается или повторяется, ячейка за ячейкой. Таблицу узнаём по заголовкам; "
        "строки считаются от начала диапазона.",
        "What a table lacks, what cannot be read or is repeated, cell by cell. The table is recognised by its headers; "
        "rows are counted from the top of the range.",
    ),
    args=(TABLE,),
    unit="table",
    examples=(
        Example(
            (_DEALS,),
            [
                _IDS,
                [
                    "ошибка",
                    "Сделки",
                    2,
                    "Сумма",
                    "сто",
                    "«сто» — не число; нужно: число, например 1 234,56, не меньше 0.",
                    "число, например 1 234,56, не меньше 0",
                    "Иванов",
                ],
            ],
        ),
        Example(
            (_INVOICES,),
            [
                _IDS,
                [
                    "error",
                    "Invoices",
                    3,
                    "Date",
                    None,
                    "“Date” is blank; a date such as 2026-03-31 is needed.",
                    "a date such as 2026-03-31",
                    "Smith",
                ],
            ],
        ),
    ),
    source="001",
)
def data_quality(table: list[list[Any]]) -> TableValue:
    typed, language = read_any(table)
    rank = {severity: i for i, severity in enumerate(SEVERITIES)}
    rows = [
        [
            SEVERITIES[p.severity].to(language),
            p.tab,
            p.row or None,
            *(cell or None for cell in (p.column, p.value, p.message, p.expected, p.manager)),
        ]
        for p in sorted(typed.problems, key=lambda p: (rank[p.severity], p))
    ]
    return TableValue(COLUMNS, rows, language)
