from typing import Any

from core.functions._arguments import COUNTS, stage_counts
from core.i18n import T
from core.metrics import rates
from core.registry import Example, function


@function(
    "FUNNEL_LOSSES",
    title=T("Потери воронки", "Funnel losses"),
    help=T(
        "Сколько не прошло с каждого этапа на следующий; последний этап пуст, дальше терять некому.",
        "How many of each stage did not go on to the next; the last stage is empty, there is no next one.",
    ),
    args=(COUNTS,),
    unit="count",
    examples=(
        Example(([[200], [50], [30], [25], [25]],), [[150], [20], [5], [0], [None]]),
        Example(([[200, 100, 50, 30, 25, 25]],), [[100], [50], [20], [5], [0], [None]]),
    ),
    source="003",
)
def funnel_losses(counts: list[list[Any]]) -> list[float | None]:
    return rates.losses(stage_counts(counts))
