"""Finding the header row of a tab, and which of our columns each header means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from core.i18n import Language, clean, fold
from core.intake.scalars import is_blank
from core.intake.titles import look
from core.tables import all_tables
from core.tables.declare import Table

FIRST_ROWS = 10
_UNIT = re.compile(r"[\s,(\[]*(?:руб\.?|₽|р\.|rub|usd|eur|\$|€|%|шт\.?|дн\.?|дней|days)[\s)\]]*$")
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


@dataclass
class Headers:
    """``row`` counts from 0; ``known`` gives the source columns (from 0) of each column id, in sheet order,
    ``extras`` those of each prefixed extra's name, ``unknown`` the rest; ``titles`` the headers as typed."""

    row: int
    titles: dict[int, str]
    known: dict[str, list[int]] = field(default_factory=dict)
    extras: dict[str, list[int]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)

    @property
    def matched(self) -> int:
        return len(self.known) + len(self.extras)

    def language(self, default: Language) -> Language:
        """The language in which most recognised headers stand."""
        known = [self.titles[j] for columns in (self.known, self.extras) for found in columns.values() for j in found]
        russian = sum(1 for title in known if _RUSSIAN.search(title))
        return default if russian * 2 == len(known) else "ru" if russian * 2 > len(known) else "en"


def find_headers(table: Table, rows: Sequence[Sequence[Any]]) -> Headers | None:
    """The row, of the first ten, that names most of the table's columns; the first of equals."""
    best: Headers | None = None
    for n, row in enumerate(rows[:FIRST_ROWS]):
        headers = match(table, n, row)
        if headers.matched > (best.matched if best else 0):
            best = headers
            if not best.unknown and all(column.id in best.known for column in table.required):
                break  # nothing but our headers, all that are needed: no row below says more
    return best


def match(table: Table, n: int, row: Sequence[Any]) -> Headers:
    headers = Headers(n, {j: clean(str(cell)) for j, cell in enumerate(row) if not is_blank(cell)})
    spelled: dict[str, str] = {}
    for j, title in headers.titles.items():
        if not isinstance(row[j], str):
            headers.unknown.append(j)
        elif id := column_of(table, title):
            headers.known.setdefault(id, []).append(j)
        elif name := extra_of(table, title):
            headers.extras.setdefault(spelled.setdefault(fold(name), name), []).append(j)
        else:
            headers.unknown.append(j)
    return headers


def column_of(table: Table, title: str) -> str | None:
    """The id of the column that a header means; a unit at its end («Сумма, руб.») is looked past."""
    return _known(table.id, title) if all_tables().get(table.id) is table else _meant(_spellings(table), title)


@lru_cache(maxsize=4096)
def _known(id: str, title: str) -> str | None:
    return _meant(_names(id), title)


def _meant(names: dict[str, str], title: str) -> str | None:
    typed = look(title).rstrip(" :*")
    return names.get(_solid(typed)) or names.get(_solid(_UNIT.sub("", typed).rstrip(" :*")))


def extra_of(table: Table, title: str) -> str | None:
    """What follows the prefix of an extra column: «Дата: Договор» is «Договор»."""
    if table.extra is None or not table.extra.prefix.ru:
        return None
    for prefix in table.extra.prefix:
        word = prefix.strip().rstrip(":")
        head, colon, name = title.partition(":")
        if colon and look(head) == look(word) and clean(name):
            return clean(name)
    return None


@cache
def _names(id: str) -> dict[str, str]:
    return _spellings(all_tables()[id])


def _spellings(table: Table) -> dict[str, str]:
    """Compared header → column id; a column's own titles come before the aliases of others."""
    names: dict[str, str] = {}
    for column in table.columns:
        for own in (column.ru, column.header.en, column.id):
            names.setdefault(_solid(look(own)), column.id)
    for column in table.columns:
        for name in column.names:
            names.setdefault(_solid(look(name)), column.id)
    return names


def _solid(text: str) -> str:
    """Without blanks: «№счёта» and «№ счёта» are one header."""
    return text.replace(" ", "")


def letter(j: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    out = ""
    j += 1
    while j:
        j, rest = divmod(j - 1, 26)
        out = chr(65 + rest) + out
    return out
