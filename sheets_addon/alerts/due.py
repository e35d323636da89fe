"""Which messages of a workbook are to be sent now, as the store has it: read only, so that any worker finds the same.

=======================  =====================================================================================
agenda 2026-03-31 11:00  a good run since the meeting's run was to begin, until the meeting is over
failed 517               two runs in a row have failed since run 517, the last good one (0: there was none)
well 517                 after such a word a run went well
=======================  =====================================================================================
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sheets_addon.alerts import message
from sheets_addon.alerts.choice import Choice
from sheets_addon.alerts.message import Kind, Message
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import HELD, LEAD, Planned, Rules, upcoming
from sheets_addon.jobs.standing import standing
from sheets_addon.jobs.stopping import Stopped
from sheets_addon.store import Session, Store, agendas, alerts, runs
from sheets_addon.store.runs import Run
from sheets_addon.store.workbooks import Workbook

FAILURES = 2
"""In a row: one may pass by itself, and mostly does."""
REMEMBERED = timedelta(days=30)
"""So long after the bad news the good one is still news."""


@dataclass(frozen=True, slots=True)
class Due:
    """``meeting`` of an agenda only."""

    kind: Kind
    what: str
    meeting: Planned | None = None


def due(session: Session, book: Workbook, choice: Choice, now: datetime) -> list[Due]:
    """Those that have been sent are among them: :func:`sheets_addon.store.alerts.is_open` tells."""
    good = next(iter(runs.latest(session, book.id, 1, "ok", "nothing")), None)
    found = list(_agendas(session, book, choice, good, now))
    if choice.failures:
        found += _failures(session, book, good, now)
    return found


def under_way(rules: Rules, now: datetime) -> Iterator[Planned]:
    """The meetings whose run should have begun and that are not over yet; the first one first."""
    meetings = replace(rules, interval=None)
    planned = upcoming(meetings, now - LEAD - HELD)
    while planned is not None and planned.at <= now:
        yield planned
        planned = upcoming(meetings, planned.at)


def written(store: Store, book: Workbook, one: Due, root: str | None, now: datetime) -> Message | None:
    """The message, from what the store has now; None where its agenda has gone."""
    if one.meeting is not None:
        planned, zone = one.meeting, rules_of(book).zone
        with store.read() as session:
            kept = agendas.get(session, book.id, planned.day, planned.slot)
        begins = (planned.at + LEAD).astimezone(zone).time()
        if kept is None:
            return None
        return message.agenda(book, one.what, message.stored(kept), planned.day, begins, planned.slot, root)
    lines = standing(store, book.id, now).lines(book.language)
    return (message.failed if one.kind == "failed" else message.well)(book, one.what, lines, root)


def _agendas(session: Session, book: Workbook, choice: Choice, good: Run | None, now: datetime) -> Iterator[Due]:
    """Whoever asked for the run: what it read is as fresh as the meeting's own would be."""
    rules = rules_of(book)
    for planned in under_way(rules, now):
        is_fresh = good is not None and good.started_at >= planned.at and good.asof == planned.day
        if is_fresh and choice.wants(planned.slot) and planned.slot in agendas.of_day(session, book.id, planned.day):
            begins = (planned.at + LEAD).astimezone(rules.zone)
            yield Due("agenda", f"agenda {planned.day.isoformat()} {begins:%H:%M}", planned)


def _failures(session: Session, book: Workbook, good: Run | None, now: datetime) -> Iterator[Due]:
    if book.failures >= FAILURES:
        last = next(iter(runs.latest(session, book.id, 1, "failed")), None)
        if last is None or last.error_code != Stopped.code:  # we were stopped, the workbook is all right
            yield Due("failed", f"failed {0 if good is None else good.id}")
    elif book.failures == 0 and good is not None and good.finished_at is not None:
        told = alerts.last(session, book.id, begins="failed ")
        if told is not None and told.done and told.at < good.finished_at and now - told.at < REMEMBERED:
            yield Due("well", f"well {told.what.removeprefix('failed ')}")
