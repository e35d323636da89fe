from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from sheets_addon.store import (
    Store,
    agendas,
    alerts,
    channels,
    history,
    leases,
    members,
    people,
    problems,
    runs,
    snapshots,
    workbooks,
)
from sheets_addon.store.channels import Channel
from sheets_addon.store.errors import UnknownWorkbook
from sheets_addon.store.models import Base
from sheets_addon.store.workbooks import AlreadyConnected, Workbook
from tests.sheets_addon.fakes import fake_result
from tests.sheets_addon.store.samples import MINUTE, NOW
from tests.sheets_addon.store.test_history import grown


def test_a_workbook_is_connected_once(store: Store) -> None:
    with store.write() as session:
        made = workbooks.add(
            session,
            "1AbC",
            title="Отдел",
            language="en",
            time_zone="Asia/Almaty",
            now=NOW,
            added_by="head",
            account="one",
        )
    assert made == Workbook(made.id, "1AbC", "Отдел", "en", "Asia/Almaty", account="one", added_by="head", added_at=NOW)
    with store.read() as session:
        assert workbooks.find(session, "1AbC") == workbooks.get(session, made.id) == made
        assert made in workbooks.all_workbooks(session)
        assert workbooks.find(session, "1Abd") is None
    with pytest.raises(AlreadyConnected), store.write() as session:
        workbooks.add(session, "1AbC", title="", language="ru", time_zone="UTC", now=NOW)


def test_what_may_be_changed(store: Store, book: int) -> None:
    with store.write() as session:
        workbooks.change(
            session, book, meetings=(time(9), time(13, 30)), overrides={"min_n": 5}, paused=True, title="Юг"
        )
        made = workbooks.get(session, book)
        assert (made.meetings, made.overrides, made.paused, made.title) == (
            (time(9), time(13, 30)),
            {"min_n": 5},
            True,
            "Юг",
        )
        workbooks.change(session, book, meetings=None)
        assert workbooks.get(session, book).meetings is None
        with pytest.raises(TypeError, match="failures"):
            workbooks.change(session, book, failures=0)
        with pytest.raises(UnknownWorkbook):
            workbooks.change(session, 10**9, title="")


def test_a_moment_without_a_zone_is_refused(store: Store, book: int) -> None:
    with pytest.raises(Exception, match="without a zone"), store.write() as session:
        workbooks.change(session, book, next_run_at=datetime(2026, 3, 31))


def test_a_moment_of_any_zone_is_the_same_moment(store: Store, book: int) -> None:
    with store.write() as session:
        workbooks.change(session, book, next_run_at=datetime(2026, 3, 31, 8, 50, tzinfo=ZoneInfo("Europe/Moscow")))
        kept = workbooks.get(session, book).next_run_at
    assert kept == datetime(2026, 3, 31, 5, 50, tzinfo=UTC)
    assert kept.tzinfo is UTC


def test_who_is_due_and_who_comes_first(store: Store, another: Callable[[], int]) -> None:
    late, soon, paused, wanted = (another() for _ in range(4))
    then = NOW - timedelta(days=400)  # before what the other tests of this file leave
    with store.write() as session:
        workbooks.change(session, late, next_run_at=then - MINUTE)
        workbooks.change(session, soon, next_run_at=then + MINUTE)
        workbooks.change(session, paused, next_run_at=then - MINUTE, paused=True)
        workbooks.want(session, wanted, "menu", then - 2 * MINUTE)
        assert [book.id for book in workbooks.due(session, then)] == [wanted, late]
        assert [book.id for book in workbooks.due(session, then, 1)] == [wanted]
        assert [book.id for book in workbooks.due(session, then + MINUTE)] == [wanted, late, soon]


def test_a_due_run_is_claimed_once(store: Store, book: int) -> None:
    with store.write() as session:
        workbooks.change(session, book, next_run_at=NOW)
        assert workbooks.claim(session, book, NOW, NOW + MINUTE)
        assert not workbooks.claim(session, book, NOW, NOW + MINUTE)
        assert workbooks.claim(session, book, NOW + MINUTE, None)
        assert workbooks.claim(session, book, None, NOW)
        workbooks.change(session, book, paused=True)
        assert not workbooks.claim(session, book, NOW, None)


def test_many_wishes_are_one_run(store: Store, book: int) -> None:
    with store.write() as session:
        assert workbooks.take_wanted(session, book) is None
        assert workbooks.want(session, book, "button", NOW)
        assert not workbooks.want(session, book, "menu", NOW + MINUTE)
        assert workbooks.get(session, book).wanted_at == NOW
        assert workbooks.take_wanted(session, book) == "button"
        assert workbooks.take_wanted(session, book) is None
        assert workbooks.want(session, book, "menu", NOW + MINUTE)
        with pytest.raises(UnknownWorkbook):
            workbooks.want(session, 10**9, "menu", NOW)


def test_failures_in_a_row(store: Store, book: int) -> None:
    with store.write() as session:
        assert workbooks.failed(session, book, NOW) == 1
        assert workbooks.failed(session, book, NOW + MINUTE, NOW + 9 * MINUTE) == 2
        made = workbooks.get(session, book)
        assert (made.failed_at, made.next_run_at) == (NOW + MINUTE, NOW + 9 * MINUTE)
        workbooks.succeeded(session, book)
        assert (workbooks.get(session, book).failures, workbooks.get(session, book).failed_at) == (0, None)


def test_what_is_known_of_a_spreadsheet(store: Store, book: int) -> None:
    known = {"tabs": [["Сделки", 0]], "odd": "\0\ud800", "n": 1e22}
    with store.write() as session:
        assert workbooks.known(session, book) is None
        workbooks.keep_known(session, book, known)
    with store.read() as session:
        assert workbooks.known(session, book) == known


def test_purge_leaves_nothing_of_a_workbook_and_all_of_the_others(store: Store, another: Callable[[], int]) -> None:
    gone, stays = another(), another()
    for book in (gone, stays):
        with store.write() as session:
            lease = leases.acquire(session, book, "a", NOW, MINUTE)
            assert lease
            run = runs.begin(session, lease, reason="menu", slot="14", asof=None, now=NOW)
            snapshots.keep(session, book, run.id, fake_result(), NOW)
            history.keep(session, book, grown(3))
            runs.finish(session, lease, run.id, "ok", NOW)
            workbooks.keep_known(session, book, {"a": 1})
            members.put(session, book, [people.add(session, f"head{book}", "head", now=NOW).id])
            agendas.keep(session, book, date(2026, 3, 31), "11", {}, NOW)
            alerts.claim(session, book, "agenda 2026-03-31 11:00", "mail", NOW, NOW)
            channels.keep(session, Channel(book, f"channel-{book}", "resource", "account", NOW), "token")
    counts = rows_of(store, gone), rows_of(store, stays)
    assert counts[0] == counts[1]
    assert all(counts[0].values())
    with store.write() as session:
        workbooks.purge(session, gone)
    assert not any(rows_of(store, gone).values())
    assert rows_of(store, stays) == counts[1]
    with store.write() as session:
        assert problems.load(session, gone) == ()
        assert snapshots.load(session, gone) is None
        with pytest.raises(UnknownWorkbook):
            workbooks.purge(session, gone)


def test_the_id_of_a_purged_workbook_is_not_used_again(store: Store, another: Callable[[], int]) -> None:
    first = another()
    with store.write() as session:
        workbooks.purge(session, first)
    assert another() > first


def rows_of(store: Store, book: int) -> dict[str, int]:
    """How many rows each table has of a workbook; who did what (the audit) outlives it, see test_audit."""
    with store.read() as session:
        return {
            name: len(
                session.execute(
                    select(table).where(table.c["id" if name == "workbooks" else "workbook_id"] == book)
                ).all()
            )
            for name, table in Base.metadata.tables.items()
            if name == "workbooks" or ("workbook_id" in table.c and name != "audit")
        }
