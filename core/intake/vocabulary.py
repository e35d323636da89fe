"""People's words against the dictionaries that drive the drop-downs: stages, managers, products, lists."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from core.i18n import Language, fold
from core.i18n.sentences import PROBLEMS
from core.intake.categories import codes_of, names_of, renamed
from core.intake.columns import Array
from core.intake.problems import hint, sentence
from core.intake.typed import Typed
from core.report import Problem

CODE = "outside_list"


def dictionary(tables: Mapping[str, Typed], values_from: str | None) -> dict[str, str]:
    """Folded word → the dictionary's spelling, for ``stages.stage`` and the like; {} where it is not filled."""
    id, _, column = (values_from or "").partition(".")
    found = tables.get(id)
    if found is None or column not in found.present:
        return {}
    return {fold(name): name for name in reversed(names_of(found.frame[column]))}


def canonical(tables: Mapping[str, Typed]) -> dict[str, Typed]:
    """Words that a dictionary spells otherwise only in case, ё/е or blanks, in the dictionary's spelling."""
    return {id: _canonical(typed, tables) for id, typed in tables.items()}


def _canonical(typed: Typed, tables: Mapping[str, Typed]) -> Typed:
    changed: dict[str, Any] = {}
    for column in typed.table.columns:
        spelled = dictionary(tables, column.values_from) if column.id in typed.present else {}
        if spelled:
            names = names_of(typed.frame[column.id])
            new = [spelled.get(fold(name), name) for name in names]
            if new != names:
                changed[column.id] = renamed(typed.frame[column.id], new).array
    typed = replace(typed, frame=typed.frame.assign(**changed)) if changed else typed
    return _stage_dates(typed, dictionary(tables, "stages.stage"))


def _stage_dates(typed: Typed, stages: Mapping[str, str]) -> Typed:
    """«Дата: договор» names the stage «Договор»."""
    if not typed.extras or typed.table.extra is None or typed.table.extra.kind != "date":
        return typed
    to = {old: f"x:{stages.get(fold(name), name)}" for old, name in typed.extras.items()}
    if all(old == new for old, new in to.items()):
        return typed
    parts = tuple(
        replace(
            part,
            letters={to.get(id, id): at for id, at in part.letters.items()},
            headers={to.get(id, id): title for id, title in part.headers.items()},
        )
        for part in typed.parts
    )
    return replace(
        typed,
        frame=typed.frame.rename(columns=to),
        parts=parts,
        present=frozenset(to.get(id, id) for id in typed.present),
        extras={new: new[2:] for new in to.values()},
    )


def outside(typed: Typed, tables: Mapping[str, Typed], owners: Any, language: Language) -> Iterator[Problem]:
    """A warning for each cell whose word is not in its dictionary. ``owners`` are the rows' managers or None."""
    for column in typed.table.columns:
        ours = column.id in typed.present and not column.judged_by_check
        spelled = dictionary(tables, column.values_from) if ours else {}
        names = names_of(typed.frame[column.id]) if spelled else []
        known = {*spelled, *map(fold, column.besides)}
        strange = np.array([fold(name) not in known for name in names] + [False], bool)
        if not strange.any():
            continue
        source = tables[str(column.values_from).partition(".")[0]].parts[0].tab
        said = {
            code: sentence(
                CODE,
                language,
                (("value", name), ("source", source), ("hint", hint(name, list(spelled.values()), language))),
            )
            for code, name in enumerate(names)
            if strange[code]
        }
        yield from _cells(typed, column.id, strange, names, said, owners, language)


def _cells(
    typed: Typed, id: str, strange: Array, names: list[str], said: dict[int, str], owners: Any, language: Language
) -> Iterator[Problem]:
    """One problem a cell; what is the same for all of them is looked up once, since there may be a million."""
    codes = codes_of(typed.frame[id])
    rows = np.flatnonzero(strange[codes])
    parts, numbers = typed.frame["_part"].to_numpy()[rows], typed.frame["_row"].to_numpy()[rows]
    people = [""] * len(rows) if owners is None else [*owners.cat.categories, ""]
    who = range(len(rows)) if owners is None else codes_of(owners)[rows].tolist()
    first = {int(part): int(at) for part, at in zip(*np.unique(parts, return_index=True), strict=True)}
    titles = {part: typed.header(int(rows[at]), id, language) for part, at in first.items()}
    severity = PROBLEMS[CODE].severity
    for part, number, code, owner in zip(parts.tolist(), numbers.tolist(), codes[rows].tolist(), who, strict=True):
        tab = typed.parts[part]
        cell = f"{tab.letters.get(id, 'A')}{number}"
        yield Problem(tab.tab, number, titles[part], cell, CODE, severity, names[code], said[code], "", people[owner])
