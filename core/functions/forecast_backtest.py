from datetime import date

from core.errors import NoData
from core.functions._forecast import ARGUMENTS, EXAMPLE_DEALS, EXAMPLE_STAGES, forecast_in
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.forecast import PERIODS
from core.metrics.forecast_choice import CONFIDENCE
from core.registry import Example, TableValue, function
from core.reports._forecast_words import NOT_CHECKED
from core.reports.forecast import BACKTEST, backtest_rows

_IDS = [column.id for column in BACKTEST]
_AGAIN = "как три месяца назад"


@function(
    "FORECAST_BACKTEST",
    title=T("Проверка прогноза на прошлом", "Forecast checked against the past"),
    help=T(
        "Что сказал бы каждый метод прогноза в прошлые месяцы, зная только известное тогда, и что вышло на деле.",
        "What each method would have said in past months, knowing only what was known then, and what came.",
    ),
    args=ARGUMENTS,
    unit="table",
    examples=(
        Example(
            (EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-05-31"),
            [
                _IDS,
                ["2025-04-01", 100, 200, 0, 200, 100, _AGAIN, 100, 0, None, None, None, 0],
                ["2025-05-01", 200, 200, 0, 175, 200, _AGAIN, 200, 0, None, None, None, 1],
            ],
        ),
        Example(
            (EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-06-15"),
            [
                _IDS,
                ["2025-04-01", 100, 200, 100, 100, 100, _AGAIN, 100, 0, None, None, None, 0],
                ["2025-05-01", 200, 200, 200, 200, 200, _AGAIN, 200, 0, None, None, None, 1],
            ],
        ),
    ),
    source="001, 002",
)
def forecast_backtest(deals: Typed, stages: Typed, asof: date) -> TableValue:
    rows = backtest_rows(*forecast_in(deals, stages, asof, PERIODS, CONFIDENCE))
    if not rows:
        raise NoData(NOT_CHECKED)
    return TableValue(BACKTEST, rows)
