"""A result as plain JSON and back, without loss: what a page or a file needs long after the run.

Not the JSON of a refresh (:mod:`sheets_addon.workbooks.as_json`), which machines read and which says less.
An error of ours comes back as :class:`Told`, its type and words; the history is kept apart, and is None here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from math import isfinite
from operator import attrgetter
from typing import Any, cast

from core.i18n import T
from core.report import (
    Block,
    CellNote,
    Chart,
    Column,
    Failure,
    Problem,
    Ref,
    Report,
    Result,
    Row,
    Stamp,
    Unavailable,
    Value,
)

Json = dict[str, Any]
VERSION = 1
_PROBLEM = attrgetter(*(field.name for field in fields(Problem)))


class Told(Exception):
    """An error that was kept: what it was, without what it held."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f"{kind}: {words}")
        self.kind, self.words = kind, words


def result_to_json(result: Result) -> Json:
    return head_to_json(result) | {
        "reports": [report_to_json(report) for report in result.reports],
        "problems": problems_to_json(result.problems),
    }


def result_from_json(kept: Json) -> Result:
    """Raises ValueError for what is not of this version."""
    reports = tuple(report_from_json(report) for report in kept["reports"])
    return result_of(kept, reports, problems_from_json(kept["problems"]))


def head_to_json(result: Result) -> Json:
    """All but the reports and the problems."""
    stamp = result.stamp
    return {
        "version": VERSION,
        "stamp": {
            "asof": stamp.asof.isoformat(),
            "slot": stamp.slot,
            "now": stamp.now.isoformat(),
            "run_id": stamp.run_id,
            "language": stamp.language,
            "currency": stamp.currency,
        },
        "missing": list(result.missing),
        "failures": [[failure.where, *_told(failure.error)] for failure in result.failures],
    }


def result_of(head: Json, reports: tuple[Report, ...], problems: tuple[Problem, ...]) -> Result:
    """Raises ValueError for what is not of this version."""
    if head["version"] != VERSION:
        raise ValueError(f"a result of version {head['version']}, not {VERSION}")
    stamp = head["stamp"]
    times = {"asof": date.fromisoformat(stamp["asof"]), "now": datetime.fromisoformat(stamp["now"])}
    failures = tuple(Failure(where, Told(kind, words)) for where, kind, words in head["failures"])
    return Result(reports, problems, Stamp(**stamp | times), tuple(head["missing"]), failures)


def problems_to_json(problems: Iterable[Problem]) -> list[Any]:
    return list(map(_PROBLEM, problems))  # tuples: ten thousand lists would wake the collector


def problems_from_json(kept: Iterable[Any]) -> tuple[Problem, ...]:
    return tuple(Problem(*problem) for problem in kept)


def report_to_json(report: Report) -> Json:
    return _plain(report) | {
        "blocks": [_block(block) for block in report.blocks],
        "charts": [_plain(chart) for chart in report.charts],
    }


def report_from_json(kept: Json) -> Report:
    made = {
        "blocks": tuple(_to_block(block) for block in kept["blocks"]),
        "charts": tuple(Chart(**chart | _tuples(chart, "series", "lines", "band")) for chart in kept["charts"]),
        "notes": tuple(kept["notes"]),
    }
    return Report(**kept | made)


def _block(block: Block) -> Json:
    return _plain(block) | {
        "columns": [_plain(column) for column in block.columns],
        "rows": [_row(row) for row in block.rows],
        "total": None if block.total is None else _row(block.total),
        "levels": [int(level) for level in block.levels],
        "notes": [_plain(note) for note in block.notes],
        "unavailable": None if block.unavailable is None else _plain(block.unavailable),
        "row_kinds": list(block.row_kinds),
    }


def _to_block(kept: Json) -> Block:
    lacks = kept["unavailable"]
    made = {
        "columns": tuple(Column(**c | {"title": T(*c["title"]), "help": T(*c["help"])}) for c in kept["columns"]),
        "rows": [_to_row(row) for row in kept["rows"]],
        "total": None if kept["total"] is None else _to_row(kept["total"]),
        "notes": tuple(CellNote(**note) for note in kept["notes"]),
        "unavailable": None if lacks is None else Unavailable(**lacks),
    }
    return Block(**kept | made | _tuples(kept, "levels", "row_kinds"))


def _plain(thing: Any) -> Json:
    """The fields of a dataclass as they are; tuples of text become lists by JSON itself."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _tuples(kept: Json, *names: str) -> Json:
    return {name: tuple(kept[name]) for name in names}


def _row(row: Sequence[Value]) -> list[Any]:
    return [
        value if (kind := type(value)) in _AS_IS or (kind is float and isfinite(cast(float, value))) else _value(value)
        for value in row
    ]


_AS_IS = frozenset({str, int, bool, type(None)})


def _value(value: Value) -> Any:
    """What JSON has no word for is an object of one field."""
    if isinstance(value, float):
        return float(value) if isfinite(value) else {"float": str(float(value))}
    if isinstance(value, Ref):
        return {"ref": list(value)}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"no value of a report: {value!r}")


_MADE: dict[str, Callable[[Any], Value]] = {
    "float": float,
    "ref": lambda parts: Ref(*parts),
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def _to_row(kept: list[Any]) -> Row:
    return [_to_value(value) if type(value) is dict else cast(Value, value) for value in kept]


def _to_value(kept: Json) -> Value:
    [(kind, inner)] = kept.items()
    return _MADE[kind](inner)


def _told(error: Exception) -> tuple[str, str]:
    return (error.kind, error.words) if isinstance(error, Told) else (type(error).__name__, str(error))
