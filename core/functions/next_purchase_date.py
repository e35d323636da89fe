from datetime import date

import pandas as pd

from core.errors import NoData
from core.i18n import T
from core.metrics.days import NEVER, day, numbered
from core.metrics.reorder import next_day
from core.registry import Argument, Example, function

NO_DATES = T("Нет данных: в диапазоне нет ни одной даты.", "No data: the range holds no date.")
ONE_DAY = T(
    "Нет данных: покупка одна, а интервал известен со второй.",
    "No data: there is one purchase day; an interval takes two.",
)


@function(
    "NEXT_PURCHASE_DATE",
    title=T("Следующая покупка", "Next purchase date"),
    help=T(
        "Когда ждать следующую покупку: последний день плюс средний интервал между днями покупок, округлённый до дня.",
        "When the next purchase is due: the last day plus the mean interval between purchase days, rounded to a day.",
    ),
    args=(
        Argument(
            "dates",
            "dates",
            T("Даты", "Dates"),
            T(
                "Дни покупок одного клиента в любом порядке; одинаковые считаются один раз.",
                "One client's purchase days in any order; equal ones count once.",
            ),
        ),
    ),
    unit="date",
    examples=(
        Example((["2026-01-10", "2026-02-09", "2026-03-11"],), "2026-04-10"),
        Example((["2026-03-05", "2026-03-01", "2026-03-02", "2026-03-05"],), "2026-03-07"),
    ),
    source="000",
)
def next_purchase_date(dates: "pd.Series[pd.Timestamp]") -> date:
    days = numbered(dates)
    known = days[days < NEVER]
    if not len(known):
        raise NoData(NO_DATES)
    expected = next_day(known)
    if expected is None:
        raise NoData(ONE_DAY)
    return day(expected)
