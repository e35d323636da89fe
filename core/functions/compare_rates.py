import numpy as np

from core.errors import BadArgument, BadNumber, NoData
from core.i18n import T
from core.metrics.comparison import VERDICTS, compare
from core.metrics.rates import Floats
from core.registry import Argument, Example, TableValue, function
from core.report import Column
from core.reports._managers_columns import STEPS
from core.settings import Settings

NO_COUNTS = T("Нет данных: в столбцах нет ни одной пары чисел.", "No data: the columns hold no pair of numbers.")
HALF = T("Строка {row}: заполнена только одна из двух клеток.", "Row {row}: only one of the two cells is filled.")
NOT_WHOLE = T(
    "Строка {row}: нужны целые числа не меньше 0, и результатов не больше, чем причин.",
    "Row {row}: whole numbers of at least 0 are needed, and no more effects than causes.",
)

_IDS = ("rate", "difference", "low", "high", "p_adjusted", "proven", "verdict")
COLUMNS = (
    Column("effect", T("Результатов", "Effects"), "count", adds=False),
    Column("cause", T("Причин", "Causes"), "count", adds=False),
    *(column for column in STEPS if column.id in _IDS),
)
_HEAD = ["effect", "cause", "rate", "difference", "low", "high", "p_adjusted", "proven", "verdict"]


@function(
    "COMPARE_RATES",
    title=T("Сравнить доли", "Compare rates"),
    help=T(
        "Каждая строка против всех остальных: доля, разница, возможные границы и доказана ли разница (с поправкой "
        "Холма). Судим от 20 причин.",
        "Each row against all the others: rate, difference, bounds, and whether the difference is proven (after "
        "Holm's correction). Judged from 20 causes on.",
    ),
    args=(
        Argument(
            "effects",
            "numbers",
            T("Результаты", "Effects"),
            T("Столбец: сколько получилось у каждого.", "A column: how many came out for each."),
        ),
        Argument(
            "causes",
            "numbers",
            T("Причины", "Causes"),
            T("Столбец: из скольких.", "A column: out of how many."),
        ),
    ),
    unit="table",
    examples=(
        Example(
            ([[30], [60], [3]], [[100], [100], [10]]),
            [
                _HEAD,
                [30, 100, 0.3, -0.272727273, 0.218948853, 0.395848546, 0.0000707508747, True, "хуже остальных"],
                [60, 100, 0.6, 0.3, 0.502002587, 0.690598714, 0.0000247220404, True, "лучше остальных"],
                [3, 10, 0.3, -0.15, 0.107791267, 0.603221853, None, None, "мало сделок"],
            ],
        ),
        Example(
            ([[10, 12]], [[25, 25]]),
            [
                _HEAD,
                [10, 25, 0.4, -0.08, 0.234033024, 0.592605426, 1.0, False, "разница может быть случайной"],
                [12, 25, 0.48, 0.08, 0.300312860, 0.665014830, 1.0, False, "разница может быть случайной"],
            ],
        ),
    ),
    source="000, 003",
)
def compare_rates(effects: Floats, causes: Floats) -> TableValue:
    half = np.isnan(effects) != np.isnan(causes)
    if half.any():
        raise BadArgument(HALF, row=int(half.argmax()) + 1)
    known = ~np.isnan(causes)
    if not known.any():
        raise NoData(NO_COUNTS)
    wrong = known & ((effects < 0) | (effects > causes) | (effects % 1 != 0) | (causes % 1 != 0))
    if wrong.any():
        raise BadNumber(NOT_WHOLE, row=int(wrong.argmax()) + 1)
    effect, cause = effects[known], causes[known]
    made = compare(effect, cause, float(effect.sum()), float(cause.sum()), Settings.min_n)
    figures = (made.rate, made.difference, made.low, made.high, made.p_adjusted)
    rows: list[list[object]] = [[None] * len(COLUMNS) for _ in effects]
    for i, at in enumerate(np.flatnonzero(known).tolist()):
        values = [None if np.isnan(column[i]) else float(column[i]) for column in figures]
        verdict = int(made.verdict[i])
        rows[at] = [
            int(effect[i]),
            int(cause[i]),
            *values,
            bool(made.proven[i]) if made.tested[i] else None,
            None if verdict < 0 else VERDICTS[verdict],
        ]
    return TableValue(COLUMNS, rows)
