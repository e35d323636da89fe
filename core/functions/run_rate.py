from datetime import date
from typing import Any

import numpy as np

from core.calendar import Calendar, russian
from core.errors import ZeroDenominator
from core.functions._money import ASOF
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.targets import month_days
from core.registry import Argument, Example, function

NO_DAYS = T(
    "С начала месяца до {day} не было ни одного рабочего дня: темпа ещё нет.",
    "From the first of the month to {day} there was no working day: there is no pace yet.",
)


@function(
    "RUN_RATE",
    title=T("Прогноз по темпу", "Run rate"),
    help=T(
        "Сколько выйдет к концу месяца, если идти тем же темпом: факт ÷ прошедшие рабочие дни × рабочие дни месяца. "
        "Праздники России уже учтены.",
        "Where the month ends at this pace: fact ÷ working days passed × working days of the month. Russia's holidays "
        "are known already.",
    ),
    args=(
        Argument(
            "fact",
            "number",
            T("Факт", "Fact"),
            T("Сколько набрано с начала месяца.", "What there is since the first of the month."),
        ),
        ASOF,
        Argument(
            "holidays",
            "dates",
            T("Выходные", "Days off"),
            T("Ещё нерабочие дни, кроме праздников России.", "Further days off, beside Russia's holidays."),
            optional=True,
        ),
    ),
    unit="number",
    examples=(
        Example((1_000_000, "2026-04-10"), 2_750_000),
        Example((700_000, "2026-04-10", ["2026-04-10"]), 2_100_000),
    ),
    source="001",
)
def run_rate(fact: float, asof: date, holidays: Any) -> float:
    known = russian()
    extra = np.array([], "datetime64[D]") if holidays is None else holidays.dropna().to_numpy().astype("datetime64[D]")
    calendar = Calendar(np.union1d(known.holidays, extra), np.setdiff1d(known.worked, extra))
    first, last = month_days(asof)
    passed = calendar.count(first, asof)
    if not passed:
        raise ZeroDenominator(NO_DAYS, day=T(spoken_day(asof, "ru"), spoken_day(asof, "en")))
    return fact / passed * calendar.count(first, last)
