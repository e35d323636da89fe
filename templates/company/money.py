"""Invoices and payments that follow from the deals: advances, rests, debtors, refunds."""

import datetime as dt
from dataclasses import dataclass
from datetime import timedelta

from templates.company.clients import Client
from templates.company.days import ASOF, later
from templates.company.deals import CONTRACT, DELIVERED, Deal
from templates.company.dice import Dice
from templates.company.sellers import Seller


@dataclass(eq=False)
class Invoice:
    deal: Deal
    date: dt.date
    amount: float
    due: dt.date | None
    promised: dt.date | None = None
    shipped: dt.date | None = None
    cancelled: dt.date | None = None
    number: int = 0

    @property
    def client(self) -> Client:
        return self.deal.client

    @property
    def seller(self) -> Seller:
        return self.deal.seller


@dataclass(eq=False)
class Payment:
    date: dt.date
    amount: float
    invoice: Invoice | None
    client: Client
    currency: str | None = None


_PROMISES = (1, -4, 2, None, 3, 6, -1, 1, 0, 8, 4, None, 7, -2, 5)
"""When the clients with an unpaid invoice promised to pay, in days from ``ASOF``."""


def money(deals: list[Deal]) -> tuple[list[Invoice], list[Payment]]:
    """Invoices numbered by date and payments by date."""
    dice, invoices, payments = Dice("money"), list[Invoice](), list[Payment]()
    waiting = 0
    for deal in deals:
        if CONTRACT not in deal.dates:
            continue
        if deal.is_open:
            waiting += 1
            if waiting % 5 == 3:
                continue  # a contract without an invoice: the head must notice
        made, paid = _paid(deal, dice) if deal.won else _unpaid(deal, dice)
        invoices += made
        payments += paid
    _oddities(invoices, payments)
    _debtors(invoices, payments)
    invoices.sort(key=lambda invoice: (invoice.date, invoice.deal.id, -invoice.amount))
    for n, invoice in enumerate(invoices, 1):
        invoice.number = n
    _promise(invoices, payments)
    return invoices, sorted(payments, key=lambda p: (p.date, p.invoice.number if p.invoice else 0, -p.amount))


def _unpaid(deal: Deal, dice: Dice) -> tuple[list[Invoice], list[Payment]]:
    issued = min(later(deal.dates[CONTRACT], dice.between(0, 2)), deal.lost or ASOF, ASOF)
    return [Invoice(deal, issued, deal.amount, later(issued, 7), cancelled=deal.lost)], []


def _paid(deal: Deal, dice: Dice) -> tuple[list[Invoice], list[Payment]]:
    won, delivered = deal.won or ASOF, deal.dates.get(DELIVERED)
    issued = min(later(deal.dates[CONTRACT], dice.between(0, 2)), won)
    how = dice.pick(("whole", "advance", "parts"), (0.42, 0.36, 0.22)) if deal.amount > 50_000 else "whole"
    if how == "whole":
        invoice = Invoice(deal, issued, deal.amount, later(issued, 7), shipped=delivered)
        return [invoice], [_payment(invoice, won, deal.amount)]
    if how == "parts":
        invoice = Invoice(deal, issued, deal.amount, later(issued, 30), shipped=delivered)
        first = float(round(deal.amount * dice.pick((0.3, 0.5, 0.7)), -2))
        rest = later(won, dice.around(24, 0.4))
        return [invoice], [
            _payment(invoice, won, first),
            *([_payment(invoice, rest, deal.amount - first)] if rest <= ASOF else []),
        ]
    advance = Invoice(deal, issued, float(round(deal.amount / 2, -2)), later(issued, 7), shipped=delivered)
    made, paid = [advance], [_payment(advance, won, advance.amount)]
    if delivered:
        final = Invoice(deal, delivered, deal.amount - advance.amount, later(delivered, 30), shipped=delivered)
        made.append(final)
        day = later(delivered, dice.around(27, 0.35))
        if day <= ASOF:
            paid.append(_payment(final, day, final.amount))
    return made, paid


def _payment(invoice: Invoice, day: dt.date, amount: float) -> Payment:
    return Payment(day, amount, invoice, invoice.client, invoice.deal.currency)


def _oddities(invoices: list[Invoice], payments: list[Payment]) -> None:
    """One overpaid, two got their overpayment back, one paid for a deal that fell through, one names no invoice."""
    whole = [
        (payment, payment.invoice)
        for payment in payments
        if payment.invoice and payment.amount == payment.invoice.amount and payment.invoice.deal.currency is None
    ]
    over = [p for p, _ in whole if dt.date(2026, 2, 25) <= p.date <= dt.date(2026, 3, 20)][2]
    over.amount += 5_000
    for n in (12, 40):
        paid, invoice = whole[n]
        paid.amount += 12_500
        payments.append(_payment(invoice, later(paid.date, 9), -12_500.0))
    fallen = [invoice for invoice in invoices if invoice.cancelled][-1]
    half = float(round(fallen.amount / 2, -2))
    payments.append(_payment(fallen, later(fallen.date, 2), half))
    payments.append(_payment(fallen, later(fallen.cancelled or ASOF, 2), -half))
    payments.append(Payment(dt.date(2026, 3, 25), 48_300.0, None, over.client))


def _debtors(invoices: list[Invoice], payments: list[Payment]) -> None:
    """The two largest final invoices due a month to three ago were never paid."""
    old = [
        i
        for i in invoices
        if i.due and i.shipped == i.date and ASOF - timedelta(days=95) <= i.due <= ASOF - timedelta(days=31)
    ]
    for invoice in sorted(old, key=lambda i: (-i.amount, i.deal.id))[:2]:
        payments[:] = [p for p in payments if p.invoice is not invoice]


def _promise(invoices: list[Invoice], payments: list[Payment]) -> None:
    """What unpaid clients promised; those who paid of late had promised it too, and not all kept the day."""
    paid: dict[Invoice, float] = {}
    for payment in payments:
        if payment.invoice:
            paid[payment.invoice] = paid.get(payment.invoice, 0) + payment.amount
    unpaid = [i for i in invoices if not i.cancelled and paid.get(i, 0) < i.amount]
    for n, invoice in enumerate(unpaid):
        days = _PROMISES[n % len(_PROMISES)]
        if days is not None and ASOF + timedelta(days=days) >= invoice.date:
            invoice.promised = later(ASOF, days)
        if n % 9 == 4:
            invoice.due = None  # «Срок не указан»
    late = [p for p in payments if p.invoice and p.invoice not in unpaid and p.date > ASOF - timedelta(days=40)]
    for n, payment in enumerate(sorted(late, key=lambda p: (p.date, p.amount))):
        promised = later(payment.date, (0, 0, -5)[n % 3])
        if payment.invoice and promised >= payment.invoice.date and payment.amount > 0:
            payment.invoice.promised = promised
