from datetime import timedelta

from core.context import Context
from core.i18n import T, day, money
from core.metrics import durations, indicators, plan_gap
from core.metrics.attention import Matter, attention
from core.metrics.days import same_day_last_month
from core.metrics.deals import win_counts
from core.metrics.discipline import overall
from core.metrics.hot_sources import hot
from core.metrics.measures import RECEIVED
from core.metrics.pace import days_left, pace
from core.metrics.people import NO_MANAGER
from core.metrics.planned import expected
from core.metrics.rates import rate
from core.metrics.targets import plans, share_gone
from core.report import Column, Kind, Row, Value
from core.reports import _day_board as day_board
from core.reports._summary_words import ERRORS_OF, FIGURES, FORECAST, HAND_OVER, HEAD, HOW, SELLER, STEPS, WHY, WON_OF
from core.reports.declare import ChartSpec, Filled, ReportSpec

MODE = T(
    "Месяц с {first} по {last}; рядом — те же дни прошлого месяца.",
    "{first} to {last}; beside it the same days of the month before.",
)


def _mode(context: Context) -> str:
    first, last = indicators.spans(context)[0]
    return context.say(MODE, first=day(first, context.language), last=day(max(first, last), context.language))


summary = ReportSpec(
    id="summary",
    title=T("Сводка", "Summary"),
    group="morning",
    order=10,
    last=True,
    definition=T(
        "Как идёт месяц, что ждём сегодня и кем заняться в первую очередь.",
        "How the month goes, what is expected today and who needs attention first.",
    ),
    source="000, 002",
    mode=_mode,
    decisions=(
        T(
            "Прогноз поступлений: пришло + остатки счетов, которые обещали (или по сроку) оплатить с сегодня до конца "
            "месяца, + горячие без счёта × вероятность.",
            "Received by month end: received + rests promised (or due) from today to month end + hot without an "
            "invoice × probability.",
        ),
        T(
            "«Долг клиентов» — неоплаченные счета, а если заполнено «Отгружено» — только отгруженные; «Просрочено» — "
            "та его часть, у которой прошёл срок по договору. «Выставлено» — счета по их дате, вместе с "
            "аннулированными позже.",
            "The receivable is what is unpaid, where “Shipped” is filled only what is shipped; overdue is what of it "
            "is past its due date. Invoiced counts invoices by their date, those cancelled later included.",
        ),
        T(
            "«Открытые сделки» — все открытые; в «× вероятность» не входят сделки без суммы или вероятности. «Доля "
            "выигранных» — выиграно ÷ (выиграно + проиграно) по дате закрытия; «Средний срок сделки» — по "
            "закончившимся с начала месяца; «Качество данных» — 1 − ячейки с ошибкой ÷ проверенные.",
            "The pipeline is every open deal; weighted leaves out deals without an amount or a probability. Win rate "
            "is won ÷ (won + lost) by closing date; days of a deal are of those that ended this month; data quality "
            "is 1 − cells in error ÷ cells checked.",
        ),
        T(
            "Внимание: сначала нарушенные обещания, затем горячие без шага, замолчавшие клиенты A, договоры без счёта "
            "и сделки ушедших; внутри — по деньгам. Первыми четырьмя занимается менеджер, кроме "
            "замолчавших клиентов A: ими и сделками ушедших — РОП.",
            "Attention: broken promises first, then hot without a step, silent A clients, contracts without an "
            "invoice and leavers' deals; by money within each. The seller acts, but for silent A clients and "
            "leavers' deals, where the head does.",
        ),
    ),
)


@summary.block(
    "month",
    T("Месяц", "Month"),
    (
        Column("received", T("Поступило", "Received"), "money"),
        Column("plan", T("План", "Plan"), "money"),
        Column(
            "done",
            T("Выполнено, %", "Done, %"),
            "rate",
            help=T("Поступило ÷ план месяца.", "Received ÷ the month's plan."),
        ),
        Column(
            "pace",
            T("К плану на сегодня", "Against plan by today"),
            "attainment",
            help=T(
                "Поступило ÷ доля плана за прошедшие рабочие дни.", "Received ÷ the plan's share of working days gone."
            ),
        ),
        Column("left", T("Осталось", "Left"), "money"),
        Column("days_left", T("Рабочих дней осталось", "Working days left"), "days"),
        Column(
            "per_day",
            T("Нужно в день", "Needed a day"),
            "money",
            help=T("Остаток плана ÷ оставшиеся рабочие дни.", "What is left ÷ the working days left."),
        ),
        Column("forecast", T("Прогноз по темпу", "Run-rate forecast"), "money"),
    ),
    definition=T("Поступления отдела против плана месяца.", "The team's payments against the month's plan."),
    needs=("payments",),
)
def _month(context: Context) -> list[Row]:
    (first, last), _ = indicators.spans(context)
    made = pace(context, indicators.came_in(context, first, last), plans(context, context.asof).of(RECEIVED))
    return [
        [
            made.fact,
            made.plan,
            made.rate,
            made.attainment,
            made.left,
            context.once(days_left),
            made.per_day,
            made.run_rate,
        ]
    ]


@summary.block(
    "today",
    T("Вчера, сегодня, завтра", "Yesterday, today, tomorrow"),
    (
        Column(
            "yesterday",
            T("Пришло за прошлый рабочий день", "Received on the last working day"),
            "money",
            help=T("Вместе с выходными после него.", "With the days off after it."),
        ),
        Column("received", T("Пришло сегодня", "Received today"), "money"),
        Column("today", T("Ждём сегодня", "Expected today"), "money"),
        Column("tomorrow", T("Ждём завтра", "Expected tomorrow"), "money"),
        Column("week", T("Ждём за 7 дней", "Expected in 7 days"), "money"),
        Column("overdue", T("Срок или обещание прошли", "Due or promise passed"), "money"),
    ),
    definition=T(
        "Поступления и остатки счетов по обещанной дате, иначе по сроку.",
        "Payments, and rests of invoices by promised, else due date.",
    ),
    needs=("invoices|payments",),
)
def _today(context: Context) -> list[Row]:
    before, plan = context.calendar.previous(context.asof), context.once(expected)
    came: list[Value] = [None, None]
    if context.has("payments"):
        spans = (before, context.asof - timedelta(days=1)), (context.asof, context.asof)
        came = [indicators.came_in(context, *span) for span in spans]
    awaited: list[Value] = [float(values.sum()) for values in (plan.today, plan.tomorrow, plan.week, plan.overdue)]
    return [[*came, *(awaited if context.has("invoices") else [None] * len(awaited))]]


@summary.block(
    "attention",
    T("Кем заняться", "Who needs attention"),
    (
        Column("client", T("Клиент", "Client")),
        Column("manager", T("Менеджер", "Manager")),
        Column("amount", T("Сумма", "Amount"), "money"),
        Column("why", T("Почему", "Why")),
        Column("who", T("Кто действует", "Who acts")),
        Column("link", T("Где", "Where"), "link"),
    ),
    definition=T(
        "Не больше десяти дел: сначала нарушенные обещания, затем горячие без шага и остальное.",
        "Ten matters at most: broken promises first, then hot clients without a step, and the rest.",
    ),
    needs=("invoices|deals|hot_clients",),
)
def _attention(context: Context) -> Filled:
    rows: list[Row] = [
        [
            one.client,
            one.manager or context.say(NO_MANAGER),
            one.amount,
            _why(context, one),
            _who(context, one),
            one.ref,
        ]
        for one in attention(context)
    ]
    return Filled(
        rows,
        empty=T(
            "Ничего срочного: обещания выполнены, у горячих есть шаги.",
            "Nothing urgent: promises kept, hot clients have steps.",
        ),
    )


def _why(context: Context, one: Matter) -> str:
    return context.say(WHY[one.kind], day=day(one.since, context.language) if one.since else "—")


def _who(context: Context, one: Matter) -> str:
    if one.kind == "leaver":
        return context.say(HAND_OVER, manager=one.manager)
    return context.say(HEAD if one.kind == "silent_a" else SELLER)


@summary.block(
    "board",
    T("Доска", "Board"),
    day_board.COLUMNS,
    definition=T("План поступлений месяца по менеджерам.", "The month's plan of payments by manager."),
    needs=("payments",),
)
def _board(context: Context) -> Filled:
    return day_board.rows(context)


@summary.block(
    "curve",
    T("Поступления нарастающим итогом", "Received, cumulative"),
    (
        Column("day", T("День", "Day"), "date"),
        Column("received", T("Поступило с начала месяца", "Received, month to date"), "money", adds=False),
        Column("plan", T("По плану", "By plan"), "money", adds=False),
    ),
    definition=T(
        "Сколько пришло к каждому дню и сколько должно было по плану рабочих дней.",
        "What had come in by each day, and what the plan of working days asks for.",
    ),
    needs=("payments",),
    charts=(ChartSpec("line", T("Поступления против плана", "Received against plan"), "day", ("received", "plan")),),
)
def _curve(context: Context) -> list[Row]:
    plan = plans(context, context.asof).of(RECEIVED)
    return [
        [when, total, None if plan is None else plan * share_gone(context, when)]
        for when, total in indicators.month_by_day(context)
    ]


@summary.block(
    "kpis",
    T("Показатели отдела", "Indicators"),
    (
        Column("figure", T("Показатель", "Figure")),
        Column("value", T("Сейчас", "Now"), "mixed"),
        Column("previous", T("Прошлый месяц", "Month before"), "mixed"),
        Column("note", T("Из чего", "Made of")),
    ),
    definition=T(
        "Поток — с начала месяца и за те же дни прошлого; остаток — на сегодня и на тот же день месяц назад.",
        "Flows of the month to date and of the same days before; stocks of today and a month ago.",
    ),
    needs=("invoices|payments|deals",),
)
def _kpis(context: Context) -> Filled:
    cells = overall(context)
    said = context.say(ERRORS_OF, errors=cells.errors, checked=cells.checked) if cells.checked else None
    made = [*_money(context), *_deals(context), ("quality", "rate", cells.score, None, said)]
    rows: list[Row] = [[context.say(FIGURES[id]), value, before, note] for id, _, value, before, note in made]
    return Filled(rows, row_kinds=tuple(kind for _, kind, *_ in made))


Indicator = tuple[str, Kind, Value, Value, str | None]


def _money(context: Context) -> list[Indicator]:
    now, before = indicators.spans(context)
    found: list[Indicator] = []
    if context.has("payments"):
        came, promised = indicators.came_in(context, *now), indicators.promised_to_month_end(context)
        close = indicators.hot_to_month_end(context)
        paid = indicators.came_in(context, now[0], context.asof)  # today's money has lowered the rests already
        said = {"received": paid, "promised": promised, "hot": close}
        spoken = {k: money(v, context.language, context.currency) for k, v in said.items()}
        run_rate = pace(context, came, None).run_rate
        whole = indicators.came_in(context, before[0], context.month_start - timedelta(days=1))
        found += [
            ("forecast", "money", paid + promised + close, whole, context.say(FORECAST, **spoken)),
            ("run_rate", "money", run_rate, whole, None),
            ("received", "money", came, indicators.came_in(context, *before), None),
        ]
    if context.has("invoices"):
        ago = same_day_last_month(context.asof)
        found += [
            ("invoiced", "money", indicators.invoiced(context, *now), indicators.invoiced(context, *before), None),
            (
                "receivable",
                "money",
                indicators.receivable(context, context.asof),
                indicators.receivable(context, ago),
                None,
            ),
            ("overdue", "money", indicators.overdue(context, context.asof), indicators.overdue(context, ago), None),
        ]
    if context.has("invoices|deals|hot_clients"):
        found.append(("hot", "money", sum(one.expected for one in context.once(hot)), None, None))
    return found


def _deals(context: Context) -> list[Indicator]:
    if not context.has("deals"):
        return []
    now, before = indicators.spans(context)
    states = [indicators.deals_on(context, when) for when in (context.asof, same_day_last_month(context.asof))]
    today, ago = (indicators.pipeline(state) for state in states)
    closed = [win_counts(state, *span) for state, span in zip(states, (now, before), strict=True)]
    won = [rate(n, n + lost) for n, lost in closed]
    took = [durations.deal_days(context, *span) for span in (now, before)]
    said = context.say(WON_OF, won=closed[0][0], closed=sum(closed[0]), n=today.old)
    return [
        ("pipeline", "money", today.amount, ago.amount, None),
        ("weighted", "money", today.weighted, ago.weighted, None),
        ("win_rate", "rate", won[0], won[1], said),
        ("deal_days", "days", took[0], took[1], None),
    ]


@summary.block(
    "gap",
    T("Сколько нужно до плана", "What the plan still needs"),
    (
        Column("step", T("Что", "What")),
        Column("needed", T("Нужно", "Needed"), "mixed"),
        Column("per_day", T("В рабочий день", "A working day"), "mixed"),
        Column("how", T("Откуда", "How")),
    ),
    definition=T(
        "Остаток плана в оплатах, счетах и звонках по соотношениям последних 90 дней.",
        "What is left of the plan in payments, invoices and calls, by the ratios of the last 90 days.",
    ),
    needs=("payments", "targets"),
)
def _gap(context: Context) -> Filled:
    plan = plans(context, context.asof).of(RECEIVED)
    if plan is None:
        return Filled(
            [], empty=T("На этот месяц нет плана поступлений.", "There is no plan of payments for this month.")
        )
    left = plan - indicators.came_in(context, *indicators.spans(context)[0])
    if left <= 0:
        return Filled([], empty=T("План месяца выполнен.", "The month's plan is met."))
    by = plan_gap.ratios(context)
    need, working = plan_gap.needed(left, by), context.once(days_left)
    shown = (
        ("money", need.money, None),
        ("payments", need.payments, by.mean_payment and money(by.mean_payment, context.language, context.currency)),
        ("invoices", need.invoices, _decimal(context, by.invoices_per_payment)),
        ("calls", need.calls, _decimal(context, by.calls_per_invoice)),
    )
    rows: list[Row] = [
        [context.say(STEPS[id]), value, value / working if working else None, context.say(HOW[id], value=how or "—")]
        for id, value, how in shown
        if value is not None
    ]
    return Filled(rows, row_kinds=("money", *["number"] * (len(rows) - 1)))  # type: ignore[arg-type]


def _decimal(context: Context, value: float | None) -> str | None:
    if value is None:
        return None
    return f"{value:.1f}".replace(".", "," if context.language == "ru" else ".")


@summary.block(
    "missing",
    T("Появится, когда заполните", "Appears when you fill"),
    (Column("report", T("Вкладка", "Tab")), Column("what", T("Что нужно", "What is needed"))),
    definition=T("Отчёты, которым не хватает вкладки или столбца.", "Reports that lack a tab or a column."),
)
def _missing(context: Context) -> Filled:
    lacking = {
        (report.title, block.unavailable.message)
        for report in context.reports
        for block in report.blocks
        if block.unavailable and block.unavailable.code == "missing"
    }
    order = [report.title for report in context.reports]
    rows: list[Row] = [list(pair) for pair in sorted(lacking, key=lambda pair: (order.index(pair[0]), pair[1]))]
    return Filled(rows, empty=T("Все отчёты заполнены.", "Every report is filled."))
