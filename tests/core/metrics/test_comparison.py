"""Proven differences: against statsmodels and scipy, Holm by hand, and when which word is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from core.metrics.comparison import BETTER, CHANCE, FEW, SAME, WORSE, Comparison, compare, holm

MIN_N = 20
cells = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), min_size=1, max_size=8)


def compared(pairs: list[tuple[float, float]], min_n: int = MIN_N) -> Comparison:
    """Pairs of (effect, cause) against the sum of all of them."""
    effect, cause = (np.array(column, float) for column in zip(*pairs, strict=True))
    return compare(effect, cause, float(effect.sum()), float(cause.sum()), min_n)


def by_hand(p: list[float]) -> list[float]:
    """Holm: the smallest × m, the next × (m − 1) …, never below the one before, at most 1."""
    out = [0.0] * len(p)
    highest = 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=lambda i: p[i])):
        highest = max(highest, p[i] * (len(p) - rank))
        out[i] = min(highest, 1.0)
    return out


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_by_hand(p: list[float]) -> None:
    assert holm(np.array(p)).tolist() == pytest.approx(by_hand(p), abs=1e-12)


@settings(max_examples=5)  # each time it has the collector walk over everything
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_by_statsmodels(p: list[float]) -> None:
    assert holm(np.array(p)).tolist() == pytest.approx(multipletests(p, method="holm")[1].tolist(), abs=1e-12)


def test_holm_of_the_textbook() -> None:
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([])).tolist() == []


@settings(max_examples=60, deadline=None)
@given(cells)
def test_each_cell_against_the_rest(pairs: list[tuple[int, int]]) -> None:
    counts = [(effect, effect + other) for effect, other in pairs]
    made = compared(counts)
    all_effect, all_cause = (sum(column) for column in zip(*counts, strict=True))
    p = []
    for i, (effect, n) in enumerate(counts):
        rest_effect, rest = all_effect - effect, all_cause - n
        wanted = proportion_confint(effect, n, method="wilson") if n else (np.nan, np.nan)
        assert (made.low[i], made.high[i]) == pytest.approx(wanted, nan_ok=True, abs=1e-12)
        if n < MIN_N or not rest:
            assert np.isnan(made.p[i]) and made.verdict[i] in (FEW, -1)
            continue
        table = [[effect, n - effect], [rest_effect, rest - rest_effect]]
        expected = np.outer([n, rest], [all_effect, all_cause - all_effect]) / all_cause
        if expected.min() < 5:
            p.append(fisher_exact(table).pvalue)
        else:
            p.append(proportions_ztest([effect, rest_effect], [n, rest])[1])
            assert p[-1] == pytest.approx(chi2_contingency(table, correction=False).pvalue, abs=1e-9)
        assert made.p[i] == pytest.approx(p[-1], abs=1e-9)
    assert made.p_adjusted[made.tested].tolist() == pytest.approx(by_hand(p), abs=1e-9)
    assert (made.proven == (np.nan_to_num(made.p_adjusted, nan=1) < 0.05)).all()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(30, 100), (60, 100), (3, 10)], [WORSE, BETTER, FEW]),
        ([(50, 100), (52, 100)], [SAME, SAME]),
        ([(10, 25), (12, 25)], [CHANCE, CHANCE]),
        ([(9, 19), (400, 1000)], [FEW, CHANCE]),
        ([(10, 20), (400, 1000)], [CHANCE, CHANCE]),
        ([(45, 100), (50, 100)], [CHANCE, CHANCE]),  # exactly 5 points
        ([(46, 100), (50, 100)], [SAME, SAME]),
        ([(30, 60)], [-1]),  # nobody to compare with
        ([(0, 0), (30, 60)], [FEW, -1]),
    ],
)
def test_words(pairs: list[tuple[float, float]], words: list[int]) -> None:
    assert compared(pairs).verdict.tolist() == words


def test_a_proven_difference_below_five_points_is_proven() -> None:
    made = compared([(5_300, 10_000), (5_000, 10_000)])
    assert made.verdict.tolist() == [BETTER, WORSE]


def test_more_effects_than_causes_are_not_judged() -> None:
    made = compared([(120, 100), (50, 100)])
    assert not made.tested.any()
    assert made.verdict.tolist() == [-1, -1]


def test_overlapping_slices_are_compared_with_the_unique_rest() -> None:
    made = compare(np.array([40.0, 30.0]), np.array([60.0, 60.0]), 50.0, 100.0, MIN_N)
    assert made.difference.tolist() == pytest.approx([40 / 60 - 10 / 40, 30 / 60 - 20 / 40])
