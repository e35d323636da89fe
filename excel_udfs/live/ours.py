"""Which tabs are ours: each carries a name of its own, `planerka`, that says which report it is.

The name moves with the tab when a person renames it. A copy that a person made has it too; the tab that stands first
is the report, a copy is theirs from then on.
"""

import re
from typing import Any

from core.i18n import Language
from excel_udfs.live.words import OURS_TOO

MARK = "planerka"
_LONGEST = 31
_ODD = re.compile(r"[\[\]:*?/\\]")


def ours(book: Any) -> dict[str, Any]:
    """Report id → its tab."""
    found: dict[str, Any] = {}
    for sheet in book.sheets:
        if (id := _mark(sheet)) is not None:
            found.setdefault(id, sheet)
    return found


def _mark(sheet: Any) -> str | None:
    for name in sheet.names:
        if name.name.rpartition("!")[2] == MARK:
            return str(name.refers_to).removeprefix('="').removesuffix('"')
    return None


def mark(sheet: Any, id: str) -> None:
    sheet.names.add(MARK, f'="{id}"')


def free_title(title: str, taken: set[str], language: Language) -> str:
    """A tab title that Excel takes, like ``title`` and not like any of ``taken`` (folded)."""
    base = _ODD.sub(" ", title).strip("' ") or "Planerka"
    tries = [base, OURS_TOO.say(language, title=base), *(f"{base} ({n})" for n in range(2, 1000))]
    for wanted in tries:
        if len(wanted) > _LONGEST:
            tail = wanted[len(base) :]
            wanted = base[: _LONGEST - len(tail)].rstrip("' ") + tail
        if wanted.casefold() not in taken:
            return wanted
    raise AssertionError(title)
