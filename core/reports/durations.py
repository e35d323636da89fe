from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, day, money
from core.metrics.contracts import contracts
from core.metrics.days import NEVER, months_back, number
from core.metrics.deals import state
from core.metrics.durations import End, Start, deal_lengths, main_lengths, spread
from core.metrics.stage_history import NO_DATES_YET
from core.report import CellNote, Row
from core.reports import _duration_columns as columns
from core.reports import _duration_rows as made
from core.reports.declare import ChartSpec, Filled, ReportSpec

FROM: dict[Start, T] = {
    "deal": T("создана сделка", "deal created"),
    "client": T("клиент появился в базе (первая сделка)", "client first seen (first deal)"),
}
TO: dict[End, T] = {
    "first_payment": T("первая оплата, без неё — выигрыш", "first payment, else the win"),
    "won": T("выигрыш", "the win"),
    "closed": T("выигрыш или отказ", "won or lost"),
    "lost": T("отказ", "lost"),
}
MODE = T(
    "Все сделки по {day}; наш срок сделки: {start} → {end}.",
    "All deals up to {day}; our deal days: {start} → {end}.",
)
SLOWEST = T(
    "Дольше всего сделки стоят на этапе «{stage}»: обычно {days} дн.",
    "Deals stay longest at “{stage}”: usually {days} days.",
)
STUCK = T("Застряли: {n} на {sum}.", "Stuck: {n}, worth {sum}.")
UNDATED = T(
    "Неизвестно, когда пришли на свой этап: {n} из открытых. Даты этапов заполните или подождите: запомним сами.",
    "Nobody knows when they came to their stage: {n} of the open deals. Fill the stage dates, or wait: we remember.",
)

DURATIONS = ReportSpec(
    id="durations",
    title=T("Сроки сделок", "Durations"),
    group="week",
    order=50,
    definition=T(
        "Сколько дней сделки идут до денег и стоят на каждом этапе, какие застряли и где забыли счёт.",
        "How many days deals take to the money and stay at each stage, which are stuck, and where an invoice was "
        "forgotten.",
    ),
    source="001, 003",
    mode=lambda context: context.say(
        MODE,
        day=day(context.asof, context.language),
        start=FROM[context.settings.duration_start],  # type: ignore[index]
        end=TO[context.settings.duration_end],  # type: ignore[index]
    ),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "Срок этапа — от его даты до даты следующего этапа с датой. Первый этап начинается с создания сделки, "
            "выигранный — с закрытия, если своих дат у них нет.",
            "Days at a stage run from its date to that of the next dated stage. Without a date of its own the first "
            "stage begins with the deal's creation and the won one with its closing.",
        ),
        T(
            "Если у сделки нет ни одной даты между созданием и выигрышем, сроки её этапов неизвестны.",
            "A deal without any date between creation and win tells nothing of the days at its stages.",
        ),
        T(
            "На выигранном этапе, за которым есть следующий (оплачено, потом отгружено), сделка тоже стоит.",
            "A deal also stands at a won stage that another one follows (paid, then delivered).",
        ),
        T(
            "Застряла — стоит дольше нормы этапа, а без нормы дольше девяти из десяти прошедших, если таких не меньше "
            "«min_n» из настроек.",
            "Stuck: there longer than the stage's norm, without one than nine of ten that went on, given at least the "
            "setting “min_n” of them.",
        ),
        T(
            "Срок сделки — от создания (или от появления клиента, тогда только первые сделки) до первой оплаты её "
            "счетов, без неё до выигрыша; начало и конец выбирают настройки. Оплаченная открытая сделка уже "
            "закончилась.",
            "A deal's days run from its creation (or from the client's first day, then first deals only) to the first "
            "payment of its invoices, else to the win, as the settings choose. An open deal that is paid has ended.",
        ),
        T(
            "Клиент появился в базе в день «В базе с», но не позже создания своей первой сделки.",
            "A client was first seen on the day the Clients tab says, at the latest when its first deal was created.",
        ),
        T(
            "Договор — приход на этап, в названии которого есть «договор» или «контракт» (но не «согласование»), а без "
            "такого этапа — выигрыш.",
            "The contract is the arrival at a stage named after a contract (not its negotiation), without such a stage "
            "the win.",
        ),
        T(
            "Счёт забыт, если сделку не назвал ни один счёт, у клиента с её создания нет счёта без ID сделки, а "
            "договор не старше первого счёта вкладки.",
            "An invoice is forgotten if none names the deal, the client has none without a deal id since the deal "
            "began, and the contract is no older than the tab's first invoice.",
        ),
    ),
)


@DURATIONS.block(
    "stages",
    T("Сколько дней на этапе", "Days at each stage"),
    columns.STAGES,
    definition=T(
        "По сделкам, которые прошли дальше; сколько стоит сейчас и сколько из них застряло.",
        "Of deals that went on; how many stand there now, and how many of them are stuck.",
    ),
    needs=("deals", "stages"),
    charts=(
        ChartSpec(
            "column",
            T("Дней на этапе против предела", "Days at each stage against the limit"),
            "stage",
            ("median",),
            lines=("limit",),
        ),
    ),
)
def _stages(context: Context) -> Filled:
    return made.stage_rows(context)


@DURATIONS.block(
    "deals",
    T("Сколько дней занимает сделка", "Days a deal takes"),
    columns.DEALS,
    definition=T(
        "Все сделки: от создания и от появления клиента до денег, до закрытия и до отказа.",
        "All deals: from creation and from the client's first day to the money, to closing and to the loss.",
    ),
    needs=("deals",),
)
def _deals(context: Context) -> Filled:
    main, end = context.settings.duration_start, context.settings.duration_end
    other = "client" if main == "deal" else "deal"
    pairs = [(main, end), (other, end), ("deal", "closed"), ("deal", "lost")]
    is_open = context.once(state).open
    rows: list[Row] = []
    notes: list[CellNote] = []
    for begin, until in pairs:
        found = deal_lengths(context, begin, until)  # type: ignore[arg-type]
        took = spread(found.days, found.over)
        waits = int((~found.over & is_open & ~np.isnan(found.days)).sum())
        words = context.say(FROM[begin]), context.say(TO[until])  # type: ignore[index]
        notes += made.more(context, took, len(rows))
        mine = (begin, until) == (main, end)
        rows.append([*words, took.n, took.mean, took.median, took.km.median, waits, took.p90, mine])
    return Filled(rows if any(row[2] or row[6] for row in rows) else [], notes=notes)


@DURATIONS.block(
    "stuck",
    T("Застряли", "Stuck"),
    columns.STUCK,
    definition=T(
        "Сделки, которые стоят на этапе дольше предела, по сумме.", "Deals at a stage beyond its limit, by amount."
    ),
    needs=("deals", "stages"),
)
def _stuck(context: Context) -> Filled:
    known = any(one.limit is not None for one in context.once(made.stages))
    none = T("Никто не стоит дольше предела.", "No deal stands beyond the limit.")
    unknown = T(
        "Предела пока нет: впишите норму на вкладке «Этапы» или накопите даты этапов.",
        "There is no limit yet: fill the norms on the Stages tab, or collect stage dates.",
    )
    return Filled(made.stuck_rows(context), empty=none if known else unknown)


@DURATIONS.block(
    "forgotten",
    T("Договор без счёта", "Contract without an invoice"),
    columns.FORGOTTEN,
    definition=T(
        "Договор есть, а счёта нет: возможно, его забыли выставить.",
        "There is a contract but no invoice: it may have been forgotten.",
    ),
    needs=("deals", "invoices"),
    total=True,
)
def _forgotten(context: Context) -> Filled:
    signed = bool((context.once(contracts).day < NEVER).any())
    none = T("У всех договоров есть счёт.", "Every contract has its invoice.")
    nothing = T("Договоров с известной датой нет.", "There is no contract of a known date.")
    return Filled(made.forgotten_rows(context), empty=none if signed else nothing)


@DURATIONS.block(
    "invoicing",
    T("От договора до счёта", "From the contract to the invoice"),
    columns.INVOICING,
    definition=T(
        "Дней от договора до первого счёта, который называет сделку.",
        "Days from the contract to the first invoice that names the deal.",
    ),
    needs=("deals", "invoices"),
)
def _invoicing(context: Context) -> Filled:
    return Filled(
        made.invoicing_rows(context),
        empty=T("Договоров с известной датой нет.", "There is no contract of a known date."),
    )


@DURATIONS.block(
    "months",
    T("Срок сделки по месяцам", "Days of a deal by month"),
    columns.MONTHS,
    definition=T(
        "Наш срок сделки у тех, что закончились в этом месяце.", "Our deal days, of the deals that ended in the month."
    ),
    needs=("deals",),
    charts=(ChartSpec("line", T("Срок сделки, дней", "Days of a deal"), "month", ("mean", "median")),),
)
def _months(context: Context) -> Filled:
    found = main_lengths(context)
    rows: list[Row] = []
    for first, last in months_back(context.asof, 12):
        inside = found.over & (found.end >= number(first)) & (found.end <= number(last))
        took = found.days[inside]
        n = len(took)
        rows.append([first, n, float(took.mean()) if n else None, float(np.median(took)) if n else None])
    return Filled(
        rows if any(row[1] for row in rows) else [],
        empty=T("За 12 месяцев не закончилась ни одна сделка.", "No deal ended in the last 12 months."),
    )


def _notes(context: Context) -> Iterator[str]:
    """The slowest stage, the stuck money, and what is not known."""
    if not context.has("deals", "stages"):
        return
    found = context.once(made.stages)
    timed = [one for one in found if one.took.n >= context.settings.min_n and one.took.median]
    if timed:
        slow = max(timed, key=lambda one: (one.took.median or 0.0, -one.step, one.name))
        yield context.say(SLOWEST, stage=slow.name, days=_days(context, slow.took.median or 0.0))
    at = [i for one in found for i in one.at[one.stuck].tolist()]
    if at:
        worth = float(np.nansum(context.once(state).amount[at]))
        yield context.say(STUCK, n=len(at), sum=money(worth, context.language, context.currency))
    undated = sum(int(np.isnan(one.days).sum()) for one in found)
    if found and not any(one.took.n for one in found):
        yield context.say(NO_DATES_YET)
    elif undated:
        yield context.say(UNDATED, n=undated)


def _days(context: Context, days: float) -> str:
    said = f"{days:.1f}".removesuffix(".0")
    return said.replace(".", ",") if context.language == "ru" else said
