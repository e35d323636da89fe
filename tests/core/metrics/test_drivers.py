"""Why a sum changed: the parts add up, do not depend on the order, and are those of the textbook."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.drivers import drivers

side = st.tuples(st.integers(0, 5_000).map(float), st.floats(0, 1), st.floats(0, 1e6))
maybe = st.tuples(st.integers(0, 5_000).map(float), st.none() | st.floats(0, 1), st.none() | st.floats(0, 1e6))


def product(one: Any) -> float:
    return float(one[0] * one[1] * one[2])


def slow(before: Any, after: Any) -> list[float]:
    """Each factor's gain, averaged over every order of switching, from the definition."""
    gains: list[list[float]] = [[], [], []]
    for order in permutations(range(3)):
        for place, factor in enumerate(order):
            without = [after[f] if f in order[:place] else before[f] for f in range(3)]
            having = [after[f] if f in order[: place + 1] else before[f] for f in range(3)]
            gains[factor].append(product(having) - product(without))
    return [sum(found) / 6 for found in gains]


@settings(max_examples=60)
@given(side, side)
def test_the_parts_are_those_of_the_definition_and_add_up(before: Any, after: Any) -> None:
    made = drivers(before, after)
    size = max(
        product(before),
        product(after),
        *(a * b * c for a in (before[0], after[0]) for b in (before[1], after[1]) for c in (before[2], after[2])),
        1.0,
    )
    assert list(made) == pytest.approx(slow(before, after), abs=1e-9 * size)
    assert made.change == pytest.approx(product(after) - product(before), abs=1e-9 * size)
    assert list(drivers(after, before)) == pytest.approx([-part for part in made], abs=1e-9 * size)


@settings(max_examples=60)
@given(maybe, maybe)
def test_a_factor_that_one_side_lacks_brings_nothing(before: Any, after: Any) -> None:
    made = drivers(before, after)
    for part, a, b in zip(made[1:], before[1:], after[1:], strict=True):
        if a is None or b is None:
            assert part == pytest.approx(0, abs=1e-6)


def test_one_factor_alone_takes_the_whole_change() -> None:
    assert drivers((100, 0.2, 50), (150, 0.2, 50)) == pytest.approx((500, 0, 0))
    assert drivers((100, 0.2, 50), (100, 0.3, 50)) == pytest.approx((0, 500, 0))
    assert drivers((100, 0.2, 50), (100, 0.2, 60)) == pytest.approx((0, 0, 200))


def test_by_hand() -> None:
    assert drivers((100, 0.2, 1000), (120, 0.25, 1000)) == pytest.approx((4500, 5500, 0))


def test_from_and_to_nothing() -> None:
    assert drivers((0, None, None), (4, 0.5, 30)) == pytest.approx((60, 0, 0))
    assert drivers((4, 0.5, 30), (5, 0.0, None)) == pytest.approx((7.5, -67.5, 0))
    assert drivers((0, None, None), (0, None, None)) == (0, 0, 0)
