"""Whom the company sells to: regular buyers, irregular ones, and the many who came once or not yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.i18n import T
from templates.company.days import ASOF
from templates.company.dice import Dice
from templates.company.names import company
from templates.company.sellers import SELLERS, Seller
from templates.dictionaries import CHANNELS, INDUSTRIES, REGIONS

COUNT = 150


@dataclass(frozen=True)
class Habit:
    """How a repeat buyer buys: the days of purchase before ``ASOF`` (negative ones are ahead), the usual sum."""

    days: tuple[int, ...]
    amount: int
    currency: str | None = None


@dataclass(eq=False)
class Client:
    n: int
    name: T
    region: T
    industry: T
    channel: T | None
    size: T
    seller: Seller = SELLERS[0]
    first_seen: date | None = None
    habit: Habit | None = None


_SIZES = (T("Малый", "Small"), T("Средний", "Medium"), T("Крупный", "Large"))


def _every(interval: int, jitter: int, amount: int, last: int, topic: str, currency: str | None = None) -> Habit:
    """From a year and a quarter ago, each ``interval`` days, the last purchase ``last`` days before ``ASOF``."""
    dice = Dice(f"habit:{topic}")
    days = [
        last + interval * n + (dice.between(-jitter, jitter) if n else 0)
        for n in range(440)
        if last + interval * n < 440
    ]
    return Habit(tuple(sorted(days, reverse=True)), amount, currency)


HABITS = (
    # regular and large
    _every(30, 2, 330_000, -6, "ax1"),
    _every(28, 2, 270_000, 9, "ax2"),
    _every(35, 3, 360_000, -4, "ax3"),
    # regular and large until November, silent since
    _every(30, 2, 340_000, 126, "sleeping"),
    # irregular and large
    Habit((401, 318, 302, 171, 150, 47), 430_000),
    Habit((350, 240, 229, 92, 12), 390_000, "USD"),
    Habit((290, 281, 120, 75), 480_000),
    Habit((372, 205, 61), 460_000),
    # regular, of the middle
    _every(40, 3, 92_000, 0, "bx1"),
    _every(45, 4, 118_000, -9, "bx2"),
    _every(35, 3, 78_000, 21, "bx3"),
    _every(30, 2, 84_000, 112, "bx sleeping"),
    # irregular, of the middle
    Habit((330, 311, 142, 130, 25), 105_000),
    Habit((260, 88, 80), 150_000),
    Habit((377, 190, 44), 140_000, "EUR"),
    Habit((215, 58), 190_000),
    # regular and small
    _every(30, 2, 14_000, 0, "cx1"),
    _every(42, 4, 19_000, 15, "cx2"),
    _every(60, 4, 24_000, -12, "cx3"),
    # irregular and small
    Habit((340, 322, 165, 7), 16_000),
    Habit((270, 90), 21_000),
    Habit((190, 171, 49), 12_000),
    # large and once
    Habit((64,), 1_150_000),
)
_OWNERS = (3, 7, 0, 5, 3, 7, 1, 0, 7, 3, 5, 2, 0, 4, 1, 7, 5, 3, 2, 0, 4, 1, 3)
"""Whose repeat buyers they are: numbers of ``SELLERS``, one a habit."""


def clients() -> list[Client]:
    """All of them, the repeat buyers first; who leads a lead and since when is filled as requests come."""
    dice, found = Dice("clients"), []
    for n in range(COUNT):
        habit = HABITS[n] if n < len(HABITS) else None
        client = Client(
            n,
            company(n),
            dice.pick(REGIONS, (6, 3, 2, 2, 1, 1)),
            dice.pick(INDUSTRIES, (4, 4, 3, 2, 2, 1)),
            dice.pick((*CHANNELS[:5], None), (5, 4, 3, 1, 2, 0.8)),
            _SIZES[2 if habit and habit.amount > 200_000 else dice.pick((0, 1, 2), (5, 3, 1))],
        )
        if habit:
            client.seller = SELLERS[_OWNERS[n]]
            client.first_seen = ASOF - timedelta(days=habit.days[0] + 30 + dice.between(0, 200))
            client.habit = habit
        found.append(client)
    return found
