from datetime import date

from core.errors import NoData
from core.functions._arguments import ASOF, latest_day, table_of
from core.functions._durations import DEALS_EXAMPLE, STAGES_EXAMPLE, STAT, figure
from core.functions._money import workbook
from core.i18n import T, fold
from core.intake.typed import Typed
from core.registry import Argument, Example, function
from core.reports._duration_rows import Stage, stages

NO_STAGE = T("Этапа «{stage}» нет среди: {known}.", "There is no stage “{stage}” among: {known}.")


@function(
    "STAGE_DAYS",
    title=T("Дней на этапе", "Days at a stage"),
    help=T(
        "Сколько дней сделки стоят на этапе, пока не уйдут на следующий, — в среднем, медиана или другой показатель.",
        "How many days deals stay at a stage until they go on: the mean, the median or another statistic.",
    ),
    args=(
        table_of("deals", "created", "stage"),
        table_of("stages", "order", "stage", "kind"),
        Argument(
            "stage",
            "text",
            T("Этап", "Stage"),
            T("Название этапа, как в таблице этапов.", "The stage's name as in the stages table."),
        ),
        STAT,
        ASOF,
    ),
    unit="days",
    examples=(
        Example((DEALS_EXAMPLE, STAGES_EXAMPLE, "Лид"), 4.8),
        Example((DEALS_EXAMPLE, STAGES_EXAMPLE, "КП", "median"), 13),
        Example((DEALS_EXAMPLE, STAGES_EXAMPLE, "КП", "km_median", "2026-03-31"), 19),
    ),
    source="003",
)
def stage_days(deals: Typed, staged: Typed, stage: str, stat: str, asof: date | None) -> float:
    context = workbook(asof or latest_day(deals), deals, staged)
    return figure(_named(context.once(stages), stage).took, stat)


def _named(found: list[Stage], name: str) -> Stage:
    """The stage of that name; with several funnels also “funnel: stage”, the first one otherwise."""
    for one in found:
        if fold(name) in (fold(one.name), fold(one.name.rpartition(": ")[2])):
            return one
    raise NoData(NO_STAGE, stage=name, known=", ".join(one.name for one in found))
