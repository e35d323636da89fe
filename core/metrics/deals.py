"""The state of every deal as of a day: open, won or lost, since when, at which step of its funnel.

The rules are REPORTS §0.1 and «Definitions that must be exact → Funnel»; where they are silent:

* a row without a readable `created` exists, but belongs to no cohort;
* an open deal whose typed stage is closed, or is dated after the day, stands at the last in-work stage
  dated by then (the latest date; of equal dates the furthest), else at the first;
* a won deal stands at a won stage, the first one unless it went further;
* a stage without a typed date was entered on the day the history saw the deal come to it, the last time if several;
  amounts and probabilities are today's even where the history knows earlier ones;
* without a `stages` tab a stage that reads as a status («Успешно реализовано») closes the deal.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.i18n import fold
from core.intake.categories import codes_of, names_of
from core.intake.typed import Typed
from core.metrics.money import deal_amounts
from core.metrics.stage_history import StageMoves, stage_moves, with_moves
from core.metrics.stages import LOST, OPEN, WON, Bools, Floats, Ints, Stages, stages_of
from core.tables.deals import DEALS

Days = npt.NDArray[np.datetime64]
STATUSES = ("open", "won", "lost")
NAT = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class DealState:
    """One entry a deal that exists on `asof`; every array is aligned with `row`. Days are ``datetime64[D]``."""

    asof: np.datetime64
    stages: Stages
    row: Ints
    """Index into the rows of the `deals` frame."""
    created: Days
    status: Ints
    """``OPEN``, ``WON`` or ``LOST`` (0, 1, 2) on `asof`."""
    closed: Days
    """When it was won or lost; NaT while open, and where nobody knows (then it is in no dated figure)."""
    funnel: Ints
    """Index into ``stages.funnels``."""
    stage: Ints
    """Index into ``stages``: where it stands on `asof` (a lost deal: the stage typed); −1 unknown."""
    step: Ints
    """The step it stands at, from 0 (a lost deal: where it stood last); 0 if unknown."""
    furthest: Ints
    """The furthest step reached (mode cohort)."""
    entered: Days
    """deals × steps of the longest funnel: the typed date of each step, else the history's; none after `asof`."""
    probability: Floats
    """Its own, else its stage's; NaN if neither is filled."""
    hot: Bools
    """Ticked, or at a hot stage; see also :func:`is_hot`."""
    amounts: Callable[[], Floats] = field(repr=False)
    """Today's amount of each row of the frame: few figures of deals need it."""

    @cached_property
    def amount(self) -> Floats:
        """Today's amount; NaN for blank."""
        return self.amounts()[self.row]

    def __len__(self) -> int:
        return len(self.row)

    @property
    def open(self) -> Bools:
        return np.equal(self.status, OPEN)

    @property
    def won(self) -> Bools:
        return np.equal(self.status, WON)

    @property
    def lost(self) -> Bools:
        return np.equal(self.status, LOST)


def state(context: Context) -> DealState:
    """The deals as of the report date, amounts in the base currency; ask with ``context.once(state)``."""
    tables, moves = context.tables, context.once(stage_moves)
    return deal_state(tables["deals"], tables["stages"], context.asof, lambda: context.once(deal_amounts), moves)


def deal_state(
    deals: Typed,
    stages: Typed | None,
    asof: date,
    amounts: Callable[[], Floats] | None = None,
    moves: StageMoves | None = None,
) -> DealState:
    """The deals that exist on ``asof``; ``amounts``, one a frame row, replace those typed (another currency).

    ``moves`` date the stages whose own dates are blank.
    """
    day, frame, order = np.datetime64(asof, "D"), deals.frame, _stages(stages)
    created = days(frame["created"])
    row = np.flatnonzero(~(created > day))
    funnel, typed_stage = (found[row] for found in places(frame, order))
    kind = stage_kind(frame, order, typed_stage, row)
    typed = typed_status(frame)[row]
    refused = (codes_of(frame["loss_reason"]) >= 0)[row]
    final = np.where(typed >= 0, typed, np.where(refused, LOST, kind))

    dated, lost_on = _dates(deals, order, funnel, row)
    if moves is not None:
        dated, lost_on = with_moves(dated, lost_on, moves, order, funnel, row, day)
    first_won = order.first_won[funnel] if len(order) else np.zeros(len(row), np.intp)
    steps = np.arange(order.width)
    won_step = steps >= first_won[:, None]
    closed = days(frame["closed"])[row]
    known = np.where(final == WON, _first(dated, won_step), lost_on)
    closed = np.where(np.isnat(closed), known, closed)
    later = (final != OPEN) & (closed > day)
    status = np.where(later, OPEN, final)
    closed = np.where(status == OPEN, NAT, closed)

    entered = np.where(dated > day, NAT, dated)
    standing = np.append(order.step, -1)[typed_stage]
    ahead = _at(dated, standing) > day
    last_open, last_won = _last(entered, ~won_step), _last(entered, won_step)
    moved = (status == OPEN) & (later | ahead | ((kind != OPEN) & (typed_stage >= 0)))
    winnable = first_won < order.width
    won_at = np.where((kind == WON) & ~ahead & (standing >= first_won), standing, np.maximum(last_won, first_won))
    step = np.select(
        [status == LOST, moved, (status == WON) & winnable], [last_open, last_open, won_at], default=standing
    )
    step = np.maximum(step, 0)
    furthest = np.maximum(_last_step(entered), np.where(status == LOST, 0, step))
    placed = moved | ((status == WON) & winnable)
    stage = np.where(placed & (order.width > 0), _at_step(order, funnel, step), typed_stage)
    own = frame["probability"].to_numpy()[row]
    return DealState(
        asof=day,
        stages=order,
        row=row,
        created=created[row],
        status=status,
        closed=closed,
        funnel=funnel,
        stage=stage,
        step=step,
        furthest=furthest,
        entered=entered,
        probability=np.where(np.isnan(own), np.append(order.probability, np.nan)[stage], own),
        hot=(frame["hot"].to_numpy()[row] == 1) | np.append(order.hot, False)[stage],
        amounts=amounts or (lambda: frame["amount"].to_numpy()),
    )


def is_hot(state: DealState, threshold: float) -> Bools:
    """Open and ticked, at a hot stage, or at least as probable as ``threshold``."""
    return state.open & (state.hot | (state.probability >= threshold - 1e-9))


def closed_between(state: DealState, first: date | None, last: date | None) -> Bools:
    """Won or lost on a known day from ``first`` to ``last``, both included; None is no limit."""
    return ~np.isnat(state.closed) & between(state.closed, first, last)


def win_counts(
    state: DealState, first: date | None = None, last: date | None = None, where: Bools | None = None
) -> tuple[int, int]:
    """(won, lost) by closed date. Win rate = won / (won + lost)."""
    chosen = closed_between(state, first, last) & (True if where is None else where)
    return int((chosen & state.won).sum()), int((chosen & state.lost).sum())


def entries(state: DealState) -> Days:
    """`entered`, with the first step dated by creation and the first won step by the closing, where they are blank."""
    out = state.entered.copy()
    if not out.shape[1]:
        return out
    out[:, 0] = np.where(np.isnat(out[:, 0]), state.created, out[:, 0])
    first_won = state.stages.first_won[state.funnel]
    won = np.flatnonzero(state.won & (first_won < out.shape[1]))
    at = first_won[won]
    out[won, at] = np.where(np.isnat(out[won, at]), state.closed[won], out[won, at])
    return out


def between(values: Days, first: date | None, last: date | None) -> Bools:
    """Days from ``first`` to ``last``, both included; a limit that is None lets everything through, NaT too."""
    inside = np.ones(values.shape, bool)
    if first is not None:
        inside &= values >= np.datetime64(first, "D")
    if last is not None:
        inside &= values <= np.datetime64(last, "D")
    return inside


def days(column: "pd.Series[pd.Timestamp]") -> Days:
    """A date column as ``datetime64[D]``."""
    return np.asarray(column.to_numpy(), "datetime64[D]")


# how a row is read ------------------------------------------------------------------------------


def places(frame: pd.DataFrame, order: Stages) -> tuple[Ints, Ints]:
    """Per row of the frame its funnel and the stage typed (−1: blank, or unknown to its funnel).

    With several funnels a deal belongs to the one its `pipeline` names, else to the unnamed one, else to
    the first that has its stage.
    """
    pipelines = [*map(fold, names_of(frame["pipeline"])), ""]
    words = [*map(fold, names_of(frame["stage"])), ""]
    funnels: dict[str, int | None] = {fold(name): f for f, name in enumerate(order.funnels)}
    named = [funnels.get(name, funnels.get("")) for name in pipelines]
    asked = list(dict.fromkeys(named))
    found = np.array([[_place(funnel, word, order) for word in words] for funnel in asked], np.intp)
    which = np.array([asked.index(funnel) for funnel in named], np.intp)[codes_of(frame["pipeline"])]
    place = found[which, codes_of(frame["stage"])]
    return place[:, 0], place[:, 1]


def _place(funnel: int | None, stage: str, order: Stages) -> tuple[int, int]:
    if funnel is None:
        funnel = next((f for f in range(len(order.funnels)) if (f, stage) in order.by_name), 0)
    return funnel, order.by_name.get((funnel, stage), -1)


def stage_kind(frame: pd.DataFrame, order: Stages, stage: Ints, row: Ints) -> Ints:
    """What the typed stage makes of a deal; unknown ones leave it open (see the module for no `stages` tab)."""
    if len(order):
        return np.asarray(np.append(order.kind, OPEN)[stage], np.intp)
    words = [DEALS.by_id["status"].option(word) for word in names_of(frame["stage"])]
    kinds = np.array([STATUSES.index(word) if word else OPEN for word in words] + [OPEN], np.intp)
    return np.asarray(kinds[codes_of(frame["stage"])[row]], np.intp)


def typed_status(frame: pd.DataFrame) -> Ints:
    """The status as typed, −1 for blank."""
    known = np.array([STATUSES.index(word) for word in names_of(frame["status"])] + [-1], np.intp)
    return np.asarray(known[codes_of(frame["status"])], np.intp)


def _stages(stages: Typed | None) -> Stages:
    return _no_stages() if stages is None else stages_of(stages)


@cache
def _no_stages() -> Stages:
    none = np.array([], np.intp)
    return Stages((), none, (), none, none, np.array([]), np.array([]), np.array([], bool), none)


def _dates(deals: Typed, order: Stages, funnel: Ints, row: Ints) -> tuple[Days, Days]:
    """deals × steps of typed stage dates, and the earliest date of a lost stage."""
    dated = np.full((len(row), order.width), NAT)
    lost = np.full(len(row), NAT)
    for column, name in deals.extras.items():
        for f in range(len(order.funnels)):
            stage = order.by_name.get((f, fold(name)))
            if stage is None:
                continue
            when = np.where(funnel == f, days(deals.frame[column])[row], NAT)
            if order.step[stage] < 0:
                lost = np.fmin(lost, when)
            else:
                at = order.step[stage]
                dated[:, at] = np.where(np.isnat(when), dated[:, at], when)
    return dated, lost


# where a row of dates begins and ends -------------------------------------------------------------


def _first(dated: Days, where: Bools) -> Days:
    """Per row the date of the first step dated among ``where``."""
    there = where & ~np.isnat(dated)
    return _at(dated, np.where(there.any(1), there.argmax(1) if there.shape[1] else 0, -1))


def _last(dated: Days, where: Bools) -> Ints:
    """Per row the step with the latest date among ``where`` (of equal dates the furthest); −1 without any."""
    if not dated.shape[1]:
        return np.full(len(dated), -1, np.intp)
    number = np.where(where & ~np.isnat(dated), dated.astype(np.int64), np.iinfo(np.int64).min)
    last = dated.shape[1] - 1 - number[:, ::-1].argmax(1)
    return np.where(number.max(1) > np.iinfo(np.int64).min, last, -1)


def _last_step(dated: Days) -> Ints:
    """Per row the furthest step that is dated; 0 without any."""
    if not dated.shape[1]:
        return np.zeros(len(dated), np.intp)
    steps = np.arange(dated.shape[1])
    return np.asarray(np.where(np.isnat(dated), 0, steps).max(1), np.intp)


def _at(dated: Days, step: Ints) -> Days:
    """The date of one step a row; NaT for step −1."""
    padded = np.column_stack([dated, np.full(len(dated), NAT)])
    return np.asarray(padded[np.arange(len(dated)), step], "datetime64[D]")


def _at_step(order: Stages, funnel: Ints, step: Ints) -> Ints:
    """The stage that is a step of a funnel; −1 if the funnel has no such step."""
    if not order.width:
        return np.full(len(step), -1, np.intp)
    return np.asarray(order.at[funnel, step], np.intp)
