"""Targets, exchange rates, and the staff list."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from core.i18n import T
from templates.company.activity import absences
from templates.company.days import ASOF, FIRST, months
from templates.company.deals import Deal
from templates.company.dice import Dice
from templates.company.money import Payment
from templates.company.sellers import SELLERS

Row = dict[str, Any]
_RECEIVED, _WON, _ALL = T("Поступления", "Received"), T("Выиграно", "Won"), T("Все", "All")
_COUNTS = {
    3: T("Встречи", "Meetings"),
    1: T("Звонки", "Calls"),
    5: T("КП", "Proposals"),
}
_REACHED = {1: 1.04, 2: 0.97, 3: 0.94}
"""The share of the plan that the department had come to by the end of each month."""
_RATES = {"USD": 80.0, "EUR": 92.0}


def targets(deals: list[Deal], payments: list[Payment]) -> list[Row]:
    """Plans of January to April: each manager's, and the department's own, a little above their sum."""
    rows: list[Row] = []
    for month in months(date(2026, 1, 1), date(2026, 4, 1)):
        usual = min(month, date(2026, 3, 1))
        received, won = defaultdict[T, float](float), defaultdict[T, float](float)
        for payment in payments:
            if payment.invoice and payment.date.replace(day=1) == usual:
                received[payment.invoice.seller.name] += payment.amount * _RATES.get(payment.currency or "", 1)
        for deal in deals:
            if deal.won and deal.won.replace(day=1) == usual:
                won[deal.seller.name] += deal.amount * _RATES.get(deal.currency or "", 1)
        for metric, facts in ((_RECEIVED, received), (_WON, won)):
            rows += _money(month, metric, sum(facts.values()) / _REACHED[usual.month])
        for n, metric in _COUNTS.items():
            rows += _counts(month, metric, n)
    return rows


def _money(month: date, metric: T, whole: float) -> list[Row]:
    """The plan is shared by experience, not by what each has sold since: so some are above it and some below."""
    weights = {SELLERS[3]: 1.7, SELLERS[7]: 1.5, SELLERS[6]: 0.3, SELLERS[4]: 0.6}
    team = [seller for seller in SELLERS if seller.works(month + timedelta(days=20))]
    each = whole / sum(weights.get(seller, 1.0) for seller in team)
    values = [(seller.name, _round(each * weights.get(seller, 1.0), 50_000)) for seller in team]
    return [_row(month, name, metric, value) for name, value in [*values, (_ALL, _round(whole, 100_000))]]


def _counts(month: date, metric: T, n: int) -> list[Row]:
    """A plan is the same for everyone, whatever they are used to doing."""
    value = {1: 480, 3: 20, 5: 16}[n]
    team = [seller for seller in SELLERS if seller.works(month + timedelta(days=20))]
    values = [(seller.name, value) for seller in team]
    return [_row(month, name, metric, value) for name, value in [*values, (_ALL, value * len(team))]]


def _row(month: date, name: T, metric: T, value: float) -> Row:
    return {"month": month, "manager": name, "metric": metric, "value": value}


def _round(value: float, to: int) -> int:
    return max(to, round(value / to) * to)


def fx() -> list[Row]:
    """A rate each Monday: the last one within a week serves."""
    dice, rates, rows = Dice("fx"), dict(_RATES), []
    day = FIRST - timedelta(days=FIRST.weekday() + 7)
    while day <= ASOF:
        for currency in rates:
            rates[currency] = rates[currency] * 0.97 + _RATES[currency] * 0.03 + dice.between(-80, 80) / 100
            rows.append({"date": day, "currency": currency, "rate": round(rates[currency], 2)})
        day += timedelta(days=7)
    return rows


def managers() -> list[Row]:
    return [
        {
            "manager": seller.name,
            "active_from": seller.since,
            "active_to": seller.until,
            "team": seller.team,
            "absences": absences(seller),
        }
        for seller in SELLERS
    ]
