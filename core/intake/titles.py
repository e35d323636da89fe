"""Which input table a tab is, by its title: «Сделки Иванова» is a part of the deals."""

import re
from functools import cache

from core.i18n import clean, fold
from core.tables import all_tables

_ALIKE = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_COPY = re.compile(r".*\(\d+\)|(.*[(\s—–-])?(?:копия|copy|backup|бэкап)\b.*", re.IGNORECASE)
"""What a program or a person adds to the title of a copy, a manager's tab's too."""


def look(text: str) -> str:
    """The folded text with Latin letters that look Cyrillic made so: how titles and headers are compared."""
    return fold(text).translate(_ALIKE)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(compared name, table id), the longest names first."""
    pairs = {(look(name), table.id) for table in all_tables().values() for name in table.names}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def match_title(title: str) -> tuple[str, str] | None:
    """The table that a tab is a part of and the suffix of its title; None for a tab that is none of ours."""
    found = _split(title)
    return None if found is None or _COPY.fullmatch(found[1]) else (found[0], found[1].strip("()[] "))


def is_copy(title: str) -> bool:
    """«Сделки (2)», «Сделки Иванов (2)», «Счета копия»: an input tab copied by the program or put aside by a person."""
    found = _split(title)
    return found is not None and _COPY.fullmatch(found[1]) is not None


def _split(title: str) -> tuple[str, str] | None:
    typed = clean(title)
    compared = look(typed)
    for name, id in _names():
        if compared == name:
            return id, ""
        if compared.startswith(name) and _is_boundary(rest := typed[len(name) :]):
            return id, rest.strip(" _—–-:.,/|")
    return None


def _is_boundary(rest: str) -> bool:
    """A hyphen joins «Счета-фактуры» into another word, but not «Счета-Иванов»."""
    if rest[0] == "-":
        return len(rest) > 1 and not rest[1].islower()
    return rest[0] in " _—–:.,/|(["
