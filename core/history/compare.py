"""Which row of a reading is which row of the state, and what differs between them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.history.model import Change, History, Line, Read, Row, Rows
from core.history.rows import has_id, identity, natural

_PAIRS = 10_000
"""Up to so many pairs of look-alike rows the nearest are matched; beyond, equal ones and then in order."""


def difference(before: History, after: Read, at: datetime) -> list[Change]:
    """What ``after`` changes in the state, by table, key and column; nothing if rows are sorted or a tab renamed."""
    changes: list[Change] = []
    for table in sorted(after.lines):
        changes += _changes(table, before.rows.get(table, {}), _matched(table, before, after), at)
    return changes


def extended(history: History, after: Read, at: datetime) -> History:
    """The history with what a reading brought; the same reading again adds nothing."""
    if history.changes:  # a clock set back does not turn the log
        at = max(at, history.changes[-1].at + timedelta(microseconds=1))
    rows: Rows = dict(history.rows)
    tabs: dict[str, Mapping[str, str]] = dict(history.tabs)
    seen: dict[str, tuple[str, ...]] = {}
    changes: list[Change] = []
    for table in sorted(after.lines):
        found = _matched(table, history, after)
        changes += _changes(table, history.rows.get(table, {}), found, at)
        rows[table], tabs[table], seen[table] = found.rows, found.tabs, found.keys
    begun = dict.fromkeys(after.lines, at) | dict(history.begun)
    return History((*history.changes, *changes), begun, rows, tabs, seen)


@dataclass(frozen=True)
class _Matched:
    """A table after a reading: its rows by key, those not seen kept, and the key of each row read."""

    rows: dict[str, Row]
    tabs: dict[str, str]
    keys: tuple[str, ...]


def _changes(table: str, old: Mapping[str, Row], found: _Matched, at: datetime) -> Iterator[Change]:
    for key in sorted(old.keys() | found.rows.keys()):
        was, now = old.get(key), found.rows.get(key)
        if was is None or now is None:
            yield Change(table, key, "", None if was is None else dict(was), None if now is None else dict(now), at)
        elif was != now:
            for column in sorted(was.keys() | now.keys()):
                if was.get(column) != now.get(column):
                    yield Change(table, key, column, was.get(column), now.get(column), at)


def _matched(table: str, before: History, after: Read) -> _Matched:
    old, where = before.rows.get(table, {}), before.tabs.get(table, {})
    lines, columns = after.lines[table], after.columns[table]
    taken = _keys(table, old, lines)
    keys = _named(table, old, lines, taken)
    rows: dict[str, Row] = {}
    for key, line in zip(keys, lines, strict=True):
        has = columns.get(line.tab, frozenset())
        unseen = {id: value for id, value in old.get(key, {}).items() if id not in has and id not in line.row}
        rows[key] = line.row | unseen
    tabs = {key: line.tab for key, line in zip(keys, lines, strict=True)}
    for key in old.keys() - rows.keys():
        if where.get(key) not in columns:  # its tab was not there to be read
            rows[key], tabs[key] = old[key], where.get(key, "")
    return _Matched(rows, tabs, tuple(keys))


def _keys(table: str, old: Mapping[str, Row], lines: list[Line]) -> dict[int, str]:
    """Line → the key of the row it was: by its identity first, then a row that got or lost its id."""
    taken: dict[int, str] = {}
    for tell, lacking in ((identity, False), (natural, True)):
        groups: defaultdict[tuple[str, ...], tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        used = set(taken.values())
        for key, row in old.items():
            if key not in used:
                groups[tell(table, row)][0].append(key)
        for i, line in enumerate(lines):
            if i not in taken:
                groups[tell(table, line.row)][1].append(i)
        for keys, at in groups.values():
            if keys and at:
                taken.update(_pairs(table, old, lines, keys, at, lacking))
    return taken


def _pairs(
    table: str, old: Mapping[str, Row], lines: list[Line], keys: list[str], at: list[int], lacking: bool
) -> Iterable[tuple[int, str]]:
    """Rows of one identity matched, the nearest first; ``lacking``: only where one of the two has an id."""
    if len(keys) == len(at) == 1 and not lacking:
        return [(at[0], keys[0])]
    same: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(keys, reverse=True):
        same[_text(old[key])].append(key)
    ordered = sorted(at, key=lambda i: _text(lines[i].row))
    found = [(i, equal.pop()) for i in ordered if not lacking and (equal := same.get(_text(lines[i].row)))]
    used_lines, used_keys = {i for i, _ in found}, {key for _, key in found}
    free, left = [i for i in ordered if i not in used_lines], sorted(key for key in keys if key not in used_keys)
    if len(free) * len(left) > _PAIRS:
        return [*found, *([] if lacking else zip(free, left, strict=False))]
    ranked = sorted(
        (_distance(lines[i].row, old[key]), n, key, i)
        for n, i in enumerate(free)
        for key in left
        if not lacking or has_id(table, lines[i].row) != has_id(table, old[key])
    )
    for _, _, key, i in ranked:
        if i not in used_lines and key not in used_keys:
            used_lines.add(i)
            used_keys.add(key)
            found.append((i, key))
    return found


def _named(table: str, old: Mapping[str, Row], lines: list[Line], taken: Mapping[int, str]) -> list[str]:
    """The key of each line; a new one is made of its identity, with a number where that is taken."""
    used = set(old)
    count: Counter[str] = Counter()
    made: dict[int, str] = {}
    for i in sorted((i for i in range(len(lines)) if i not in taken), key=lambda i: _text(lines[i].row)):
        base = key = "|".join(identity(table, lines[i].row))
        while key in used:
            count[base] += 1
            key = f"{base}\t{count[base] + 1}"  # no cell of an id holds a tab character
        used.add(key)
        made[i] = key
    return [taken[i] if i in taken else made[i] for i in range(len(lines))]


def _distance(one: Row, other: Row) -> int:
    return sum(one.get(column) != other.get(column) for column in one.keys() | other.keys())


def _text(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
