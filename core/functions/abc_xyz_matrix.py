from datetime import date

import numpy as np
import pandas as pd

from core.functions._arguments import FROM, TO
from core.functions._money import in_order
from core.functions._purchases import AMOUNTS, CLIENTS, DATES, classes, ensure_any
from core.i18n import T
from core.metrics.rates import Floats
from core.metrics.segments import group_codes
from core.registry import Example, TableValue, function
from core.reports.abc_xyz import MATRIX, matrix_rows

_IDS = ["abc", *(f"{x}{name}" for name in ("n", "amount", "share") for x in ("x_", "y_", "z_", ""))]
_BUYERS = ["Ритм"] * 3 + ["Спит", "Спит", "Раз"]
_DAYS = ["2026-01-10", "2026-02-10", "2026-03-10", "2025-06-01", "2025-08-01", "2026-02-01"]
_SUMS = [120, 120, 120, 40, 80, 20]


@function(
    "ABC_XYZ_MATRIX",
    title=T("Матрица ABC-XYZ", "ABC-XYZ matrix"),
    help=T(
        "Сколько клиентов в каждой группе, их объём и доля — как на вкладке «ABC-XYZ», по столбцам покупок.",
        "The clients of each group, their value and its share, as on the ABC-XYZ tab, from columns of purchases.",
    ),
    args=(CLIENTS, DATES, AMOUNTS, FROM, TO),
    unit="table",
    examples=(
        Example(
            (_BUYERS, _DAYS, _SUMS),
            [
                _IDS,
                ["A", 1, 0, 0, 1, 360.0, 0.0, 0.0, 360.0, 0.72, 0.0, 0.0, 0.72],
                ["B", 0, 1, 0, 1, 0.0, 120.0, 0.0, 120.0, 0.0, 0.24, 0.0, 0.24],
                ["C", 0, 0, 1, 1, 0.0, 0.0, 20.0, 20.0, 0.0, 0.0, 0.04, 0.04],
            ],
        ),
        Example(
            (_BUYERS, _DAYS, _SUMS, "2026-02-01", "2026-02-28"),
            [
                _IDS,
                ["A", 0, 0, 1, 1, 0.0, 0.0, 120.0, 120.0, 0.0, 0.0, 120 / 140, 120 / 140],
                ["B", 0, 0, 1, 1, 0.0, 0.0, 20.0, 20.0, 0.0, 0.0, 20 / 140, 20 / 140],
                ["C", 0, 0, 0, 0, *[0.0] * 8],
            ],
        ),
    ),
    source="000",
)
def abc_xyz_matrix(
    clients: "pd.Series[str]",
    dates: "pd.Series[pd.Timestamp]",
    amounts: Floats,
    first: date | None,
    last: date | None,
) -> TableValue:
    in_order(first, last)
    found = classes(clients, dates, amounts, first, last)
    ensure_any(found)
    at = np.flatnonzero(found.there)
    group = group_codes(found.abc.classes, found.xyz.classes)[at]
    return TableValue(MATRIX, list(matrix_rows(group, found.amount[at], found.abc.share[at])))
