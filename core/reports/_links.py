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
    tabs, letters = [part.tab for part in typed.parts], [part.letters.get(column, "A") for part in typed.parts]
    cells = [f"{letters[part]}{row}" for part, row in zip(parts, sheet_rows, strict=True)]
    shown = [text or cell for text, cell in zip(texts, cells, strict=True)] if texts else cells
    return list(map(Ref, map(tabs.__getitem__, parts), cells, shown))


def words(typed: Typed, column: str, rows: Codes, blank: str = "") -> list[str]:
    """A text column of the given rows; ``blank`` for blank cells."""
    names, codes = typed.frame[column].cat.categories, typed.frame[column].cat.codes.to_numpy()[rows]
    if not len(names):
        return [blank] * len(codes)
    spelled = names.take(np.maximum(codes, 0)).tolist()
    return [str(name) if code >= 0 else blank for name, code in zip(spelled, codes.tolist(), strict=True)]
