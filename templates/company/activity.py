"""Daily metrics: what each person did on each working day of the last 120 days."""

from collections import Counter
from datetime import date
from typing import Any

from core.i18n import T
from templates.company.days import ASOF, METRICS_FROM, working_days
from templates.company.deals import Deal
from templates.company.dice import Dice
from templates.company.money import Invoice, Payment
from templates.company.sellers import SELLERS, Seller

_COUNTS = ("cold_calls", "calls", "conversations", "meetings", "applications", "proposals")


def daily_metrics(deals: list[Deal], invoices: list[Invoice], payments: list[Payment]) -> list[dict[str, Any]]:
    """Rows by day, then in the order of the team. A missing row is a report that was not handed in."""
    dice, rows = Dice("activity"), []
    counted = {
        "invoices": Counter((i.seller.name, i.date) for i in invoices),
        "deals": Counter((d.seller.name, d.won) for d in deals if d.won),
        "payments": Counter((p.invoice.seller.name, p.date) for p in payments if p.invoice and p.amount > 0),
    }
    for day in working_days(METRICS_FROM, ASOF):
        for seller in SELLERS:
            if not seller.works(day):
                continue
            row: dict[str, Any] = {"date": day, "manager": seller.name}
            if seller.away(day):
                rows.append(row | {"absent": True})
                continue
            row |= dict(zip(_COUNTS, _day(seller, day, dice), strict=True))
            if seller.counts_money:
                row |= {metric: found[seller.name, day] for metric, found in counted.items()}
            if not _forgot(seller, day, dice):
                rows.append(row)
    return rows


def _day(seller: Seller, day: date, dice: Dice) -> tuple[int, ...]:
    """Cold calls are a part of all calls; a newcomer's day grows; nobody meets much before the new year."""
    weeks = min(1.0, 0.4 + (day - seller.since).days / 60)
    quiet = 0.7 if (day.month, day.day) > (12, 22) or (day.month, day.day) < (1, 14) else 1.0
    cold, calls, *others = seller.day
    first = dice.count(cold * weeks * quiet)
    return first, first + dice.count((calls - cold) * weeks * quiet), *(dice.count(x * weeks * quiet) for x in others)


def _forgot(seller: Seller, day: date, dice: Dice) -> bool:
    forgot = dice.chance(0.06 if seller.name == SELLERS[6].name else 0.02)
    return forgot or (day == ASOF and seller.name == SELLERS[6].name)


def absences(seller: Seller) -> T | None:
    """``09.02.2026–13.02.2026`` as the staff tab wants it."""
    spans = [tuple(day.strftime("%d.%m.%Y") for day in span) for span in seller.absences]
    text = "; ".join(first if first == last else f"{first}–{last}" for first, last in spans)
    return T.same(text) if text else None
