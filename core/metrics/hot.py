"""Who is close to payment: the money each client owes or is about to owe, how sure it is, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Source = Literal["promised", "listed", "deal", "due"]
ORDER: tuple[Source, ...] = ("promised", "listed", "deal", "due")
"""Whose date counts first (REPORTS §2, ``hot_clients``)."""


@dataclass(frozen=True)
class Part:
    """One invoice's rest, one hot deal without an invoice, or one row of the hot list."""

    client: str
    manager: str | None
    kind: Literal["invoice", "deal", "listed"]
    amount: float | None
    probability: float
    dates: tuple[tuple[Source, date], ...] = ()
    next_step: str | None = None
    next_step_date: date | None = None
    last_contact: date | None = None
    row: int = 0
    """The row of its table's frame."""
    overdue: int = 0
    """Days past an invoice's due date; 0 where it is not due, or no due date is known."""


@dataclass(frozen=True)
class Hot:
    """One client close to payment. ``typed`` is the hot list's own amount where something firmer is summed."""

    client: str
    manager: str | None
    amount: float
    probability: float
    day: date | None
    conflict: tuple[tuple[Source, date], ...]
    next_step: str | None
    next_step_date: date | None
    last_contact: date | None
    typed: float | None
    overdue: int
    """Of the invoice that is latest."""
    first: Part
    """The largest of what makes up the sum."""
    counted: tuple[Part, ...]
    """The parts that make up the sum."""

    @property
    def expected(self) -> float:
        return self.amount * self.probability


def combine(parts: Iterable[Part]) -> list[Hot]:
    """One :class:`Hot` a client, by sum × probability, the largest first; ties by client."""
    by_client: dict[str, list[Part]] = {}
    for part in parts:
        by_client.setdefault(part.client, []).append(part)
    found = [_client(client, own) for client, own in by_client.items()]
    return sorted(found, key=lambda hot: (-round(hot.expected, 6), hot.client))


def _client(client: str, parts: list[Part]) -> Hot:
    parts = sorted(parts, key=_weight)
    listed = [part for part in parts if part.kind == "listed"]
    firm = [part for part in parts if part.kind != "listed"]
    parts = [*firm, *listed]  # the hot list's own amount is not in the sum where something firmer is
    counted = [(part, part.amount) for part in (firm or listed) if part.amount is not None]
    amount = sum(value for _, value in counted)
    weighted = sum(value * part.probability for part, value in counted)
    typed = sum(part.amount for part in listed if part.amount is not None) if firm and listed else None
    dates = _dates(parts)
    steps = sorted(
        {(p.next_step_date or date.max, p.next_step) for p in parts if p.next_step or p.next_step_date}, key=str
    )
    contacts = [part.last_contact for part in parts if part.last_contact]
    return Hot(
        client,
        next((part.manager for part in parts if part.manager), None),
        amount,
        weighted / amount if amount else max((part.probability for part, _ in counted), default=0.0),
        dates[0][1] if dates else None,
        _conflict(dates),
        next((step for _, step in steps if step), None),
        next((day for day, _ in steps if day != date.max), None),
        max(contacts, default=None),
        typed,
        max(part.overdue for part in parts),
        parts[0],
        tuple(part for part, _ in counted),
    )


def _dates(parts: list[Part]) -> list[tuple[Source, date]]:
    """The earliest date of each source, the source that counts first in front."""
    earliest: dict[Source, date] = {}
    for source, day in (pair for part in parts for pair in part.dates):
        earliest[source] = min(day, earliest.get(source, day))
    return sorted(earliest.items(), key=lambda pair: ORDER.index(pair[0]))


def _conflict(dates: list[tuple[Source, date]]) -> tuple[tuple[Source, date], ...]:
    """The sources that name different days; a contract's due date is no promise, so it contradicts none."""
    said = tuple(pair for pair in dates if pair[0] != "due")
    return said if len({day for _, day in said}) > 1 else ()


def _weight(part: Part) -> tuple[float, str, str, int]:
    """The largest money first, so that its manager is the client's; ties by name."""
    value = (part.amount or 0.0) * part.probability
    return (-value, part.manager or "\uffff", part.kind, part.row)
