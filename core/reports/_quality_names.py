"""Names that are probably one name, as rows: what stands there, what it looks like, how often each is met."""

from collections import Counter

import numpy as np

from core.context import Context
from core.i18n import T
from core.report import Problem, Row

MIXED, ALIKE = "wrong_alphabet", "near_duplicate"
CODES = (MIXED, ALIKE)
REASONS = {
    MIXED: T("смешаны русские и латинские буквы", "mixes Russian and Latin letters"),
    ALIKE: T("похожее написание", "spelled alike"),
}


def name_problems(context: Context) -> list[Problem]:
    """One problem a pair of names; of two about the same pair the one that names the letters."""
    found = sorted((p for p in context.problems if p.code in CODES), key=lambda p: (CODES.index(p.code), p))
    pairs: dict[tuple[str, str, str], Problem] = {}
    for problem in found:
        pairs.setdefault((problem.tab + problem.cell, problem.value, problem.expected), problem)
    return sorted(pairs.values(), key=lambda p: (p.column, p.value, p.expected))


def name_rows(context: Context) -> list[Row]:
    """Column, name, its look-alike, how many rows each has in the workbook, why, where the first one stands."""
    problems = name_problems(context)
    if not problems:
        return []
    columns = _columns(context)
    ids = [columns[p.tab, p.cell.rstrip("0123456789")] for p in problems]
    met = {id: _met(context, id) for id in set(ids)}
    rows: list[Row] = []
    for id, p in zip(ids, problems, strict=True):
        count = met[id]
        reason = context.say(REASONS[p.code])
        rows.append(
            [p.column, p.value, p.expected, count[p.value], count[p.expected], reason, p.manager or None, p.ref]
        )
    return rows


def _columns(context: Context) -> dict[tuple[str, str], str]:
    """(tab, letter) → column id."""
    return {
        (part.tab, letter): id
        for typed in context.tables.values()
        for part in typed.parts
        for id, letter in part.letters.items()
    }


def _met(context: Context, column: str) -> "Counter[str]":
    """In how many rows of the workbook each word of a column stands."""
    found: Counter[str] = Counter()
    for typed in context.tables.values():
        if column in typed.table.by_id:
            words = typed.frame[column].cat
            codes = words.codes.to_numpy()
            n = np.bincount(codes[codes >= 0], minlength=len(words.categories)).tolist()
            found.update(dict(zip(map(str, words.categories), n, strict=True)))
    return found
