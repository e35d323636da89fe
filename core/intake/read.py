"""The tabs of one input table → a typed table and every problem met on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from core.i18n import Language, fold
from core.intake.categories import categorical, union
from core.intake.columns import Array, Rules
from core.intake.headers import letter
from core.intake.lazy import Frame, Later
from core.intake.other_currency import leave_out_others
from core.intake.part import Check, Draft, read_part
from core.intake.problems import (
    any_of_words,
    cell_marks,
    column_wanted,
    expected,
    make,
    shown,
    tab_problem,
    tab_problems,
)
from core.intake.repeats import repeated
from core.intake.scalars import date_order, decimal_mark, is_blank
from core.intake.score import by_manager, count_cells, count_errors, owners
from core.intake.typed import Part, Typed, empty
from core.report import Problem
from core.tables.declare import Table
from core.workbook import Sheet


@dataclass(frozen=True)
class Reading:
    """A table whose cells are typed and whose problems are not yet put in words."""

    table: Table
    typed: Typed
    drafts: tuple[Draft, ...] = ()
    said: tuple[Problem, ...] = ()
    starts: tuple[int, ...] = field(default=())
    """The frame's row at which each draft begins."""


def rules(language: Language, locale: str | None = None, date1904: bool = False, base: str = "") -> Rules:
    return Rules(language, decimal_mark(locale), date_order(language, locale), date1904, base)


def read_table(
    table: Table, sheets: Sequence[Sheet], *, language: Language, locale: str | None = None, date1904: bool = False
) -> Typed:
    """Type the tabs that are parts of ``table``; a tab without a header row gives a problem and no part."""
    return finish(gather(table, sheets, rules(language, locale, date1904)), language)


def gather(table: Table, sheets: Sequence[Sheet], how: Rules, *, check: Check | None = None) -> Reading:
    """Type the cells of every tab and put the rows one under the other.

    With a ``check`` each column is typed only when it is asked for; it has to raise for cells that are no cells.
    """
    drafts: list[Draft] = []
    said: list[Problem] = []
    for sheet in sheets:
        draft = read_part(table, sheet, how, check)
        if draft is not None:
            drafts.append(draft)
            if how.base:
                leave_out_others(draft, how.base)
        elif not all(is_blank(cell) for row in sheet.rows for cell in row):
            needed = ", ".join(c.header.to(how.language) for c in table.required or table.columns)
            said.append(tab_problem(sheet.title, "no_header", how.language, expected=needed))
    if not drafts:
        return Reading(table, empty(table), (), tuple(said))
    _same_extras(drafts)
    lengths = [len(draft.rows) for draft in drafts]
    extras = {name: title for draft in drafts for name, title in draft.extras.items()}
    frame: Later[Any] = Later()
    for name in (*table.by_id, *extras):
        frame.put(name, partial(_column, table, drafts, name))
    frame.put("_part", lambda: np.repeat(np.arange(len(drafts), dtype=np.int32), lengths))
    frame.put("_row", lambda: np.concatenate([(draft.rows + draft.first_row).astype(np.int32) for draft in drafts]))
    rows: Any = Frame(frame, sum(lengths))
    if check is None:
        rows = rows.whole()
    typed = Typed(
        table,
        rows,
        tuple(_part(draft) for draft in drafts),
        frozenset(name for draft in drafts for name in draft.columns),
        extras,
        language=_language(drafts, how.language),
    )
    starts = tuple(int(n) for n in np.cumsum([0, *lengths[:-1]]))
    return Reading(table, typed, tuple(drafts), tuple(said), starts)


def _part(draft: Draft) -> Part:
    letters = {name: letter(j) for name, j in draft.source.items()}
    return Part(draft.sheet.title, draft.headers.row + 1, letters, {name: draft.title(name) for name in letters})


def _same_extras(drafts: Sequence[Draft]) -> None:
    """An extra column that tabs spell in different case is one column, as the first tab spells it."""
    spelled: dict[str, str] = {}
    for draft in drafts:
        draft.rename({name: spelled.setdefault(fold(name), name) for name in draft.extras})


def _language(drafts: Sequence[Draft], default: Language) -> Language:
    found = [draft.headers.language(default) for draft in drafts]
    return max(("ru", "en"), key=lambda language: (found.count(language), language == default))


def _column(table: Table, drafts: Sequence[Draft], name: str) -> Any:
    """One column of the frame: its kept rows in every part, blank where a part has no such column."""
    wanted = column_wanted(table, name)
    if wanted.kind in ("text", "id", "choice"):
        pieces = [
            (_kept(draft, name), draft.columns[name].names or [])
            if name in draft.columns
            else (np.full(len(draft.rows), -1, np.int32), [])
            for draft in drafts
        ]
        codes, names = union(pieces)
        dropped = any(len(draft.rows) != len(draft.columns[name].values) for draft in drafts if name in draft.columns)
        return categorical(codes, names, used_only=dropped)
    blank: Any = {"date": np.datetime64("NaT", "s"), "cell": None}.get(wanted.kind, np.nan)
    columns = [_kept(draft, name) if name in draft.columns else np.full(len(draft.rows), blank) for draft in drafts]
    return columns[0] if len(columns) == 1 else np.concatenate(columns)


def _kept(draft: Draft, name: str) -> Array:
    values = draft.columns[name].values
    return values if len(draft.rows) == len(values) else values[draft.rows]


def finish(reading: Reading, language: Language, more: Sequence[Problem] = ()) -> Typed:
    """Put the problems in words and count the cells checked, by the managers that the frame now has."""
    typed, table = reading.typed, reading.table
    problems = [*reading.said, *more]
    if not reading.drafts:
        return replace(typed, problems=tuple(sorted(problems)))
    names, owner = owners(typed)
    checked, errors = np.zeros(len(typed), np.int64), np.zeros(len(typed), np.int64)
    for draft, start in zip(reading.drafts, reading.starts, strict=True):
        part = slice(start, start + len(draft.rows))
        marked = list(cell_marks(table, draft))
        at = dict(zip(draft.rows.tolist(), range(len(draft.rows)), strict=True)) if marked else {}
        count_cells(table, draft, checked[part])
        count_errors(marked, at, checked[part], errors[part])
        problems += tab_problems(table, draft, language)
        for name, marks in marked:
            says = expected(column_wanted(table, name), language)
            one_of = any_of_words(table, name, language)
            title, j, cells = draft.title(name), draft.source[name], draft.cells[name]
            problems += [
                make(
                    draft, code, i, title, j, shown(cells[i], language), language, names[owner[start + at[i]]],
                    one_of if code == "missing_any" else says,
                )
                for i, code in marks
            ]  # fmt: skip
    problems += repeated(typed, language)
    return replace(typed, problems=tuple(sorted(problems)), checked=by_manager(names, owner, checked, errors))
