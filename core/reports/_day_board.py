"""«Доска»: the month's plan of payments against the fact, everyone in one list."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.cashflow import received
from core.metrics.days import number
from core.metrics.ledger import ledger
from core.metrics.measures import RECEIVED
from core.metrics.owners import label, manager_names, shown
from core.metrics.pace import pace
from core.metrics.rates import Floats, rate
from core.metrics.targets import Plans, plans
from core.report import Column, Row
from core.reports.declare import Filled

COLUMNS = (
    Column("manager", T("Менеджер", "Manager")),
    Column(
        "plan",
        T("План месяца", "Month's plan"),
        "money",
        help=T("Поступления с вкладки «Планы».", "Received, from the tab Targets."),
    ),
    Column(
        "fact",
        T("Факт с начала месяца", "Fact, month to date"),
        "money",
        help=T(
            "Поступило без вычета возвратов; утром — по вчерашний день.",
            "Received before refunds; in the morning up to yesterday.",
        ),
    ),
    Column(
        "done", T("Выполнено, %", "Done, %"), "rate", help=T("Факт к плану месяца.", "The fact over the month's plan.")
    ),
    Column(
        "needed",
        T("Нужно на сегодня", "Needed by today"),
        "money",
        help=T(
            "План месяца × прошедшие рабочие дни ÷ все рабочие дни месяца.",
            "The month's plan × working days gone ÷ all working days.",
        ),
    ),
    Column(
        "pace",
        T("К плану на сегодня", "Against plan by today"),
        "attainment",
        help=T("Факт к тому, что нужно на сегодня.", "The fact over what is needed by today."),
    ),
    Column(
        "forecast",
        T("Прогноз месяца", "Month's forecast"),
        "money",
        help=T("Факт ÷ прошедшие рабочие дни × все рабочие дни месяца.", "The fact ÷ working days gone × all of them."),
    ),
    Column(
        "rank",
        T("Место", "Rank"),
        "count",
        adds=False,
        help=T(
            "По доле плана; если планов нет ни у кого — по сумме.",
            "By the share of the plan; where nobody has one, by the sum.",
        ),
    ),
)


def rows(context: Context) -> Filled:
    """By rank, then by name; the total stands against the team's own plan if there is one."""
    month = plans(context, context.asof)
    names = context.once(manager_names).names
    fact = month_received(context)
    planned = {names.index(name) for name in month.people if name in names and month.of(RECEIVED, name) is not None}
    listed = sorted({*shown(context, fact), *planned})
    own = {code: month.of(RECEIVED, names[code]) if code < len(names) else None for code in listed}
    people = [code for code in listed if code < len(names)]
    ranks = _ranks({code: (_share(fact[code], own[code]) if planned else float(fact[code])) for code in people})
    order = sorted(listed, key=lambda code: (ranks.get(code) or len(listed) + 1, code))
    found: list[Row] = [
        [label(context, code), *_figures(context, own[code], float(fact[code])), ranks.get(code)] for code in order
    ]
    total: Row = [context.say(T("Итого", "Total")), *_figures(context, month.of(RECEIVED), float(fact.sum())), None]
    return Filled(found, total=total if found else None)


def month_received(context: Context) -> Floats:
    """Per manager what came in from the first of the month to the last fact day."""
    book = context.once(ledger)
    return received(book, number(context.month_start), number(context.fact_days[1]))[0]


def _figures(context: Context, plan: float | None, fact: float) -> list[float | None]:
    """plan, fact, done, needed, pace, forecast."""
    found = pace(context, fact, plan)
    return [found.plan, found.fact, found.rate, found.by_today, found.attainment, found.run_rate]


def _share(fact: float, plan: float | None) -> float | None:
    return None if plan is None else rate(float(fact), plan)


def _ranks(values: dict[int, float | None]) -> dict[int, int | None]:
    """1 for the largest; equal ones share a rank; nothing to rank by, no rank."""
    known = np.array(sorted(value for value in values.values() if value is not None))
    return {code: None if value is None else 1 + int((known > value + 1e-9).sum()) for code, value in values.items()}


def plan_note(context: Context) -> tuple[T, float] | None:
    """The team's own plan against the sum of the managers', where they differ."""
    month: Plans = plans(context, context.asof)
    off = month.difference(RECEIVED)
    if not off:
        return None
    return (MORE if off > 0 else LESS), abs(off)


MORE = T(
    "План поступлений отдела больше суммы планов менеджеров на {sum}.",
    "The team's plan of payments exceeds the sum of the managers' by {sum}.",
)
LESS = T(
    "План поступлений отдела меньше суммы планов менеджеров на {sum}.",
    "The team's plan of payments is below the sum of the managers' by {sum}.",
)
