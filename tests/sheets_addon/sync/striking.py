"""One case of the fault matrix: from a state that is right, through the fault, to the next sync."""

import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from core.reports import all_reports
from sheets_addon.store import Store, open_store, runs, snapshots
from sheets_addon.sync import Outcome
from sheets_addon.sync.engine import DEADLINE
from sheets_addon.sync.status import status
from tests.sheets_addon.sync.fakes import Clock
from tests.sheets_addon.sync.faults import MANY, REQUESTS, TIME_LIMIT, Case
from tests.sheets_addon.sync.rig import Rig, Shown, Time, connected, differing, our_tabs, small, watching
from tests.sheets_addon.sync.right import assert_right
from tests.sheets_api.running import ACCOUNT, running
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book

CLIENT = "sheets_addon.workbooks.google.client"
STAGING = "sheets_addon.workbooks.google.staging"
PLAN = "sheets_addon.workbooks.google.plan"
FEW = {id: spec for id, spec in all_reports().items() if id in ("summary", "funnel", "changes", "definitions")}
"""Faults do not ask how many reports there are; with four a case takes a quarter of the time."""
Strike = Callable[[Case], str]


@dataclass(frozen=True)
class Base:
    """Where cases begin: the file and the store before the first sync, and with right reports."""

    fresh: Book
    synced: Book
    fresh_store: Path
    synced_store: Path
    key: dict[str, Any]
    old: dict[str, Shown]
    new: dict[str, Shown]
    """The reports that are right after :func:`_edit`."""
    first: dict[str, Shown]


@contextmanager
def bench() -> Iterator[Strike]:
    """Runs cases on a server of its own."""
    with ExitStack() as stack:
        for place in ("core.refresh", "sheets_addon.sync.engine"):
            stack.enter_context(patch(f"{place}.all_reports", lambda: FEW))
        server = stack.enter_context(running())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        base = _base(server, folder)
        yield lambda case: struck(server, base, folder, case)


def _edit(rig: Rig) -> None:
    """A person changes an amount and adds a deal."""
    rig.type_in("Сделки!D2", [555000])
    rig.type_in("Сделки!A6", ["Ландыш", "Борис", 46110, 42000, "КП", "D5"])


def _base(server: Server, folder: Path) -> Base:
    store = open_store(f"sqlite:///{folder / 'base.db'}")
    key = server.accounts.add(ACCOUNT)
    rig = connected(server, store, small(), key=key)
    fresh, fresh_store = rig.book.copy(), _copied(store, folder / "fresh.db")
    assert [rig.sync().word, rig.sync().word] == ["written", "same"]
    synced, synced_store, old = rig.book.copy(), _copied(store, folder / "synced.db"), rig.shown()
    _edit(rig)
    assert rig.sync().word == "written"
    new = rig.shown()
    store.close()
    return Base(fresh, synced, fresh_store, synced_store, key, old, new, old)


def _copied(store: Store, to: Path) -> Path:
    with closing(sqlite3.connect(str(store.engine.url.database))) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)
    return to


def struck(server: Server, base: Base, folder: Path, case: Case) -> str:
    """Run the case and check what must hold in each; the cell of the table."""
    server.faults.clear()
    server.accounts.expire()
    first = case.request in ("structure", "first write")
    file = folder / "case.db"
    for stale in folder.glob("case.db*"):
        stale.unlink()
    shutil.copy(base.fresh_store if first else base.synced_store, file)
    store = open_store(f"sqlite:///{file}")
    try:
        rig = _rig(server, base, store, first)
        return _struck(rig, base, case, first)
    finally:
        store.close()
        server.faults.clear()


def _rig(server: Server, base: Base, store: Store, first: bool) -> Rig:
    book = (base.fresh if first else base.synced).copy()
    server.world.books[book.id] = book
    key = base.key | {"client_id": secrets.token_hex(8)}
    rig = Rig(server, store, book.id, 1, key, Clock(), Time())
    if not first:
        _edit(rig)
    return rig


def _struck(rig: Rig, base: Base, case: Case, first: bool) -> str:
    old, new = ({}, base.first) if first else (base.old, base.new)
    typed = case.kind.planned["kind"] == "type"
    people, begun = rig.people(), rig.time.now
    with _terms(case), watching(rig) as seen:
        _plan(rig, case)
        outcome = rig.sync()
    struck = rig.server.faults.struck
    assert struck, "the fault struck nothing"
    rig.server.faults.clear()
    assert rig.time.now - begun <= DEADLINE.total_seconds(), "the total deadline"
    for n, shown in enumerate(seen):
        assert typed or shown in (old, new), (
            f"half a report after commit {n + 1} of {len(seen)}: {differing(shown, new)}"
        )
    if not typed:
        assert rig.people() == people
    _honest(rig, outcome, first)
    after = rig.shown()
    cell = _cell(outcome, _stands(rig, after, old, new, typed))
    people = rig.people()
    assert rig.sync().is_good
    assert rig.people() == people
    if not typed:
        assert rig.shown() == new, differing(rig.shown(), new)
    assert_right(rig)
    return cell


def _stands(rig: Rig, after: dict[str, Shown], old: dict[str, Shown], new: dict[str, Shown], typed: bool) -> str:
    """What a reader has before him. Where someone typed: right by what the cells say now, or as they were read."""
    if not typed:
        assert after in (old, new), differing(after, new)
        return "right" if after == new else "old"
    try:
        assert_right(rig)
    except AssertionError:
        return "next"
    return "right"


def _cell(outcome: Outcome, stands: str) -> str:
    if outcome.is_good:
        assert stands != "old"
        return stands
    assert stands != "next" and outcome.error is not None
    return f"{'new' if stands == 'right' else 'old'} ({outcome.error.code})"


def _honest(rig: Rig, outcome: Outcome, first: bool) -> None:
    """What the page says is what happened, and the last good result is there."""
    now = status(rig.store, rig.id, rig.clock.now)
    with rig.store.read() as session:
        run, kept = runs.latest(session, rig.id)[0], snapshots.head(session, rig.id)
    assert run.status in ("ok", "failed")
    if outcome.is_good:
        assert (now.state, run.status) == ("good", "ok")
        return
    assert (now.state, run.status) == ("failed", "failed")
    assert outcome.error is not None
    for language in ("ru", "en"):
        said = " ".join(now.lines(language))  # type: ignore[arg-type]
        assert outcome.error.message(language) in said  # type: ignore[arg-type]
    assert (kept is None) == first


def _plan(rig: Rig, case: Case) -> None:
    planned = dict(case.kind.planned) | {"match": REQUESTS[case.request]}
    if case.request == "unstaging":
        planned["skip"] = 1
    if planned["kind"] == "type":
        cell = "'Сделки'!D3" if planned["typed"] == "input" else f"'{next(iter(our_tabs(rig.book).values())).title}'!B9"
        planned["typed"] = {"book": rig.book_id, "range": cell, "values": [["77777"]]}
    rig.server.faults.plan(**planned, times=1 if case.times == "once" else MANY)


@contextmanager
def _terms(case: Case) -> Iterator[None]:
    """Short time limits where an answer does not come; small requests where a write goes in parts."""
    with ExitStack() as stack:
        if case.request == "token":  # google-auth's own waits are not on our clock
            stack.enter_context(patch("google.auth._exponential_backoff.time.sleep"))
        if case.kind.planned["kind"] == "slow":
            stack.enter_context(patch(f"{CLIENT}.READ", TIME_LIMIT))
        if case.request in ("staging", "unstaging"):
            for name in (f"{PLAN}.LIMIT", f"{STAGING}.LIMIT"):
                stack.enter_context(patch(name, 2_000))
            stack.enter_context(patch(f"{STAGING}._WORTH", 100))
        yield
