from datetime import date

from core.functions._money import ASOF
from core.functions._pipeline import DEALS, DEALS_EXAMPLE, STAGES, STAGES_EXAMPLE, given, leaves
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Example, TableValue, function
from core.reports.pipeline_stages import STAGES as COLUMNS
from core.reports.pipeline_stages import stage_rows

_IDS = ["manager", "stage", "n", "amount", "share", "rank", "weighted", "own_share"]


@function(
    "PIPELINE_BY_STAGE",
    title=T("Пайплайн по этапам", "Pipeline by stage"),
    help=T(
        "Сколько открытых сделок и на какую сумму у менеджера на каждом этапе, его доля и место среди остальных — как "
        "на вкладке «Пайплайн этапы», без итогов.",
        "How many open deals, for how much, a manager has at each stage, with share and rank among the others, as on "
        "the tab Pipeline stages, without totals.",
    ),
    args=(DEALS, STAGES, ASOF),
    unit="table",
    examples=(
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-31"),
            [
                _IDS,
                ["Иванов", "Лид", 1, 50.0, 0.14285714285714285, 2, 5.0, 0.14285714285714285],
                ["Иванов", "КП", 2, 300.0, 1.0, 1, 150.0, 0.8571428571428571],
                ["Петров", "Лид", 1, 300.0, 0.8571428571428571, 1, 30.0, 1.0],
                ["Петров", "КП", 0, 0.0, 0.0, None, 0.0, 0.0],
            ],
        ),
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-04"),
            [
                _IDS,
                ["Иванов", "Лид", 0, 0.0, None, None, 0.0, 0.0],
                ["Иванов", "КП", 1, 100.0, 1.0, 1, 50.0, 1.0],
                ["Петров", "Лид", 0, 0.0, None, None, 0.0, None],
                ["Петров", "КП", 0, 0.0, 0.0, None, 0.0, None],
            ],
        ),
    ),
    source="002",
)
def pipeline_by_stage(deals: Typed, stages: Typed, asof: date) -> TableValue:
    return leaves(COLUMNS, stage_rows(given(asof, deals, stages)), 1)
