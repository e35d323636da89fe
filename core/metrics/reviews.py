"""What the head has checked (tab «Контроль»): calls heard and their scores, roll calls, revisions of the base.

Everything of a date after the report date does not exist yet. Managers are those who work on the report date;
whoever has been checked in the window is listed too.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.i18n import fold
from core.metrics.days import Days, number, numbered
from core.metrics.days import day as to_date
from core.metrics.owners import Codes
from core.metrics.people import absent, active_managers, staff
from core.metrics.targets import TEAM

WINDOW_DAYS = 30
TREND_WEEKS = 12
_ALL = frozenset(fold(word) for word in TEAM)
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reviews:
    """The rows up to the report date, in order of day, then of the sheet. Codes are places in ``managers``."""

    managers: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    """Checklist items: the column, and its name as people gave it."""
    row: Codes
    """The row of the table's frame."""
    day: Days
    manager: Codes
    kind: npt.NDArray[np.object_]
    answered: npt.NDArray[np.float64]
    yes: npt.NDArray[np.bool_]
    no: npt.NDArray[np.bool_]
    """Rows × items."""

    def of(self, kind: str) -> Codes:
        """Places of the rows of one kind."""
        return np.flatnonzero(self.kind == kind)


def reviews(context: Context) -> Reviews:
    """The tab, read once a refresh; ask with ``context.once(reviews)``. A row without a day, kind or manager is out.

    A row of «Все» that is no call is one of each who works that day and is not away.
    """
    typed = context.tables["reviews"]
    frame = typed.frame
    day, kind = numbered(frame["date"]), frame["kind"].astype(object).to_numpy()
    known = [str(name) for name in frame["manager"].cat.categories]
    people = {name for name in known if fold(name) not in _ALL} | set(active_managers(context, context.asof))
    written = frame["manager"].cat.codes.to_numpy()
    rows = np.flatnonzero((day <= number(context.asof)) & (written >= 0) & frame["kind"].notna().to_numpy())
    rows = rows[np.lexsort((frame["_row"].to_numpy()[rows], frame["_part"].to_numpy()[rows], day[rows]))]
    of_all = np.array([fold(name) in _ALL for name in known] + [False])[written[rows]]
    there = {when: _present(context, to_date(when)) for when in set(day[rows[of_all]].tolist())}
    names = sorted(people.union(*there.values()))
    place = {name: i for i, name in enumerate(names)}
    pairs: list[tuple[int, int]] = []
    for row, is_all in zip(rows.tolist(), of_all.tolist(), strict=True):
        if not is_all:
            pairs.append((row, place[known[written[row]]]))
        elif kind[row] != "call":
            pairs += [(row, place[name]) for name in there[int(day[row])]]
    at, whose = np.array(pairs, np.int64).reshape(-1, 2).T
    items = tuple(typed.extras.items())
    marks = [frame[column].astype(object).to_numpy()[at] for column, _ in items]
    yes, no = (
        np.array([mark == word for mark in marks], np.bool_).reshape(len(items), len(at)).T for word in ("yes", "no")
    )
    return Reviews(tuple(names), items, at, day[at], whose, kind[at], frame["answered"].to_numpy()[at], yes, no)


def _present(context: Context, day: date) -> list[str]:
    return [name for name in active_managers(context, day) if not absent(context, name, day)]


def team(context: Context) -> list[str]:
    """Who is to be checked: who works now; without the tab «Сотрудники» also whoever was checked in 30 days."""
    found = set(active_managers(context, context.asof))
    if context.once(staff) is None:
        made = context.once(reviews)
        found |= {made.managers[code] for code in made.manager[made.day > number(context.asof) - WINDOW_DAYS]}
    return sorted(found)


# calls ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scores:
    """Managers × items: answers «да», and «да» or «нет»; and how many calls of each manager were heard."""

    yes: Ints
    judged: Ints
    heard: Ints


def scores(made: Reviews, first: int, last: int) -> Scores:
    """The calls heard from day ``first`` to ``last``."""
    at = made.of("call")
    at = at[(made.day[at] >= first) & (made.day[at] <= last)]
    yes, judged = (np.zeros((len(made.managers), len(made.items)), np.int64) for _ in range(2))
    np.add.at(yes, made.manager[at], made.yes[at])
    np.add.at(judged, made.manager[at], made.yes[at] | made.no[at])
    return Scores(yes, judged, np.bincount(made.manager[at], minlength=len(made.managers)))


@dataclass(frozen=True)
class Week:
    monday: date
    heard: int
    yes: int
    judged: int


def trend(context: Context) -> list[Week]:
    """The last 12 weeks, the week of the report date last."""
    made = context.once(reviews)
    monday = context.asof - timedelta(days=context.asof.weekday())
    out = []
    for back in range(TREND_WEEKS - 1, -1, -1):
        begin = monday - timedelta(weeks=back)
        found = scores(made, number(begin), number(begin) + 6)
        out.append(Week(begin, int(found.heard.sum()), int(found.yes.sum()), int(found.judged.sum())))
    return out


@dataclass(frozen=True)
class Heard:
    """When a manager was last checked in one way: the day, and the place of that row; None: never."""

    manager: str
    day: date | None
    at: int | None
    away: bool
    """Absent on the report date."""


def last_checked(context: Context, kind: str) -> list[Heard]:
    """Everyone of the team: those who are here first, of them never checked first, then longest ago; ties by name."""
    made, asof = context.once(reviews), context.asof
    latest = {int(made.manager[at]): int(at) for at in made.of(kind)}
    found = []
    for name in team(context):
        at = latest.get(made.managers.index(name)) if name in made.managers else None
        when = None if at is None else to_date(int(made.day[at]))
        found.append(Heard(name, when, at, absent(context, name, asof)))
    return sorted(found, key=lambda one: (one.away, one.day or date.min, one.manager))


# roll calls ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RollCall:
    """One manager's roll calls of the window. ``silent``: how many of the latest in a row stayed unanswered."""

    manager: str
    expected: int
    answered: int
    unmarked: int
    """Asked, but the answer is neither yes nor no: neither expected nor silent."""
    silent: int
    last_answer: date | None
    asked_today: bool
    answered_today: bool


def roll_calls(context: Context) -> list[RollCall]:
    """The roll calls of the last 30 days by manager; streaks look at all time. Days of absence are not expected."""
    made, asof = context.once(reviews), number(context.asof)
    listed = set(team(context))
    days: dict[int, dict[int, list[float]]] = {}
    for at in made.of("roll_call").tolist():
        days.setdefault(int(made.manager[at]), {}).setdefault(int(made.day[at]), []).append(float(made.answered[at]))
    out = []
    for name in sorted(
        listed | {made.managers[code] for code, found in days.items() if max(found) > asof - WINDOW_DAYS}
    ):
        found = days.get(made.managers.index(name), {}) if name in made.managers else {}
        out.append(_roll_call(context, name, found, asof))
    return out


def _roll_call(context: Context, name: str, found: dict[int, list[float]], asof: int) -> RollCall:
    """``found``: what was written for each day asked."""
    marks: dict[int, bool | None] = {}
    for when, given in sorted(found.items()):
        mark = True if 1.0 in given else False if 0.0 in given else None
        if mark or not absent(context, name, to_date(when)):
            marks[when] = mark
    known = [(when, mark) for when, mark in marks.items() if mark is not None]
    silent = 0
    while silent < len(known) and not known[-1 - silent][1]:
        silent += 1
    recent = [mark for when, mark in known if when > asof - WINDOW_DAYS]
    yes = [when for when, mark in known if mark]
    return RollCall(
        name,
        len(recent),
        sum(recent),
        sum(mark is None for when, mark in marks.items() if when > asof - WINDOW_DAYS),
        silent,
        to_date(yes[-1]) if yes else None,
        asof in marks,
        bool(marks.get(asof)),
    )


# the week -------------------------------------------------------------------------------------------


def week_of(context: Context) -> tuple[date, date]:
    """Monday of the report date's week and its last working day (the Friday of a week without one)."""
    monday = context.asof - timedelta(days=context.asof.weekday())
    working = [day for n in range(7) if context.calendar.is_working(day := monday + timedelta(days=n))]
    return monday, working[-1] if working else monday + timedelta(days=4)


def done_today(context: Context, kind: str) -> dict[str, int]:
    """How many rows of a kind each manager has on the report date."""
    made = context.once(reviews)
    at = made.of(kind)
    codes, n = np.unique(made.manager[at[made.day[at] == number(context.asof)]], return_counts=True)
    return {made.managers[code]: int(times) for code, times in zip(codes.tolist(), n.tolist(), strict=True)}
