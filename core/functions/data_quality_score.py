from typing import Any

from core.errors import NoData
from core.functions._arguments import MANAGER
from core.functions._quality import TABLE, read_any
from core.i18n import T, fold
from core.metrics.discipline import Checked
from core.registry import Example, function

NO_CELLS = T(
    "Нет данных: у «{manager}» в таблице нет ни одной ячейки.", "No data: “{manager}” has no cell in the table."
)
_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап"],
    ["Альфа", "Иванов", "2026-03-02", "сто", "Лид"],
    ["Бета", "Петрова", "2026-03-03", 200, None],
    ["Гамма", "Петрова", "2026-03-04", None, "КП"],
]


@function(
    "DATA_QUALITY_SCORE",
    title=T("Оценка качества данных", "Data-quality score"),
    help=T(
        "1 − ячейки с ошибкой ÷ проверенные ячейки: обязательные и заполненные. Таблицу узнаём по заголовкам.",
        "1 − cells in error ÷ cells checked: the required and the filled ones. The table is recognised by its headers.",
    ),
    args=(TABLE, MANAGER),
    unit="rate",
    examples=(
        Example((_DEALS,), 1 - 2 / 14, T("14 ячеек, две с ошибкой", "14 cells, two in error")),
        Example((_DEALS, "Петрова"), 1 - 1 / 9),
        Example((_DEALS, "Иванов"), 0.8),
    ),
    source="001",
)
def data_quality_score(table: list[list[Any]], manager: str | None) -> float:
    typed, _ = read_any(table)
    found = Checked()
    if typed.checked is not None:
        columns = (typed.checked[column].tolist() for column in ("manager", "checked", "errors"))
        for name, checked, errors in zip(*columns, strict=True):
            if manager is None or fold(name) == fold(manager):
                found += Checked(checked, errors)
    if found.score is None:
        raise NoData(NO_CELLS, manager=manager or "")
    return found.score
