"""Rates and their bounds, against statsmodels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from core.metrics.rates import rate, wilson


@settings(max_examples=60)
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_is_that_of_statsmodels(effect: int, rest: int, confidence: float) -> None:
    if effect + rest == 0:
        assert wilson(effect, 0, confidence) == (None, None)
        return
    wanted = proportion_confint(effect, effect + rest, alpha=1 - confidence, method="wilson")
    assert wilson(effect, effect + rest, confidence) == pytest.approx(wanted, abs=1e-12)


def test_no_bounds_above_a_hundred_percent() -> None:
    assert wilson(3, 2) == (None, None)


def test_rate_of_nothing_is_no_rate() -> None:
    assert rate(5, 0) is None
    assert rate(0, 5) == 0
