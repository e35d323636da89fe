"""One tab of a table: its header row, its typed columns, and which of its rows are rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np

from core.i18n import clean, fold
from core.intake.columns import Array, NotACell, Rules, Taken, Wanted, take
from core.intake.headers import Headers, find_headers
from core.intake.lazy import Later
from core.intake.scalars import is_blank
from core.intake.titles import look, match_title
from core.intake.totals import TOTAL
from core.tables.declare import Column, Extra, Table
from core.workbook import Sheet

Check = Callable[[Sequence[Any]], None]
Said = tuple[str, int, int, dict[str, Any]]
"""A problem beyond a cell's reading: code, row of the body or −1 for the tab, source column or −1, places."""

_NO_METRIC = re.compile(
    r"(?:№|n|no|id|код|номер|дата|date|время|time|инн|тел|телефон|год|неделя|месяц|week|month|year)(?!\w)"
)


@dataclass
class Draft:
    """A tab read. ``columns`` are typed over all body rows, each when it is first asked for; ``rows`` are those that
    are kept, in order."""

    sheet: Sheet
    headers: Headers
    source: dict[str, int]
    extras: dict[str, str]
    columns: Later[Taken]
    cells: Later[Sequence[Any]]
    rows: Array
    said: list[Said] = field(default_factory=list)

    def title(self, column: str) -> str:
        return self.headers.titles[self.source[column]] if column in self.source else column

    def rename(self, names: dict[str, str]) -> None:
        """Give extra columns other names."""
        for old, new in names.items():
            if old != new:
                self.extras[new] = new[2:]
                del self.extras[old]
                self.source[new], self.columns[new] = self.source.pop(old), self.columns.pop(old)
                self.cells[new] = self.cells.pop(old)

    @property
    def first_row(self) -> int:
        """The 1-based sheet row of the body's first row."""
        return self.headers.row + 2


def read_part(table: Table, sheet: Sheet, rules: Rules, check: Check | None = None) -> Draft | None:
    """None for a tab without a header row. ``check`` says in its words what :class:`NotACell` only notices."""
    headers = find_headers(table, sheet.rows)
    if headers is None:
        return None
    body = sheet.rows[headers.row + 1 :]
    draft = Draft(sheet, headers, {}, {}, Later(), Later(), np.arange(len(body)))

    def column(j: int) -> list[Any]:
        try:
            return list(map(itemgetter(j), body))
        except IndexError:  # some rows are shorter
            return [row[j] if j < len(row) else None for row in body]

    def add(name: str, sources: list[int], wanted: Wanted) -> None:
        if len(sources) == 1:
            draft.source[name] = sources[0]
            draft.cells.put(name, lambda: column(sources[0]))
        else:
            draft.source[name], draft.cells[name] = _filled(sources, column, draft)
        draft.columns.put(name, lambda: taken(draft.cells[name], wanted))

    taken = partial(_taken, rules=rules, check=check)
    for id, sources in headers.known.items():
        add(id, sources, wanted_of(table.by_id[id]))
    extra = table.extra
    if extra is not None:
        wanted = Wanted(extra.kind, extra.choices)
        for name, sources in headers.extras.items():
            add(f"x:{name}", sources, wanted)
            draft.extras[f"x:{name}"] = name
        if not extra.prefix.ru:
            _unknown(extra, draft, column, wanted, taken)
    _fill_suffix(table, draft)
    _keep_rows(table, draft, body, taken, glance=check is not None)
    return draft


def _taken(cells: Sequence[Any], wanted: Wanted, rules: Rules, check: Check | None) -> Taken:
    try:
        return take(cells, wanted, rules)
    except NotACell:
        if check is not None:
            check(cells)
        raise


def wanted_of(column: Column) -> Wanted:
    special: Any = column.id if column.id in ("month", "absences", "currency") else ""
    return Wanted(column.kind, column.choices, column.minimum, column.maximum, special, column.blanks)


def _filled(sources: list[int], column: Any, draft: Draft) -> tuple[int, list[Any]]:
    """Of several source columns the first that has a filled cell; the others are said."""
    columns = {j: column(j) for j in sources}
    j = next((j for j in sources if not all(map(is_blank, columns[j]))), sources[0])
    for other in sources:
        if other != j:
            draft.said.append(("repeated_header", -1, other, {"taken": j, "left": other}))
    return j, columns[j]


def _unknown(extra: Extra, draft: Draft, column: Any, wanted: Wanted, take: Callable[..., Taken]) -> None:
    """Further columns that are mostly what the table's extras are: a metric of numbers, a checklist of yes and no."""
    offered = {look(name) for title in extra.template() for name in title}
    names: dict[str, str] = {}
    for j in draft.headers.unknown:
        title = draft.headers.titles[j]
        if wanted.kind == "number" and _NO_METRIC.match(fold(title)):
            continue
        cells = column(j)
        taken = take(cells, wanted)
        filled = len(cells) - (0 if taken.blank is None else int(taken.blank.sum()))
        good = filled - len(taken.marks)
        name = names.setdefault(fold(title), title)
        if (2 * good <= filled and look(title) not in offered) or (filled and f"x:{name}" in draft.columns):
            continue
        draft.source[f"x:{name}"], draft.cells[f"x:{name}"] = j, cells
        draft.columns[f"x:{name}"], draft.extras[f"x:{name}"] = taken, name


def _fill_suffix(table: Table, draft: Draft) -> None:
    """«Сделки Иванова»: a blank manager there is the suffix, also where the tab has no such column."""
    found = match_title(draft.sheet.title)
    suffix = found[1] if found and found[0] == table.id else ""
    column = table.suffix_fills
    if column is None or not re.search(r"[^\W\d_]", suffix):
        return
    rows = len(draft.rows)
    taken = draft.columns.get(column)
    if taken is None:
        draft.columns[column] = Taken(np.zeros(rows, np.int32), [suffix], np.ones(rows, bool))
    elif taken.blank is not None and taken.names is not None:
        names = taken.names if suffix in taken.names else [*taken.names, suffix]
        taken.values = np.where(taken.blank, np.int32(names.index(suffix)), taken.values)
        taken.names = names


def _keep_rows(
    table: Table, draft: Draft, body: Sequence[Sequence[Any]], taken: Callable[..., Taken], glance: bool
) -> None:
    """Leave out blank rows, and rows of totals, which are said. ``glance``: type no names only to see them there."""
    words = partial(_words, draft) if glance else (lambda id: None)
    doubtful = _doubtful(table, draft, len(body), words)
    keep = ~_idle_rows(table, draft, len(body))
    manager = draft.source.get("manager", -1)
    for i in np.flatnonzero(keep & doubtful).tolist():
        if (j := _total_cell(body[i], manager)) is not None:
            keep[i] = False
            draft.said.append(("total_row", i, j, {"value": clean(body[i][j])}))
    draft.rows = np.flatnonzero(keep)
    _forget(table, draft, [i for code, i, _, _ in draft.said if code == "total_row"], taken)


def _forget(table: Table, draft: Draft, totals: list[int], taken: Callable[..., Taken]) -> None:
    """A sum of fractions is above 1 and must not make percentages of them: such a column is typed without totals."""
    for column in table.columns if totals else ():
        if column.kind != "percent" or column.id not in draft.columns:
            continue
        cells = list(draft.cells[column.id])
        for i in totals:
            cells[i] = None
        draft.cells[column.id] = cells
        draft.columns.put(column.id, partial(taken, cells, wanted_of(column)))


def _total_cell(row: Sequence[Any], manager: int) -> int | None:
    """Where a row says «Итого»: in its first text, in the manager's cell, or alone in another."""
    texts = [(j, fold(cell)) for j, cell in enumerate(row) if isinstance(cell, str) and not is_blank(cell)]
    for n, (j, word) in enumerate(texts):
        found = TOTAL.match(word)
        if found and (n == 0 or j == manager or not word[found.end() :].strip(" :.")):
            return j
    return None


def _idle_rows(table: Table, draft: Draft, n: int) -> Array:
    """Rows in which no column of ours says anything: blank, or a tick box that nobody ticked."""
    idle = np.ones(n, bool)
    for name in sorted(draft.source, key=draft.columns.is_made, reverse=True):  # the ones already typed may tell
        blank = draft.columns[name].blank
        if name in table.by_id and table.by_id[name].kind == "yesno":
            ticks = np.fromiter((cell is False for cell in draft.cells[name]), bool, n)
            blank = ticks if blank is None else blank | ticks
        if blank is None:
            return np.zeros(n, bool)
        idle &= blank
    return idle


def _words(draft: Draft, id: str) -> set[str] | None:
    """The distinct cells of a column not yet typed, where each plainly is a name; None where that is not plain."""
    if draft.columns.is_made(id):
        return None
    try:
        distinct = set(draft.cells[id])
    except TypeError:  # something that is no cell
        return None
    return distinct if all(type(cell) is str and cell[:1].isalnum() for cell in distinct) else None


def _doubtful(table: Table, draft: Draft, n: int, words: Callable[[str], set[str] | None]) -> Array:
    """Rows that may be totals: a required cell has no value, the manager is «Итого», or there is but one name."""
    doubt = np.zeros(n, bool)
    for column in (c for c in table.required if c.id in draft.columns):
        if column.kind not in ("text", "id") or words(column.id) is None:
            doubt |= no_value(draft.columns[column.id])
    for group in table.any_of:
        present = [id for id in group if id in draft.columns]
        if present and all(words(id) is None for id in present):
            doubt |= np.logical_and.reduce([no_value(draft.columns[id]) for id in present])
    if "manager" in draft.source:
        names = words("manager")
        if names is None or any(TOTAL.match(fold(name)) for name in names):
            doubt |= _named_total(draft.columns["manager"])
    if len(table.required) == 1 and not table.any_of and (only := table.required[0].id) in draft.source:
        alone = _named_total(draft.columns[only])
        for id in draft.columns if alone.any() else ():
            if id != only and (taken := draft.columns[id]).names is not None:
                alone &= no_value(taken)
        doubt |= alone
    return doubt


def no_value(taken: Taken) -> Array:
    """Rows without a value: blank or unreadable."""
    if taken.names is not None:
        return taken.values < 0
    if taken.values.dtype == object:
        return np.fromiter((value is None for value in taken.values), bool, len(taken.values))
    nothing: Array = np.isnan(taken.values)
    return nothing


def _named_total(taken: Taken) -> Array:
    if taken.names is None:
        return np.zeros(len(taken.values), bool)
    named = np.array([bool(TOTAL.match(fold(name))) for name in taken.names] + [False], bool)
    return named[taken.values]
