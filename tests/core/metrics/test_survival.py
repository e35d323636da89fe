"""The Kaplan–Meier median against the product-limit by hand."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.survival import Lasting, lasting
from tests.core.metrics import test_maven_deals as maven


def by_hand(pairs: list[tuple[int, bool]]) -> int | None:
    """The product-limit estimate in exact fractions, time by time."""
    left = Fraction(1)
    for time in sorted({t for t, _ in pairs}):
        at_risk = sum(1 for t, _ in pairs if t >= time)
        ended = sum(1 for t, over in pairs if t == time and over)
        left *= 1 - Fraction(ended, at_risk)
        if ended and left <= Fraction(1, 2):
            return time
    return None


def found(pairs: list[tuple[int, bool]]) -> Lasting:
    return lasting(np.array([t for t, _ in pairs], float), np.array([over for _, over in pairs], bool))


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=25))
@settings(max_examples=60, deadline=None)
def test_the_median_is_that_of_the_product_limit(pairs: list[tuple[int, bool]]) -> None:
    assert found(pairs).median == by_hand(pairs)
    assert found(pairs[::-1]) == found(pairs)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_without_censoring_it_is_the_lower_median(times: list[int]) -> None:
    assert found([(t, True) for t in times]).median == sorted(times)[(len(times) - 1) // 2]


@pytest.mark.parametrize("n", [2, 6, 10, 14, 22, 26, 38, 46, 50, 94, 102])
def test_exactly_one_half_counts(n: int) -> None:
    assert found([(i, True) for i in range(n)]).median == n // 2 - 1


def test_a_median_not_reached_is_more_than_the_longest_time_watched() -> None:
    assert found([(3, True), (5, False), (9, False), (40, False)]) == Lasting(None, 40)
    assert found([(3, False), (7, False)]) == Lasting(None, 7)
    assert found([]) == Lasting(None, None)


@maven.pytestmark
def test_published_deals() -> None:
    state = maven.state()
    known = ~np.isnat(state.created)
    end = np.where(np.isnat(state.closed), np.datetime64(date(2017, 12, 31)), state.closed)
    took = (end - state.created)[known].astype("timedelta64[D]").astype(float)
    assert lasting(took, ~state.open[known]).median == 69
    assert lasting(took, state.won[known]).median == 93
    assert np.median(took[~state.open[known]]) == 45
