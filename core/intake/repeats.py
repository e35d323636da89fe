"""Keys that may not repeat: every row of a repeated key is named, and every row is kept."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from core.i18n import Language, day
from core.i18n.sentences import PROBLEMS
from core.intake.categories import codes_of
from core.intake.columns import Array
from core.intake.problems import sentence
from core.intake.typed import Typed
from core.report import Problem

_NAMED = 10


def repeated(typed: Typed, language: Language) -> Iterator[Problem]:
    """A warning for each row whose ``unique`` columns together stand in another row too; blank ones do not count."""
    table, frame = typed.table, typed.frame
    if not table.unique or len(frame) < 2 or not set(table.unique) <= typed.present:
        return
    whole, keys = np.ones(len(frame), bool), np.zeros(len(frame), np.int64)
    for id in table.unique:
        codes = _codes(typed, id)
        whole &= codes >= 0
        _, keys = np.unique(keys * (int(codes.max(initial=0)) + 2) + codes + 1, return_inverse=True)
    counts = np.bincount(keys[whole], minlength=int(keys.max()) + 1)
    rows = np.flatnonzero(whole & (counts[keys] > 1))
    groups: dict[int, list[int]] = {}
    for row, key in zip(rows.tolist(), keys[rows].tolist(), strict=True):
        groups.setdefault(key, []).append(row)
    last = table.unique[-1] if len(table.unique) == 1 else table.unique[0]
    for group in groups.values():
        value = " · ".join(_shown(typed, group[0], id, language) for id in table.unique)
        where = ", ".join(str(typed.sheet_row(row)) for row in group[:_NAMED]) + ("…" if len(group) > _NAMED else "")
        said = sentence("repeated_key", language, (("value", value), ("rows", where), ("counts", table.repeated)))
        for row in group:
            ref = typed.ref(row, last)
            manager = frame["manager"].iat[row] if "manager" in frame else None
            yield Problem(
                ref.tab, typed.sheet_row(row), typed.header(row, last, language), ref.cell, "repeated_key",
                PROBLEMS["repeated_key"].severity, value, said, "", str(manager) if isinstance(manager, str) else "",
            )  # fmt: skip


def _codes(typed: Typed, id: str) -> Array:
    column = typed.frame[id]
    if typed.table.by_id[id].kind == "date":
        unit = "M" if id == "month" else "D"
        days: Any = column.to_numpy().astype(f"datetime64[{unit}]")
        codes = np.unique(days, return_inverse=True)[1]
        return np.where(np.isnat(days), -1, codes)
    return codes_of(column).astype(np.int64)


def _shown(typed: Typed, row: int, id: str, language: Language) -> str:
    value: Any = typed.frame[id].iat[row]
    return day(value, language) if typed.table.by_id[id].kind == "date" else str(value)
