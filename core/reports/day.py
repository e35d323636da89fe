from collections.abc import Iterator
from datetime import date

from core.context import Context
from core.i18n import T, money
from core.i18n import day as spoken
from core.reports import _day_board as board_rows
from core.reports import _day_calendar as calendar_rows
from core.reports import _day_managers as manager_rows
from core.reports.declare import ChartSpec, Filled, ReportSpec
from core.reports.finance import unrated_note

MODE = T(
    "Факты — за {facts}, план и долги — на {asof}; суммы в {currency}.",
    "Facts of {facts}, plans and debts as of {asof}; sums in {currency}.",
)


def mode(context: Context) -> str:
    first, last = context.fact_days
    facts = _spoken(last, context) if first == last else f"{_spoken(first, context)}–{_spoken(last, context)}"
    return context.say(MODE, facts=facts, asof=_spoken(context.asof, context), currency=context.currency)


def _spoken(day: date, context: Context) -> str:
    return spoken(day, context.language)


def notes(context: Context) -> Iterator[str]:
    off = board_rows.plan_note(context)
    if off and context.has("payments"):
        yield context.say(off[0], sum=money(off[1], context.language, context.currency))
    yield from unrated_note(context)


day = ReportSpec(
    id="day",
    title=T("День", "Day"),
    group="morning",
    order=20,
    definition=T(
        "Что пришло за день, что ждём завтра и за неделю, кто выполнил обещанное и как идёт план месяца.",
        "What came in, what is expected tomorrow and this week, who kept promises, and how the month's plan goes.",
    ),
    source="000",
    mode=mode,
    notes=notes,
    decisions=(
        T(
            "План оплат — остатки действующих счетов по обещанной дате, а без неё — по сроку оплаты (или дате счёта "
            "плюс default_due_days). «На 7 дней» — с завтрашнего дня; сегодняшнее и просроченное стоят отдельно.",
            "Planned payments are the rests of standing invoices by the promised, else the due date (or the "
            "invoice's date plus default_due_days). “7 days” begin tomorrow; today's and what has passed stand apart.",
        ),
        T(
            "«Обещали на прошлый рабочий день» — вместе с выходными после него; счета, аннулированные с тех пор, не "
            "входят. Пришедшее позже, но до даты отчёта, тоже засчитано в «Из них пришло».",
            "“Promised for the last working day” includes the days off after it; invoices cancelled since are out. "
            "Money that came later, but by the report date, counts as “Of these came in”.",
        ),
        T(
            "«Обещано без счёта»: сделка, на чей ID нет неаннулированного счёта, и горячий клиент, у которого нет ни "
            "открытой сделки, ни неоплаченного счёта.",
            "“Promised without an invoice”: a deal whose id no standing invoice names, and a hot client with neither "
            "an open deal nor an unpaid invoice.",
        ),
        T(
            "Место на доске — по доле плана месяца; равные делят место; если планов нет ни у кого — по сумме "
            "поступлений.",
            "The board ranks by the share of the month's plan; equals share a rank; where nobody has a plan, by "
            "money received.",
        ),
        T(
            "Показатели дня — те же, что на вкладке «Показатели»: вписанное, а пустые счета, сделки и оплаты — по "
            "их вкладкам; пусто — отчёта нет, это не ноль.",
            "The day's counts are those of the tab Metrics: as typed, and blank invoices, deals and payments counted "
            "from their tabs; blank means no report, not zero.",
        ),
    ),
)


@day.block(
    "managers",
    T("По менеджерам", "By manager"),
    (manager_rows.MANAGER, *manager_rows.MONEY, *manager_rows.PROMISES, *manager_rows.REST),
    definition=T(
        "Планируемые оплаты, поступления, работа за день и выполнение обещаний каждого менеджера.",
        "Each manager's planned payments, money received, the day's work and promises kept.",
    ),
    needs=("invoices|payments",),
    total=True,
    charts=(
        ChartSpec(
            "column", T("Поступило и план на 7 дней", "Received and planned"), "manager", ("received", "planned_7d")
        ),
    ),
)
def managers(context: Context) -> Filled:
    return manager_rows.rows(context)


@day.block(
    "board",
    T("Доска", "Board"),
    board_rows.COLUMNS,
    definition=T(
        "План поступлений месяца: факт, сколько нужно на сегодня, прогноз и место каждого.",
        "The month's plan of payments: fact, needed by today, forecast and everyone's rank.",
    ),
    needs=("payments",),
    charts=(ChartSpec("bar", T("План и факт месяца", "The month's plan and fact"), "manager", ("plan", "fact")),),
)
def board(context: Context) -> Filled:
    return board_rows.rows(context)


@day.block(
    "calendar",
    T("Ближайшие 7 дней", "The next 7 days"),
    (*calendar_rows.FIRST, calendar_rows.TOTAL),
    definition=T(
        "Планируемые оплаты по дням; под суммой менеджера — его счета со ссылкой на строку.",
        "Planned payments by day; below a manager's sum the invoices, each with a link to its row.",
    ),
    needs=("invoices",),
)
def calendar(context: Context) -> Filled:
    found = calendar_rows.rows(context)
    found.empty = T("На ближайшие 7 дней оплат не обещано.", "No payment is promised for the next 7 days.")
    return found
