"""What people call a row or a column that sums up the others."""

import re
from typing import Any

from core.i18n import fold

TOTAL = re.compile(
    r"(?:общий |промежуточный |grand )?(?:итого|итоги?|всего|подытог|подитог|total|totals|subtotal)(?!\w)"
)
"""At the beginning of a folded text."""


def is_total(cell: Any) -> bool:
    """«Итого», «Общий итог:», “Grand Total”, and nothing else."""
    word = fold(cell) if isinstance(cell, str) else ""
    found = TOTAL.match(word)
    return found is not None and not word[found.end() :].strip(" :.")
