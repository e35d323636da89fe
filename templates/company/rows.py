"""The company's records as rows of the input tabs: how carefully people fill them is a part of the story."""

from datetime import timedelta
from typing import Any

from core.i18n import T
from templates.company.catalogue import PRODUCTS
from templates.company.clients import Client
from templates.company.days import ASOF, later
from templates.company.deals import CONTRACT, LOST, NEW, Deal
from templates.company.dice import Dice
from templates.company.money import Invoice, Payment
from templates.company.texts import COMMENTS, HOT_STEPS, MARRIED, OCCUPATIONS, STEPS
from templates.dictionaries import STAGES

Row = dict[Any, Any]
"""Keyed by column id; a stage's date by ``x:`` and the stage's name in both languages."""


def deal_rows(deals: list[Deal]) -> list[Row]:
    dice = Dice("deal rows")
    return [_deal(deal, n, dice) for n, deal in enumerate(deals)]


def _deal(deal: Deal, n: int, dice: Dice) -> Row:
    row: Row = {
        "client": deal.client.name,
        "manager": deal.seller.name,
        "created": deal.created,
        "amount": None if deal.stage == NEW and dice.chance(0.25) else deal.amount,
        "stage": STAGES[deal.stage],
        "deal_id": deal.id,
        "deal_type": deal.type,
        "product": deal.product.name,
        "channel": deal.client.channel if deal.type == "new" else T("Повторное обращение", "Came back"),
        "currency": deal.currency,
        "comment": dice.pick(COMMENTS) if dice.chance(0.15) else None,
    }
    row |= _open(deal, dice) if deal.is_open else _closed(deal, dice)
    for stage, day in deal.dates.items():
        if deal.is_open or dice.chance(0.9):
            row[T(*(f"x:{name}" for name in STAGES[stage]))] = day
    return row


def _closed(deal: Deal, dice: Dice) -> Row:
    if deal.won:
        return {"status": "won", "closed": deal.won, "expected": deal.won if dice.chance(0.4) else None}
    reached = STAGES[deal.lost_at] if deal.lost_at is not None and dice.chance(0.85) else None
    return {"status": "lost", "closed": deal.dates[LOST], "loss_reason": deal.reason, "lost_stage": reached}


def _open(deal: Deal, dice: Dice) -> Row:
    """The nearer to the money, the more is written down; a leaver's deals have no next step."""
    near = deal.stage == CONTRACT
    days = dice.between(-6, 16) if near else dice.between(-3, 55)
    left = not deal.seller.works(ASOF)
    stepless = left or dice.chance(0.2)
    last = deal.seller.until or ASOF
    contact = max(deal.created, last - timedelta(days=dice.pick((0, 1, 1, 2, 3, 4, 6, 9, 20))))
    return {
        "expected": later(ASOF, days) if near or dice.chance(0.75) else None,
        "next_step": None if stepless else dice.pick(STEPS[deal.stage]),
        "next_step_date": None if stepless else later(ASOF, dice.pick((-3, 0, 1, 1, 2, 3, 5, 8))),
        "status": "open" if dice.chance(0.6) else None,
        "probability": dice.pick((0.3, 0.5, 0.6, 0.75, 0.9)) if near or dice.chance(0.2) else None,
        "hot": True if near and dice.chance(0.5) else None,
        "last_contact": contact,
    }


def invoice_rows(invoices: list[Invoice]) -> list[Row]:
    dice = Dice("invoice rows")
    return [
        {
            "invoice_id": number(invoice),
            "client": invoice.client.name,
            "manager": None if dice.chance(0.1) else invoice.seller.name,
            "date": invoice.date,
            "amount": invoice.amount,
            "due": invoice.due,
            "promised": invoice.promised,
            "deal_id": invoice.deal.id,
            "currency": invoice.deal.currency,
            "shipped": invoice.shipped,
            "cancelled": invoice.cancelled,
        }
        for invoice in invoices
    ]


def number(invoice: Invoice) -> T:
    return T(f"УТ-{invoice.number:05}", f"INV-{invoice.number:05}")


def payment_rows(payments: list[Payment]) -> list[Row]:
    return [
        {
            "date": payment.date,
            "amount": payment.amount,
            "invoice_id": number(payment.invoice) if payment.invoice else None,
            "client": payment.client.name,
            "currency": payment.currency,
        }
        for payment in payments
    ]


def client_rows(clients: list[Client]) -> list[Row]:
    dice = Dice("client rows")
    return [_client(client, dice) for client in clients if client.first_seen]


def _client(client: Client, dice: Dice) -> Row:
    n, known = client.n, dice.chance(0.45)
    return {
        "client": client.name,
        "inn": f"00{(n + 1) * 40_503_607 % 100_000_000:08}",  # no tax office has the code 00
        "first_seen": client.first_seen,
        "manager": client.seller.name,
        "region": client.region if dice.chance(0.95) else None,
        "channel": client.channel,
        "key": True if client.habit and client.habit.amount > 300_000 else None,
        "sex": dice.pick(("male", "male", "female")) if known else None,
        "birth_year": dice.between(1962, 2000) if known else None,
        "marital_status": dice.pick(MARRIED) if known and dice.chance(0.6) else None,
        "occupation": dice.pick(OCCUPATIONS) if known else None,
        "industry": client.industry if dice.chance(0.9) else None,
        "size": client.size,
        "phone": T(f"8 (000) 555-{n // 100:02}-{n % 100:02}", f"(000) 555-{n:04}") if dice.chance(0.8) else None,
        "email": f"zakupki{n + 1}@example.com" if dice.chance(0.7) else None,
    }


def line_rows(deals: list[Deal]) -> list[Row]:
    """What was in the orders that were won: the main thing, often with what goes beside it."""
    dice, rows = Dice("lines"), list[Row]()
    for deal in deals:
        if not deal.won:
            continue
        beside = deal.product.beside
        with_it = beside is not None and dice.chance(0.5)
        share = dice.between(10, 30) / 100 if with_it else 0.0
        side = float(round(deal.amount * share, -2))
        rows.append(_line(deal, deal.product, deal.amount - side, dice))
        if with_it and beside is not None and side:
            rows.append(_line(deal, PRODUCTS[beside], side, dice))
    return rows


def _line(deal: Deal, product: Any, amount: float, dice: Dice) -> Row:
    rubles = amount * {"USD": 80, "EUR": 92}.get(deal.currency or "", 1)
    return {
        "deal_id": deal.id,
        "product": product.name,
        "quantity": max(1, round(rubles / product.price)),
        "amount": amount,
        "cost": round(amount * dice.between(58, 82) / 100, 2),
    }


def product_rows() -> list[Row]:
    return [{"product": p.name, "group": p.group, "price": p.price, "active": p.active} for p in PRODUCTS]


def hot_rows(clients: list[Client], deals: list[Deal]) -> list[Row]:
    """Clients close to paying of whom the deals tab does not know yet; one has no step, one was long not called."""
    busy = {deal.client for deal in deals if deal.is_open}
    ready = [c for c in clients if c.first_seen and c.seller.works(ASOF) and c not in busy and not c.habit][-7:]
    rows: list[Row] = []
    for n, client in enumerate(ready):
        rows.append(
            {
                "client": client.name,
                "manager": client.seller.name,
                "amount": (85_000, 240_000, 132_000, 410_000, 67_500, 180_000, 96_000)[n],
                "expected": later(ASOF, (1, 3, 2, 7, 10, 1, 5)[n]),
                "probability": (0.9, None, 0.7, None, None, None, None)[n],
                "next_step": None if n == 3 else HOT_STEPS[n % 3],
                "next_step_date": None if n == 3 else later(ASOF, n % 3),
                "last_contact": ASOF - timedelta(days=11 if n == 5 else n % 3),
            }
        )
    return rows
