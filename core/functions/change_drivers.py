import numpy as np

from core.errors import BadArgument
from core.i18n import T
from core.metrics.drivers import Factors, drivers
from core.metrics.rates import Floats
from core.registry import Argument, Example, TableValue, function
from core.report import Column
from core.reports._regions_rows import BY

THREE = T(
    "{argument}: нужны три числа по порядку — число, доля и среднее; пришло {n}.",
    "{argument}: three numbers are needed in order, number, rate and mean; there are {n}.",
)
BLANK = T(
    "{argument}: не заполнено число (первое из трёх).", "{argument}: the number (the first of the three) is blank."
)
COLUMNS = (
    Column("driver", T("Причина", "Driver")),
    Column("before", T("Было", "Before"), "number", adds=False),
    Column("after", T("Стало", "After"), "number", adds=False),
    Column("change", T("Вклад в изменение", "Part of the change"), "money"),
)
BEFORE = Argument(
    "before",
    "numbers",
    T("Было", "Before"),
    T("Три клетки: число, доля, среднее — до.", "Three cells: number, rate and mean, before."),
)
AFTER = Argument(
    "after",
    "numbers",
    T("Стало", "After"),
    T("Три клетки: число, доля, среднее — после.", "Three cells: number, rate and mean, after."),
)
_HEAD = ["driver", "before", "after", "change"]


@function(
    "CHANGE_DRIVERS",
    title=T("Почему изменилась сумма", "Why the sum changed"),
    help=T(
        "Сколько в изменение суммы число × доля × среднее внесли число, доля и среднее; вклады в сумме дают всё "
        "изменение.",
        "How much of a change of the sum number × rate × mean came by each of the three; the parts add up to the "
        "change.",
    ),
    args=(BEFORE, AFTER),
    unit="table",
    examples=(
        Example(
            ([[100, 0.2, 1000]], [[120, 0.25, 1000]]),
            [
                _HEAD,
                ["число сделок", 100, 120, 4500.0],
                ["доля выигранных", 0.2, 0.25, 5500.0],
                ["средняя сумма", 1000, 1000, 0.0],
            ],
        ),
        Example(
            ([[10], [0.5], [10]], [[0], [None], [None]]),
            [
                _HEAD,
                ["число сделок", 10, 0, -50.0],
                ["доля выигранных", 0.5, None, 0.0],
                ["средняя сумма", 10, None, 0.0],
            ],
        ),
    ),
    source="000; Shapley 1953",
)
def change_drivers(before: Floats, after: Floats) -> TableValue:
    sides = [_factors(argument.title, values) for argument, values in ((BEFORE, before), (AFTER, after))]
    parts = drivers(*sides)
    return TableValue(COLUMNS, [list(row) for row in zip(BY, *sides, parts, strict=True)])


def _factors(title: T, values: Floats) -> Factors:
    if len(values) != 3:
        raise BadArgument(THREE, argument=title, n=len(values))
    n, rate, mean = (None if np.isnan(value) else float(value) for value in values)
    if n is None:
        raise BadArgument(BLANK, argument=title)
    return n, rate, mean
