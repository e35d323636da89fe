"""People's words against the dictionaries that drive the drop-downs: stages, managers, products, lists."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from core.i18n import Language, fold
from core.i18n.sentences import PROBLEMS
from core.intake.categories import codes_of, names_of, renamed
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
                changed[column.id] = renamed(typed.frame[column.id], new)
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
        replace(part, letters={to.get(id, id): at for id, at in part.letters.items()}) for part in typed.parts
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
        spelled = dictionary(tables, column.values_from) if column.id in typed.present else {}
        names = names_of(typed.frame[column.id]) if spelled else []
        strange = np.array([fold(name) not in spelled for name in names] + [False], bool)
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
        codes = codes_of(typed.frame[column.id])
        title = column.header.to(language)
        for i in np.flatnonzero(strange[codes]).tolist():
            ref, code = typed.ref(i, column.id), int(codes[i])
            owner = owners.iat[i] if owners is not None else ""
            yield Problem(
                ref.tab, typed.sheet_row(i), title, ref.cell, CODE, PROBLEMS[CODE].severity, names[code], said[code],
                "", owner if isinstance(owner, str) else "",
            )  # fmt: skip
