from core.context import Context
from core.i18n import T
from core.metrics.measures import COUNTS
from core.report import Column
from core.reports import _activity_day, _activity_dynamics, _activity_focus, _activity_month
from core.reports._activity_words import DECISIONS, mode, notes
from core.reports.declare import ChartSpec, Filled, ReportSpec

DAILY_METRICS = ReportSpec(
    id="daily_metrics",
    title=T("Показатели", "Metrics"),
    group="morning",
    order=40,
    definition=T(
        "Сколько каждый сделал за день и за месяц, против плана и против себя обычного.",
        "What everyone did in the day and the month, against the plan and against their usual.",
    ),
    source="001",
    mode=mode,
    notes=notes,
    decisions=DECISIONS,
)

EFFORTS = ("cold_calls", "calls", "conversations")
RESULTS = tuple(column.id for column in COUNTS if column.id not in EFFORTS)
PER_DAY = (
    ChartSpec("line", T("Звонки и разговоры по дням", "Calls and conversations by day"), "date", EFFORTS),
    ChartSpec(
        "line", T("Встречи, заявки и сделки по дням", "Meetings, applications and deals by day"), "date", RESULTS
    ),
)


@DAILY_METRICS.block(
    "day",
    T("За день", "The day"),
    definition=T(
        "Факт дня по менеджерам; пустая ячейка — данных нет, это не ноль.",
        "The day's facts by manager; an empty cell is no data, not zero.",
    ),
    needs=("daily_metrics",),
)
def _day(context: Context) -> Filled:
    return _activity_day.rows(context)


@DAILY_METRICS.block(
    "focus",
    T("Метрика дня", "Metric of the day"),
    definition=T(
        "Показатель, который дальше всех от плана на сегодня, и место каждого в нём.",
        "The metric furthest below its plan by today, and everyone's place in it.",
    ),
    needs=("daily_metrics",),
)
def _focus(context: Context) -> Filled:
    return _activity_focus.rows(context)


@DAILY_METRICS.block(
    "month",
    T("С начала месяца", "Month to date"),
    _activity_month.COLUMNS,
    definition=T(
        "Факт с начала месяца против плана; менеджеры под строкой отдела.",
        "The month to date against the plan; managers under the department's row.",
    ),
    needs=("daily_metrics|targets",),
)
def _month(context: Context) -> Filled:
    return _activity_month.rows(context)


@DAILY_METRICS.block(
    "dynamics",
    T("Последние 30 дней", "The last 30 days"),
    definition=T("Весь отдел по дням; дней без данных нет.", "The department by day; days without data are left out."),
    needs=("daily_metrics",),
    charts=PER_DAY,
)
def _dynamics(context: Context) -> Filled:
    return _activity_dynamics.rows(context)


@DAILY_METRICS.block(
    "calls_payments",
    T("Звонки и поступления", "Calls and money received"),
    (
        Column("date", T("Дата", "Date"), "date"),
        Column("calls", T("Звонки", "Calls"), "count"),
        Column("payments", T("Оплаты", "Payments"), "count"),
        Column("received", T("Поступило", "Received"), "money"),
    ),
    definition=T("Звонки и поступления отдела за 30 дней.", "The department's calls and receipts over 30 days."),
    needs=("daily_metrics", "payments"),
    total=True,
    charts=(ChartSpec("column", T("От звонков к деньгам", "From calls to money"), "date", ("calls",), ("received",)),),
)
def _calls_payments(context: Context) -> Filled:
    return _activity_dynamics.calls_payments(context)
