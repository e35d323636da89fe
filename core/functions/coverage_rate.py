import numpy as np
import pandas as pd

from core.errors import BadArgument, BadNumber, ZeroDenominator
from core.i18n import T
from core.intake import scalars
from core.metrics.rates import Floats
from core.metrics.relations import NOBODY, coverage
from core.registry import Argument, Example, function
from core.reports._relations_cells import NO_CONTACT, SEPARATOR
from core.settings import parameters
from core.tables.stakeholders import STAKEHOLDERS

NO_LEVEL = T(
    "Ячейка {n}: «{value}» — не уровень. Нужно число от 0 до 4 или слово, например «2 общались».",
    "Cell {n}: “{value}” is no level. A number from 0 to 4 is needed, or a word such as “2 talked”.",
)
NO_WEIGHTS = T("Веса в сумме дают 0: охват не от чего считать.", "The weights add up to 0: there is nothing to cover.")
NEGATIVE = T("Вес {value} меньше нуля.", "The weight {value} is below zero.")


@function(
    "COVERAGE_RATE",
    title=T("Охват ролей", "Coverage of roles"),
    help=T(
        "Доля ролей клиента, в которых мы знакомы не хуже порога, — как «Охват» на вкладке «Матрица отношений».",
        "The share of a client's roles that we know at least as well as the threshold, as on the Relations tab.",
    ),
    args=(
        Argument(
            "levels",
            "texts",
            T("Уровни", "Levels"),
            T(
                "Уровень каждой роли: 0–4 или слово («2 общались»); «—» — никого не знаем. Пустая ячейка не считается.",
                "Each role's level: 0–4 or a word (“2 talked”); “—” is nobody known. A blank cell does not count.",
            ),
        ),
        Argument(
            "weights",
            "numbers",
            T("Веса", "Weights"),
            T(
                "Важность каждой роли, столько же ячеек; пусто — все равны.",
                "The importance of each role, as many cells; blank: all equal.",
            ),
            optional=True,
        ),
        Argument(
            "threshold",
            "number",
            T("Порог", "Threshold"),
            T("С какого уровня роль охвачена; пусто — 2.", "The level from which a role is covered; blank: 2."),
            optional=True,
            default=parameters()["coverage_level"][1],
            minimum=0,
        ),
    ),
    unit="rate",
    examples=(
        Example(([[3, 1, 2, 0, "—"]],), 0.4),
        Example(([["3 за нас · 19.03.2026"], ["знаем"], ["2 общались"]], [[5], [3], [2]], 3), 0.5),
    ),
    source="002",
)
def coverage_rate(levels: "pd.Series[str]", weights: Floats | None, threshold: float) -> float:
    known = levels.notna().to_numpy()
    cells = [str(cell) for cell in levels[known]]
    found = np.array([_level(n, cell) for n, cell in zip((np.flatnonzero(known) + 1).tolist(), cells, strict=True)])
    shares = np.ones(len(found)) if weights is None else np.nan_to_num(weights[known])
    if (shares < 0).any():
        raise BadNumber(NEGATIVE, value=f"{shares.min():g}")
    if not shares.sum():
        raise ZeroDenominator(NO_WEIGHTS)
    return float(coverage(found, threshold, shares))


def _level(n: int, cell: str) -> float:
    """A level as a number, as the input tab takes it, or as RELATION_MATRIX shows it («3 за нас · 19.03.2026»)."""
    if cell == NO_CONTACT:
        return NOBODY
    number = scalars.number(cell)
    if number is not None and number >= 0:
        return number
    option = STAKEHOLDERS.by_id["level"].option(cell.split(SEPARATOR)[0])
    if option is None:
        raise BadArgument(NO_LEVEL, n=n, value=cell)
    return float(option)
