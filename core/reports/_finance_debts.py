"""The rows of «Деньги» about debts: by age, by client, and money that pays no invoice."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.bookkeeping import (
    CANCELLED_INVOICE,
    LATER_INVOICE,
    NO_INVOICE,
    OVERPAID,
    UNKNOWN_INVOICE,
    UNREADABLE_INVOICE,
)
from core.metrics.days import day, day_or_none
from core.metrics.ledger import Ledger, ledger
from core.metrics.money import Codes
from core.metrics.owners import label
from core.metrics.receivables import BUCKETS, Aged, Debt, Unapplied, aged, debt, last_paid, unapplied
from core.report import Column, Row
from core.reports._links import refs, words
from core.reports.declare import Filled

NO_CLIENT = T("Без клиента", "No client")
REASONS = {
    NO_INVOICE: T("Без счёта", "No invoice named"),
    UNKNOWN_INVOICE: T("Такого счёта нет на вкладке", "No such invoice in the tab"),
    UNREADABLE_INVOICE: T("У счёта нет суммы или даты", "The invoice has no amount or date"),
    LATER_INVOICE: T("Счёт датирован позже отчёта", "The invoice is dated after the report"),
    CANCELLED_INVOICE: T("Счёт аннулирован", "The invoice was cancelled"),
    OVERPAID: T("Переплата", "Overpaid"),
}
UNPAID, RECEIVABLE = T("Неоплаченные счета", "Unpaid invoices"), T("Дебиторка", "Receivable")
UNAPPLIED_SHOWN = 1000
"""Payments listed one by one; the older ones are one row a reason."""
OLDER = T("ещё {n}, раньше", "{n} more, earlier")

MANAGER, CLIENT = Column("manager", T("Менеджер", "Manager")), Column("client", T("Клиент", "Client"))
_AGES = {
    "not_due": T("Срок не наступил", "Not due yet"),
    "d1_30": T("1–30 дней", "1–30 days"),
    "d31_60": T("31–60 дней", "31–60 days"),
    "d61_90": T("61–90 дней", "61–90 days"),
    "d90_plus": T("Больше 90 дней", "Over 90 days"),
}
AGING = (
    MANAGER,
    CLIENT,
    *(Column(id, title, "money") for id, title in _AGES.items()),
    Column(
        "total",
        UNPAID,
        "money",
        help=T("Всё, что клиент должен на дату отчёта.", "All that the client owes on the report date."),
    ),
    Column("invoices", T("Счетов", "Invoices"), "count"),
    Column(
        "no_due",
        T("Срок не указан", "No due date"),
        "money",
        help=T("Счета без срока оплаты; входят в общую сумму.", "Invoices without a due date; part of the total."),
    ),
)
PREPAYMENT = Column(
    "prepayment",
    T("Ждём предоплату", "Awaiting prepayment"),
    "money",
    help=T(
        "Не отгружено и не оплачено; в дебиторку не входит.", "Neither shipped nor paid; no part of the receivable."
    ),
)


def aging_columns(book: Ledger) -> tuple[Column, ...]:
    """The total is «Дебиторка» only where the tab says what is shipped."""
    if not book.uses_shipped:
        return AGING
    total = AGING.index(next(column for column in AGING if column.id == "total"))
    named = Column("total", RECEIVABLE, "money", help=AGING[total].help)
    return (*AGING[:total], named, *AGING[total + 1 :], PREPAYMENT)


def aging(context: Context, levels: tuple[str, ...] = ("manager", "client")) -> Filled:
    """Managers by name, their clients below them by debt; ``levels`` chooses which of the two are listed."""
    book = context.once(ledger)
    made, table, clients = aging_columns(book), aged(book, *context.once(client_codes)), context.once(client_labels)
    cells = _ages(made, table, book.scale)
    rows: list[Row] = []
    depth: list[int] = []
    for manager in np.unique(table.manager).tolist():
        own, name = np.flatnonzero(table.manager == manager), label(context, manager)
        if "manager" in levels:
            rows.append([name, None, *_together(made, table, own, book.scale)])
            depth.append(0)
        if "client" in levels:
            order = own[np.lexsort((table.client[own], -table.total[own]))].tolist()
            rows += [[name, clients[table.client[i]], *cells[i]] for i in order]
            depth += [len(levels) - 1] * len(order)
    total: Row = [context.say(T("Итого", "Total")), None, *_together(made, table, np.arange(len(cells)), book.scale)]
    return Filled(rows, total=total if rows else None, levels=depth if len(levels) > 1 else (), columns=made)


def _together(made: tuple[Column, ...], table: Aged, rows: Codes, scale: float) -> list[float]:
    """The cells of several entries in one row."""
    amounts, invoices = table.amounts[rows].sum(0, keepdims=True), table.invoices[rows].sum(keepdims=True)
    return _ages(made, Aged(rows[:1], rows[:1], amounts, invoices), scale)[0]


def _ages(made: tuple[Column, ...], table: Aged, scale: float) -> list[list[float]]:
    """The cells from ``not_due`` on, a list a row, in money."""
    found = {id: (table.amounts[:, i] / scale).tolist() for i, id in enumerate((*BUCKETS, "prepayment"))}
    found["total"] = (table.total / scale).tolist()
    found["invoices"] = table.invoices.astype(np.int64).tolist()
    return [list(row) for row in zip(*(found[column.id] for column in made[2:]), strict=True)]


def client_codes(context: Context) -> tuple[Codes, int]:
    """The client of each invoice by name, blank last, and how many clients there are with it."""
    column = context.tables["invoices"].frame["client"]
    n = len(column.cat.categories)
    codes = column.cat.codes.to_numpy().astype(np.int64)
    return np.where(codes < 0, n, codes), n + 1


def client_labels(context: Context) -> list[str]:
    """The name of each code of :func:`client_codes`."""
    return [*map(str, context.tables["invoices"].frame["client"].cat.categories), context.say(NO_CLIENT)]


DEBTORS = (
    CLIENT,
    MANAGER,
    Column("overdue", T("Просрочено", "Overdue"), "money"),
    Column("days", T("Дней просрочки", "Days overdue"), "days", adds=False),
    Column("invoices", T("Счетов", "Invoices"), "count", help=T("Просроченных.", "Overdue ones.")),
    Column("debt", T("Весь долг", "Whole debt"), "money"),
    Column("last_payment", T("Последняя оплата", "Last payment"), "date"),
    Column("oldest", T("Самый старый счёт", "Oldest invoice"), "link"),
)


def debtors(context: Context) -> list[Row]:
    """Clients with an invoice more than ``debtor_days`` past due; the largest overdue sum first, ties by client."""
    book, (client, n) = context.once(ledger), context.once(client_codes)
    owed, paid_on = context.once(_debt), last_paid(book, client, n)
    of = client[owed.row]
    late = (owed.bucket > 1).astype(float)
    overdue, debts = (np.bincount(of, owed.amount * share, n) / book.scale for share in (late, np.ones(len(late))))
    count = np.bincount(of, late, n)
    oldest = _oldest(context, owed, of)
    worst = [c for c, i in oldest.items() if owed.late[i] > context.settings.debtor_days]
    worst.sort(key=lambda c: (-round(float(overdue[c]), 6), c))
    row = owed.row[[oldest[c] for c in worst]] if worst else np.array([], np.int64)
    invoices, names = context.tables["invoices"], context.once(client_labels)
    links = refs(invoices, row, "invoice_id", words(invoices, "invoice_id", row))
    return [
        [
            names[c],
            label(context, int(book.invoices.manager[i])),
            float(overdue[c]),
            int(owed.late[oldest[c]]),
            int(count[c]),
            float(debts[c]),
            day_or_none(int(paid_on[c])),
            link,
        ]
        for c, i, link in zip(worst, row.tolist(), links, strict=True)
    ]


def _debt(context: Context) -> Debt:
    return debt(context.once(ledger))


def _oldest(context: Context, owed: Debt, of: Codes) -> dict[int, int]:
    """Per client its overdue invoice that is longest past due; ties by amount, then by number."""
    at = np.flatnonzero(owed.bucket > 1)
    numbers = context.tables["invoices"].frame["invoice_id"].cat.codes.to_numpy()[owed.row]
    order = at[np.lexsort((-numbers[at], owed.amount[at], owed.late[at], of[at]))]
    ends = np.append(np.diff(of[order]) != 0, True)[: len(order)]
    return {int(of[i]): int(i) for i in order[ends]}


UNAPPLIED = (
    Column("date", T("Дата", "Date"), "date"),
    CLIENT,
    MANAGER,
    Column("amount", T("Не зачтено", "Not applied"), "money", help=T("Возврат — с минусом.", "A refund is negative.")),
    Column("reason", T("Почему", "Why")),
    Column("link", T("Оплата", "Payment"), "link"),
)


def unapplied_money(context: Context) -> Unapplied:
    return unapplied(context.once(ledger))


def unapplied_rows(context: Context) -> list[Row]:
    """Money that pays no invoice, the latest first; beyond a thousand rows the earlier ones are summed a reason."""
    book, found, typed = context.once(ledger), context.once(unapplied_money), context.tables["payments"]
    at = np.searchsorted(book.payments.row, found.payment)
    when = book.payments.day[at]
    client = typed.frame["client"].cat.codes.to_numpy()[found.payment]
    order = np.lexsort((found.payment, client, -found.amount, found.reason, -when))
    shown, older = order[:UNAPPLIED_SHOWN], order[UNAPPLIED_SHOWN:]
    invoiced, labels = np.append(context.once(client_codes)[0], -1), context.once(client_labels)
    billed = invoiced[book.payments.invoice[at[shown]]].tolist()
    rows: list[Row] = [
        [day(date), name or labels[bill], label(context, manager), amount, context.say(REASONS[reason]), link]
        for date, name, bill, manager, amount, reason, link in zip(
            when[shown].tolist(),
            words(typed, "client", found.payment[shown]),
            billed,
            book.payments.manager[at[shown]].tolist(),
            (found.amount[shown] / book.scale).tolist(),
            found.reason[shown].tolist(),
            refs(typed, found.payment[shown], "amount"),
            strict=True,
        )
    ]
    for reason, text in REASONS.items():
        own = older[found.reason[older] == reason]
        if len(own):
            rest = float(found.amount[own].sum()) / book.scale
            rows.append([None, context.say(OLDER, n=len(own)), None, rest, context.say(text), None])
    return rows
