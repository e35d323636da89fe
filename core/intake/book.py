"""A workbook's cells → its typed tables, its settings, and every problem met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.i18n import Language, fold
from core.intake import resolve, vocabulary
from core.intake import settings as parameters
from core.intake.collector import collector_paused
from core.intake.near_duplicates import near_duplicates
from core.intake.problems import tab_problem
from core.intake.read import finish, gather, rules
from core.intake.settings import with_overrides
from core.intake.titles import is_copy, look, match_title
from core.intake.typed import Typed
from core.report import Problem
from core.settings import Settings
from core.tables import all_tables, table
from core.workbook import Cells, Sheet

__all__ = ["TypedBook", "is_input", "match_title", "read_book"]

_ALIKE = 0.8


@dataclass(frozen=True)
class TypedBook:
    """Every table by id (a missing one is empty), the rules, the problems sorted by tab, row, column, and the ids of
    the tables that the workbook does not have."""

    tables: dict[str, Typed]
    settings: Settings
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]


def is_input(title: str) -> bool:
    """Whether a tab of this title is one that people fill for us."""
    return match_title(title) is not None


def read_book(cells: Cells, overrides: Mapping[str, Any]) -> TypedBook:
    """Type every tab. Raises :class:`core.errors.BadArgument` for an override that does not fit."""
    with collector_paused():
        return _read_book(cells, overrides)


def _read_book(cells: Cells, overrides: Mapping[str, Any]) -> TypedBook:
    parts: dict[str, list[Sheet]] = {id: [] for id in all_tables()}
    others = list(cells.others)
    for sheet in cells.sheets:
        found = match_title(sheet.title)
        if found is None:
            others.append(sheet.title)
        else:
            parts[found[0]].append(sheet)
    settings, settings_problems = _settings(cells, parts["settings"], overrides)
    how = rules(settings.language, settings.locale, cells.date1904, settings.base_currency)
    readings = {id: gather(table(id), sheets, how) for id, sheets in parts.items()}
    spelled = vocabulary.canonical({id: reading.typed for id, reading in readings.items()})
    tables = resolve.filled_from_each_other(spelled)
    for id, typed in tables.items():
        owners = typed.frame["manager"] if "manager" in typed.table.by_id else None
        more = [*vocabulary.outside(spelled[id], spelled, owners, settings.language)]
        more += settings_problems if id == "settings" else []
        tables[id] = finish(replace(readings[id], typed=typed), settings.language, more)
    problems = [problem for typed in tables.values() for problem in typed.problems]
    problems += near_duplicates(spelled, settings.language)
    missing = tuple(id for id, typed in tables.items() if not typed.parts)
    problems += _titles(others, missing, settings.language)
    return TypedBook(tables, settings, tuple(sorted(problems)), missing)


def _settings(cells: Cells, sheets: list[Sheet], overrides: Mapping[str, Any]) -> tuple[Settings, list[Problem]]:
    """The rules: the command's, else the settings tab's, else the workbook's own locale and zone, else the defaults.

    The tab is read twice, because the language that it sets is the one its problems are said in.
    """
    said = {word: value for word, value in overrides.items() if parameters.name_of(word) == "language"}
    forced = with_overrides(Settings(), said, rules("ru")).language if said else None
    language = forced or _language(cells)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for _ in range(2):
        how = rules(language, values.get("locale") or cells.locale, cells.date1904)
        values, problems = parameters.from_tab(gather(table("settings"), sheets, how).typed, how)
        language = forced or values.get("language", language)
    how = rules(language, values.get("locale") or cells.locale, cells.date1904)
    own = {"language": language, "locale": cells.locale}
    if cells.time_zone:
        own["time_zone"] = cells.time_zone
    return with_overrides(Settings(**(own | values)), overrides, how), problems


def _language(cells: Cells) -> Language:
    """English if most recognised tabs are named in English."""
    names = [id for sheet in cells.sheets if (found := match_title(sheet.title)) for id in [(found[0], sheet.title)]]
    english = sum(look(title).startswith((look(table(id).title.en), look(id))) for id, title in names)
    return "en" if english * 2 > len(names) else "ru"


def _titles(others: list[str], missing: tuple[str, ...], language: Language) -> list[Problem]:
    """Tabs that are not read though they look like an input tab."""
    from difflib import SequenceMatcher

    problems = [tab_problem(title, "copy_tab", language) for title in others if is_copy(title)]
    for title in others:
        if is_copy(title):
            continue
        near = [
            (SequenceMatcher(None, fold(title), fold(name)).ratio(), id)
            for id in missing
            for name in (*table(id).title, *table(id).aliases)
        ]
        ratio, id = max(near, default=(0.0, ""))
        if ratio >= _ALIKE:
            problems.append(tab_problem(title, "similar_tab", language, table=table(id).title.to(language)))
    return problems
