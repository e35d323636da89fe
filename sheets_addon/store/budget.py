"""The requests that Google allows a minute, as rows: never one too many, whenever Google counts them.

A request is counted at some moment between its sending and its answer; when, only Google knows. So it occupies a place
of the minute from its sending until a minute after its *answer*, and a request is sent only while one of the places
is free. Then no minute of Google's holds too many, wherever it begins: of the requests counted in it, the last one
sent found all the others still in their places. No delay between here and there can break this, only a clock that
jumps; ``margin`` is for one that is drawn out.

Who finds no place free waits in line: each gets the moment at which a place will be free for him after those who
came before, sleeps, and looks again, since answers may have come later than thought. Nobody polls, nobody starves.
pyrate-limiter's buckets do not hold this: between processes its SQLite bucket counts and inserts without a lock
(seen: 21 of 20, and two of four processes that got nothing), and it knows no limit of two levels.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, delete, func, insert, or_, select, text, update
from sqlalchemy.orm import Session

from sheets_addon.store.models import BudgetRow

_LOCK = 7_217_012_414
"""Of PostgreSQL: takers come one after the other, as SQLite's writers do anyway."""
GRACE = 5.0
"""Seconds after its moment that a turn waits for its taker. Then he is thought dead; if he is not, he asks anew."""
LONGEST = 20.0
"""Seconds after which a request was counted, answered or not: so long the places of a killed worker stay taken."""
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a request may be sent now, else in how many seconds to ask again. ``id`` names it from then on."""

    id: int
    is_now: bool
    wait: float


@dataclass(frozen=True, slots=True)
class Limits:
    """So many requests of a kind in ``minute`` seconds, for one account and for all accounts of its project.

    ``margin``: seconds by which our minute is longer, for clocks that do not run alike.
    """

    account: int = 60
    project: int = 300
    minute: float = 60.0
    margin: float = 0.1

    @property
    def window(self) -> float:
        return self.minute + self.margin


def turn(
    session: Session,
    kind: str,
    account: str,
    project: str,
    limits: Limits,
    patience: float,
    id: int | None = None,
) -> Turn:
    """The turn of one request: a new one, or ``id``, which was given before and has been waited for.

    One that is more than ``patience`` seconds off is not kept.
    """
    now = _now(session)
    _forget(session, now, limits.window)
    rows = session.execute(
        select(BudgetRow.id, BudgetRow.account, BudgetRow.at, BudgetRow.is_sent, BudgetRow.until)
        .where(BudgetRow.kind == kind, BudgetRow.project == project)
        .order_by(BudgetRow.id)
    ).all()
    is_kept = any(row.id == id for row in rows)
    before = [row for row in rows if row.is_sent or not is_kept or row.id < (id or 0)]
    mine = [_span(row, now, limits.window) for row in before if row.account == account]
    everyone = [_span(row, now, limits.window) for row in before]
    at = earliest(now, limits.window, (mine, limits.account), (everyone, limits.project))
    values: dict[str, Any] = {"at": at, "is_sent": at <= now}
    if at - now > patience:
        give_back(session, id)
        return Turn(0, False, at - now)
    if is_kept:
        session.execute(_of(id).values(**values))
        return Turn(id or 0, at <= now, at - now)
    values |= {"kind": kind, "account": account, "project": project, "asked_at": now}
    made = session.execute(insert(BudgetRow).values(**values).returning(BudgetRow.id)).scalar_one()
    return Turn(made, at <= now, at - now)


def answered(session: Session, id: int) -> None:
    """The request was answered, or given up: Google has counted it by now, if at all."""
    now, latest = _now(session), BudgetRow.at + LONGEST
    session.execute(_of(id).values(until=case((latest < now, latest), else_=now)))


def give_back(session: Session, id: int | None) -> None:
    """The request is not sent after all."""
    session.execute(delete(BudgetRow).where(BudgetRow.id == id).execution_options(synchronize_session=False))


def load(session: Session, limits: Limits) -> dict[str, int]:
    """How many requests each account has in the running minute and ahead."""
    since = _now(session) - limits.window
    rows = session.execute(
        select(BudgetRow.account, func.count()).where(BudgetRow.at > since).group_by(BudgetRow.account)
    )
    return {row[0]: row[1] for row in rows}


def taken(session: Session, now: float, limits: Limits) -> dict[tuple[str, str], int]:
    """How many requests were sent in the minute before ``now``, by kind and account."""
    rows = session.execute(
        select(BudgetRow.kind, BudgetRow.account, func.count())
        .where(BudgetRow.is_sent, BudgetRow.at > now - limits.minute)
        .group_by(BudgetRow.kind, BudgetRow.account)
    )
    return {(kind, account): n for kind, account, n in rows}


def earliest(now: float, window: float, *taken: tuple[Iterable[Span], int]) -> float:
    """The first moment from ``now`` on at which ``window`` seconds fit every list of (spans, how many at once)."""
    full = sorted(span for spans, limit in taken for span in _full(sorted(spans), limit))
    at = now
    for begin, end in full:
        if at < end and begin < at + window:
            at = end
    return at


def _full(spans: Sequence[Span], limit: int) -> Iterable[Span]:
    """When ``limit`` of the spans (in order) lie over each other, not merged."""
    depth, since = 0, 0.0
    for at, step in sorted([(begin, 1) for begin, _ in spans] + [(end, -1) for _, end in spans]):
        if depth >= limit > depth + step:
            yield since, at
        if depth < limit <= depth + step:
            since = at
        depth += step


def _span(row: Any, now: float, window: float) -> Span:
    """From when until when a request occupies a place, as far as is known now; half-open."""
    if not row.is_sent:
        begin = max(row.at, now)
        return begin, begin + window
    counted = min(now, row.at + LONGEST) if row.until is None else row.until
    return row.at, counted + window


def _of(id: int | None) -> Any:
    return update(BudgetRow).where(BudgetRow.id == id).execution_options(synchronize_session=False)


def _now(session: Session) -> float:
    """One clock for all, read once it is this taker's turn: the server's, or that of the machine that has the file."""
    if session.connection().dialect.name == "sqlite":
        return time.time()
    session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    return float(session.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())


def _forget(session: Session, now: float, window: float) -> None:
    """What is past, whose taker is gone, and what a clock that was since put back has left in the future."""
    counted = func.coalesce(BudgetRow.until, BudgetRow.at + LONGEST)
    gone = or_(
        and_(BudgetRow.is_sent, counted <= now - window),
        and_(~BudgetRow.is_sent, BudgetRow.at <= now - GRACE),
        BudgetRow.asked_at > now + 1,
    )
    session.execute(delete(BudgetRow).where(gone).execution_options(synchronize_session=False))
