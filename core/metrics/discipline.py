"""How well each manager keeps the base: the five points of the weekly revision (seed 001), and the data-quality score.

Everything is counted as pairs (good, of how many), so that a total is made of sums and never of rates.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from core.context import Context
from core.i18n import fold
from core.metrics.deals import DealState, days, entries, state
from core.metrics.owners import Codes, manager_names
from core.metrics.stages import Bools
from core.metrics.targets import TEAM

POINTS = ("contacts", "fields", "comments", "on_time", "algorithm")
FIELDS = ("client", "manager", "created", "amount", "stage", "expected", "next_step", "next_step_date")
"""What an open deal should have filled; a column that the tab does not have is not asked for."""
ALGORITHM_DAYS = 90


@dataclass(frozen=True)
class Discipline:
    """``good`` and ``base``: managers (the row of nobody last) × :data:`POINTS`, whole numbers."""

    good: Codes
    base: Codes


def discipline(context: Context) -> Discipline:
    """The five points of every manager as of the report date; ask with ``context.once(discipline)``.

    A point whose tab or column is missing has no base.
    """
    names = context.once(manager_names)
    good = np.zeros((len(names) + 1, len(POINTS)), np.int64)
    base = good.copy()

    def add(point: str, owner: Codes, done: "Codes | Bools", of: "Codes | Bools") -> None:
        at = POINTS.index(point)
        good[:, at] = np.bincount(owner, done, len(good)).round()
        base[:, at] = np.bincount(owner, of, len(base)).round()

    if context.has("clients.client", "clients.manager", "clients.phone|clients.email"):
        owner, reachable = _contacts(context)
        add("contacts", owner, reachable, np.ones(len(owner), np.int64))
    if context.has("deals"):
        deals, now = context.tables["deals"], context.once(state)
        owner = names.codes(deals.frame["manager"])[now.row]
        asked = [column for column in FIELDS if column in deals.present]
        cells = np.sum([filled(deals.frame[column])[now.row] for column in asked], axis=0)
        add("fields", owner, now.open * cells, now.open * len(asked))
        if context.has("deals.comment"):
            add("comments", owner, now.open & filled(deals.frame["comment"])[now.row], now.open)
        step = days(deals.frame["next_step_date"])[now.row]
        add("on_time", owner, now.open & (step >= now.asof), now.open & ~np.isnat(step))
        if context.has("stages"):
            add("algorithm", owner, *followed(now))
    return Discipline(good, base)


def followed(now: DealState) -> tuple[Bools, Bools]:
    """Which deals went through the stages in order without a skip, and which can be judged.

    Judged: created in the last 90 days, at least two dates typed among the stages up to the first won
    one. In order: every stage from the first to the furthest dated one has a date, none before the
    one before it; creation dates the first stage and the closing dates the win, where they are blank.
    """
    if not now.entered.shape[1]:
        none = np.zeros(len(now), bool)
        return none, none
    steps = np.arange(now.entered.shape[1])
    to_win = steps <= now.stages.first_won[now.funnel][:, None]
    recent = now.created > now.asof - np.timedelta64(ALGORITHM_DAYS, "D")
    judged = recent & ((to_win & ~np.isnat(now.entered)).sum(1) >= 2)
    way = entries(now)
    dated = to_win & ~np.isnat(way)
    furthest = np.where(dated, steps, 0).max(1)
    in_order = (way[:, 1:] >= way[:, :-1]) | (steps[1:] > furthest[:, None])
    return judged & in_order.all(1), judged


def algorithm_since(context: Context) -> date:
    """The first day of the deals whose stages are judged."""
    return context.asof - timedelta(days=ALGORITHM_DAYS - 1)


def filled(column: "pd.Series[str]") -> Bools:
    """Which cells of a typed column hold a value."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes.to_numpy() >= 0)
    values = column.to_numpy()
    return np.asarray(~(np.isnat(values) if values.dtype.kind == "M" else np.isnan(values)))


def _contacts(context: Context) -> tuple[Codes, Codes]:
    """Per client of a manager (a repeated row counts once): whose it is, and whether a phone or an e-mail is known."""
    frame = context.tables["clients"].frame
    client = frame["client"].cat.codes.to_numpy().astype(np.int64)
    there = np.flatnonzero((client >= 0) & ~(days(frame["first_seen"]) > np.datetime64(context.asof, "D")))
    reachable = filled(frame["phone"]) | filled(frame["email"])
    owner, width = context.once(manager_names).codes(frame["manager"]), len(frame["client"].cat.categories) + 1
    pairs, at = np.unique(owner[there] * width + client[there], return_inverse=True)
    known = np.zeros(len(pairs), np.int64)
    np.maximum.at(known, at, reachable[there])
    return pairs // width, known


@dataclass(frozen=True)
class Checked:
    """Cells checked and cells in error of one manager."""

    checked: int = 0
    errors: int = 0

    def __add__(self, other: "Checked") -> "Checked":
        return Checked(self.checked + other.checked, self.errors + other.errors)

    @property
    def score(self) -> float | None:
        """1 − errors / checked; None without a cell (REPORTS, «Score»)."""
        return 1 - self.errors / self.checked if self.checked else None


def scores(context: Context) -> dict[str, Checked]:
    """What intake checked in all tables, by manager in order of name; '' are the rows of nobody and of the team."""
    team = {fold(word) for word in TEAM}
    found: dict[str, Checked] = {}
    for typed in context.tables.values():
        if typed.checked is not None:
            columns = (typed.checked[column].tolist() for column in ("manager", "checked", "errors"))
            for manager, checked, errors in zip(*columns, strict=True):
                whose = "" if fold(manager) in team else manager
                found[whose] = found.get(whose, Checked()) + Checked(checked, errors)
    return dict(sorted(found.items()))


def overall(context: Context) -> Checked:
    """The whole workbook's cells."""
    return sum(context.once(scores).values(), Checked())
