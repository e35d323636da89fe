from dataclasses import astuple
from datetime import date
from typing import Any

import numpy as np

from core.errors import BadArgument, NoData
from core.functions._arguments import ASOF, FROM, TO, latest_day, table_of
from core.functions._money import in_order
from core.i18n import T, fold
from core.intake.typed import Typed
from core.metrics.deals import DealState, deal_state
from core.metrics.funnel import MODES, Mode, funnel, steps
from core.metrics.stages import Bools
from core.registry import Argument, Example, TableValue, function
from core.report import Column
from core.reports._funnel_columns import STAGES
from core.reports._funnel_losses import named
from core.tables.deals import DEALS

SLICES = ("manager", "product", "channel", "deal_type", "pipeline")

NO_SLICE = T(
    "Среза «{slice}» нет; можно: {allowed}.",
    "There is no slice “{slice}”; allowed: {allowed}.",
)
NO_DEALS = T("Нет данных: в таблице нет ни одной сделки.", "No data: the table holds no deal.")
NO_STAGES = T("Нет данных: в таблице этапов нет ни одного этапа.", "No data: the stages table holds no stage.")
NOT_SAID = T("не указано", "not given")

_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Дата: КП"],
    ["Альфа", "Иванов", "2026-03-02", 100, "Оплата", "2026-03-05"],
    ["Бета", "Иванов", "2026-03-03", 200, "КП", None],
    ["Гамма", "Петров", "2026-03-04", 300, "Отказ", "2026-03-09"],
    ["Дельта", "Петров", "2026-03-10", 400, "Лид", None],
]
_STAGES = [
    ["Порядок", "Этап", "Вид"],
    [1, "Лид", "в работе"],
    [2, "КП", "в работе"],
    [3, "Оплата", "выигран"],
    [4, "Отказ", "проигран"],
]
_IDS = [
    "stage",
    "n",
    "amount",
    "step_rate",
    "total_rate",
    "lost_n",
    "lost_rate",
    "lost_amount",
    "low",
    "high",
    "open_n",
]


@function(
    "FUNNEL_TABLE",
    title=T("Таблица воронки", "Funnel table"),
    help=T(
        "Сколько сделок дошло до каждого этапа, доли, потери и их возможные границы — как на вкладке «Воронка».",
        "How many deals reached each stage, the rates, losses and their bounds, as on the Funnel tab.",
    ),
    args=(
        table_of("deals", "created", "stage"),
        table_of("stages", "order", "stage", "kind"),
        FROM,
        TO,
        Argument(
            "mode",
            "choice",
            T("Режим", "Mode"),
            T(
                "cohort — по созданным за период (так и по умолчанию), cohort_strict — без пропусков этапов, "
                "flow — входы на этап, snapshot — кто стоит сейчас.",
                "cohort: by deals created in the period (the default), cohort_strict: without skips, "
                "flow: entries, snapshot: who stands there now.",
            ),
            optional=True,
            default="cohort",
            choices=MODES,
        ),
        Argument(
            "slice",
            "text",
            T("Срез", "Slice"),
            T(
                "По какому столбцу сделок разбить: Менеджер, Продукт, Канал, Тип или Воронка. Пусто — вместе.",
                "The deals' column to split by: manager, product, channel, deal type or pipeline. Blank: together.",
            ),
            optional=True,
        ),
        ASOF,
    ),
    unit="table",
    examples=(
        Example(
            (_DEALS, _STAGES),
            [
                _IDS,
                ["Лид", 4, 1000, None, 1.0, 1, 0.25, 400, None, None, 1],
                ["КП", 3, 600, 0.75, 0.75, 2, 2 / 3, 500, 0.300641843, 0.954412739, 1],
                ["Оплата", 1, 100, 1 / 3, 0.25, None, None, None, 0.061491945, 0.792340399, None],
            ],
        ),
        Example(
            (_DEALS, _STAGES, "2026-03-01", "2026-03-31", "snapshot", None, "2026-03-31"),
            [
                _IDS,
                ["Лид", 1, 400, *[None] * 7, 1],
                ["КП", 1, 200, *[None] * 7, 1],
                ["Оплата", 1, 100, *[None] * 7, 0],
            ],
        ),
    ),
    source="000, 002, 003",
)
def funnel_table(
    deals: Typed,
    stages: Typed,
    first: date | None,
    last: date | None,
    mode: Mode,
    slice: str | None,
    asof: date | None,
) -> TableValue:
    in_order(first, last)
    column = None if slice is None else _sliced(slice)
    state = deal_state(deals, stages, asof or latest_day(deals))
    if not len(state):
        raise NoData(NO_DEALS)
    if not state.stages.width:
        raise NoData(NO_STAGES)
    used = [f for f in range(len(state.stages.funnels)) if (state.funnel == f).any()]
    rows: list[list[Any]] = []
    for value, where in [(None, None)] if column is None else _values(deals, state, column):
        for index in used:
            name = state.stages.funnels[index] if len(used) > 1 else ""
            made = steps(funnel(state, mode, first, last, index=index, where=where))
            lead = [] if column is None else [value]
            rows += [[*lead, named(name, step.stage), *astuple(step)[1:]] for step in made]
    head = () if column is None else (Column("value", DEALS.by_id[column].header),)
    return TableValue((*head, *STAGES), rows)


def _sliced(word: str) -> str:
    """The deals' column that a person names by its id or header."""
    found = next((id for id in SLICES if fold(word) in DEALS.by_id[id].names), None)
    if found is None:
        allowed = T(*(", ".join(DEALS.by_id[id].header.to(code) for id in SLICES) for code in ("ru", "en")))
        raise BadArgument(NO_SLICE, slice=word, allowed=allowed)
    return found


def _values(deals: Typed, state: DealState, column: str) -> list[tuple[str | T, Bools]]:
    """Each value of a column with its deals, in the order of the alphabet; a blank one comes last."""
    frame, choices = deals.frame[column].cat, {choice.id: choice.title for choice in DEALS.by_id[column].choices}
    codes = frame.codes.to_numpy()[state.row]
    return [
        (NOT_SAID if code < 0 else choices.get(frame.categories[code], frame.categories[code]), codes == code)
        for code in [*(code for code in np.unique(codes).tolist() if code >= 0), *([-1] if (codes < 0).any() else [])]
    ]
