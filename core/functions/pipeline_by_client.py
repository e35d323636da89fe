from datetime import date

from core.functions._money import ASOF
from core.functions._pipeline import DEALS, DEALS_EXAMPLE, STAGES, STAGES_EXAMPLE, given, leaves
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Example, TableValue, function
from core.reports.pipeline_clients import DEALS as COLUMNS
from core.reports.pipeline_clients import deal_rows

_IDS = [
    "manager",
    "client",
    "n",
    "amount",
    "weighted",
    "stage",
    "deal_type",
    "age",
    "next_step",
    "next_step_date",
    "expected",
    "attention",
    "who",
    "group",
    "probability",
    "stage_days",
    "product",
]


@function(
    "PIPELINE_BY_CLIENT",
    title=T("Пайплайн по клиентам", "Pipeline by client"),
    help=T(
        "Открытые сделки каждого менеджера по клиентам: сумма, этап, тип, возраст, следующий шаг и что поправить — как "
        "на вкладке «Пайплайн клиенты», без итогов.",
        "Each manager's open deals by client: amount, stage, type, age, next step and what to put right, as on the tab "
        "Pipeline clients, without totals.",
    ),
    args=(DEALS, STAGES, ASOF),
    unit="table",
    examples=(
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-31"),
            [
                _IDS,
                [
                    "Иванов",
                    "Бета",
                    1,
                    200.0,
                    100.0,
                    "КП",
                    None,
                    11,
                    "Встреча",
                    "2026-03-25",
                    "2026-05-20",
                    "шаг просрочен",
                    "Менеджер",
                    None,
                    0.5,
                    None,
                    None,
                ],
                [
                    "Иванов",
                    "Альфа",
                    1,
                    100.0,
                    50.0,
                    "КП",
                    None,
                    29,
                    "Позвонить",
                    "2026-04-02",
                    "2026-04-15",
                    None,
                    None,
                    None,
                    0.5,
                    None,
                    None,
                ],
                [
                    "Иванов",
                    "Альфа",
                    1,
                    50.0,
                    5.0,
                    "Лид",
                    None,
                    21,
                    None,
                    None,
                    None,
                    "нет следующего шага",
                    "Менеджер",
                    None,
                    0.1,
                    21,
                    None,
                ],
                [
                    "Петров",
                    "Гамма",
                    1,
                    300.0,
                    30.0,
                    "Лид",
                    None,
                    6,
                    "Позвонить",
                    "2026-04-01",
                    "2026-03-20",
                    "ожидаемая дата прошла",
                    "Менеджер",
                    None,
                    0.1,
                    6,
                    None,
                ],
            ],
        ),
        Example(
            (DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-04"),
            [
                _IDS,
                [
                    "Иванов",
                    "Альфа",
                    1,
                    100.0,
                    50.0,
                    "КП",
                    None,
                    2,
                    "Позвонить",
                    "2026-04-02",
                    "2026-04-15",
                    None,
                    None,
                    None,
                    0.5,
                    None,
                    None,
                ],
            ],
        ),
    ),
    source="002",
)
def pipeline_by_client(deals: Typed, stages: Typed, asof: date) -> TableValue:
    return leaves(COLUMNS, deal_rows(given(asof, deals, stages)), 2)
