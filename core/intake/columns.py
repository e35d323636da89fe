"""One source column's cells as an array: clean ones at once, each odd spelling read once."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from core.i18n import Language, clean, fold
from core.intake import bulk, dates, numbers
from core.intake.scalars import currency, is_blank, is_error, text
from core.tables.declare import Choice, Kind

Array = npt.NDArray[Any]
_NUMERIC = frozenset((int, float))
_DAY = np.timedelta64(1, "D")
NOT_CELLS = frozenset((list, tuple, dict, set, bytes))
"""No cell of any spreadsheet; a request in JSON may hold one."""


class NotACell(TypeError):
    """A list or an object where a cell should be."""


@dataclass(frozen=True)
class Rules:
    """How this workbook writes things."""

    language: Language = "ru"
    decimal: numbers.Decimal | None = None
    order: dates.Order | None = "dmy"
    date1904: bool = False
    base: str = ""
    """The base currency, whose amounts a blank currency means; '' where that is not known."""


@dataclass(frozen=True)
class Wanted:
    """What a column accepts."""

    kind: Kind
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    special: Literal["", "month", "absences", "currency"] = ""
    """A column that is more than its kind: a month may be «март 2026», absences hold dates, a currency is a code (and
    what is none is no currency that has a rate, rather than blank, which is the base one)."""
    blanks: tuple[str, ...] = ()
    """Words of a date column that are as good as blank."""


@dataclass
class Taken:
    """A column: ``values`` (category codes where ``names`` is a list), the rows of ``marks`` with what is wrong,
    and ``blank`` rows (None: no cell is blank)."""

    values: Array
    names: list[str] | None = None
    blank: Array | None = None
    marks: list[tuple[int, str]] = field(default_factory=list)


def take(cells: Sequence[Any], wanted: Wanted, rules: Rules) -> Taken:
    """Type one column. An unreadable cell is blank in ``values`` and stands in ``marks``."""
    match wanted.kind:
        case "text" if wanted.special == "currency":
            return _texts(cells, currency, wrong_code="not_currency", keep_wrong=True)
        case "id" if wanted.special == "absences":
            return _texts(cells, lambda cell: _days_text(cell, rules))
        case "text" | "id":
            return _texts(cells, lambda cell: text(cell, rules.language), as_typed=True)
        case "choice":
            return _texts(cells, lambda cell: _option(cell, wanted.choices))
        case "date":
            return _dates(cells, wanted, rules)
        case "yesno":
            return _read(cells, numbers.parse_yesno)
        case "cell":
            return _cells(cells)
        case "percent":
            return _limits(_percents(cells, rules), wanted)
        case _:
            return _limits(_numbers(cells, rules), wanted)


def encode(cells: Iterable[Any]) -> tuple[npt.NDArray[np.int32], dict[Any, int]]:
    """Codes, and the distinct cells in order of appearance with theirs. ``True`` and 1 are one."""
    index: defaultdict[Any, int] = defaultdict()
    index.default_factory = index.__len__
    try:
        codes = np.fromiter(map(index.__getitem__, cells), np.int32)
    except TypeError as error:  # it has no hash
        raise NotACell from error
    if not NOT_CELLS.isdisjoint(map(type, index)):
        raise NotACell
    return codes, index


def _texts(
    cells: Sequence[Any],
    read: Callable[[Any], str | None],
    *,
    as_typed: bool = False,
    wrong_code: str = "not_choice",
    keep_wrong: bool = False,
) -> Taken:
    """Names by code. ``as_typed``: text without odd blanks is its own name, so only the others are read.

    ``keep_wrong``: what cannot be read is a name all the same, for a blank would mean something (the base currency).
    """
    codes, index = encode(cells)
    if (0 in index or 1 in index) and bool in set(map(type, cells)):
        codes, index = encode([text(cell) if isinstance(cell, bool) else cell for cell in cells])
    uniques = list(index)
    odd = bulk.untidy(uniques) if as_typed else None
    if odd is not None and not odd.any():
        return Taken(codes, uniques)
    names: dict[str, int] = {}
    into = np.empty(len(uniques), np.int32)
    wrong: dict[int, str] = {}
    blank = np.zeros(len(uniques), bool)
    for i, cell in enumerate(uniques):
        name = cell if odd is not None and not odd[i] else read(cell)
        if name is None:
            into[i] = -1
            if is_blank(cell):
                blank[i] = True
            else:
                wrong[i] = "error_cell" if is_error(cell) else wrong_code
                if keep_wrong:
                    into[i] = names.setdefault(clean(str(cell)), len(names))
        else:
            into[i] = names.setdefault(name, len(names))
    return _spread(codes, into, blank, wrong, list(names))


def _spread(codes: Array, values: Array, blank: Array, wrong: dict[int, str], names: list[str] | None = None) -> Taken:
    """What was read of the distinct cells, given to every row that holds them."""
    taken = Taken(values[codes], names)
    if blank.any():
        taken.blank = blank[codes]
    if wrong:
        bad = np.zeros(len(values), bool)
        bad[list(wrong)] = True
        rows = np.flatnonzero(bad[codes])
        taken.marks = [(i, wrong[c]) for i, c in zip(rows.tolist(), codes[rows].tolist(), strict=True)]
    return taken


def _days_text(cell: Any, rules: Rules) -> str | None:
    """«03.08» that the spreadsheet made a date of is that date again, not its serial."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        made = dates.from_serial(cell, rules.date1904)
        return text(cell if isinstance(made, str) else made, rules.language)
    return text(cell, rules.language)


def _option(cell: Any, choices: tuple[Choice, ...]) -> str | None:
    typed = text(cell)
    if typed is None:
        return None
    word = fold(typed)
    return next((choice.id for choice in choices if word in choice.names), None)


def _read(cells: Sequence[Any], parse: Callable[[Any], float | str]) -> Taken:
    """Each distinct cell parsed once into a float."""
    codes, uniques = encode(cells)
    values, blank, wrong = _parsed(uniques, parse, np.full(len(uniques), np.nan))
    return _spread(codes, values, blank, wrong)


def _parsed(
    uniques: Iterable[Any], parse: Callable[[Any], Any], values: Array, blanks: frozenset[str] = frozenset()
) -> tuple[Array, Array, dict[int, str]]:
    blank: Array = np.zeros(len(values), bool)
    wrong: dict[int, str] = {}
    for i, cell in enumerate(uniques):
        if is_blank(cell) or (blanks and isinstance(cell, str) and fold(cell) in blanks):
            blank[i] = True
        elif isinstance(value := parse(cell), str):
            wrong[i] = value
        else:
            values[i] = value
    return values, blank, wrong


def _split(
    cells: Sequence[Any], parse: Callable[[list[Any]], tuple[Array, Array, dict[int, str]]]
) -> tuple[Array, Taken | None, Array]:
    """Numeric cells as floats, and what the others parse to with the rows they stand in."""
    plain = plain_floats(cells)
    if plain is not None:
        return plain, None, np.empty(0, np.intp)
    odd = [i for i, cell in enumerate(cells) if type(cell) not in _NUMERIC]
    floats = _floats([cell if type(cell) in _NUMERIC else np.nan for cell in cells])
    codes, uniques = encode([cells[i] for i in odd])
    values, blank, wrong = parse(list(uniques))
    return floats, _spread(codes, values, blank, wrong), np.array(odd, np.intp)


def _parsed_numbers(cells: list[Any], parse: Callable[[Any], Any]) -> tuple[Array, Array, dict[int, str]]:
    """Many texts that are plainly numbers are read at once; the others one by one."""
    values = bulk.plain_numbers(cells)
    if values is None:
        return _parsed(cells, parse, np.full(len(cells), np.nan))
    rest = np.flatnonzero(np.isnan(values))
    some, none, wrong = _parsed([cells[i] for i in rest.tolist()], parse, np.full(len(rest), np.nan))
    values[rest] = some
    blank = np.zeros(len(cells), bool)
    blank[rest] = none
    return values, blank, {int(rest[i]): code for i, code in wrong.items()}


def plain_floats(cells: Sequence[Any]) -> Array | None:
    """The cells in one pass where each is a number; None where one is not, and yes or no is none."""
    try:
        values = np.frombuffer(array("d", cells))
    except (TypeError, OverflowError):
        kinds = set(map(type, cells))
        return _floats(cells) if kinds <= _NUMERIC else None
    may_be_yesno = np.flatnonzero((values == 0) | (values == 1)).tolist()
    return None if bool in set(map(type, map(cells.__getitem__, may_be_yesno))) else values


def _floats(cells: Sequence[Any]) -> Array:
    try:
        return np.array(cells, float)
    except OverflowError:
        return np.array([cell if abs(cell) < numbers.LARGEST else np.inf for cell in cells], float)


def _join(values: Array, other: Taken | None, rows: Array) -> Taken:
    taken = Taken(values)
    if other is not None:
        values[rows] = other.values
        taken.marks = [(int(rows[i]), code) for i, code in other.marks]
        if other.blank is not None:
            taken.blank = np.zeros(len(values), bool)
            taken.blank[rows] = other.blank
    return taken


def _numbers(cells: Sequence[Any], rules: Rules) -> Taken:
    floats, other, rows = _split(
        cells, lambda odd: _parsed_numbers(odd, lambda cell: numbers.parse_number(cell, rules.decimal))
    )
    return _finite(_join(floats, other, rows), cells)


def _finite(taken: Taken, cells: Sequence[Any]) -> Taken:
    """A NaN cell is a blank one, an infinite one cannot be read."""
    odd = np.flatnonzero(~(np.abs(taken.values) < numbers.LARGEST))
    known = {i for i, _ in taken.marks}
    for i in odd.tolist():
        if type(cells[i]) in _NUMERIC and i not in known:
            if cells[i] != cells[i]:
                taken.blank = np.zeros(len(cells), bool) if taken.blank is None else taken.blank
                taken.blank[i] = True
            else:
                taken.marks.append((i, "not_number"))
    taken.values[odd] = np.nan
    return taken


def _percents(cells: Sequence[Any], rules: Rules) -> Taken:
    """Bare numbers: any above 1 makes all of them percentages (REPORTS §1). A fraction among them is said."""
    taken = _finite(
        _join(
            *_split(cells, lambda odd: _parsed_numbers(odd, lambda cell: numbers.parse_percent(cell, rules.decimal)))
        ),
        cells,
    )
    said = np.array([isinstance(cell, str) and "%" in cell for cell in cells], bool)
    bare = ~said & ~np.isnan(taken.values)
    if (taken.values[bare] > 1).any():
        odd = np.flatnonzero(bare & (taken.values > 0) & (taken.values < 1))
        taken.marks += [(i, "odd_percent") for i in odd.tolist()]
        taken.values[bare] /= 100
    return taken


def _limits(taken: Taken, wanted: Wanted) -> Taken:
    values = taken.values
    minimum = 0 if wanted.minimum is None and wanted.kind == "count" else wanted.minimum
    tests: list[tuple[str, Array]] = []
    if minimum is not None:
        tests.append(("below", values < minimum))
    if wanted.maximum is not None:
        tests.append(("above", values > wanted.maximum))
    if wanted.kind == "count":
        tests.append(("not_whole", (values % 1 != 0) & (values >= (minimum or 0))))
    for code, failed in tests:
        rows = np.flatnonzero(failed & ~np.isnan(values))
        taken.marks += [(i, code) for i in rows.tolist()]
        values[rows] = np.nan
    return taken


def _dates(cells: Sequence[Any], wanted: Wanted, rules: Rules) -> Taken:
    def parse(cell: Any) -> date | str:
        return dates.parse_day(cell, rules.order, date1904=rules.date1904, month=wanted.special == "month")

    blanks, none = frozenset(map(fold, wanted.blanks)), np.datetime64("NaT", "D")
    floats, other, rows = _split(cells, lambda odd: _parsed(odd, parse, np.full(len(odd), none), blanks))
    epoch, first, end = _serials(rules.date1904)
    good = (floats >= first) & (floats < end)
    if other is None and good.all():
        return Taken(epoch.astype("datetime64[s]") + (floats.astype(np.int64) * 86400).astype("timedelta64[s]"))
    days = np.where(good, floats, 0).astype(np.int64).astype("timedelta64[D]") + epoch
    days[~good] = np.datetime64("NaT", "D")
    taken = _join(days, other, rows)
    numeric = np.ones(len(cells), bool)
    numeric[rows] = False
    for i in np.flatnonzero(numeric & ~good).tolist():
        if np.isnan(floats[i]):  # a NaN cell, as some readers give for nothing
            taken.blank = np.zeros(len(cells), bool) if taken.blank is None else taken.blank
            taken.blank[i] = True
        else:
            taken.marks.append((i, "date_out_of_range"))
    taken.values = taken.values.astype("datetime64[s]")
    return taken


@cache
def _serials(date1904: bool) -> tuple[np.datetime64, float, float]:
    """The day of serial 0, the first serial of a year that is read and the first after the last."""
    epoch = np.datetime64(dates.EPOCH_1904 if date1904 else dates.EPOCH, "D")
    first, end = (np.datetime64(f"{year}-01-01") for year in (dates.FIRST_YEAR, dates.LAST_YEAR + 1))
    return epoch, float((first - epoch) / _DAY), float((end - epoch) / _DAY)


def _cells(cells: Sequence[Any]) -> Taken:
    if not NOT_CELLS.isdisjoint(map(type, cells)):
        raise NotACell
    values = np.empty(len(cells), object)
    values[:] = [None if is_blank(cell) or is_error(cell) else cell for cell in cells]
    taken = Taken(values, marks=[(i, "error_cell") for i, cell in enumerate(cells) if is_error(cell)])
    blank = np.array([is_blank(cell) for cell in cells], bool)
    taken.blank = blank if blank.any() else None
    return taken
