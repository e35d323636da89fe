"""The open deals as of a day: whose, at which stage, how much, how sure, when expected, and what is wrong with them.

Where REPORTS is silent:

* an unknown amount adds nothing, an unknown probability leaves the deal out of the weighted sum (both are said);
* a stage that the tab «Этапы» does not know stands under its typed name, after the known ones;
* without that tab stages stand in the order of the alphabet.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.metrics.days import NEVER, Days, numbered, same_day_last_month
from core.metrics.deals import DealState, state
from core.metrics.indicators import OLD_DAYS, days_or_never, deals_on
from core.metrics.owners import manager_names
from core.metrics.people import leavers
from core.metrics.rates import Floats
from core.metrics.stages import OPEN, Bools, Ints, Stages

MATTERS = ("no_step", "step_passed", "date_passed", "no_amount", "no_manager", "leaver", "over_norm", "old")
"""What a deal may need: of the seller (the first four), or of the head."""
OF_SELLER = 4


@dataclass(frozen=True)
class OpenDeals:
    """One entry an open deal, in an order that the rows of the tab do not decide; the arrays are aligned."""

    asof: int
    row: Ints
    """Row of the `deals` frame."""
    manager: Ints
    """Code of :func:`core.metrics.owners.manager_names`; its length for nobody."""
    client: Ints
    """Index into ``clients``; its length for blank."""
    clients: tuple[str, ...]
    """By name."""
    stage: Ints
    """Index into ``stages``."""
    stages: tuple[str, ...]
    """Every in-work stage of the funnels that have open deals, then other ones met; '' is a blank stage."""
    listed: int
    """How many of ``stages`` stand on the tab «Этапы»; they are the first."""
    amount: Floats
    """NaN for blank, or without a rate."""
    probability: Floats
    """NaN where neither the deal nor its stage has one."""
    created: Days
    """NEVER for blank."""
    expected: Days
    """NEVER for blank."""
    stage_days: Floats
    """Days at its stage; NaN where nobody knows since when."""
    needs: npt.NDArray[np.int64]
    """Bit i: the deal needs what ``MATTERS[i]`` says."""

    def __len__(self) -> int:
        return len(self.row)

    @property
    def weighted(self) -> Floats:
        return self.amount * self.probability

    @property
    def of_seller(self) -> Bools:
        return np.asarray((self.needs & (2**OF_SELLER - 1)) > 0)

    @property
    def of_head(self) -> Bools:
        return np.asarray(self.needs >= 2**OF_SELLER)


def open_deals(context: Context) -> OpenDeals:
    """The open deals of the report date; ask with ``context.once(open_deals)``."""
    found = context.once(state)
    frame = context.tables["deals"].frame
    names, clients = context.once(manager_names), frame["client"].cat
    at = np.flatnonzero(found.open)
    row = found.row[at]
    manager = names.codes(frame["manager"])[row].astype(np.intp)
    client = clients.codes.to_numpy()[row].astype(np.intp)
    client = np.where(client < 0, len(clients.categories), client)
    stage, stages, listed = _stages(found, at, frame["stage"].cat.categories, frame["stage"].cat.codes.to_numpy()[row])
    expected = numbered(frame["expected"])[row]
    order = _in_order(frame["deal_id"].cat.codes.to_numpy()[row], client, found.amount[at], manager, stage, expected)
    at, row = at[order], row[order]
    made = OpenDeals(
        asof=int(found.asof.astype(np.int64)),
        row=row,
        manager=manager[order],
        client=client[order],
        clients=tuple(clients.categories.tolist()),
        stage=stage[order],
        stages=stages,
        listed=listed,
        amount=found.amount[at],
        probability=found.probability[at],
        created=days_or_never(found.created[at]),
        expected=expected[order],
        stage_days=_stage_days(found, at),
        needs=np.zeros(len(at), np.int64),
    )
    made.needs[:] = _needs(context, made, np.append(found.stages.norm_days, np.nan)[found.stage[at]])
    return made


@dataclass(frozen=True)
class Before:
    """The open deals of an earlier day, with today's amounts and managers."""

    manager: Ints
    amount: Floats

    def __len__(self) -> int:
        return len(self.manager)


def month_ago(context: Context) -> Before:
    """The open deals of the same day last month; ask with ``context.once(month_ago)``."""
    found = deals_on(context, same_day_last_month(context.asof))
    manager = context.once(manager_names).codes(context.tables["deals"].frame["manager"])
    return Before(manager[found.row[found.open]].astype(np.intp), found.amount[found.open])


def summed(codes: Ints, values: Floats, n: int) -> Floats:
    """Sums by code; NaN where there are entries and none of their values is known, 0 without entries."""
    known = ~np.isnan(values)
    sums = np.bincount(codes, np.where(known, values, 0.0), n)
    there, valued = np.bincount(codes, minlength=n), np.bincount(codes, known, n)
    return np.where((there > 0) & (valued == 0), np.nan, sums)


def _in_order(id: npt.NDArray[np.integer], *ties: "Ints | Floats | Days") -> Ints:
    """By deal id; where ids repeat or are blank, by what else tells deals apart."""
    if len(np.unique(id)) == len(id):
        return np.argsort(id)
    return np.lexsort((*reversed(ties), id))


def _stages(
    found: DealState, at: Ints, typed: "pd.Index[str]", code: npt.NDArray[np.integer]
) -> tuple[Ints, tuple[str, ...], int]:
    """Each deal's index into the names of stages, by the tab «Этапы», then the alphabet; how many the tab has."""
    order, stage = found.stages, found.stage[at]
    unknown = [*typed.tolist(), ""]
    place = np.where(stage >= 0, stage, len(order) + np.where(code < 0, len(unknown) - 1, code))
    funnels = np.unique(order.funnel[stage[stage >= 0]]) if len(order) else np.array([], np.intp)
    in_work = np.flatnonzero(np.isin(order.funnel, funnels) & (order.kind == OPEN))
    shown = np.union1d(in_work, np.unique(place)).astype(np.intp)
    several = len(funnels) > 1
    names = tuple(_name(order, i, several) if i < len(order) else unknown[i - len(order)] for i in shown.tolist())
    return np.searchsorted(shown, place).astype(np.intp), names, int((shown < len(order)).sum())


def _name(order: Stages, i: int, several: bool) -> str:
    funnel = order.funnels[int(order.funnel[i])] if several else ""
    return f"{funnel}: {order.name[i]}" if funnel else order.name[i]


def _stage_days(found: DealState, at: Ints) -> Floats:
    """Days since each deal came to the step it stands at; the first one begins with the deal."""
    if not found.entered.shape[1]:
        return np.full(len(at), np.nan)
    step = found.step[at]
    since = found.entered[at, step]
    since = np.where(np.isnat(since) & (step == 0), found.created[at], since)
    known = found.stage[at] >= 0
    return np.where(np.isnat(since) | ~known, np.nan, (found.asof - since).astype(np.float64))


def _needs(context: Context, made: OpenDeals, norm: Floats) -> npt.NDArray[np.int64]:
    """What each deal needs, as bits; a column that the tab does not have reproaches no one."""
    frame, names = context.tables["deals"].frame, context.once(manager_names)
    step, step_day = frame["next_step"].cat.codes.to_numpy()[made.row] >= 0, numbered(frame["next_step_date"])[made.row]
    gone = set(leavers(context, context.asof))
    left = np.array([*(name in gone for name in names.names), False])
    found = {
        "no_step": context.has("deals.next_step|deals.next_step_date") & ~step & (step_day == NEVER),
        "step_passed": step_day < made.asof,
        "date_passed": made.expected < made.asof,
        "no_amount": context.has("deals.amount") & np.isnan(made.amount),
        "no_manager": made.manager == len(names),
        "leaver": left[made.manager],
        "over_norm": made.stage_days > norm,
        "old": made.created < made.asof - OLD_DAYS,
    }
    bits = [np.where(found[name], 1 << i, 0) for i, name in enumerate(MATTERS)]
    return np.asarray(np.sum(bits, axis=0), np.int64)
