"""A column as metrics read it: its values, or codes and names, without the pandas Series that few of them need."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


class Column:
    """A Series of a typed table in all but its cost: ``to_numpy()`` and ``.cat`` are there at once, whatever else is
    asked makes the :class:`pandas.Series` and asks that. Never written to.

    ``values`` are codes (−1 is blank) where ``names``, a ``CategoricalDtype``, is given.
    """

    __slots__ = ("_made", "_values", "names")

    def __init__(self, values: npt.NDArray[Any], names: Any = None) -> None:
        self._values = values.view()
        self._values.flags.writeable = False
        self.names = names
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
    def array(self) -> Any:
        """What pandas keeps in a Series or a frame."""
        if self.names is None:
            return self._values
        return pd.Categorical.from_codes(self._values, dtype=self.names, validate=False)

    @property
    def series(self) -> "pd.Series[Any]":
        if self._made is None:
            self._made = pd.Series(self.array, copy=False)
        return self._made

    @property
    def cat(self) -> Any:
        return self.series.cat if self.names is None else _Names(self)

    def to_numpy(self, *how: Any, **more: Any) -> npt.NDArray[Any]:
        plain = self.names is None and not how and not more
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
        names: pd.Index[str] = self._column.names.categories
        return names
