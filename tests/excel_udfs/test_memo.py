"""Answers are kept, and never given to another question."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from excel_udfs.memo import Memo

CELLS = st.one_of(st.none(), st.booleans(), st.sampled_from([0.0, 1.0, -1.0, -2.0, 1, 0, "", "а", "б"]))
GRIDS = st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=80)


def ask(memo: Memo, *args: Any) -> Any:
    return memo.get("F", args, lambda: repr(args))


@settings(max_examples=60, deadline=None)
@given(st.lists(GRIDS, max_size=6), st.integers(0, 5))
def test_an_answer_is_its_own_question_s(grids: list[Any], again: int) -> None:
    memo = Memo(most_answers=4, most_cells=100)
    for grid in grids * (1 + again % 2) + grids[:again]:
        assert ask(memo, grid) == repr((grid,))


def test_a_cell_in_the_middle_of_a_long_column_counts() -> None:
    memo, column = Memo(), [[float(i)] for i in range(10_000)]
    other = [*column[:4_999], [-1.0], *column[5_000:]]
    for _ in range(2):
        assert ask(memo, column) == repr((column,)) and ask(memo, other) == repr((other,))
    assert memo.hits == 2


def test_days_are_told_apart() -> None:
    memo = Memo()
    days = [[[datetime(2026, 3, d)] for d in (1, 2, last)] for last in (3, 4)]
    for _ in range(2):
        for rows in days:
            assert ask(memo, rows) == repr((rows,))
    assert memo.hits == 2


def test_names_and_left_out_arguments_count() -> None:
    memo = Memo()
    assert memo.get("A", (None,), lambda: 1) == 1
    assert memo.get("B", (None,), lambda: 2) == 2
    assert memo.get("A", (), lambda: 3) == 3
    assert memo.get("A", (None,), lambda: 4) == 1


def test_the_longest_unused_is_forgotten() -> None:
    memo = Memo(most_answers=2)
    for n in (1, 2, 1, 3):
        memo.get("F", ([[n]],), lambda n=n: n)
    assert len(memo) == 2
    assert memo.get("F", ([[1]],), lambda: "anew") == 1
    assert memo.get("F", ([[2]],), lambda: "anew") == "anew"


def test_large_tables_asked_once_are_not_kept_for_ever() -> None:
    memo = Memo(most_cells=5_000)
    for n in range(10):
        ask(memo, [[float(n), float(i)] for i in range(1_000)])
    assert len(memo) == 2


def test_a_failure_is_not_kept() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get("F", ([[1]],), lambda: 1 / 0)
    assert memo.get("F", ([[1]],), lambda: 5) == 5
