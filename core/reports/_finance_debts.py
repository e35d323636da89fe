"""The rows of «Деньги» about debts: by age, by client, and money that pays no invoice."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.days import day, day_or_none
from core.metrics.ledger import (
    CANCELLED_INVOICE,
    LATER_INVOICE,
    NO_INVOICE,
    OVERPAID,
    UNKNOWN_INVOICE,
    UNREADABLE_INVOICE,
    Ledger,
    ledger,
)
from core.metrics.money import Codes
from core.metrics.owners import label
from core.metrics.rates import Floats
from core.metrics.receivables import BUCKETS, Debt, aged, debt, last_paid, unapplied
from core.report import Column, Row
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
    Column("total", UNPAID, "money", help=T("Всё, что клиент должен на дату отчёта.", "All that the client owes on the report date.")),
    Column("invoices", T("Счетов", "Invoices"), "count"),
    Column("no_due", T("Срок не указан", "No due date"), "money", help=T("Счета без срока оплаты; входят в общую сумму.", "Invoices without a due date; part of the total.")),
)  # fmt: skip
PREPAYMENT = Column("prepayment", T("Ждём предоплату", "Awaiting prepayment"), "money", help=T("Не отгружено и не оплачено; в дебиторку не входит.", "Neither shipped nor paid; no part of the receivable."))  # fmt: skip


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
    made, table = aging_columns(book), aged(book, *context.once(client_codes))
    rows: list[Row] = []
    depth: list[int] = []
    for manager in np.unique(table.manager).tolist():
        own = np.flatnonzero(table.manager == manager)
        if "manager" in levels:
            rows.append([label(context, manager), None, *_ages(made, table.amounts[own].sum(0), table.invoices[own].sum())])
            depth.append(0)
        if "client" not in levels:
            continue
        order = own[np.lexsort((table.client[own], -table.total[own]))]
        for i in order.tolist():
            rows.append([label(context, manager), client_name(context, int(table.client[i])), *_ages(made, table.amounts[i], table.invoices[i])])
        depth += [len(levels) - 1] * len(order)
    total: Row = [context.say(T("Итого", "Total")), None, *_ages(made, table.amounts.sum(0), table.invoices.sum())]
    return Filled(rows, total=total if rows else None, levels=depth if len(levels) > 1 else (), columns=made)


def _ages(made: tuple[Column, ...], amounts: Floats, invoices: float) -> list[float]:
    found = dict(zip((*BUCKETS, "prepayment"), amounts.tolist(), strict=True))
    found["total"] = float(amounts[: len(BUCKETS)].sum())
    found["invoices"] = int(invoices)
    return [found[column.id] for column in made[2:]]


def client_codes(context: Context) -> tuple[Codes, int]:
    """The client of each invoice by name, blank last, and how many clients there are with it."""
    column = context.tables["invoices"].frame["client"]
    n = len(column.cat.categories)
    codes = column.cat.codes.to_numpy().astype(np.int64)
    return np.where(codes < 0, n, codes), n + 1


def client_name(context: Context, code: int) -> str:
    names = context.tables["invoices"].frame["client"].cat.categories
    return str(names[code]) if code < len(names) else context.say(NO_CLIENT)


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
    typed = context.tables["invoices"]
    numbers = typed.frame["invoice_id"]
    rows: list[Row] = []
    for c in worst:
        i = oldest[c]
        row = int(owed.row[i])
        link = typed.ref(row, "invoice_id", str(numbers.iat[row]))
        owner = label(context, int(book.invoices.manager[row]))
        rows.append([client_name(context, c), owner, float(overdue[c]), int(owed.late[i]), int(count[c]), float(debts[c]), day_or_none(int(paid_on[c])), link])  # fmt: skip
    return rows


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


def unapplied_rows(context: Context) -> list[Row]:
    """Money that pays no invoice, the latest first; beyond a thousand rows the earlier ones are summed a reason."""
    book, found, typed = context.once(ledger), unapplied(context.once(ledger)), context.tables["payments"]
    at = np.searchsorted(book.payments.row, found.payment)
    when, manager, invoice = book.payments.day[at], book.payments.manager[at], book.payments.invoice[at]
    clients = typed.frame["client"].cat
    code = clients.codes.to_numpy()[found.payment]
    order = np.lexsort((found.payment, code, -found.amount, found.reason, -when))
    rows: list[Row] = []
    invoiced, _ = context.once(client_codes)
    for i in order[:UNAPPLIED_SHOWN].tolist():
        if code[i] >= 0:
            client = str(clients.categories[code[i]])
        else:
            client = client_name(context, int(invoiced[invoice[i]])) if invoice[i] >= 0 else context.say(NO_CLIENT)
        link = typed.ref(int(found.payment[i]), "amount")
        money = float(found.amount[i]) / book.scale
        rows.append([day(int(when[i])), client, label(context, int(manager[i])), money, context.say(REASONS[int(found.reason[i])]), link])  # fmt: skip
    rest = order[UNAPPLIED_SHOWN:]
    for reason, text in REASONS.items():
        own = rest[found.reason[rest] == reason]
        if len(own):
            rows.append([None, context.say(OLDER, n=len(own)), None, float(found.amount[own].sum()) / book.scale, context.say(text), None])  # fmt: skip
    return rows
