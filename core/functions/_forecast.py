"""What the two forecast functions share: their arguments, a worked example, and the forecast of the tables given."""

from datetime import date

from core.context import Context
from core.errors import NoData
from core.functions._arguments import table_of
from core.functions._money import ASOF, workbook
from core.intake.typed import Typed
from core.metrics.forecast import Forecast, forecast_of
from core.reports._forecast_words import NOTHING

DEALS = table_of("deals", "created", "amount", "stage")
STAGES = table_of("stages", "order", "stage", "kind")
ARGUMENTS = (DEALS, STAGES, ASOF)

_WON = (100, 200, 300, 100, 200, 300, 100, 200, 300, 100)
EXAMPLE_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Закрыта"],
    *(["Альфа", "Иванов", f"2025-{i:02}-01", amount, "Оплата", f"2025-{i:02}-20"] for i, amount in enumerate(_WON, 1)),
]
EXAMPLE_STAGES = [["Порядок", "Этап", "Вид"], [1, "Заявка", "в работе"], [2, "Оплата", "выигран"]]
"""A quarter that repeats itself: three months ago says exactly what comes."""


def forecast_in(deals: Typed, stages: Typed, asof: date, periods: int, confidence: float) -> tuple[Context, Forecast]:
    """The forecast over the tables given; NoData without a won deal."""
    context = workbook(asof, deals, stages)
    found = forecast_of(context, periods, confidence)
    if found is None:
        raise NoData(NOTHING)
    return context, found
