"""A history as plain lists and dicts, and back."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from core.history.model import Change, History, replay
from core.history.rows import IDENTITIES

VERSION = 1


def to_json(history: History) -> dict[str, Any]:
    """``reads``: one a reading that changed something, its changes as ``[key, column, old, new]`` by table.

    ``tabs``: by table the keys of each tab, null for the tab that holds all the others.
    """
    reads = [
        {
            "at": at.isoformat(),
            "changes": {
                table: [[c.key, c.column, c.old, c.new] for c in rows]
                for table, rows in groupby(changes, key=lambda change: change.table)
            },
        }
        for at, changes in groupby(history.changes, key=lambda change: change.at)
    ]
    return {
        "version": VERSION,
        "begun": {table: at.isoformat() for table, at in history.begun.items()},
        "reads": reads,
        "tabs": {table: _by_tab(tabs) for table, tabs in history.tabs.items()},
    }


def from_json(kept: Any) -> History:
    """The history back. Raises ValueError for what is none of this version, whatever it is."""
    try:
        return _history(kept)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no history: {error!r}") from error


def _history(kept: Any) -> History:
    if kept["version"] != VERSION:
        raise ValueError(f"no history of version {VERSION}")
    changes = tuple(
        Change(table, key, column, old, new, datetime.fromisoformat(read["at"]))
        for read in kept["reads"]
        for table, rows in read["changes"].items()
        for key, column, old, new in rows
    )
    strange = {change.table for change in changes} - IDENTITIES.keys()
    if strange or any(later.at < one.at for one, later in pairwise(changes)):
        raise ValueError(f"no history: {strange or 'times run backwards'}")
    rows = replay(changes)
    begun = {table: datetime.fromisoformat(at) for table, at in kept["begun"].items()}
    for table in begun:
        rows.setdefault(table, {})
    return History(changes, begun, rows, {t: _by_key(tabs, rows[t]) for t, tabs in kept["tabs"].items()})


def _by_tab(tabs: Mapping[str, str]) -> dict[str, list[str] | None]:
    if not tabs:
        return {}
    most = Counter(tabs.values()).most_common(1)[0][0]
    others: defaultdict[str, list[str]] = defaultdict(list)
    for key, tab in tabs.items():
        if tab != most:
            others[tab].append(key)
    return {most: None, **others}


def _by_key(tabs: Mapping[str, list[str] | None], rows: Mapping[str, Any]) -> dict[str, str]:
    other = next((tab for tab, keys in tabs.items() if keys is None), "")
    return dict.fromkeys(rows, other) | {key: tab for tab, keys in tabs.items() for key in keys or ()}
