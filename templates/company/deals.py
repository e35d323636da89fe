"""A year and a quarter of deals, each walking through the stages until it is won, lost, or still open at ``ASOF``."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.i18n import T
from templates.company.catalogue import PRODUCTS, Product
from templates.company.clients import Client, Habit
from templates.company.days import ASOF, FIRST, later, working_days
from templates.company.dice import Dice
from templates.company.sellers import SELLERS, Seller
from templates.dictionaries import LOSS_REASONS

NEW, QUALIFIED, PROPOSAL, CONTRACT, PAID, DELIVERED, LOST = range(7)
_DAYS = (3, 8, 16, 11)
"""The median days of a deal at each stage before payment."""
_LEADS = {
    **{(2025, month): n for month, n in enumerate((10, 12, 12, 12, 12, 13, 12, 12, 15, 17, 20, 30), 1)},
    (2026, 1): 36,
    (2026, 2): 46,
    (2026, 3): 56,
}
"""New requests a month: the tab has been kept in earnest since December."""
_RATES = {None: 1.0, "USD": 80.0, "EUR": 92.0}


@dataclass(eq=False)
class Deal:
    """``dates[i]`` is the day the deal came to stage ``i``; ``lost_at`` the stage it was lost at."""

    client: Client
    seller: Seller
    created: date
    product: Product
    amount: float
    currency: str | None
    type: str
    dates: dict[int, date] = field(default_factory=dict)
    lost_at: int | None = None
    reason: T | None = None
    id: str = ""

    @property
    def stage(self) -> int:
        return max(self.dates)

    @property
    def won(self) -> date | None:
        return self.dates.get(PAID)

    @property
    def lost(self) -> date | None:
        return self.dates.get(LOST)

    @property
    def is_open(self) -> bool:
        return self.stage < PAID


def deals(clients: list[Client]) -> list[Deal]:
    """Repeat purchases and new requests together, numbered by the day they were created."""
    repeats = [deal for client in clients if client.habit for deal in _repeats(client, client.habit)]
    found = sorted([*repeats, *_requests(clients)], key=lambda deal: (deal.created, deal.client.n))
    for n, deal in enumerate(found, 1001):
        deal.id = str(n)
        known = any(d.won and d.won <= deal.created for d in found if d.client is deal.client)
        deal.type = "upsell" if known and deal.product.usual < 60_000 else "repeat" if known else "new"
    return found


def _repeats(client: Client, habit: Habit) -> list[Deal]:
    dice, found = Dice(f"repeats:{client.n}"), []
    fitting = sorted(PRODUCTS[:12], key=lambda product: abs(product.usual - habit.amount))[:3]
    for days in habit.days:
        won = later(ASOF - timedelta(days=days), 0)
        created = later(won, -dice.between(7, 13))
        if created < FIRST or created > ASOF or not client.seller.works(created):
            continue
        amount = _sum(habit.amount * dice.around(1, 0.13), habit.currency)
        deal = Deal(client, client.seller, created, dice.pick(fitting), amount, habit.currency, "repeat")
        planned = {
            NEW: created,
            PROPOSAL: min(won, later(created, 2)),
            CONTRACT: min(won, later(created, 4)),
            PAID: won,
        }
        deal.dates = {stage: day for stage, day in planned.items() if day <= ASOF and client.seller.works(day)}
        _deliver(deal, dice)
        found.append(deal)
    return found


def _requests(clients: list[Client]) -> list[Deal]:
    dice, found = Dice("requests"), list[Deal]()
    unseen = [client for client in clients if not client.habit]
    seen: list[Client] = []
    for (year, month), n in _LEADS.items():
        last = min(ASOF, date(year, month, 28) + timedelta(days=3))
        days = [day for day in working_days(max(FIRST, date(year, month, 1)), last) if day.month == month]
        for created in sorted(dice.pick(days) for _ in range(n)):
            ready = [c for c in seen if c.seller.works(created) and not _busy(c, found, created)]
            if unseen and (not ready or dice.chance(0.42)):
                client = unseen.pop(0)
                working = [s for s in SELLERS if s.works(created)]
                client.seller = dice.pick(working, [s.leads for s in working])
                client.first_seen = created - timedelta(days=dice.pick((0, 0, 0, 1, 4, 12, 40)))
                seen.append(client)
            else:
                client = dice.pick(ready)
            found.append(_walk(client, created, dice))
    return found


def _busy(client: Client, found: list[Deal], day: date) -> bool:
    return any(d.client is client and (d.is_open or max(d.dates.values()) > day) for d in found)


def _walk(client: Client, created: date, dice: Dice) -> Deal:
    product = dice.pick(PRODUCTS, [p.weight for p in PRODUCTS])
    amount = _sum(product.usual * dice.around(1, 0.55), None)
    deal = Deal(client, client.seller, created, product, amount, None, "new", {NEW: created})
    day, recent = created, created.year * 12 + created.month >= 2025 * 12 + 10
    for stage in (NEW, QUALIFIED, PROPOSAL, CONTRACT):
        if recent and stage in (QUALIFIED, PROPOSAL) and dice.chance(0.05):
            return deal  # stuck: no one moves it on
        passes = dice.chance(client.seller.skill[stage])
        next_day = later(day, max(1, dice.around(_DAYS[stage], 0.6) * (1 if passes else 1.5)))
        if next_day > ASOF or not client.seller.works(next_day):
            return deal
        if not passes:
            deal.dates[LOST], deal.lost_at, deal.reason = next_day, stage, _reason(stage, dice)
            return deal
        deal.dates[stage + 1] = day = next_day
    _deliver(deal, dice)
    return deal


def _deliver(deal: Deal, dice: Dice) -> None:
    if deal.won:
        delivered = later(deal.won, dice.around(8, 0.4))
        if delivered <= ASOF:
            deal.dates[DELIVERED] = delivered


def _reason(stage: int, dice: Dice) -> T | None:
    """Early ones turn out to be no clients of ours, proposals are too expensive, contracts stall."""
    weights = {NEW: (1, 1, 2, 0.5, 1, 3, 4), QUALIFIED: (2, 2, 3, 1, 2, 3, 2), PROPOSAL: (9, 5, 1, 2, 2, 2, 0.2)}
    reason = dice.pick(LOSS_REASONS, weights.get(stage, (1, 1, 2, 3, 2, 0.5, 0)))
    return None if dice.chance(0.05) else reason


def _sum(rubles: float, currency: str | None) -> float:
    return float(round(rubles / _RATES[currency], -2))
