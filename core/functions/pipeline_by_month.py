from datetime import date

from core.functions._arguments import table_of
from core.functions._money import ASOF
from core.functions._pipeline import DEALS_EXAMPLE, STAGES, STAGES_EXAMPLE, given, leaves
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Example, TableValue, function
from core.reports.pipeline_forecast import MONTHS, month_rows

_IDS = ["month", "n", "amount", "weighted", "s1", "s2"]


@function(
    "PIPELINE_BY_MONTH",
    title=T("Пайплайн по месяцам", "Pipeline by month"),
    help=T(
        "Открытые сделки по месяцу ожидаемой оплаты и этапу; «Дата прошла» и «Без даты» — отдельно. Как на вкладке "
        "«Пайплайн прогноз», без итогов.",
        "Open deals by month of expected payment and stage; “Date passed” and “No date” apart. As on the tab Pipeline "
        "forecast, without totals.",
    ),
    args=(table_of("deals", "client", "stage", "expected"), STAGES, ASOF),
    unit="table",
    examples=(
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-31"),
            [
                _IDS,
                ["Дата прошла", 1, 300.0, 30.0, 300.0, 0.0],
                ["март 2026", 0, 0.0, 0.0, 0.0, 0.0],
                ["апрель 2026", 1, 100.0, 50.0, 0.0, 100.0],
                ["май 2026", 1, 200.0, 100.0, 0.0, 200.0],
                ["Без даты", 1, 50.0, 5.0, 50.0, 0.0],
            ],
        ),
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-04"),
            [
                _IDS,
                ["март 2026", 0, 0.0, 0.0, 0.0, 0.0],
                ["апрель 2026", 1, 100.0, 50.0, 0.0, 100.0],
            ],
        ),
    ),
    source="002",
)
def pipeline_by_month(deals: Typed, stages: Typed, asof: date) -> TableValue:
    return leaves(MONTHS, month_rows(given(asof, deals, stages)))
