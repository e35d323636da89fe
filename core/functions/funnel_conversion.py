from typing import Any

from core.errors import ZeroDenominator
from core.functions._arguments import COUNTS, stage_counts
from core.i18n import T
from core.metrics import rates
from core.registry import Argument, Example, function

STEPS = [[200], [50], [30], [25], [25]]
INTERESTED = [["Этап", "Количество"], ["Лиды", 200], ["Интерес", 100], ["КП", 50], ["Договор", 30], ["Оплата", 25]]

NOBODY = T("На первом этапе 0: делить не на что.", "The first stage holds 0: there is nothing to divide by.")


@function(
    "FUNNEL_CONVERSION",
    title=T("Конверсия воронки", "Funnel conversion"),
    help=T(
        "Доля дошедших до последнего этапа от первого; «steps» — каждого этапа от предыдущего, «total» — от первого.",
        "The share of the first stage that reached the last; “steps”: of the stage before, “total”: of the first.",
    ),
    args=(
        COUNTS,
        Argument(
            "mode",
            "choice",
            T("Вид", "Mode"),
            T(
                "Пусто — одно число; «steps» или «total» — столбец долей.",
                "Blank: one number; “steps” or “total”: a column of rates.",
            ),
            optional=True,
            choices=("steps", "total"),
        ),
    ),
    unit="rate",
    examples=(
        Example((STEPS,), 0.125),
        Example((INTERESTED,), 0.125, T("Два столбца с заголовком", "Two columns with a header")),
        Example((STEPS, "steps"), [[None], [0.25], [0.6], [5 / 6], [1.0]]),
        Example((STEPS, "total"), [[1.0], [0.25], [0.15], [0.125], [0.125]]),
    ),
    source="003",
)
def funnel_conversion(counts: list[list[Any]], mode: str | None) -> float | list[float | None] | None:
    numbers = stage_counts(counts)
    if mode == "steps":
        return rates.step_rates(numbers)
    if not numbers[0]:
        raise ZeroDenominator(NOBODY)
    totals = rates.total_rates(numbers)
    return totals if mode == "total" else totals[-1]
