"""What is made when it is first asked for: a function over a wide table types the few columns that it uses."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Generic, TypeVar

import pandas as pd

from core.intake.column import Column

V = TypeVar("V")


class Later(MutableMapping[str, V], Generic[V]):
    """A dict whose values may be makers; one is called when its value is first wanted."""

    def __init__(self, made: Mapping[str, V] | None = None) -> None:
        self._made: dict[str, V] = dict(made or {})
        self._makers: dict[str, Callable[[], V] | None] = dict.fromkeys(self._made)

    def put(self, name: str, maker: Callable[[], V]) -> None:
        self._makers[name] = maker
        self._made.pop(name, None)

    def is_made(self, name: str) -> bool:
        return name in self._made

    def __getitem__(self, name: str) -> V:
        if name in self._made:
            return self._made[name]
        maker = self._makers[name]
        if maker is None:
            raise KeyError(name)
        value = self._made[name] = maker()
        self._makers[name] = None  # what it read need not be kept
        return value

    def __setitem__(self, name: str, value: V) -> None:
        self._makers[name], self._made[name] = None, value

    def __delitem__(self, name: str) -> None:
        del self._makers[name]
        self._made.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def copy(self) -> "Later[V]":
        """Another one; what both have not made yet, each makes for itself."""
        other: Later[V] = Later()
        other._made, other._makers = dict(self._made), dict(self._makers)
        return other


class Frame:
    """A frame of a typed table whose columns are made one by one: ``frame["amount"]`` is a :class:`Column` at once,
    whatever else is asked of it makes all of them and asks the :class:`pandas.DataFrame`. Never written to."""

    def __init__(self, columns: Later[Any], length: int) -> None:
        self._columns, self._asked, self._length = columns, dict[str, Column](), length
        self._whole: pd.DataFrame | None = None

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return self.whole()[key]
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = Column.of(self._columns[key])
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return self._length

    def assign(self, **columns: Any) -> "Frame":
        """Another one with these columns in the place of its own."""
        other = self._columns.copy()
        for name, values in columns.items():
            other[name] = values
        return Frame(other, self._length)

    def whole(self) -> pd.DataFrame:
        if self._whole is None:
            self._whole = pd.DataFrame({name: self[name].array for name in self}, copy=False)
        return self._whole

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.whole(), name)
