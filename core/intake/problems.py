"""From marks to problems: the tab, the cell and a sentence in the workbook's language."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import numpy as np

from core.i18n import Language, clean, fold
from core.i18n.sentences import EXPECTED, HEADER_HINT, HINT, PROBLEMS
from core.intake.columns import Wanted
from core.intake.headers import letter
from core.intake.numbers import NOT_CALCULATED
from core.intake.part import Draft, no_value, wanted_of
from core.report import Problem
from core.tables.declare import Choice, Table


def shown(cell: Any, language: Language) -> str:
    """A cell's value as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        return text.replace(".", ",") if language == "ru" else text
    if isinstance(cell, bool):
        return {"ru": ("ЛОЖЬ", "ИСТИНА"), "en": ("FALSE", "TRUE")}[language][cell]
    if isinstance(cell, (date, datetime)):
        return cell.strftime("%d.%m.%Y") if language == "ru" else cell.strftime("%Y-%m-%d")
    return clean(str(cell))


@lru_cache(maxsize=512)
def expected(wanted: Wanted, language: Language) -> str:
    """What a column takes, in words: «одно из: Открыта, Выиграна, Проиграна»."""
    kind = wanted.special if wanted.special in EXPECTED else wanted.kind
    said = EXPECTED[kind].say(language, options=", ".join(choice.title.to(language) for choice in wanted.choices))
    low = 0.0 if wanted.minimum is None and wanted.kind == "count" else wanted.minimum
    if wanted.kind == "percent" or (low is None and wanted.maximum is None):
        return said
    name = "minimum" if wanted.maximum is None else "maximum" if low is None else "limits"
    return EXPECTED[name].say(language, kind=said, minimum=_bound(low), maximum=_bound(wanted.maximum))


def _bound(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"


@lru_cache(maxsize=65536)
def sentence(code: str, language: Language, places: tuple[tuple[str, Any], ...]) -> str:
    return PROBLEMS[code].message.say(language, **dict(places))


def make(
    draft: Draft, code: str, i: int, column: str, j: int, value: str, language: Language,
    manager: str = "", expects: str = "", **places: Any,
) -> Problem:  # fmt: skip
    """One problem. ``i`` is a body row (−1: the tab), ``j`` a source column from 0 (−1: none)."""
    if value == NOT_CALCULATED and code == "error_cell":
        code, value = "not_calculated", ""
    row = draft.first_row + i if i >= 0 else 0
    cell = f"{letter(j)}{row or draft.headers.row + 1}" if j >= 0 else ""
    said = {"value": value, "column": column, "expected": expects} | places
    return Problem(
        draft.sheet.title, row or (draft.headers.row + 1 if j >= 0 else 0), column, cell, code, PROBLEMS[code].severity,
        value, sentence(code, language, tuple(said.items())), expects, manager,
    )  # fmt: skip


def tab_problem(tab: str, code: str, language: Language, value: str = "", column: str = "", **places: Any) -> Problem:
    """A problem of the tab as a whole."""
    said = {"value": value, "column": column, "tab": tab} | places
    return Problem(
        tab, 0, column, "", code, PROBLEMS[code].severity, value, sentence(code, language, tuple(said.items())),
        str(places.get("expected", "")),
    )  # fmt: skip


def column_wanted(table: Table, name: str) -> Wanted:
    if name in table.by_id:
        return wanted_of(table.by_id[name])
    choices: tuple[Choice, ...] = table.extra.choices if table.extra else ()
    return Wanted(table.extra.kind if table.extra else "text", choices)


def cell_marks(table: Table, draft: Draft) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Each column's marks over the kept rows, the missing required cells among them."""
    kept = np.zeros(len(next(iter(draft.cells.values()), ())), bool)
    kept[draft.rows] = True
    everything = len(draft.rows) == len(kept)
    required = {c.id for c in table.required}
    for name in draft.source:
        taken = draft.columns[name]
        marks = taken.marks if everything else [mark for mark in taken.marks if kept[mark[0]]]
        if name in required and taken.blank is not None:
            missing = np.flatnonzero(taken.blank & no_value(taken) & kept)
            marks = [*marks, *((i, "missing") for i in missing.tolist())]
        if marks:
            yield name, marks
    for group in table.any_of:
        present = [id for id in group if id in draft.source]
        if present:
            none = np.logical_and.reduce([no_value(draft.columns[id]) for id in present]) & kept
            marked = {i for id in present for i, _ in draft.columns[id].marks}
            if marks := [(i, "missing_any") for i in np.flatnonzero(none).tolist() if i not in marked]:
                yield present[0], marks


def tab_problems(table: Table, draft: Draft, language: Language) -> Iterator[Problem]:
    """Skipped totals, repeated and missing headers."""
    titles = draft.headers.titles
    for code, i, j, places in draft.said:
        value = str(places.get("value", ""))
        rest = {k: f"{letter(v)} ({titles[v]})" for k, v in places.items() if k != "value"}
        yield make(draft, code, i, titles.get(j, ""), j, value, language, **rest)
    for column in table.required:
        if column.id not in draft.columns:
            title = column.header.to(language)
            found = _alike(title, [titles[j] for j in draft.headers.unknown])
            hint = HEADER_HINT.say(language, name=found) if found else ""
            yield tab_problem(draft.sheet.title, "missing_column", language, column=title, hint=hint)
    for group in table.any_of:
        if not any(id in draft.columns for id in group):
            names = _listed(table, group, language)
            yield tab_problem(draft.sheet.title, "missing_any_column", language, expected=names)


def _listed(table: Table, group: tuple[str, ...], language: Language) -> str:
    return ", ".join(
        f"«{table.by_id[id].header.ru}»" if language == "ru" else table.by_id[id].header.en for id in group
    )


def any_of_words(table: Table, name: str, language: Language) -> str:
    return next((_listed(table, group, language) for group in table.any_of if name in group), "")


def _alike(name: str, others: list[str]) -> str | None:
    from difflib import get_close_matches

    spelled = {fold(other): other for other in others}
    found = get_close_matches(fold(name), spelled, 1, 0.75)
    return spelled[found[0]] if found else None


def hint(name: str, others: list[str], language: Language) -> str:
    """« Похоже на «Рекламу».» where one of ``others`` is spelled nearly like ``name``."""
    found = _alike(name, others)
    return HINT.say(language, name=found) if found else ""
