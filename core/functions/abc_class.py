import numpy as np

from core.errors import BadNumber
from core.i18n import T
from core.metrics.rates import Floats
from core.metrics.segments import ABC_NAMES, abc
from core.registry import Argument, Coded, Example, function
from core.settings import parameters

REVERSED = T("Граница A ({a}) больше границы B ({b}).", "Border A ({a}) is above border B ({b}).")
SOURCE = [[40], [30], [10], [5], [5], [4], [3], [1], [1], [1]]


@function(
    "ABC_CLASS",
    title=T("Класс ABC", "ABC class"),
    help=T(
        "Класс A, B или C для каждой строки: по доле, которую накопили бо́льшие значения. Пустая ячейка — пустой класс.",
        "The class A, B or C of every row, by the share that larger values add up to. A blank cell has a blank class.",
    ),
    args=(
        Argument(
            "values",
            "numbers",
            T("Суммы", "Values"),
            T(
                "По одной сумме на клиента или товар: столбец или строка.",
                "One value a client or product: a column or a row.",
            ),
        ),
        Argument(
            "a",
            "number",
            T("Граница A", "Border A"),
            T("До какой накопленной доли класс A; пусто — 0,7.", "Up to which cumulative share it is A; blank: 0.7."),
            optional=True,
            default=parameters()["abc_a"][1],
            minimum=0,
            maximum=1,
        ),
        Argument(
            "b",
            "number",
            T("Граница B", "Border B"),
            T("До какой накопленной доли класс B; пусто — 0,9.", "Up to which cumulative share it is B; blank: 0.9."),
            optional=True,
            default=parameters()["abc_b"][1],
            minimum=0,
            maximum=1,
        ),
    ),
    unit="text",
    examples=(
        Example((SOURCE,), [[name] for name in "AABBBCCCCC"]),
        Example(([[90], [5], [5]],), [["A"], ["C"], ["C"]]),
        Example(([[50], [30], [None], [20]], 0.5, 0.8), [["A"], ["B"], [None], ["C"]]),
    ),
    source="000",
)
def abc_class(values: Floats, a: float, b: float) -> Coded:
    if a > b:
        raise BadNumber(REVERSED, a=a, b=b)
    known = ~np.isnan(values)
    codes = np.full(len(values), len(ABC_NAMES), np.int8)
    codes[known] = abc(values[known], a, b).classes
    return Coded(codes, (*ABC_NAMES, None))
