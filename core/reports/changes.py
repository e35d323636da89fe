from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np

from core.context import Context
from core.i18n import T, day, money
from core.metrics.changes import TABLES, Event, from_history, window
from core.metrics.changes_by_date import events
from core.metrics.people import NO_MANAGER, active_managers
from core.report import Column, Ref, Row, Value
from core.reports._changes_words import BY_DATES, BY_HISTORY, NOT_YET, NOTHING, SOME_NOT_YET, WHAT
from core.reports._links import refs
from core.reports.declare import ChartSpec, Filled, ReportSpec

ORDER = tuple(WHAT)

CHANGES = ReportSpec(
    id="changes",
    title=T("Что изменилось", "Changes"),
    group="week",
    order=130,
    definition=T(
        "Что произошло с прошлой планёрки: деньги, выигранные и проигранные сделки, переходы по этапам, новые суммы и "
        "сроки.",
        "What has happened since the last meeting: money, deals won and lost, moves between stages, new amounts and "
        "dates.",
    ),
    source="000",
    mode=lambda context: _mode(context),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "С прошлой планёрки: утром — с последней планёрки прошлого рабочего дня, в 11, 14 и 16 — с предыдущей, "
            "вечером — с начала дня. Правка относится к тому обновлению, которое её увидело.",
            "Since the last meeting: in the morning from the last one of the working day before, at 11, 14 and 16 from "
            "the previous one, in the evening from the day's beginning. An edit counts when a refresh first sees it.",
        ),
        T(
            "Правки складываются: сумма, изменённая и возвращённая между планёрками, не показана.",
            "Edits add up: an amount changed and changed back between two meetings is not shown.",
        ),
        T(
            "Сделка без номера узнаётся по клиенту и дате создания, оплата — по дате и счёту (или клиенту).",
            "A deal without an id is told by its client and creation date, a payment by its date and invoice (or "
            "client).",
        ),
        T(
            "История не хранит комментарии и следующие шаги: в них бывают телефоны.",
            "The history keeps neither comments nor next steps, which may hold phone numbers.",
        ),
    ),
)


@CHANGES.block(
    "managers",
    T("По менеджерам", "By manager"),
    (
        Column("manager", T("Менеджер", "Manager")),
        Column("received", T("Пришло", "Received"), "money"),
        Column("refunds", T("Возвраты", "Refunds"), "money"),
        Column("won_n", T("Выиграно", "Won"), "count"),
        Column("won_amount", T("Выиграно на сумму", "Amount won"), "money"),
        Column("lost_n", T("Проиграно", "Lost"), "count"),
        Column("lost_amount", T("Проиграно на сумму", "Amount lost"), "money"),
        Column("moved_n", T("Переходов по этапам", "Moves between stages"), "count"),
        Column("new_n", T("Новых сделок", "New deals"), "count"),
        Column("invoiced", T("Выставлено", "Invoiced"), "money"),
        Column(
            "put_off_n",
            T("Сроков перенесено на потом", "Dates put off"),
            "count",
            help=T(
                "Ожидаемая оплата сделки или дата оплаты счёта стала позже.",
                "A deal's expected payment, or the date an invoice is to be paid, became later.",
            ),
        ),
        Column("change", T("Изменение сумм сделок", "Change of deal amounts"), "money"),
    ),
    definition=T(
        "Итоги по менеджеру, который стоит в строке сейчас.", "Totals by the manager who stands in the row now."
    ),
    needs=("deals|invoices|payments",),
    total=True,
    charts=(ChartSpec("column", T("Пришло и выиграно", "Received and won"), "manager", ("received", "won_amount")),),
)
def _managers(context: Context) -> list[Row]:
    mine: defaultdict[str, list[Event]] = defaultdict(list)
    for event in context.once(events):
        mine[event.manager].append(event)
    names = sorted({*active_managers(context, context.asof), *mine} - {""}) + ([""] if "" in mine else [])
    return [[name or context.say(NO_MANAGER), *_sums(context, mine[name])] for name in names]


def _sums(context: Context, events: list[Event]) -> Row:
    """The figures of a manager; nothing, not 0, of a tab that is not there."""

    def count(kind: str) -> int:
        return sum(event.kind == kind for event in events)

    def amount(kind: str) -> float:
        return sum(event.amount or 0.0 for event in events if event.kind == kind)

    change = sum(event.change or 0.0 for event in events if event.kind == "amount")
    figures: list[tuple[str, Value]] = [
        *(("payments", amount(kind)) for kind in ("payment", "refund")),
        *(("deals", figure(kind)) for kind in ("won", "lost") for figure in (count, amount)),
        *(("deals", count(kind)) for kind in ("moved", "new")),
        ("invoices", amount("invoice")),
        ("deals|invoices", sum(event.put_off for event in events)),
        ("deals", change),
    ]
    return [value if context.has(tab) else None for tab, value in figures]


@CHANGES.block(
    "events",
    T("Что произошло", "What has happened"),
    (
        Column("what", T("Что", "What")),
        Column("client", T("Клиент", "Client")),
        Column("manager", T("Менеджер", "Manager")),
        Column("before", T("Было", "Before")),
        Column("after", T("Стало", "After")),
        Column("amount", T("Сумма", "Amount"), "money", adds=False),
        Column("change", T("Разница", "Difference"), "money", adds=False),
        Column("link", T("Где", "Where"), "link"),
    ),
    definition=T(
        "Сначала деньги, затем выигранные, проигранные и перешедшие сделки; внутри — по сумме.",
        "Money first, then deals won, lost and moved; by amount within each.",
    ),
    needs=("deals|invoices|payments",),
)
def _events(context: Context) -> Filled:
    found = sorted(
        context.once(events),
        key=lambda e: (ORDER.index(e.kind), -abs(e.amount or 0.0), e.client, e.manager, str(e.after), str(e.before)),
    )
    links = _links(context, found)
    rows: list[Row] = [
        [
            context.say(WHAT[event.kind]),
            event.client or None,
            event.manager or context.say(NO_MANAGER),
            _said(context, event, event.before),
            _said(context, event, event.after),
            event.amount,
            event.change,
            link,
        ]
        for event, link in zip(found, links, strict=True)
    ]
    return Filled(rows, empty=NOTHING)


def _said(context: Context, event: Event, value: str | float | None) -> str | None:
    """A cell's value in words; an amount in the row's own currency, named where it is another one."""
    if isinstance(value, float):
        return money(value, context.language, event.currency or None)
    if value and event.kind in ("expected", "promise"):
        return day(date.fromisoformat(value), context.language)
    if event.kind in ("won", "lost", "reopened"):
        return value if event.before != event.after else None
    return value or None


_COLUMNS = {"moved": "stage", "won": "stage", "lost": "stage", "amount": "amount", "expected": "expected",
            "manager": "manager", "promise": "promised"}  # fmt: skip


def _links(context: Context, found: list[Event]) -> list[Ref | None]:
    """The cell of each event's row that changed; None for a row that is gone."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, event in enumerate(found):
        if event.row is not None:
            groups[event.table, _COLUMNS.get(event.kind, "amount")].append(n)
    out: list[Ref | None] = [None] * len(found)
    for (table, column), at in groups.items():
        rows = np.array([found[n].row for n in at], np.int64)
        for n, ref in zip(at, refs(context.tables[table], rows, column), strict=True):
            out[n] = ref
    return out


def _mode(context: Context) -> str:
    if not any(from_history(context, table) for table in TABLES):
        first, last = (day(one, context.language) for one in context.fact_days)
        return context.say(BY_DATES, days=first if first == last else f"{first}–{last}")
    since, until = window(context)
    said = f"{day(since.date(), context.language)} {since:%H:%M}"
    return context.say(BY_HISTORY, since=said, until=day(until.date(), context.language))


def _notes(context: Context) -> Iterator[str]:
    told = [table for table in TABLES if from_history(context, table)]
    if not told:
        yield context.say(NOT_YET)
        return
    for table in TABLES:
        if table not in told and context.has(table):
            yield context.say(SOME_NOT_YET, tab=context.tables[table].table.title)
