from datetime import date

from core.errors import BadNumber
from core.functions._forecast import ARGUMENTS, EXAMPLE_DEALS, EXAMPLE_STAGES, forecast_in
from core.functions._rates import NO_CONFIDENCE
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.forecast import PERIODS
from core.metrics.forecast_choice import CONFIDENCE
from core.registry import Argument, Example, TableValue, function
from core.reports.forecast import MONTHS, month_rows

MOST = 12
NO_PERIODS = T("Месяцев {periods}, а можно от 1 до 12.", "{periods} months; 1 to 12 are allowed.")
LEFT_OUT = ("plan", "gap")
"""They need the tab of plans."""
_KEPT = [i for i, column in enumerate(MONTHS) if column.id not in LEFT_OUT]
_IDS = [MONTHS[i].id for i in _KEPT]
_NONE = (None, None, None)
_OVER = "Месяц закончен: это факт."
_AGAIN = (
    "Как три месяца назад: на прошлых месяцах (7) ошибка меньше всех — 0\u00a0%. Прежде факт лёг в границы: 1 из 1."
)
_SHORT = (
    "Как три месяца назад: на прошлых месяцах (1) ошибка меньше всех — 0\u00a0%. Мало истории: нужно 6 месяцев, есть 1."
)


@function(
    "SALES_FORECAST",
    title=T("Прогноз продаж", "Sales forecast"),
    help=T(
        "Сколько выиграем в этом месяце и следующих, с границами и прошлой ошибкой, — как на вкладке «Прогноз».",
        "What this month and the next will bring, with bounds and the past error, as on the Forecast tab.",
    ),
    args=(
        *ARGUMENTS,
        Argument(
            "periods",
            "number",
            T("Месяцев", "Months"),
            T(
                "На сколько месяцев, вместе с текущим; пусто — 3.",
                "How many months, the current one included; blank: 3.",
            ),
            optional=True,
            default=PERIODS,
            minimum=1,
        ),
        Argument(
            "conf",
            "number",
            T("Надёжность", "Confidence"),
            T("Насколько широки границы: 0,8 или 80 %; пусто — 0,8.", "How wide the bounds are: 0.8; blank: 0.8."),
            optional=True,
            default=CONFIDENCE,
        ),
    ),
    unit="table",
    examples=(
        Example(
            (EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-10-31", 2),
            [
                _IDS,
                [
                    "2025-10-01",
                    100,
                    None,
                    100,
                    None,
                    None,
                    100,
                    "Месяц закончен: это факт.",
                    100,
                    100,
                    100,
                    100,
                    *_NONE,
                ],
                ["2025-11-01", 0, None, 200, 200, 200, 200, _AGAIN, 0, 200, 0, 190, 0, 7, 1],
            ],
        ),
        Example(
            (EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-05-25", 1),
            [
                _IDS,
                ["2025-05-01", 200, None, 200, None, None, 200, _SHORT, 200, 200, 200, 200, 0, 1, None],
            ],
        ),
    ),
    source="001, 002",
)
def sales_forecast(
    deals: Typed, stages: Typed, asof: date, periods: float = PERIODS, conf: float = CONFIDENCE
) -> TableValue:
    if periods != int(periods) or not 1 <= periods <= MOST:
        raise BadNumber(NO_PERIODS, periods=f"{periods:g}")
    if not 0 < conf < 1:
        raise BadNumber(NO_CONFIDENCE, conf=f"{conf:g}")
    rows = month_rows(*forecast_in(deals, stages, asof, int(periods), conf))
    return TableValue(tuple(MONTHS[i] for i in _KEPT), [[row[i] for i in _KEPT] for row in rows])
