"""Names that are probably one name: other case or blanks, letters of the other alphabet, a typo."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from core.i18n import Language, clean
from core.i18n.sentences import PROBLEMS
from core.intake.categories import codes_of, names_of
from core.intake.problems import sentence
from core.intake.titles import look
from core.intake.typed import Typed
from core.report import Problem

NAMED = ("client", "manager", "product")
MOST = 20_000
"""Above so many names typos are not looked for, only equal skeletons."""
SHORTEST, LONG = 6, 10

_LATIN, _CYRILLIC = "ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_WORD = re.compile(r"[^\W\d_]+")
_FORMS = re.compile(r"(?<!\w)(?:ооо|оао|зао|пао|ао|ип|тоо|чп|llc|ltd|inc|gmbh|corp)(?!\w)\.?")
_FORM_LETTERS = re.compile(look("(?<!\\w)(?:llc|ltd|inc|gmbh|corp)(?!\\w)"))


def skeleton(name: str) -> str:
    """The letters and digits of a name without its legal form: case, blanks, quotes and look-alike letters ignored."""
    bare = _FORM_LETTERS.sub(" ", _FORMS.sub(" ", look(name)))
    return re.sub(r"[\W_]+", "", bare) or re.sub(r"\s+", "", look(name))


def _form(name: str) -> str:
    found = _FORMS.search(look(name)) or _FORM_LETTERS.search(look(name))
    return found[0].rstrip(".") if found else ""


def right_alphabet(name: str) -> str:
    """The name with each word that mixes look-alike Russian and Latin letters put in one alphabet."""
    return _WORD.sub(lambda word: _one_alphabet(word[0]), name)


def _one_alphabet(word: str) -> str:
    latin = [c for c in word if c.isascii()]
    other = [c for c in word if "а" <= c.casefold() <= "я" or c.casefold() == "ё"]
    if not latin or not other or len(latin) + len(other) != len(word):
        return word
    as_cyrillic, as_latin = set(latin) <= set(_LATIN), set(other) <= set(_CYRILLIC)
    if as_cyrillic and (not as_latin or len(other) >= len(latin)):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN) if as_latin else word


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that may be one, each pair once, in no order of meaning."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        groups[skeleton(name)].append(name)
    for group in groups.values():
        yield from ((a, b) for a, b in combinations(group, 2) if _form(a) == _form(b) or not _form(a) or not _form(b))
    if len(groups) <= MOST:
        for a, b in _typos(groups):
            yield groups[a][0], groups[b][0]


def _typos(groups: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Skeletons one edit apart (two where both are long), the same digits in both: «Клиент 1» is not «Клиент 2»."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for bone in groups:
        if len(bone) >= SHORTEST:
            blocks["".join(filter(str.isdigit, bone))].append(bone)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > 1:
            near: defaultdict[str, list[str]] = defaultdict(list)
            for bone in block:
                for shorter in {bone, *(bone[:i] + bone[i + 1 :] for i in range(len(bone)))}:
                    near[shorter].append(bone)
            for found in near.values():
                if len(found) > 1:
                    pairs.update((min(a, b), max(a, b)) for a, b in combinations(found, 2))
    if not pairs:
        return
    from rapidfuzz.distance import OSA

    for a, b in sorted(pairs):
        most = 2 if min(len(a), len(b)) >= LONG else 1
        if OSA.distance(a, b, score_cutoff=most) <= most and not _designators(groups[a][0], groups[b][0]):
            yield a, b


def _designators(a: str, b: str) -> bool:
    """«Тариф А» and «Тариф Б» differ on purpose: only in a word of one or two letters."""
    return all(len(word) <= 2 for word in set(look(a).split()) ^ set(look(b).split()))


def near_duplicates(tables: Mapping[str, Typed], language: Language) -> Iterator[Problem]:
    """A warning at the first row of the rarer name of each pair, and of each name of mixed alphabets."""
    for column in NAMED:
        seen = _seen(tables, column)
        for name in sorted(seen):
            right = right_alphabet(name)
            if right != name:
                letters = " ".join(sorted({a for a, b in zip(name, right, strict=True) if a != b}))
                yield _problem(seen[name], "wrong_alphabet", name, column, language, other=right, letters=letters)
        for a, b in alike(seen):
            rare, usual = sorted((a, b), key=lambda name: (seen[name][3], seen[name][0], name))
            counts: dict[str, Any] = {"n": seen[rare][0], "m": seen[usual][0]}
            yield _problem(seen[rare], "near_duplicate", rare, column, language, other=usual, **counts)


Seen = tuple[int, Typed, int, bool]
"""How often a name stands in the workbook, the table and row where it stands first, and whether the table that lists
such names (clients, managers, products) has it: that spelling is the right one."""


def _seen(tables: Mapping[str, Typed], column: str) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    for typed in tables.values():
        if column not in typed.table.by_id or not len(typed):
            continue
        listed = typed.table.unique == (column,)
        codes = codes_of(typed.frame[column])
        names = names_of(typed.frame[column])
        counts = np.bincount(codes[codes >= 0], minlength=len(names))
        first = np.full(len(names) + 1, len(codes))
        np.minimum.at(first, codes, np.arange(len(codes)))
        for name, n, row in zip(names, counts.tolist(), first[:-1].tolist(), strict=True):
            if n:
                before = seen.get(name, (0, typed, row, False))
                seen[name] = (before[0] + n, before[1], before[2], before[3] or listed)
    return seen


def _problem(seen: Seen, code: str, name: str, column: str, language: Language, **places: Any) -> Problem:
    _, typed, row, _ = seen
    ref = typed.ref(row, column)
    said = sentence(code, language, tuple({"value": name, **places}.items()))
    manager: Any = typed.frame["manager"].iat[row] if "manager" in typed.table.by_id else ""
    return Problem(
        ref.tab, typed.sheet_row(row), typed.header(row, column, language), ref.cell, code,
        PROBLEMS[code].severity, name, said, clean(str(places["other"])), manager if isinstance(manager, str) else "",
    )  # fmt: skip
