"""Whether one part's rate differs from the rest's by more than chance, and the word for it.

Two-sided pooled two-proportion z against the rest, Fisher's exact test where an expected count is below 5,
Holm over all cells with enough cases (REPORTS, «Definitions that must be exact → Proven»).
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from core.i18n import T
from core.metrics.rates import Floats, wilson
from core.metrics.stages import Bools, Ints

ALPHA = 0.05
"""A difference is proven below this adjusted p-value."""
SMALLEST_EXPECTED = 5.0
NOTABLE = 0.05
"""A difference of at least 5 percentage points is worth a word even where it may be chance."""

FEW, SAME, CHANCE, BETTER, WORSE = range(5)
VERDICTS = (
    T("мало сделок", "too few deals"),
    T("как все", "like the others"),
    T("разница может быть случайной", "may be chance"),
    T("лучше остальных", "better than the rest"),
    T("хуже остальных", "worse than the rest"),
)
DECISIONS = (
    T(
        "«Лучше остальных» и «хуже остальных» — только если разница с долей остальных доказана: p с поправкой Холма "
        "меньше 0,05.",
        "“Better than the rest” and “worse than the rest” are said only of a proven difference from the others' rate: "
        "p below .05 after Holm's correction.",
    ),
    T(
        "Разница не доказана: меньше 5 процентных пунктов — «как все», от 5 — «разница может быть случайной».",
        "A difference that is not proven is “like the others” below 5 percentage points, “may be chance” from 5 on.",
    ),
    T(
        "«Мало сделок» — сделок меньше порога min_n: доля не судится и в поправку Холма не входит; без вердикта — "
        "если сравнивать не с кем.",
        "“Too few deals” means fewer than min_n: the rate is not judged and not in Holm's correction; no verdict if "
        "there is nobody to compare with.",
    ),
)


@dataclass(frozen=True)
class Comparison:
    """One entry a cell, all aligned; NaN where there is nothing to divide, or nothing was tested."""

    cause: Floats
    effect: Floats
    rate: Floats
    difference: Floats
    """The rate minus that of the rest."""
    low: Floats
    high: Floats
    """Wilson 95 % bounds of the rate."""
    p: Floats
    """Before Holm."""
    p_adjusted: Floats
    verdict: Ints
    """Index into ``VERDICTS``; −1 where there is nothing to say."""

    @property
    def tested(self) -> Bools:
        return ~np.isnan(self.p)

    @property
    def proven(self) -> Bools:
        return np.less(np.nan_to_num(self.p_adjusted, nan=1.0), ALPHA)

    def __len__(self) -> int:
        return len(self.rate)

    def at(self, rows: slice) -> "Comparison":
        """Some of the cells, judged as part of the whole family."""
        return Comparison(**{name: value[rows] for name, value in vars(self).items()})


def compare(
    effect: Floats | Ints, cause: Floats | Ints, all_effect: Floats | float, all_cause: Floats | float, min_n: int
) -> Comparison:
    """Each cell against the rest: its whole (``all_…``, one or one a cell) without the cell itself.

    Cells of several wholes (the steps of a funnel) are one family for Holm. An effect above its cause, as a
    flow funnel may have, is neither bounded nor tested.
    """
    e, n = np.asarray(effect, float), np.asarray(cause, float)
    rest_e, rest_n = all_effect - e, all_cause - n
    rate, rest = _divided(e, n), _divided(rest_e, rest_n)
    bounds = np.array([wilson(a, b) for a, b in zip(e.tolist(), n.tolist(), strict=True)], float).reshape(-1, 2)
    enough = n >= min_n
    tested = enough & (n > 0) & (rest_n > 0) & (e <= n) & (rest_e <= rest_n)
    p = np.full(len(e), np.nan)
    p[tested] = p_values(e[tested], n[tested], rest_e[tested], rest_n[tested])
    adjusted = np.full(len(e), np.nan)
    adjusted[tested] = holm(p[tested])
    difference = rate - rest
    proven, apart = np.nan_to_num(adjusted, nan=1.0) < ALPHA, np.abs(difference) >= NOTABLE - 1e-9
    words = [~enough, ~tested, proven & (difference > 0), proven, apart]
    verdict = np.select(words, [FEW, -1, BETTER, WORSE, CHANCE], SAME)
    return Comparison(n, e, rate, difference, bounds[:, 0], bounds[:, 1], p, adjusted, verdict)


def p_values(effect: Floats, cause: Floats, rest_effect: Floats, rest_cause: Floats) -> Floats:
    """Two-sided p of effect/cause against the rest; every cause is above 0."""
    pooled = (effect + rest_effect) / (cause + rest_cause)
    error = np.sqrt(pooled * (1 - pooled) * (1 / cause + 1 / rest_cause))
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.abs(effect / cause - rest_effect / rest_cause) / error
    p = np.array([erfc(one / sqrt(2)) for one in z.tolist()], float)
    smaller = np.minimum(cause, rest_cause) * np.minimum(pooled, 1 - pooled)
    for i in np.flatnonzero(smaller < SMALLEST_EXPECTED - 1e-9).tolist():
        p[i] = _fisher(effect[i], cause[i], rest_effect[i], rest_cause[i])
    return p


def holm(p: Floats) -> Floats:
    """Holm's step-down adjusted p-values (Holm 1979, Scand. J. Stat. 6:65), equal to those of statsmodels.

    Not its ``multipletests``: that collects garbage on every call, which costs more than all of a report.
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    out = np.empty(len(p))
    out[order] = np.minimum(stepped, 1.0)
    return out


def _fisher(effect: float, cause: float, rest_effect: float, rest_cause: float) -> float:
    from scipy.stats import fisher_exact

    table = [[effect, cause - effect], [rest_effect, rest_cause - rest_effect]]
    return float(fisher_exact(np.array(table, np.int64)).pvalue)


def _divided(over: Floats, under: Floats) -> Floats:
    return np.asarray(np.divide(over, under, out=np.full(len(over), np.nan), where=under > 0), float)
