from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, day, money, percent
from core.metrics.deals import state
from core.metrics.lost import Lost, lost
from core.metrics.owners import manager_names
from core.metrics.people import NO_MANAGER
from core.metrics.refusals import Group, groups
from core.report import Column, Row, Value
from core.reports import _refusal_columns as columns
from core.reports._funnel_losses import named
from core.reports.declare import ChartSpec, Filled, ReportSpec

NO_STAGE = T("этап неизвестен", "stage unknown")
NO_REASON = T("причина не указана", "no reason given")
NONE = T("За этот период и прошлый отказов нет.", "Nothing was lost in this period nor in the one before.")
NONE_NOW = T("За этот период отказов нет.", "Nothing was lost in this period.")
MODE = T(
    "Отказы {first}–{last} по дате отказа; рядом {first_prev}–{last_prev}.",
    "Lost {first}–{last} by the date of the loss; beside it {first_prev}–{last_prev}.",
)
TOP = T(
    "Отказов {n} на {sum}. Главное: «{reason}» — {rate}.",
    "{n} lost, worth {sum}. First of all “{reason}”: {rate}.",
)
PLACE = T("Чаще всего отказываются на этапе «{stage}»: {rate}.", "Most are lost at “{stage}”: {rate}.")
BLANK = T("Без причины: {n} из {all}. Спросите у менеджеров.", "Without a reason: {n} of {all}. Ask the managers.")
UNDATED = T(
    "Когда отказались, неизвестно: {n}. В отчёт они не вошли.", "Lost nobody knows when: {n}. They are left out."
)

REFUSALS = ReportSpec(
    id="refusals",
    title=T("Причины отказов", "Refusals"),
    group="week",
    order=60,
    definition=T(
        "На каком этапе и почему клиенты отказываются, и какие причины дают больше всего отказов.",
        "At which stage and why clients refuse, and which reasons make most of the losses.",
    ),
    source="003",
    mode=lambda context: _mode(context),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "Этап отказа — «Этап отказа», иначе рабочий этап, на котором сделка записана, иначе последний рабочий этап "
            "с датой; если ничего нет — «этап неизвестен».",
            "The stage of a loss is the lost stage typed, else the in-work stage the deal is written at, else the last "
            "in-work stage dated; without any of them “stage unknown”.",
        ),
        T(
            "Доля отказов — от всех отказов периода; строки идут от самых частых, при равенстве — по сумме.",
            "A share is of all losses of the period; rows go from the most frequent, equal ones by amount.",
        ),
    ),
)


@REFUSALS.block(
    "stages",
    T("Этап и причина", "Stage and reason"),
    columns.STAGES,
    definition=T(
        "Где и почему отказываются: от самых частых, с долей нарастающим итогом.",
        "Where and why deals are lost: the most frequent first, with their cumulative share.",
    ),
    needs=("deals",),
    total=True,
)
def _stages(context: Context) -> Filled:
    found = context.once(lost)
    rows: list[Row] = [
        [stage_name(context, found, one.stage), reason_name(context, found, one.reason), *_figures(one)]
        for one in groups(found, context.period, context.previous_period)
    ]
    return Filled(rows, empty=NONE)


@REFUSALS.block(
    "reasons",
    T("Причины", "Reasons"),
    columns.REASONS,
    definition=T("Причины по всем этапам вместе.", "The reasons, all stages together."),
    needs=("deals",),
    total=True,
    charts=(ChartSpec("bar", T("Почему отказываются", "Why deals are lost"), "reason", ("n",), rows=10),),
)
def _reasons(context: Context) -> Filled:
    found = context.once(lost)
    rows: list[Row] = [
        [reason_name(context, found, one.reason), *_figures(one)]
        for one in groups(found, context.period, context.previous_period, by=("reason",))
    ]
    return Filled(rows, empty=NONE)


@REFUSALS.block(
    "matrix",
    T("Этапы против причин", "Stages against reasons"),
    (Column("stage", T("Этап", "Stage")), columns.ALL),
    definition=T(
        "Сколько отказов на каждом этапе по каждой причине; темнее — больше.",
        "Losses at each stage by reason; the darker, the more.",
    ),
    needs=("deals",),
    total=True,
)
def _matrix(context: Context) -> Filled:
    found = context.once(lost)
    pairs = [one for one in groups(found, context.period) if one.n]
    whys = [one.reason for one in groups(found, context.period, by=("reason",)) if one.n]
    n = {(one.stage, one.reason): one.n for one in pairs}
    stages = sorted({one.stage for one in pairs}, key=lambda stage: (stage == -1, stage or 0))
    head = [
        Column(f"reason_{i}", T.same(reason_name(context, found, why)), "count", heat=True)
        for i, why in enumerate(whys, 1)
    ]
    rows: list[Row] = []
    for stage in stages:
        counts: list[Value] = [n.get((stage, why)) for why in whys]
        rows.append(
            [stage_name(context, found, stage), *counts, sum(count for count in counts if isinstance(count, int))]
        )
    return Filled(rows, columns=[Column("stage", T("Этап", "Stage")), *head, columns.ALL], empty=NONE_NOW)


@REFUSALS.block(
    "managers",
    T("По менеджерам", "By manager"),
    columns.MANAGERS,
    definition=T(
        "Сколько отказов у каждого, какая причина чаще и сколько раз её не указали.",
        "Each one's losses, the most frequent reason, and how often none was given.",
    ),
    needs=("deals",),
    total=True,
)
def _managers(context: Context) -> Filled:
    found, names = context.once(lost), context.once(manager_names)
    rows_of = context.once(state).row[found.deal]
    owner = names.codes(context.tables["deals"].frame["manager"])[rows_of]
    now, before = found.between(*context.period), found.between(*context.previous_period)
    rows: list[Row] = []
    for code in np.unique(owner[now | before]).tolist():
        mine = now & (owner == code)
        amounts, reasons = found.amount[mine], found.reason[mine]
        given = np.bincount(reasons[reasons >= 0], minlength=len(found.reasons) or 1)
        most = int(given.argmax())
        rows.append(
            [
                names.names[code] if code < len(names) else context.say(NO_MANAGER),
                int(mine.sum()),
                None if np.isnan(amounts).all() else float(np.nansum(amounts)),
                found.reasons[most] if given.any() else None,
                float(given[most] / given.sum()) if given.any() else None,
                int((reasons < 0).sum()),
                int((before & (owner == code)).sum()),
            ]
        )
    rows.sort(key=lambda row: (-row[1], str(row[0])))  # type: ignore[operator]
    return Filled(rows, empty=NONE)


def stage_name(context: Context, found: Lost, stage: int | None) -> str:
    """A stage, with its funnel before it where there are several."""
    if stage is None or stage < 0:
        return context.say(NO_STAGE)
    funnel, name = found.stages[stage]
    now = context.once(state)
    several = funnel >= 0 and len(np.unique(now.funnel)) > 1
    return named(now.stages.funnels[funnel] if several else "", name)


def reason_name(context: Context, found: Lost, reason: int | None) -> str:
    return context.say(NO_REASON) if reason is None or reason < 0 else found.reasons[reason]


def _figures(one: Group) -> list[Value]:
    return [one.n, one.rate, one.amount, one.cumulative, one.n_prev, one.rate_prev]


def _mode(context: Context) -> str:
    spans = (*context.period, *context.previous_period)
    first, last, first_prev, last_prev = (day(one, context.language) for one in spans)
    return context.say(MODE, first=first, last=last, first_prev=first_prev, last_prev=last_prev)


def _notes(context: Context) -> Iterator[str]:
    """The first reason and stage, and what nobody wrote down."""
    if not context.has("deals"):
        return
    found, language = context.once(lost), context.language
    inside = found.between(*context.period)
    n = int(inside.sum())
    whys = [one for one in groups(found, context.period, by=("reason",)) if one.n]
    first = next((one for one in whys if one.reason != -1), None)
    if first and first.rate:
        worth = money(float(np.nansum(found.amount[inside])), language, context.currency)
        reason = reason_name(context, found, first.reason)
        yield context.say(TOP, n=n, sum=worth, reason=reason, rate=percent(first.rate, language))
    places = [one for one in groups(found, context.period, by=("stage",)) if one.n and one.stage != -1]
    if places and places[0].rate:
        name = stage_name(context, found, places[0].stage)
        yield context.say(PLACE, stage=name, rate=percent(places[0].rate, language))
    blank = sum(one.n for one in whys if one.reason == -1)
    if blank:
        yield context.say(BLANK, n=blank, all=n)
    if found.undated:
        yield context.say(UNDATED, n=found.undated)
