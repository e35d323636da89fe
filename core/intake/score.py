"""How many cells of a table were checked, and how many are wrong, by manager: the data-quality score's two numbers."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from core.i18n.sentences import PROBLEMS
from core.intake.categories import codes_of, names_of
from core.intake.columns import Array
from core.intake.part import Draft
from core.intake.typed import Typed
from core.tables.declare import Table


def owners(typed: Typed) -> tuple[list[str], Array]:
    """The managers' names with '' at the end, and each row's place among them (−1: none, which is that end)."""
    if "manager" not in typed.table.by_id:
        return [""], np.full(len(typed), -1)
    managers = typed.frame["manager"]
    return [*names_of(managers), ""], codes_of(managers)


def count_cells(table: Table, draft: Draft, checked: Array) -> None:
    """Add the cells checked in each row: the required ones, and the others that are filled."""
    required = {c.id for c in table.required}
    for name in draft.source:
        blank = draft.columns[name].blank
        if name in required or blank is None:
            checked += 1
        else:
            checked += ~blank[draft.rows]


def count_errors(
    marked: Iterable[tuple[str, list[tuple[int, str]]]], at: Mapping[int, int], checked: Array, errors: Array
) -> None:
    """Add the cells in error; of two columns of which neither is filled, the one cell that should be."""
    for _, marks in marked:
        rows = np.array([at[i] for i, code in marks if PROBLEMS[code].severity == "error"], np.intp)
        np.add.at(errors, rows, 1)
        np.add.at(checked, np.array([at[i] for i, code in marks if code == "missing_any"], np.intp), 1)


def by_manager(names: list[str], owner: Array, checked: Array, errors: Array) -> pd.DataFrame:
    """Sums by manager (columns manager, checked, errors), without those of whom nothing was checked."""
    place = np.where(owner < 0, len(names) - 1, owner)
    cells = np.bincount(place, checked, len(names)).astype(np.int64)
    bad = np.flatnonzero(errors)
    wrong = np.bincount(place[bad], errors[bad], len(names)).astype(np.int64)
    some = np.flatnonzero(cells).tolist()
    return pd.DataFrame({"manager": [names[i] for i in some], "checked": cells[some], "errors": wrong[some]})
