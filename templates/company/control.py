"""What the head checks: calls heard, roll calls, revisions, meetings; and whom the team knows at its clients."""

from datetime import date, timedelta
from typing import Any

from core.i18n import T
from core.tables.reviews import REVIEWS
from templates.company.clients import Client
from templates.company.days import ASOF, working_days
from templates.company.deals import Deal
from templates.company.dice import Dice
from templates.company.names import person
from templates.company.sellers import SELLERS, Seller

Row = dict[Any, Any]
"""Keyed by column id; a checklist item by its name in both languages."""
_NOTES = (
    T("Хорошо вскрыл потребность, но не договорился о следующем шаге.", "Found the need well, agreed no next step."),
    T("Рассказывал про цену раньше, чем про пользу.", "Spoke of the price before the use."),
    T("Отличный разговор, взять в пример.", "An excellent talk, a model for others."),
    T("На «дорого» сразу дал скидку.", "Gave a discount at the first “too expensive”."),
    T("Не спросил, кто ещё решает.", "Did not ask who else decides."),
)
_SKILL = {SELLERS[3]: 0.95, SELLERS[1]: 0.85, SELLERS[7]: 0.85, SELLERS[2]: 0.45, SELLERS[6]: 0.5}


def reviews() -> list[Row]:
    """Two months of control: a call heard nearly each day, a roll call on Mondays, a revision a week, meetings."""
    dice, rows = Dice("reviews"), list[Row]()
    for day in working_days(date(2026, 2, 2), ASOF):
        team = [seller for seller in SELLERS if seller.works(day) and not seller.away(day)]
        rows.append(_call(day, dice.pick(team), dice))
        if day.weekday() == 0:
            rows += [_row(day, "roll_call", seller, answered=dice.chance(_answers(seller))) for seller in team]
        if day.weekday() == 3:
            rows.append(_row(day, "revision", team[day.toordinal() // 7 % len(team)]))
        if day > ASOF - timedelta(days=9):
            rows += [_row(day, "meeting", seller, answered=True) for seller in team]
    return rows


def _answers(seller: Seller) -> float:
    return 0.35 if seller is SELLERS[2] else 0.93


def _call(day: date, seller: Seller, dice: Dice) -> Row:
    row = _row(day, "call", seller)
    for item in REVIEWS.extra.template() if REVIEWS.extra else ():
        answer = "na" if dice.chance(0.08) else "yes" if dice.chance(_SKILL.get(seller, 0.72)) else "no"
        row[T(f"x:{item.ru}", f"x:{item.en}")] = answer
    if dice.chance(0.4):
        row["note"] = dice.pick(_NOTES)
    return row


def _row(day: date, kind: str, seller: Seller, answered: bool | None = None) -> Row:
    return {"date": day, "kind": kind, "manager": seller.name, "answered": answered}


_ROLES = ("decision_maker", "influencer", "finance", "technical", "user")


def stakeholders(clients: list[Client], deals: list[Deal]) -> list[Row]:
    """Contacts at the clients that bought twice; seldom more than half of the roles are covered."""
    dice, rows = Dice("stakeholders"), list[Row]()
    for client in clients:
        bought = sum(1 for deal in deals if deal.client is client and deal.won)
        if bought < 2:
            continue
        for role, known in zip(_ROLES, (0.85, 0.55, 0.5, 0.35, 0.5), strict=True):
            if not dice.chance(known):
                continue
            level = dice.pick((0, 1, 2, 3, 4), (0.5, 2, 3, 2.5, 1) if bought > 4 else (1, 3, 3, 1, 0.2))
            rows.append(
                {
                    "client": client.name,
                    "person": person(dice.between(0, 400), dice.chance(0.5)) if level else None,
                    "role": role,
                    "level": str(level),
                    "last_contact": ASOF - timedelta(days=dice.between(1, 120)) if level > 1 else None,
                }
            )
    return rows
