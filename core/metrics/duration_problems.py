"""Dates that run backwards: the durations between them are left out, and named here."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from core.checks import check
from core.context import Context
from core.i18n import T, fold
from core.i18n import day as spoken
from core.metrics.days import day, days_or_never
from core.metrics.deals import entries, state
from core.metrics.durations import deal_lengths, first_payments
from core.metrics.stage_days import stage_days
from core.metrics.stages import Ints
from core.report import Problem

CLOSED = T(
    "Сделка закрыта {end}, раньше, чем создана ({begin}): срок не считается.",
    "The deal was closed on {end}, before its creation ({begin}): its days are not counted.",
)
STAGE = T(
    "Этап «{next}» — {end}, раньше этапа «{stage}» ({begin}): срок этапа «{stage}» не считается.",
    "The stage “{next}” is dated {end}, before “{stage}” ({begin}): the days at “{stage}” are not counted.",
)
LOST = T(
    "Отказ {end} раньше, чем сделка пришла на этап «{stage}» ({begin}): срок этапа не считается.",
    "Lost on {end}, before the deal came to “{stage}” ({begin}): the days at the stage are not counted.",
)
PAID = T(
    "Первая оплата {end} раньше, чем создана сделка ({begin}): срок до оплаты не считается.",
    "The first payment ({end}) is before the deal's creation ({begin}): the days to it are not counted.",
)
IN_ORDER = T("Даты по порядку", "Dates in order")


@check
def backward_durations(context: Context) -> Iterator[Problem]:
    """Every negative duration: between stages, from creation to closing, from creation to the first payment."""
    if not context.has("deals"):
        return
    closed = deal_lengths(context, "deal", "closed").backwards
    yield from _deals(context, np.flatnonzero(closed), "closed", "closed_before_created", CLOSED)
    yield from _stages(context)
    paid = np.flatnonzero(deal_lengths(context, "deal", "first_payment").backwards & ~closed)
    yield from _deals(context, paid, "created", "paid_before_created", PAID)


def _stages(context: Context) -> Iterator[Problem]:
    """A stage that ends before it begins, at the cell of the later stage's date, or of the closing."""
    found = context.once(stage_days)
    rows, steps = np.nonzero(found.backwards)
    if not len(rows):
        return
    now, order = context.once(state), context.once(state).stages
    came, columns = entries(now), _columns(context)
    early = context.tables["deals"].frame["closed"].to_numpy()
    for at, step in zip(rows.tolist(), steps.tolist(), strict=True):
        i, until, begin = int(now.row[at]), int(found.until[at, step]), came[at, step]
        end = came[at, until] if until >= 0 else now.closed[at]
        stage = order.name[order.at[now.funnel[at], step]]
        following = order.name[order.at[now.funnel[at], until]] if until >= 0 else ""
        column = columns.get(fold(following), "closed")
        if column != "closed" and np.isnat(now.entered[at, until]):
            column = "closed"
        if column == "closed" and early[i] < now.created[at]:
            continue  # said already
        said = context.say(
            STAGE if until >= 0 else LOST,
            stage=stage,
            next=following,
            begin=_said(context, begin),
            end=_said(context, end),
        )
        yield _problem(context, i, column, "stage_dates_backwards", end, said)


def _deals(context: Context, at: Ints, column: str, code: str, sentence: T) -> Iterator[Problem]:
    """One problem a deal of the state, at its cell of ``column``."""
    if not len(at):
        return
    now = context.once(state)
    ends = first_payments(context)[now.row] if code == "paid_before_created" else days_or_never(now.closed)
    for one in at.tolist():
        begin, end = now.created[one], np.datetime64(day(ends[one]), "D")
        said = context.say(sentence, begin=_said(context, begin), end=_said(context, end))
        yield _problem(context, int(now.row[one]), column, code, end if column == "closed" else begin, said)


def _problem(context: Context, i: int, column: str, code: str, value: np.datetime64, said: str) -> Problem:
    deals = context.tables["deals"]
    ref, manager = deals.ref(i, column), deals.frame["manager"].iat[i]
    return Problem(
        ref.tab,
        deals.sheet_row(i),
        deals.header(i, column, context.language),
        ref.cell,
        code,
        "error" if column != "created" else "warning",
        _said(context, value),
        said,
        context.say(IN_ORDER),
        manager if isinstance(manager, str) else "",
    )


def _columns(context: Context) -> dict[str, str]:
    """A stage's folded name → its date column."""
    return {fold(name): column for column, name in context.tables["deals"].extras.items()}


def _said(context: Context, when: np.datetime64) -> str:
    found: date = when.astype("datetime64[D]").astype(object)
    return spoken(found, context.language)
