from core.functions._arguments import stage_counts
from core.i18n import T
from core.metrics import rates
from core.registry import Argument, Example, function

STEPS = [[200], [50], [30], [25], [25]]


@function(
    "FUNNEL_CONVERSION",
    title=T("Конверсия воронки", "Funnel conversion"),
    help=T(
        "Доля дошедших до последнего этапа от первого; «steps» — доля каждого этапа от предыдущего, «total» — от первого.",
        "The share of the first stage that reached the last; “steps” gives each stage over the one before, “total” over the first.",
    ),
    args=(
        Argument(
            "counts",
            "grid",
            T("Количества", "Counts"),
            T(
                "Сколько дошло до каждого этапа, по порядку: столбец, строка или два столбца «этап | количество».",
                "How many reached each stage, in order: a column, a row, or two columns stage | count.",
            ),
        ),
        Argument(
            "mode",
            "choice",
            T("Вид", "Mode"),
            T("Пусто — одно число; «steps» или «total» — столбец долей.", "Blank: one number; “steps” or “total”: a column of rates."),
            optional=True,
            choices=("steps", "total"),
        ),
    ),
    unit="rate",
    examples=(
        Example((STEPS,), 0.125),
        Example((STEPS, "steps"), [[None], [0.25], [0.6], [5 / 6], [1.0]]),
        Example((STEPS, "total"), [[1.0], [0.25], [0.15], [0.125], [0.125]]),
    ),
    source="003",
)
def funnel_conversion(counts, mode=None):  # type: ignore[no-untyped-def]
    numbers = stage_counts(counts)
    if mode == "steps":
        return rates.step_rates(numbers)
    totals = rates.total_rates(numbers)
    return totals if mode == "total" else totals[-1]
