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
from templates.company.sellers import SELLERS, Seller

Row = dict[str, Any]
_RECEIVED, _WON, _ALL = T("Поступления", "Received"), T("Выиграно", "Won"), T("Все", "All")
_COUNTS = {
    3: T("Встречи", "Meetings"),
    1: T("Звонки", "Calls"),
    5: T("КП", "Proposals"),
}
_REACHED = {1: 1.04, 2: 0.97, 3: 0.92}
"""The share of the plan that the department had come to by the end of each month."""
_RATES = {"USD": 80.0, "EUR": 92.0}


def targets(deals: list[Deal], payments: list[Payment]) -> list[Row]:
    """Plans of January to April: each manager's, and the department's own, a little off their sum."""
    paid = [(p.date, p.invoice.seller, _rubles(p.amount, p.currency)) for p in payments if p.invoice]
    won = [(d.won, d.seller, _rubles(d.amount, d.currency)) for d in deals if d.won]
    rows: list[Row] = []
    for month in months(date(2026, 1, 1), date(2026, 4, 1)):
        usual = min(month, date(2026, 3, 1))
        for metric, facts in ((_RECEIVED, paid), (_WON, won)):
            whole = sum(amount for day, _, amount in facts if day.replace(day=1) == usual)
            rows += _money(month, metric, whole / _REACHED[usual.month], facts)
        for n, metric in _COUNTS.items():
            rows += _counts(month, metric, n)
    return rows


def _money(month: date, metric: T, whole: float, facts: list[tuple[date, Seller, float]]) -> list[Row]:
    """The department's plan is shared as the last half-year was earned; a newcomer gets a small one."""
    earned: defaultdict[Seller, float] = defaultdict(float)
    for day, seller, amount in facts:
        if date(2025, 9, 1) <= day < date(2026, 3, 1):
            earned[seller] += min(amount, 500_000)
    team = [seller for seller in SELLERS if seller.works(month + timedelta(days=20))]
    usual = sum(earned.values()) / len(SELLERS)
    weights = {seller: max(earned[seller], usual / 4) for seller in team}
    each = whole / sum(weights.values())
    values = [(seller.name, _round(each * weights[seller], 10_000)) for seller in team]
    return [_row(month, name, metric, value) for name, value in [*values, (_ALL, _round(whole, 100_000))]]


def _rubles(amount: float, currency: str | None) -> float:
    return amount * _RATES.get(currency or "", 1)


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
