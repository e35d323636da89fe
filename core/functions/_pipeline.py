"""What the functions of the pipeline share: their arguments, a worked example, and a block's rows for a range."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.context import Context
from core.errors import NoData
from core.functions._arguments import latest_day, table_of
from core.functions._money import workbook
from core.i18n import T
from core.intake.typed import Typed
from core.registry import TableValue
from core.report import Column, Row
from core.reports.declare import Filled

NO_DEALS = T("Нет данных: в таблице нет ни одной сделки.", "No data: the table holds no deal.")
NO_OPEN = T("Нет данных: на эту дату открытых сделок нет.", "No data: there are no open deals on that day.")

DEALS = table_of("deals", "client", "stage")
STAGES = table_of("stages", "order", "stage", "kind")

DEALS_EXAMPLE = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Ожидаемая оплата", "Следующий шаг", "Когда"],
    ["Альфа", "Иванов", "2026-03-02", 100, "КП", "2026-04-15", "Позвонить", "2026-04-02"],
    ["Альфа", "Иванов", "2026-03-10", 50, "Лид", None, None, None],
    ["Бета", "Иванов", "2026-03-20", 200, "КП", "2026-05-20", "Встреча", "2026-03-25"],
    ["Гамма", "Петров", "2026-03-25", 300, "Лид", "2026-03-20", "Позвонить", "2026-04-01"],
    ["Дельта", "Петров", "2026-02-10", 400, "Оплата", "2026-03-05", None, None],
]
STAGES_EXAMPLE = [
    ["Порядок", "Этап", "Вид", "Вероятность, %"],
    [1, "Лид", "в работе", 10],
    [2, "КП", "в работе", 50],
    [3, "Оплата", "выигран", 100],
    [4, "Отказ", "проигран", 0],
]


def given(asof: date | None, deals: Typed, stages: Typed) -> Context:
    """The deals and stages as a small workbook of a day; a missing one is the latest day of the deals."""
    if not len(deals):
        raise NoData(NO_DEALS)
    return workbook(asof or latest_day(deals), deals, stages)


def leaves(columns: Sequence[Column], made: Filled | list[Row], depth: int = 0, empty: T = NO_OPEN) -> TableValue:
    """A block without its headings and links: a range does not know where it stands."""
    filled = made if isinstance(made, Filled) else Filled(made)
    if not filled.rows:
        raise NoData(empty)
    shown = filled.columns or columns
    kept = [i for i, column in enumerate(shown) if column.kind != "link"]
    levels = filled.levels or [depth] * len(filled.rows)
    rows: list[list[Any]] = [
        [row[i] for i in kept] for row, level in zip(filled.rows, levels, strict=True) if level == depth
    ]
    return TableValue(tuple(shown[i] for i in kept), rows)
