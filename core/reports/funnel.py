from collections.abc import Iterator
from dataclasses import astuple
from datetime import date

from core.context import Context
from core.i18n import T, day, month
from core.metrics.deals import state
from core.metrics.funnel import Funnel, Mode, Step, immature, mature_span, maturity_days, months, steps
from core.metrics.funnel import funnel as count
from core.report import CellNote, Column, Row, Value
from core.reports._funnel_columns import BESIDE, STAGES, cohort_columns
from core.reports._funnel_losses import largest, named
from core.reports.declare import ChartSpec, Filled, ReportSpec

COHORT_MONTHS = 12

MODE_WORDS: dict[str, T] = {
    "cohort": T("Когорта сделок, созданных {first}–{last}.", "The cohort of deals created {first}–{last}."),
    "cohort_strict": T(
        "Когорта сделок, созданных {first}–{last}; этап засчитан, если пройдены все до него и даты идут по порядку.",
        "The cohort of deals created {first}–{last}; a step counts only after all before it, their dates in order.",
    ),
    "flow": T("Поток: сделки, пришедшие на этап {first}–{last}.", "Flow: deals that came to the stage {first}–{last}."),
    "snapshot": T(
        "Снимок: сделки, которые стоят на этапе {asof}.", "Snapshot: the deals that stand at the stage on {asof}."
    ),
}
IMMATURE = T(
    "Когорта ещё не дозрела: 9 из 10 сделок закрываются за {days} дн., поэтому доли вырастут.",
    "The cohort is not mature yet: 9 deals of 10 close within {days} days, so the rates will grow.",
)
NEVER_CLOSED = T(
    "Ни одна сделка ещё не закрыта: судить о долях рано.", "No deal has been closed yet: too early to judge the rates."
)
COMPARED = T(
    "Рядом — зрелые когорты {first}–{last}: сравнивайте с ними.",
    "Beside it the mature cohorts {first}–{last}: compare with these.",
)
ABOVE = T(
    "Больше 100 %: на этап пришло больше сделок, чем за то же время на предыдущий.",
    "Above 100 %: more deals came to the step than to the one before in the same time.",
)
NO_SNAPSHOT = T(
    "У снимка нет потерь: он показывает, где сделки стоят.", "A snapshot has no losses: it shows where deals stand."
)
NO_LOSS = T("За этот период никто не потерян.", "Nobody was lost in this period.")

funnel = ReportSpec(
    id="funnel",
    title=T("Воронка", "Funnel"),
    group="week",
    order=10,
    definition=T(
        "Сколько сделок дошло до каждого этапа, какая доля прошла дальше и где мы теряем больше всего.",
        "How many deals reached each step, what share went on, and where most are lost.",
    ),
    source="000, 002, 003",
    mode=lambda context: mode_sentence(context),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "Сделка без читаемой даты создания существует, но ни в одну когорту не входит.",
            "A deal without a readable creation date exists but is in no cohort.",
        ),
        T(
            "Открытая сделка, у которой этап закрытый или с датой позже отчёта, стоит на последнем рабочем этапе "
            "с датой, а без дат — на первом.",
            "An open deal whose stage is closed, or dated after the report, stands at its last dated in-work stage, "
            "without dates at the first.",
        ),
        T(
            "Выигранная сделка дошла до первого выигранного этапа, какой бы этап ни был вписан.",
            "A won deal has reached the first won stage whatever stage is typed.",
        ),
        T(
            "Вход на первый этап без даты — день создания, на первый выигранный — день закрытия.",
            "An undated entry to the first step is the creation day, to the first won one the closing day.",
        ),
        T(
            "Пока не закрыта ни одна сделка, все когорты считаются незрелыми.",
            "As long as no deal has closed, every cohort counts as immature.",
        ),
        T(
            "Снимок показывает и выигранные сделки: они стоят на своём выигранном этапе.",
            "A snapshot shows won deals too: they stand at their won stage.",
        ),
        T(
            "Этапы с пустой воронкой — отдельная воронка; если среди них нет рабочих, они закрывают все остальные.",
            "Stages with a blank pipeline are a funnel of their own; if none is in work, they close all the others.",
        ),
    ),
)


def mode_of(context: Context) -> Mode:
    mode: Mode = context.settings.funnel_mode  # type: ignore[assignment]
    return mode


def mode_sentence(context: Context) -> str:
    """The period and the rule of every figure that counts by ``funnel_mode``."""
    first, last = (day(one, context.language) for one in context.period)
    return context.say(MODE_WORDS[mode_of(context)], first=first, last=last, asof=day(context.asof, context.language))


@funnel.block(
    "stages",
    T("Этапы", "Stages"),
    STAGES + BESIDE,
    definition=T(
        "Этапы вида «в работе» и «выигран» по порядку; проигранная сделка дошла только до этапов с датой.",
        "Stages of kind in work and won in order; a lost deal reached only the stages it has dates for.",
    ),
    needs=("deals", "stages"),
    charts=(
        ChartSpec(
            "funnel", T("Воронка: сколько сделок дошло", "Funnel: deals that reached each step"), "stage", ("n",)
        ),
        ChartSpec("bar", T("Воронка в деньгах", "The funnel in money"), "stage", ("amount",)),
    ),
)
def stage_rows(context: Context) -> Filled:
    rows: list[Row] = []
    notes: list[CellNote] = []
    for index, name in funnels(context):
        now, before, mature = _beside(context, index)
        for i, one in enumerate(now):
            if one.step_rate is not None and one.step_rate > 1:
                notes.append(CellNote(len(rows), "step_rate", context.say(ABOVE)))
            rows.append([named(name, one.stage), *astuple(one)[1:], *_rates(before, i), *_rates(mature, i)])
    return Filled(rows, notes=notes)


@funnel.block(
    "losses",
    T("Где теряем", "Where we lose"),
    (
        Column("text", T("Вывод", "Conclusion")),
        Column("stage", T("Этап", "Stage")),
        Column("next_stage", T("Не дошли до", "Did not reach")),
        Column("lost_n", T("Не прошло дальше", "Went no further"), "count", adds=False),
        Column("lost_rate", T("Доля потерь", "Share lost"), "rate"),
        Column("lost_amount", T("Потеряно, сумма", "Amount lost"), "money", adds=False),
        Column("open_n", T("Из них ещё открыты", "Of these still open"), "count", adds=False),
        Column("period", T("За период", "Period")),
    ),
    definition=T(
        "Самые большие потери до выигрыша: по числу, доле и деньгам — и последняя перед оплатой. Открытые сделки ещё "
        "не потеряны, поэтому рядом с незрелой когортой стоят зрелые.",
        "The largest losses before the win by number, share and money, and the last before payment. Open deals are not "
        "lost yet, so the mature cohorts stand beside one that is not mature.",
    ),
    needs=("deals", "stages"),
)
def loss_rows(context: Context) -> Filled:
    now, mode, span = context.once(state), mode_of(context), None
    if mode == "snapshot":
        return Filled([], empty=NO_SNAPSHOT)
    if mode != "flow" and immature(context.asof, context.period[1], maturity_days(now)):
        span = mature_span(now, context.asof)
    rows: list[Row] = []
    for index, name in funnels(context):
        won = int(now.stages.first_won[index])
        for first, last in filter(None, (context.period, span)):
            said = f"{day(first, context.language)}–{day(last, context.language)}"
            rows += largest(context, steps(count(now, mode, first, last, index=index)), won, name, said)
    return Filled(rows, empty=NO_LOSS)


@funnel.block(
    "cohorts",
    T("Когорты по месяцам", "Cohorts by month"),
    (Column("month", T("Создана", "Created"), "month"), Column("n", T("Сделок", "Deals"), "count")),
    definition=T(
        "Сделки по месяцу создания за 12 месяцев. Судить рано, пока после месяца не прошло столько дней, за сколько "
        "закрываются 9 сделок из 10.",
        "Deals by month of creation, 12 months. It is too early to judge until as many days have passed as 9 deals of "
        "10 take to close.",
    ),
    needs=("deals", "stages"),
    charts=(ChartSpec("line", T("Доля дошедших до конца", "Share that reached the end"), "month", ("total_rate",)),),
)
def cohort_rows(context: Context) -> Filled:
    now, mode = context.once(state), mode_of(context)
    maturity, found = maturity_days(now), funnels(context)
    counted: list[tuple[str, date, Funnel]] = []
    for index, name in found:
        for first, last in months(context.asof, COHORT_MONTHS):
            made = count(now, "cohort_strict" if mode == "cohort_strict" else "cohort", first, last, index=index)
            counted.append((name, last, made))
    if not any(made.n[:1].any() for *_, made in counted):
        return Filled([])
    width = max(len(made.names) for *_, made in counted)
    rows: list[Row] = []
    for name, last, made in counted:
        reached: list[Value] = [int(n) for n in made.n]
        n, final = int(made.n[0]), steps(made)[-1].total_rate
        padding: list[Value] = [None] * (width - len(reached))
        label: list[Value] = [name] if len(found) > 1 else []
        rows.append([last.replace(day=1), n, *reached, *padding, final, immature(context.asof, last, maturity), *label])
    return Filled(rows, columns=cohort_columns(counted[0][2].names if len(found) == 1 else None, width))


def funnels(context: Context) -> list[tuple[int, str]]:
    """The funnels that have deals, each with the name to put before its stages; '' where there is only one."""
    now = context.once(state)
    used = [
        index for index in range(len(now.stages.funnels)) if (now.funnel == index).any() and now.stages.steps[index]
    ]
    return [(index, now.stages.funnels[index] if len(used) > 1 else "") for index in used]


def _now(context: Context, index: int) -> list[Step]:
    return steps(count(context.once(state), mode_of(context), *context.period, index=index))


def _beside(context: Context, index: int) -> tuple[list[Step], list[Step], list[Step]]:
    """The period, the one before, and the last three mature cohorts; a snapshot has only itself."""
    now, mode = context.once(state), mode_of(context)
    if mode == "snapshot":
        return _now(context, index), [], []
    before = steps(count(now, mode, *context.previous_period, index=index))
    span = mature_span(now, context.asof)
    ripe = steps(count(now, mode, *span, index=index)) if span and mode != "flow" else []
    return _now(context, index), before, ripe


def _rates(found: list[Step], i: int) -> list[Value]:
    return [found[i].n, found[i].step_rate, found[i].total_rate] if found else [None] * 3


def _notes(context: Context) -> Iterator[str]:
    """Whether the period's cohort can be judged already, and what to compare it with."""
    if not context.has("deals", "stages") or mode_of(context) not in ("cohort", "cohort_strict"):
        return
    now = context.once(state)
    maturity = maturity_days(now)
    if maturity is None:
        yield context.say(NEVER_CLOSED)
    elif immature(context.asof, context.period[1], maturity):
        yield context.say(IMMATURE, days=round(maturity))
        if span := mature_span(now, context.asof):
            yield context.say(COMPARED, first=month(span[0], context.language), last=month(span[1], context.language))
