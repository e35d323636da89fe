"""A light column is, to whoever reads it, the Series that it stands for."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.categories import categorical, codes_of, names_of
from core.intake.column import MANY, Column


@given(st.lists(st.sampled_from(["б", "а", "Ёж", "z", None]), max_size=12))
def test_names_are_a_category_series(cells: list[str | None]) -> None:
    names = list(dict.fromkeys(cell for cell in cells if cell is not None))
    codes = np.array([-1 if cell is None else names.index(cell) for cell in cells], np.int32)
    column, series = categorical(codes, names), pd.Series(pd.Categorical(cells, sorted(names)))
    assert names_of(column) == names_of(series) == list(column.cat.categories) == sorted(names)
    assert codes_of(column).tolist() == codes_of(series).tolist() == column.cat.codes.to_numpy().tolist()
    pd.testing.assert_series_equal(column.series, series, check_categorical=False)
    assert [None if pd.isna(cell) else cell for cell in column] == cells
    assert len(column) == len(series)


def test_many_names_too() -> None:
    names = [f"имя {i * 7919 % (2 * MANY)}" for i in range(2 * MANY)]
    column = categorical(np.arange(len(names), dtype=np.int32), names)
    assert column.tolist() == names and names_of(column) == sorted(names)
    assert names_of(Column.of(column.series)) == names_of(column)
    assert Column.of(column) is column


@pytest.mark.parametrize(
    "values",
    [np.array([1.5, np.nan]), np.array(["2026-03-01", "NaT"], "datetime64[s]"), np.array(["a", None], object)],
)
def test_values_are_a_series(values: Any) -> None:
    column, series = Column(values), pd.Series(values)
    np.testing.assert_array_equal(column.to_numpy(), values)
    np.testing.assert_array_equal(np.asarray(column), values)
    assert column.isna().tolist() == series.isna().tolist() == [False, True]
    assert (column == values[0]).tolist() == [True, False]
    assert column[0] == series[0] and column.dtype == values.dtype
    with pytest.raises(AttributeError):
        _ = column.cat
    with pytest.raises(AttributeError):
        _ = column._no_such_thing
    with pytest.raises(ValueError, match="read-only"):
        column.to_numpy()[0] = values[1]
