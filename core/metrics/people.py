"""Who works in the department on a day, who is away, who has left.

The tab «Сотрудники» decides; without it (or while it is empty) everyone met in the last 30 days works.
"""

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T
from core.metrics.days import NEVER, Days, number, numbered
from core.metrics.segments import distinct
from core.report import Problem

NO_MANAGER = T("Без менеджера", "No manager")
MET_DAYS = 30
"""Without the tab «Сотрудники»: how long a manager is expected after the last row of theirs."""

_MET = {
    "daily_metrics": ("date",),
    "deals": ("created", "closed", "last_contact"),
    "invoices": ("date",),
    "payments": ("date",),
}
"""Where managers are met, by the dates of what they have done."""

_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?"
_SPAN = re.compile(
    rf"(?P<first>{_DATE}|\d{{1,2}}(?=\s*[–—-]))(?:[ T]00:00(?::00)?)?"
    rf"(?:\s*(?:[–—-]|\.\.|по|to)\s*(?P<last>{_DATE}))?"
)
NOT_A_DATE = T("«{left}» — не дата: отсутствие не учтено.", "“{left}” is no date: the absence is not counted.")


@dataclass(frozen=True)
class Staff:
    """The tab «Сотрудники»: one entry a manager, dates open where blank."""

    names: tuple[str, ...]
    since: tuple[date, ...]
    until: tuple[date, ...]
    absences: tuple[str, ...]


def staff(context: Context) -> Staff | None:
    """The tab «Сотрудники», sorted by name; None where it is missing or has no row."""
    frame = context.tables["managers"].frame
    frame = frame[frame["manager"].notna()].sort_values(["manager", "_part", "_row"])
    if frame.empty:
        return None
    return Staff(
        tuple(frame["manager"].astype(object)),
        tuple(date.min if pd.isna(d) else d.date() for d in frame["active_from"]),
        tuple(date.max if pd.isna(d) else d.date() for d in frame["active_to"]),
        tuple("" if pd.isna(text) else str(text) for text in frame["absences"].astype(object)),
    )


def active_managers(context: Context, day: date) -> list[str]:
    """Those who work in the department on ``day``, by name (away ones too)."""
    known = context.once(staff)
    if known is None:
        return _met(context, day)
    return sorted({n for n, a, b in zip(known.names, known.since, known.until, strict=True) if a <= day <= b})


def absent(context: Context, manager: str, day: date) -> bool:
    """Whether ``manager`` is away on ``day``: «Отпуск, больничный», or «Отсутствовал» in the day's row."""
    return day in context.once(_marked).get(manager, ()) or any(
        first <= day <= last for text in context.once(_texts).get(manager, ()) for first, last in spans(text, day)
    )


def leavers(context: Context, day: date) -> list[str]:
    """Those whose last working day is before ``day``, by name; without the tab no one is known to have left."""
    known = context.once(staff)
    if known is None:
        return []
    here = {n for n, b in zip(known.names, known.until, strict=True) if b >= day}
    return sorted(set(known.names) - here)


def spans(text: str, day: date) -> list[tuple[date, date]]:
    """The absences that a cell names, each with both its days: «01.07–14.07; 03.08».

    Days without a year are those around ``day`` (28.12–08.01 spans the New Year nearest to it).
    Days that do not exist are left out, see :func:`unread`.
    """
    return [span for match in _SPAN.finditer(text) if (span := _span(match, day))]


def unread(text: str) -> str:
    """What of a cell of absences is no date, '' if all is."""
    left = _SPAN.sub(lambda match: "" if _span(match, date(2024, 6, 30)) else match.group(), text)
    return left.strip(" ;,.\n")


@check
def people_problems(context: Context) -> list[Problem]:
    """Cells of «Отпуск, больничный» that hold something else than dates."""
    table = context.tables["managers"]
    header = context.say(table.table.by_id["absences"].header)
    rows = table.frame[["absences", "manager", "_row"]].astype(object).to_numpy()
    out = []
    for i, (text, manager, row) in enumerate(rows):
        if pd.isna(text) or not (left := unread(str(text))):
            continue
        ref = table.ref(i, "absences")
        said, name = context.say(NOT_A_DATE, left=left), "" if pd.isna(manager) else str(manager)
        out.append(
            Problem(ref.tab, row, header, ref.cell, "absence", "error", str(text), said, "01.07–14.07; 03.08", name)
        )
    return out


def _span(match: re.Match[str], day: date) -> tuple[date, date] | None:
    first, last = match["first"], match["last"]
    if last is None and first.isdigit():
        return None
    if last is not None and first.isdigit():  # «1–14.07»
        if "-" in last:
            return None
        first += last[re.search(r"[./]", last).start() :]  # type: ignore[union-attr]
    begin, end = _day(first, day), _day(last or first, day)
    if begin is None or end is None:
        return None
    if begin <= end:
        return begin, end
    if _has_year(first) or _has_year(last or first):
        return None
    other = _day(first, date(day.year - 1, 1, 1)) if day <= end else _day(last or first, date(day.year + 1, 1, 1))
    if other is None:
        return None
    return (other, end) if day <= end else (begin, other)


def _has_year(text: str) -> bool:
    return len(re.split(r"[./-]", text)) == 3


def _day(text: str, near: date) -> date | None:
    parts = re.split(r"[./-]", text)
    numbers = [int(p) for p in (reversed(parts) if len(parts[0]) < 4 else parts)]
    if len(numbers) == 2:
        numbers.insert(0, near.year)
    if numbers[0] < 100:
        numbers[0] += 2000
    try:
        return date(*numbers)
    except ValueError:
        return None


def _texts(context: Context) -> dict[str, list[str]]:
    known = context.once(staff)
    found: dict[str, list[str]] = {}
    for name, text in zip(known.names, known.absences, strict=True) if known else ():
        if text:
            found.setdefault(name, []).append(text)
    return found


def _marked(context: Context) -> dict[str, set[date]]:
    """The days on which a manager's own row says «Отсутствовал»."""
    frame = context.tables["daily_metrics"].frame
    rows = frame[(frame["absent"] == 1) & frame["manager"].notna() & frame["date"].notna()]
    found: dict[str, set[date]] = {}
    for name, day in zip(rows["manager"].astype(object), rows["date"], strict=True):
        found.setdefault(name, set()).add(day.date())
    return found


def _met(context: Context, day: date) -> list[str]:
    last = number(day)
    return sorted(
        name for name, days in context.once(_met_days).items() if _any_between(days, last - MET_DAYS + 1, last)
    )


def _any_between(days: Days, first: int, last: int) -> bool:
    return bool(np.searchsorted(days, first) < np.searchsorted(days, last, "right"))


def _met_days(context: Context) -> dict[str, Days]:
    """Each manager's days, in order, on which a row says they did something."""
    found: dict[str, list[Days]] = {}
    for table, columns in _MET.items():
        frame = context.tables[table].frame
        names, codes = frame["manager"].cat.categories, frame["manager"].cat.codes.to_numpy()
        for column in columns:
            days = numbered(frame[column])
            known = (codes >= 0) & (days < NEVER)
            key, low, width = distinct(codes[known], days[known], len(names))
            for code in np.unique(key // width).tolist():
                found.setdefault(str(names[code]), []).append(key[key // width == code] % width + low)
    return {name: np.sort(np.concatenate(days)) for name, days in found.items()}
