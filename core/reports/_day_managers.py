"""The rows of «День» by manager: money expected, money received, the day's work, promises kept."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.activity import activity
from core.metrics.cashflow import received
from core.metrics.days import number
from core.metrics.ledger import ledger
from core.metrics.owners import label, shown
from core.metrics.planned import Expected, Kept, expected, kept, without_invoice
from core.metrics.rates import Floats
from core.report import Column, Row
from core.reports.declare import Filled

MANAGER = Column("manager", T("Менеджер", "Manager"))
MONEY = (
    Column(
        "planned_7d",
        T("План оплат на 7 дней", "Planned, 7 days"),
        "money",
        help=T(
            "Остатки счетов, которые обещали оплатить (а без обещания — по сроку) с завтрашнего дня на 7 дней.",
            "Rests of invoices promised (or, without a promise, due) from tomorrow on for 7 days.",
        ),
    ),
    Column(
        "received",
        T("Поступило", "Received"),
        "money",
        help=T(
            "Все оплаты за день отчёта, без вычета возвратов; утром — за прошлый рабочий день и выходные после него.",
            "All payments of the day, before refunds; in the morning of the last working day and the days off after "
            "it.",
        ),
    ),
    Column("refunds", T("Возвраты", "Refunds"), "money"),
    Column(
        "planned_tomorrow",
        T("План оплат на завтра", "Planned for tomorrow"),
        "money",
        help=T("Входит в план на 7 дней.", "Part of the 7 days."),
    ),
    Column(
        "due_today",
        T("Ждём сегодня", "Expected today"),
        "money",
        help=T(
            "Ещё не оплаченное из обещанного (или по сроку) на сегодня.",
            "What is promised (or due) for today and not paid yet.",
        ),
    ),
    Column(
        "overdue",
        T("Срок или обещание прошли", "Due or promise passed"),
        "money",
        help=T(
            "Остатки счетов, у которых обещанная дата (а без неё — срок оплаты) раньше сегодняшней.",
            "Rests of invoices whose promised (else due) date is before today.",
        ),
    ),
)
PROMISES = (
    Column(
        "planned_no_invoice",
        T("Обещано без счёта", "Promised without an invoice"),
        "money",
        help=T(
            "Открытые сделки и горячие клиенты с ожидаемой оплатой в ближайшие 7 дней, по которым нет счёта. В план "
            "не входит.",
            "Open deals and hot clients expected to pay within 7 days for which there is no invoice. No part of the "
            "plan.",
        ),
    ),
    Column(
        "planned_next_workday",
        T("План до следующего рабочего дня", "Planned through the next working day"),
        "money",
        help=T("В пятницу — суббота, воскресенье и понедельник.", "On a Friday: Saturday, Sunday and Monday."),
    ),
    Column(
        "promised_prev",
        T("Обещали на прошлый рабочий день", "Promised for the last working day"),
        "money",
        help=T(
            "Остатки на утро того дня по счетам с обещанием (или сроком) на него и на выходные после него.",
            "Rests on that morning of invoices promised (or due) for it and the days off after it.",
        ),
    ),
    Column(
        "kept",
        T("Из них пришло", "Of these came in"),
        "money",
        help=T(
            "Оплачено по этим счетам с того дня по дату отчёта.",
            "Paid on these invoices from that day to the report date.",
        ),
    ),
    Column(
        "moved_n",
        T("Перенесли или не заплатили", "Moved or not paid"),
        "count",
        help=T(
            "Сколько раз с того дня переносили на потом дату неоплаченных счетов, плюс счета с обещанием на тот день, "
            "не оплаченные и не перенесённые. Без истории правок видны только счета со сроком на тот день, которые "
            "теперь обещают оплатить позже: перенесённых может быть больше.",
            "How often since that day the date of an unpaid invoice was moved to a later one, plus the invoices "
            "promised for that day that are neither paid nor moved. Without a history of edits only invoices due then "
            "that are now promised for later can be seen, so there may be more.",
        ),
    ),
)
REST = (
    Column("planned_later", T("Позже 7 дней", "Later than 7 days"), "money", detail=True),
    Column("undated", T("Без срока и обещания", "Neither due nor promised"), "money", detail=True),
    Column(
        "unpaid",
        T("Всего не оплачено", "Unpaid in all"),
        "money",
        detail=True,
        help=T(
            "Прошедшие + сегодня + 7 дней + позже + без срока.", "What has passed + today + 7 days + later + undated."
        ),
    ),
)


def rows(context: Context) -> Filled:
    work = activities(context)
    figures = _figures(context)
    work_columns = tuple(column for column, _ in work)
    made = (MANAGER, *MONEY, *work_columns, *PROMISES, *REST)
    figures |= {column.id: values for column, values in work}
    listed = shown(context, *(None if v is None else np.nan_to_num(v) for v in figures.values()))
    out: list[Row] = [
        [label(context, code), *(_cell(column, figures[column.id], code) for column in made[1:])] for code in listed
    ]
    return Filled(out, columns=made)


def _cell(column: Column, values: Floats | None, code: int) -> float | int | None:
    if values is None or np.isnan(values[code]):
        return None
    return int(values[code]) if column.kind == "count" else float(values[code])


def _figures(context: Context) -> dict[str, Floats | None]:
    plan, promises = context.once(expected), context.once(kept)
    gross, back = received(context.once(ledger), *(number(day) for day in context.fact_days))
    paid = {"received": gross, "refunds": back}
    return {
        **_if(context, "invoices", _planned(plan, promises)),
        **_if(context, "payments", paid),
        "planned_no_invoice": without_invoice(context),
    }


def _planned(plan: Expected, promises: Kept) -> dict[str, Floats]:
    return {
        "planned_7d": plan.week,
        "planned_tomorrow": plan.tomorrow,
        "due_today": plan.today,
        "overdue": plan.overdue,
        "planned_next_workday": plan.next_workday,
        "promised_prev": promises.promised,
        "kept": promises.kept,
        "moved_n": promises.moved_n,
        "planned_later": plan.later,
        "undated": plan.undated,
        "unpaid": plan.week + plan.today + plan.overdue + plan.later + plan.undated,
    }


def _if(context: Context, table: str, values: dict[str, Floats]) -> dict[str, Floats | None]:
    """The figures, or nothing in each if the tab they come from is missing."""
    return {id: found if context.has(table) else None for id, found in values.items()}


def activities(context: Context) -> list[tuple[Column, Floats]]:
    """The day's counts per manager, as «Показатели» has them; NaN where nobody reported (that is not 0 calls)."""
    if not context.has("daily_metrics"):
        return []
    found, table = context.once(activity), context.tables["daily_metrics"]
    totals = found.totals(*context.fact_days)
    return [
        (Column(measure.id, measure.title, measure.kind), totals[:, i])
        for i, measure in enumerate(found.measures)
        if measure.kind != "money" and (measure.id in table.present | set(table.extras) or _known(totals[:, i]))
    ]


def _known(values: Floats) -> bool:
    return not bool(np.isnan(values).all())
