"""Dates that run backwards: the durations between them are left out, and named here."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal

import numpy as np

from core.checks import check
from core.context import Context
from core.i18n import T, fold
from core.i18n import day as spoken
from core.metrics.deals import Days as Dates
from core.metrics.deals import entries, state
from core.metrics.durations import deal_lengths, first_payments
from core.metrics.hot_sources import texts
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
    kept: list[tuple[int, str, np.datetime64, str]] = []
    for at, step in zip(rows.tolist(), steps.tolist(), strict=True):
        i, until, begin = int(now.row[at]), int(found.until[at, step]), came[at, step]
        end = came[at, until] if until >= 0 else now.closed[at]
        stage = order.name[order.at[now.funnel[at], step]]
        following = order.name[order.at[now.funnel[at], until]] if until >= 0 else ""
        dated = until >= 0 and not np.isnat(now.entered[at, until])
        column = columns.get(fold(following), "closed") if dated else "closed"
        if column == "closed" and early[i] < now.created[at]:
            continue  # said already
        sentence = STAGE if until >= 0 else LOST
        spoken_days = {"begin": _said(context, begin), "end": _said(context, end)}
        kept.append((i, column, end, context.say(sentence, stage=stage, next=following, **spoken_days)))
    at_rows = np.array([i for i, *_ in kept], np.intp)
    values = [_said(context, end) for _, _, end, _ in kept]
    columns_of, sentences = [column for _, column, _, _ in kept], [said for *_, said in kept]
    yield from _problems(context, at_rows, columns_of, "stage_dates_backwards", values, sentences)


def _deals(context: Context, at: Ints, column: str, code: str, sentence: T) -> Iterator[Problem]:
    """One problem a deal of the state, at its cell of ``column``."""
    if not len(at):
        return
    now = context.once(state)
    begins = now.created[at]
    ends = (
        first_payments(context)[now.row[at]].astype("datetime64[D]")
        if code == "paid_before_created"
        else now.closed[at]
    )
    said = [
        context.say(sentence, begin=begin, end=end)
        for begin, end in zip(_all_said(context, begins), _all_said(context, ends), strict=True)
    ]
    values = _all_said(context, ends if column == "closed" else begins)
    yield from _problems(context, now.row[at], [column] * len(at), code, values, said)


def _problems(
    context: Context, rows: Ints, columns: Sequence[str], code: str, values: Sequence[str], said: Sequence[str]
) -> Iterator[Problem]:
    """One problem a row of the `deals` frame, each at its own column."""
    deals, wanted = context.tables["deals"], context.say(IN_ORDER)
    sheet_rows = deals.frame["_row"].to_numpy()[rows].tolist()
    parts = deals.frame["_part"].to_numpy()[rows].tolist()
    managers = texts(context, "deals", "manager", rows)
    header = cache(lambda part, column: deals.header(first[part], column, context.language))
    first = {part: i for i, part in reversed(list(zip(rows.tolist(), parts, strict=True)))}
    for row, part, column, value, text, manager in zip(sheet_rows, parts, columns, values, said, managers, strict=True):
        where = deals.parts[part]
        severity: Literal["error", "warning"] = "warning" if code == "paid_before_created" else "error"
        cell = f"{where.letters.get(column, 'A')}{row}"
        yield Problem(where.tab, row, header(part, column), cell, code, severity, value, text, wanted, manager or "")


def _columns(context: Context) -> dict[str, str]:
    """A stage's folded name → its date column."""
    return {fold(name): column for column, name in context.tables["deals"].extras.items()}


def _all_said(context: Context, days: Dates) -> list[str]:
    """Days in words, each different one spoken once."""
    each, place = np.unique(days, return_inverse=True)
    words_of = [_said(context, day) for day in each]
    return [words_of[i] for i in place.tolist()]


def _said(context: Context, when: np.datetime64) -> str:
    found: date = when.astype("datetime64[D]").astype(object)
    return spoken(found, context.language)
