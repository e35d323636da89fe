from datetime import date

from core.errors import NoData
from core.functions._arguments import ASOF, latest_day, table_of
from core.functions._durations import DEALS_EXAMPLE, STAGES_EXAMPLE
from core.functions._money import workbook
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Example, TableValue, function
from core.reports._duration_columns import STAGES
from core.reports._duration_rows import stage_rows

NO_STAGES = T("Нет данных: в таблицах нет сделок на этапах.", "No data: the tables hold no deal at a stage.")
_IDS = [column.id for column in STAGES]


@function(
    "STAGE_DURATIONS",
    title=T("Сроки этапов", "Stage durations"),
    help=T(
        "Сколько дней сделки стоят на каждом этапе, сколько стоит сейчас и сколько застряло — как на вкладке «Сроки "
        "сделок».",
        "How many days deals stay at each stage, how many stand there now and are stuck, as on the Durations tab.",
    ),
    args=(table_of("deals", "created", "stage"), table_of("stages", "order", "stage", "kind"), ASOF),
    unit="table",
    examples=(
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE),
            [
                _IDS,
                ["Лид", 5, 4.8, 5.0, 5.0, 8.0, 5.0, 0, None, None, None, None, 0, 0],
                ["КП", 2, 13.0, 13.0, 16.0, 17.8, 19.0, 1, 11.0, 1, 10.0, 10.0, 0, 2],
            ],
        ),
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-10"),
            [
                _IDS,
                ["Лид", 4, 3.5, 4.0, 5.0, 5.0, 3.0, 1, 0.0, None, None, None, 0, 0],
                ["КП", 0, None, None, None, None, None, 4, 6.0, 0, 10.0, 10.0, 0, 0],
            ],
        ),
    ),
    source="003",
)
def stage_durations(deals: Typed, stages: Typed, asof: date | None) -> TableValue:
    rows = stage_rows(workbook(asof or latest_day(deals), deals, stages)).rows
    if not rows:
        raise NoData(NO_STAGES)
    return TableValue(STAGES, rows)
