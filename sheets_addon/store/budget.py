"""The requests that Google allows a minute, as rows: each one taken in its turn, at the first moment with room.

A place is given for a moment to come, in the order in which it was asked for, and its taker sleeps until then: nobody
polls, nobody starves, and a minute is never overfull, since a place is only given where no window around it has one
too many. pyrate-limiter's buckets do not hold this: between processes its SQLite bucket counts and inserts without a
lock (seen: 21 of 20, and two of four processes that got nothing), and it knows no limit of two levels.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select, text
from sqlalchemy.orm import Session

from sheets_addon.store.models import BudgetRow

_LOCK = 7_217_012_414
"""Of PostgreSQL: takers come one after the other, as SQLite's writers do anyway."""


@dataclass(frozen=True, slots=True)
class Place:
    """When a request may be sent (seconds since 1970), and how far off that is."""

    at: float
    wait: float


@dataclass(frozen=True, slots=True)
class Limits:
    """So many requests of a kind in ``minute`` seconds, for one account and for all accounts of its project.

    ``slack`` is the share by which our minute is longer: requests reach Google later than they were allowed, some
    by more than others.
    """

    account: int = 60
    project: int = 300
    minute: float = 60.0
    slack: float = 0.03

    @property
    def window(self) -> float:
        return self.minute * (1 + self.slack)


def reserve(session: Session, kind: str, account: str, project: str, limits: Limits, patience: float) -> Place:
    """A place for one request. One that is more than ``patience`` seconds off is not taken."""
    now = _now(session)
    _forget(session, now, limits.window)
    rows = session.execute(
        select(BudgetRow.at, BudgetRow.account)
        .where(BudgetRow.kind == kind, BudgetRow.project == project)
        .order_by(BudgetRow.at)
    ).all()
    mine = [row.at for row in rows if row.account == account]
    at = earliest(now, limits.window, (mine, limits.account), ([row.at for row in rows], limits.project))
    if at - now <= patience:
        session.execute(insert(BudgetRow).values(kind=kind, account=account, project=project, at=at, asked_at=now))
    return Place(at, at - now)


def load(session: Session, limits: Limits) -> dict[str, int]:
    """How many requests each account has in the running minute and ahead."""
    since = _now(session) - limits.window
    rows = session.execute(
        select(BudgetRow.account, func.count()).where(BudgetRow.at > since).group_by(BudgetRow.account)
    )
    return {row[0]: row[1] for row in rows}


def earliest(now: float, window: float, *taken: tuple[Sequence[float], int]) -> float:
    """The first moment from ``now`` on that fits every list of (ascending moments, how many a window may have)."""
    at = now
    while (later := max(_free(at, window, moments, limit) for moments, limit in taken)) > at:
        at = later
    return at


def _free(at: float, window: float, moments: Sequence[float], limit: int) -> float:
    """The first moment from ``at`` on that makes no window of the list hold more than ``limit``."""
    for first, last in zip(moments, moments[limit - 1 :], strict=False):
        if last - first < window and last - window < at < first + window:  # these are a full window already
            at = first + window
    return at


def _now(session: Session) -> float:
    """One clock for all, read once it is this taker's turn: the server's, or that of the machine that has the file."""
    if session.connection().dialect.name == "sqlite":
        return time.time()
    session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    return float(session.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())


def _forget(session: Session, now: float, window: float) -> None:
    """What is past, and what a clock that was since put back has left in the future."""
    gone = or_(BudgetRow.at <= now - window, BudgetRow.asked_at > now + 1)
    session.execute(delete(BudgetRow).where(gone).execution_options(synchronize_session=False))
