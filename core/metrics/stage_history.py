"""Stage entries that nobody typed: the days on which a deal's stage was seen to change."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.history import Change
from core.i18n import T, fold
from core.metrics.stages import Ints, Stages

Days = npt.NDArray[np.datetime64]
NAT = np.datetime64("NaT", "D")

NO_DATES_YET = T("Сроки этапов появятся по мере работы.", "Stage times will appear as the work goes on.")


@dataclass(frozen=True)
class StageMoves:
    """One entry a move, in order of time within a deal; a stage left again on the same day is none."""

    row: Ints
    """Index into the rows of the `deals` frame."""
    stage: tuple[str, ...]
    """The folded name of the stage it came to."""
    day: Days


def stage_moves(context: Context) -> StageMoves | None:
    """What the history knows of the deals' stages; None without one. The rows it began with are no moves."""
    history = context.history
    keys = history.seen.get("deals", ()) if history else ()
    if history is None or len(keys) != len(context.tables["deals"]):
        return None
    rows = {key: i for i, key in enumerate(keys)}
    changes = [c for c in history.changes if c.column == "stage" and c.table == "deals" and c.key in rows]
    changes.sort(key=lambda change: (rows[change.key], change.at))
    found: list[tuple[int, str, date]] = []
    for (row, day), moves in groupby(changes, key=lambda change: (rows[change.key], change.at.date())):
        if (name := _net(list(moves))) is not None:
            found.append((row, name, day))
    return StageMoves(
        np.array([row for row, _, _ in found], np.intp),
        tuple(name for _, name, _ in found),
        np.array([day for _, _, day in found], "datetime64[D]"),
    )


def with_moves(
    dated: Days, lost: Days, moves: StageMoves, order: Stages, funnel: Ints, row: Ints, day: np.datetime64
) -> tuple[Days, Days]:
    """``dated`` (deals × steps) and ``lost`` with their blanks filled by ``moves``: a typed date wins.

    A deal that came to a stage several times came when it did so last, up to ``day``.
    """
    place = {int(one): p for p, one in enumerate(row)}
    found: dict[tuple[int, int], np.datetime64] = {}
    for deal, name, when in zip(moves.row.tolist(), moves.stage, moves.day, strict=True):
        p = place.get(deal)
        stage = None if p is None else order.by_name.get((int(funnel[p]), name))
        if p is not None and stage is not None:
            at = (p, max(int(order.step[stage]), -1))
            if at not in found or when <= day:
                found[at] = when
    dated, lost = dated.copy(), lost.copy()
    for (p, step), when in found.items():
        if step < 0:
            lost[p] = when if np.isnat(lost[p]) else lost[p]
        elif np.isnat(dated[p, step]):
            dated[p, step] = when
    return dated, lost


def _net(moves: list[Change]) -> str | None:
    """The stage at the end of a day; None if it began there or is blank."""
    began, ended = moves[0].old, moves[-1].new
    return fold(ended) if isinstance(ended, str) and began != ended else None
