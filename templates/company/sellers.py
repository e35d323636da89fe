"""Eight people of different skill: the story that the reports tell."""

from dataclasses import dataclass
from datetime import date

from core.i18n import T

Day = tuple[float, float, float, float, float, float]
"""A usual day: cold calls, calls in all, conversations, meetings, applications, proposals."""


@dataclass(frozen=True)
class Seller:
    """``skill`` is the share of deals that pass each step: qualified, proposal, contract, payment."""

    name: T
    team: T
    since: date
    skill: tuple[float, float, float, float]
    day: Day
    leads: float
    """The weight with which new requests come to this person."""
    until: date | None = None
    absences: tuple[tuple[date, date], ...] = ()
    counts_money: bool = False
    """Types invoices, deals and payments of the day; the others leave them blank."""

    def works(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def away(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.absences)


_FIRST, _SECOND = T("Первая группа", "First team"), T("Вторая группа", "Second team")

SELLERS = (
    Seller(
        T("Анна Белова", "Anna Bell"),
        _FIRST,
        date(2022, 4, 11),
        (0.75, 0.70, 0.45, 0.85),
        (14, 24, 6, 1.1, 0.8, 0.9),
        1.1,
        counts_money=True,
    ),
    # strong at closing, weak at getting there: few meetings, few proposals, nearly every one paid
    Seller(
        T("Дмитрий Орлов", "Daniel Hawke"),
        _FIRST,
        date(2021, 9, 1),
        (0.70, 0.50, 0.70, 0.95),
        (12, 21, 5, 0.3, 0.7, 0.5),
        1.1,
    ),
    # many calls and no meetings: the calls lead nowhere
    Seller(
        T("Сергей Кузнецов", "Simon Kent"),
        _SECOND,
        date(2024, 2, 5),
        (0.55, 0.50, 0.24, 0.80),
        (38, 47, 7, 0.0, 0.6, 0.5),
        1.3,
        counts_money=True,
    ),
    Seller(
        T("Мария Соколова", "Maria Sutton"),
        _FIRST,
        date(2020, 3, 2),
        (0.80, 0.76, 0.54, 0.90),
        (13, 25, 8, 1.5, 1.0, 1.1),
        1.3,
        counts_money=True,
    ),
    # left in March; the open deals still bear the name
    Seller(
        T("Игорь Лебедев", "Ian Lee"),
        _SECOND,
        date(2023, 6, 19),
        (0.65, 0.60, 0.36, 0.80),
        (11, 18, 4, 0.6, 0.5, 0.5),
        0.9,
        until=date(2026, 3, 13),
    ),
    Seller(
        T("Ольга Новикова", "Olivia Newman"),
        _SECOND,
        date(2023, 1, 16),
        (0.72, 0.68, 0.42, 0.85),
        (15, 25, 6, 1.0, 0.8, 0.8),
        1.0,
        absences=((date(2026, 2, 9), date(2026, 2, 13)),),
    ),
    # new: has learned to call, not yet to sell
    Seller(
        T("Павел Морозов", "Paul Frost"),
        _SECOND,
        date(2026, 2, 16),
        (0.68, 0.60, 0.28, 0.80),
        (22, 27, 4, 0.4, 0.4, 0.4),
        1.0,
    ),
    Seller(
        T("Елена Васильева", "Helen Ward"),
        _FIRST,
        date(2019, 10, 7),
        (0.74, 0.70, 0.46, 0.90),
        (6, 19, 7, 1.2, 0.9, 1.0),
        0.9,
        absences=((date(2026, 1, 19), date(2026, 1, 23)), (date(2026, 3, 26), date(2026, 3, 26))),
        counts_money=True,
    ),
)
