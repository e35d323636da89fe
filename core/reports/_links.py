"""Links to many rows at once."""

from collections.abc import Sequence

import numpy as np

from core.intake.typed import Typed
from core.metrics.money import Codes
from core.report import Ref


def refs(typed: Typed, rows: Codes, column: str, texts: Sequence[str] | None = None) -> list[Ref]:
    """The cells that the given rows of a table's frame have in ``column``, as :meth:`Typed.ref` gives one."""
    parts = typed.frame["_part"].to_numpy()[rows].tolist()
    sheet_rows = typed.frame["_row"].to_numpy()[rows].tolist()
    tabs = [(part.tab, part.letters.get(column, "A")) for part in typed.parts]
    cells = [(tabs[part][0], f"{tabs[part][1]}{row}") for part, row in zip(parts, sheet_rows, strict=True)]
    shown = texts or [""] * len(cells)
    return [Ref(tab, cell, text or cell) for (tab, cell), text in zip(cells, shown, strict=True)]


def words(typed: Typed, column: str, rows: Codes, blank: str = "") -> list[str]:
    """A text column of the given rows; ``blank`` for blank cells."""
    names, codes = typed.frame[column].cat.categories, typed.frame[column].cat.codes.to_numpy()[rows]
    if not len(names):
        return [blank] * len(codes)
    spelled = names.take(np.maximum(codes, 0)).tolist()
    return [str(name) if code >= 0 else blank for name, code in zip(spelled, codes.tolist(), strict=True)]
