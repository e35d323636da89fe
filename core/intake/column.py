"""A column as metrics read it: its values, or codes and names, without the pandas Series that few of them need."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

MANY = 1000
"""Names from here on are sorted and kept by Arrow."""


class Column:
    """A Series of a typed table in all but its cost: ``to_numpy()`` and ``.cat`` are there at once, whatever else is
    asked makes the :class:`pandas.Series` and asks that. Never written to.

    ``values`` are codes (−1 is blank) where ``names`` are given: sorted texts, or a ``CategoricalDtype``.
    """

    __slots__ = ("_dtype", "_made", "_names", "_values")

    def __init__(self, values: npt.NDArray[Any], names: Any = None) -> None:
        self._values = values.view()
        self._values.flags.writeable = False
        self._names: Any = None
        self._dtype: Any = None
        if isinstance(names, pd.CategoricalDtype):
            self._dtype = names
        else:
            self._names = names
        self._made: pd.Series[Any] | None = None

    @classmethod
    def of(cls, values: Any) -> "Column":
        """The same of an array, a Categorical or a Series."""
        if isinstance(values, Column):
            return values
        inside = values.array if isinstance(values, pd.Series) else values
        if isinstance(inside, pd.Categorical):
            return cls(inside.codes, inside.dtype)
        return cls(np.asarray(inside))

    @property
    def codes(self) -> npt.NDArray[Any]:
        """Of a column of names."""
        return self._values

    @property
    def names(self) -> list[str]:
        """Of a column of names, sorted."""
        if self._names is None:
            return self.dtype.categories.to_numpy(object).tolist()  # type: ignore[no-any-return]
        if not isinstance(self._names, list):
            self._names = self._names.to_pylist()
        names: list[str] = self._names
        return names

    @property
    def dtype(self) -> Any:
        if self._dtype is None:
            self._dtype = self._values.dtype if self._names is None else named(self._names)
        return self._dtype

    @property
    def array(self) -> Any:
        """What pandas keeps in a Series or a frame."""
        if not self._is_of_names():
            return self._values
        return pd.Categorical.from_codes(self._values, dtype=self.dtype, validate=False)

    def _is_of_names(self) -> bool:
        return self._names is not None or isinstance(self._dtype, pd.CategoricalDtype)

    @property
    def series(self) -> "pd.Series[Any]":
        if self._made is None:
            self._made = pd.Series(self.array, copy=False)
        return self._made

    @property
    def cat(self) -> Any:
        return _Names(self) if self._is_of_names() else self.series.cat

    def to_numpy(self, *how: Any, **more: Any) -> npt.NDArray[Any]:
        plain = not (how or more or self._is_of_names())
        return self._values if plain else self.series.to_numpy(*how, **more)

    def __array__(self, *how: Any, **more: Any) -> npt.NDArray[Any]:
        return np.asarray(self.to_numpy(), *how, **more)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.series)

    def __getitem__(self, key: Any) -> Any:
        return self.series[key]

    def __eq__(self, other: object) -> Any:
        return self.series == other

    __hash__ = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.series, name)


class _Names:
    """``column.cat``, as far as metrics go."""

    __slots__ = ("_column",)

    def __init__(self, column: Column) -> None:
        self._column = column

    @property
    def codes(self) -> Column:
        return Column(self._column.codes)

    @property
    def categories(self) -> "pd.Index[str]":
        names: pd.Index[str] = self._column.dtype.categories
        return names


def named(names: Any) -> Any:
    """The dtype whose categories are these sorted, distinct texts."""
    if isinstance(names, list):
        return _few(tuple(names)) if len(names) < MANY else pd.CategoricalDtype(pd.Index(names, dtype="str"))
    return pd.CategoricalDtype(pd.Index(pd.array(names, dtype="str")))


@lru_cache(maxsize=256)
def _few(names: tuple[str, ...]) -> Any:
    """The same columns come again and again."""
    return pd.CategoricalDtype(pd.Index(names, dtype="str"))
