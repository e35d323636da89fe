from core.context import Context
from core.i18n import T
from core.metrics.forecast import METHODS, Forecast, forecast, pipeline_months
from core.metrics.forecast_activity import expected_payments
from core.metrics.forecast_choice import NEEDED, Made, coverage, wape
from core.metrics.measures import COUNTS, RECEIVED, WON
from core.metrics.rates import rate
from core.metrics.targets import plans
from core.report import CellNote, Column, Row, Value
from core.reports import _forecast_words as said
from core.reports.declare import ChartSpec, Filled, ReportSpec

FORECAST = ReportSpec(
    id="forecast",
    title=T("Прогноз", "Forecast"),
    group="month",
    order=10,
    definition=T(
        "Сколько принесут этот месяц и два следующих, и насколько такой прогноз ошибался раньше.",
        "What this month and the next two will bring, and how wrong such a forecast was before.",
    ),
    source="001, 002",
    mode=said.mode,
    notes=said.notes,
    decisions=said.DECISIONS,
)


def _candidate(id: str, *, detail: bool) -> Column:
    name = said.NAMES[id]
    title = T(*(f"{text[0].upper()}{text[1:]}" for text in name))
    return Column(id, title, "money", detail=detail, help=said.HELP[id], adds=False)


LOW = T("Возможные границы: от", "Possible range: from")
HIGH = T("Возможные границы: до", "Possible range: to")
EDGE = T(
    "По прошлым ошибкам метода, 8 случаев из 10; пусто, если проверенных месяцев меньше шести.",
    "By the method's past errors, 8 cases of 10; blank with fewer than six months checked.",
)
MONTHS = (
    Column("month", T("Месяц", "Month"), "month"),
    Column(
        "committed",
        T("Твёрдо", "Committed"),
        "money",
        help=T(
            "Уже выиграно и открытые сделки месяца с вероятностью от порога горячих.",
            "Won so far, and the month's open deals of at least the hot probability.",
        ),
    ),
    Column(
        "weighted",
        T("Взвешенно", "Weighted"),
        "money",
        help=T(
            "Уже выиграно и открытые сделки с ожидаемой датой в месяце × вероятность.",
            "Won so far, and open deals expected in the month × probability.",
        ),
    ),
    Column(
        "base",
        T("Прогноз", "Forecast"),
        "money",
        help=T("По методу, который меньше ошибался в прошлом.", "By the method that erred least in the past."),
    ),
    Column("low", LOW, "money", help=EDGE, adds=False),
    Column("high", HIGH, "money", help=EDGE, adds=False),
    _candidate("naive", detail=False),
    Column("plan", T("План", "Plan"), "money"),
    Column(
        "gap",
        T("Не хватает до плана", "Short of plan"),
        "money",
        help=T("План − прогноз; с минусом — прогноз выше плана.", "Plan − forecast; negative: above the plan."),
    ),
    Column("method", T("Как посчитано", "How it is made")),
    Column("known", T("Уже есть", "Come so far"), "money", detail=True),
    *(_candidate(id, detail=True) for id in METHODS[1:]),
    Column(
        "error",
        T("Средняя ошибка, %", "Mean error, %"),
        "rate",
        detail=True,
        help=T("Σ |факт − прогноз| ÷ Σ факта метода.", "Σ |fact − forecast| ÷ Σ fact of the method."),
    ),
    Column("checked", T("Проверено месяцев", "Months checked"), "count", detail=True, adds=False),
    Column(
        "coverage",
        T("Границы вмещали факт", "Bounds held the fact"),
        "rate",
        detail=True,
        help=T("Доля прошлых месяцев, где факт лёг в границы.", "The share of past months with the fact inside."),
    ),
)


@FORECAST.block(
    "months",
    T("Этот месяц и следующие", "This month and the next"),
    MONTHS,
    definition=T(
        "Прогноз по методу, который меньше ошибался раньше; рядом — «как раньше», то есть без всякого метода.",
        "The forecast by the method that erred least; beside it “as before”, that is, without any method.",
    ),
    needs=("deals|payments",),
)
def months(context: Context) -> Filled:
    found = context.once(forecast)
    if found is None:
        return Filled([], empty=said.NOTHING)
    rows = month_rows(context, found)
    notes = [
        CellNote(k, "low", said.short(context, made))
        for k, made in enumerate(found.ahead)
        if made.base is not None and made.checked < NEEDED and not (k == 0 and found.months.ended)
    ]
    return Filled(rows, notes=notes)


def month_rows(context: Context, found: Forecast) -> list[Row]:
    """The rows of the block; also the table that SALES_FORECAST gives."""
    open_ = pipeline_months(context, len(found.ahead))
    dated = context.has("deals.expected")
    rows: list[Row] = []
    for k, made in enumerate(found.ahead):
        plan = _plan(context, found, made)
        gap = None if plan is None or made.base is None else plan - made.base
        over = k == 0 and found.months.ended
        held, n = coverage(found.checks[k])
        past: list[Value] = [None] * 3 if over else [made.error, made.checked, rate(held, n)]
        naive, *others = candidates(made)
        rows.append(
            [
                found.months.month(made.month),
                made.known + open_[k].committed,
                made.known + open_[k].weighted if dated else None,
                made.base,
                made.low,
                made.high,
                naive,
                plan,
                gap,
                said.how(context, found, k),
                made.known,
                *others,
                *past,
            ]
        )
    return rows


def candidates(made: Made) -> list[Value]:
    """Each method's forecast in the order of METHODS; a workbook without won deals has only two."""
    return [*made.candidates, *[None] * (len(METHODS) - len(made.candidates))]


def _plan(context: Context, found: Forecast, made: Made) -> float | None:
    month = plans(context, found.months.month(made.month))
    own = month.of(found.target)
    return month.of(RECEIVED) if own is None and found.target == WON else own


@FORECAST.block(
    "line",
    T("Факт и прогноз по месяцам", "Fact and forecast by month"),
    (
        Column("month", T("Месяц", "Month"), "month"),
        Column("actual", T("Факт", "Fact"), "money", adds=False),
        Column("base", T("Прогноз", "Forecast"), "money", adds=False),
        Column("low", LOW, "money", help=EDGE, adds=False),
        Column("high", HIGH, "money", help=EDGE, adds=False),
    ),
    definition=T(
        "Прошлые месяцы: факт и прогноз, который был бы сделан тогда; дальше — прогноз с границами.",
        "Past months: the fact and the forecast that would have been made then; from there on the forecast.",
    ),
    needs=("deals|payments",),
    charts=(
        ChartSpec("line", T("Факт и прогноз", "Fact and forecast"), "month", ("actual", "base"), band=("low", "high")),
    ),
)
def line(context: Context) -> Filled:
    found = context.once(forecast)
    if found is None:
        return Filled([], empty=said.NOTHING)
    past, first = {made.month: made for made in found.checks[found.shown]}, max(0, found.months.history)
    over = found.months.complete(found.months.last)
    rows: list[Row] = []
    for i in range(max(first, over - 11), over + 1):
        made = past.get(i)
        ends = (None, None, None) if made is None else (made.base, made.low, made.high)
        rows.append([found.months.month(i), float(found.months.total[i]), *ends])
    coming = found.ahead[int(found.months.ended) :]
    rows += [[found.months.month(made.month), None, made.base, made.low, made.high] for made in coming]
    return Filled(rows)


BACKTEST = (
    Column("month", T("Месяц", "Month"), "month"),
    *(_candidate(id, detail=False) for id in METHODS),
    Column("actual", T("Факт", "Fact"), "money", adds=False),
    Column("chosen", T("Что выбрали бы", "What was chosen")),
    Column("base", T("Прогноз", "Forecast"), "money", adds=False),
    Column(
        "error",
        T("Ошибка", "Error"),
        "rate",
        help=T("Прогноз ÷ факт − 1: с плюсом — обещали больше.", "Forecast ÷ fact − 1: positive, promised too much."),
    ),
    Column("inside", T("Факт в границах", "Fact within bounds"), "flag"),
    Column("low", LOW, "money", detail=True, help=EDGE, adds=False),
    Column("high", HIGH, "money", detail=True, help=EDGE, adds=False),
    Column("checked", T("Проверено месяцев к тому дню", "Months checked by then"), "count", detail=True, adds=False),
)


@FORECAST.block(
    "backtest",
    T("Проверка на прошлом", "Checked against the past"),
    BACKTEST,
    definition=T(
        "Что сказал бы каждый метод в прошлом, зная только то, что было известно тогда, и что вышло.",
        "What each method would have said in the past, knowing only what was known then, and what came.",
    ),
    needs=("deals|payments",),
)
def backtest(context: Context) -> Filled:
    found = context.once(forecast)
    return Filled([] if found is None else backtest_rows(context, found), empty=said.NOT_CHECKED)


def backtest_rows(context: Context, found: Forecast) -> list[Row]:
    """The rows of the block; also the table that FORECAST_BACKTEST gives."""
    return [
        [
            found.months.month(made.month),
            *candidates(made),
            made.actual,
            said.method_name(context, found, made),
            made.base,
            made.miss,
            made.covered,
            made.low,
            made.high,
            made.checked,
        ]
        for made in found.checks[found.shown]
    ]


@FORECAST.block(
    "methods",
    T("Чей прогноз точнее", "Whose forecast is closer"),
    (
        Column("method", T("Метод", "Method")),
        Column(
            "error",
            T("Средняя ошибка, %", "Mean error, %"),
            "rate",
            help=T("Σ |факт − прогноз| ÷ Σ факта.", "Σ |fact − forecast| ÷ Σ fact."),
        ),
        Column("chosen_n", T("Выбран раз", "Times chosen"), "count"),
        Column("n", T("Проверено месяцев", "Months checked"), "count", adds=False),
    ),
    definition=T(
        "Средняя ошибка каждого метода на месяцах проверки; внизу — того, что выбирали бы мы.",
        "Each method's mean error over the months checked; at the bottom that of what was chosen.",
    ),
    needs=("deals|payments",),
)
def methods(context: Context) -> Filled:
    found = context.once(forecast)
    checked = () if found is None else found.checks[found.shown]
    if not checked:
        return Filled([], empty=said.NOT_CHECKED)
    rows: list[Row] = []
    for c in range(len(checked[0].candidates)):
        error = wape(checked, lambda made, c=c: made.candidates[c])  # type: ignore[misc]
        n = sum(made.candidates[c] is not None for made in checked)
        name = context.say(said.NAMES[METHODS[c]])
        chosen = sum(made.chosen == c for made in checked)
        rows.append([name[0].upper() + name[1:], error, chosen, n])
    own = wape(checked, lambda made: made.base)
    rows.append([context.say(T("Выбранный тогда", "Chosen then")), own, None, len(checked)])
    return Filled(rows)


TITLES = {column.id: column.header for column in COUNTS}


def figure(n: float) -> int | float:
    """A count as a whole number where it is one."""
    return int(n) if n.is_integer() else n


@FORECAST.block(
    "activity",
    T("Что принесёт работа этого месяца", "What this month's work will bring"),
    (
        Column("activity", T("Сделано", "Done")),
        Column("n", T("За месяц", "This month"), "count", adds=False),
        Column(
            "per_one",
            T("Нужно на одну оплату", "Needed for one payment"),
            "number",
            adds=False,
            help=T("За 12 месяцев, вся цепочка соотношений.", "Over 12 months, the whole chain of ratios."),
        ),
        Column("payments", T("Ожидаем оплат", "Payments expected"), "number", adds=False),
        Column(
            "amount",
            T("На сумму", "Amount"),
            "money",
            adds=False,
            help=T(
                "Ожидаемые оплаты × средняя оплата. Строки — разные взгляды на одни и те же деньги: не складывайте их.",
                "Expected payments × the mean one. The rows see the same money from different sides: do not add them.",
            ),
        ),
        Column("month", T("Придут", "They come"), "month"),
        Column("lag", T("Дней до оплаты", "Days to payment"), "days"),
    ),
    definition=T(
        "Сколько оплат даст уже сделанное, если соотношения останутся прежними, и когда они придут.",
        "How many payments the work done will give if the ratios stay as they are, and when these come.",
    ),
    needs=("daily_metrics|invoices", "payments"),
)
def activity(context: Context) -> Filled:
    rows: list[Row] = [
        [context.say(TITLES[one.id]), figure(one.n), one.per_one, one.payments, one.amount, one.comes, one.lag]
        for one in expected_payments(context)
    ]
    return Filled(rows, empty=said.NO_WORK)
