"""Managers as codes, the same in every table (intake has filled the blank ones it could)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.intake.categories import codes_of, names_of
from core.metrics.people import NO_MANAGER, active_managers

Codes = npt.NDArray[np.int64]
_TABLES = ("invoices", "payments", "deals", "clients", "hot_clients", "daily_metrics", "managers")


@dataclass(frozen=True)
class Names:
    """Everyone met in any table, by name; code ``len(names)`` is «nobody»."""

    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def codes(self, column: "pd.Series[str]") -> Codes:
        """A column of managers as codes."""
        place = {name: i for i, name in enumerate(self.names)}
        lookup = np.array([*(place.get(name, len(self)) for name in names_of(column)), len(self)], np.int64)
        return lookup[codes_of(column)]


def manager_names(context: Context) -> Names:
    """The managers of all tables, sorted."""
    columns = [names_of(context.tables[table].frame["manager"]) for table in _TABLES]
    return Names(tuple(sorted({name for column in columns for name in column})))


def shown(context: Context, *values: "npt.NDArray[np.float64] | None") -> list[int]:
    """The codes of the managers that a report lists, by name: who works now, and whoever has a figure but 0.

    ``values`` have a row a manager, with the row of «Без менеджера» last.
    """
    names = context.once(manager_names)
    here = set(active_managers(context, context.asof))
    busy = np.array([name in here for name in names.names] + [False])
    for value in values:
        if value is not None:
            busy |= (value != 0).reshape(len(busy), -1).any(1)
    return [int(code) for code in np.flatnonzero(busy)]


def label(context: Context, code: int) -> str:
    """A manager's name, or «Без менеджера»."""
    names = context.once(manager_names).names
    return names[code] if code < len(names) else context.say(NO_MANAGER)


def labels(context: Context) -> list[str]:
    """Every code's :func:`label`."""
    return [*context.once(manager_names).names, context.say(NO_MANAGER)]


def looked_up(keys: "pd.Series[str]", source: "pd.Series[str]", values: Codes, none: int) -> Codes:
    """For each of ``keys`` the smallest of ``values`` whose ``source`` is the same text; ``none`` without one."""
    codes = codes_of(source)
    best = np.full(len(source.cat.categories) + 1, none, np.int64)
    given = np.flatnonzero((codes >= 0) & (values != none))
    given = given[np.argsort(-values[given], kind="stable")]
    best[codes[given]] = values[given]
    return best[same_text(keys, source)]


def same_text(keys: "pd.Series[str]", source: "pd.Series[str]") -> Codes:
    """For each of ``keys`` its category code in ``source``; −1 for blank and for a text that is not there."""
    if not len(names_of(source)):
        return np.full(len(keys), -1, np.int64)
    found = source.cat.categories.get_indexer(keys.cat.categories)
    return np.append(found, -1).astype(np.int64)[codes_of(keys)]
