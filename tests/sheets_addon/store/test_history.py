import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.history import Change, History, Line, Read, extended, read_rows, replay
from core.history.rows import IDENTITIES, LEFT_OUT
from core.tables import table
from sheets_addon.store import Store, history, leases, retention
from tests.sheets_addon.store.conftest import connected
from tests.sheets_addon.store.samples import MINUTE, NOW
from tests.support import typed

START = datetime(2026, 3, 1, 9)


def reading(chance: random.Random, size: int) -> Read:
    """Some of two tables' rows, edited at random; sometimes a table is not there, sometimes there are two tabs."""
    tabs = ("Сделки", "Сделки Анны")
    deals = [
        Line(
            {"deal_id": str(n), "stage": chance.choice("АБВ"), "amount": float(chance.randrange(3))},
            chance.choice(tabs),
        )
        for n in range(size)
        if chance.random() < 0.8
    ]
    payments = [
        Line({"date": "2026-03-01", "client": f"К{n}\0\ud800", "amount": chance.choice([0.1, 1e22, 5.0])}, "Оплаты")
        for n in range(size // 2)
    ]
    lines = {id: rows for id, rows in (("deals", deals), ("payments", payments)) if chance.random() < 0.8}
    all = frozenset(["deal_id", "stage", "amount", "date", "client"])
    return Read(lines, {id: dict.fromkeys((line.tab for line in rows), all) for id, rows in lines.items()})


def grown(readings: int, seed: int = 1, size: int = 6) -> History:
    chance, made = random.Random(seed), History()
    for n in range(readings):
        made = extended(made, reading(chance, size), START + n * timedelta(days=1))
    return made


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(0, 8))
def test_the_history_that_is_kept_is_the_one_that_grew(store: Store, seed: int, readings: int, size: int) -> None:
    """After each reading, as the service does it: load, extend, keep."""
    book, chance, whole = connected(store), random.Random(seed), History()
    for n in range(readings):
        read, at = reading(chance, size), START + n * timedelta(hours=chance.choice([-1, 0, 24]))
        whole = extended(whole, read, at)
        with store.write() as session:
            more = extended(history.load(session, book), read, at)
            history.keep(session, book, more)
        assert more == whole
    with store.read() as session:
        assert history.load(session, book) == whole


def test_a_first_reading_is_no_list_of_changes(store: Store, book: int) -> None:
    with store.write() as session:
        first = extended(History(), read_rows({"deals": typed("deals", [{"deal_id": "1", "stage": "Лид"}])}), START)
        assert history.keep(session, book, first) == 0
        assert history.latest(session, book) == []
        assert history.keep(session, book, first) == 0
        then = extended(
            first, read_rows({"deals": typed("deals", [{"deal_id": "1", "stage": "Договор"}])}), START + MINUTE
        )
        assert history.keep(session, book, then) == 1
    with store.read() as session:
        change = Change("deals", "1", "stage", "Лид", "Договор", START + MINUTE)
        assert history.latest(session, book) == [change]
        assert history.latest(session, book, START + MINUTE) == [change]
        assert history.latest(session, book, START + 2 * MINUTE) == []
        assert history.load(session, book) == then


def test_the_newest_changes_come_first(store: Store, book: int) -> None:
    whole = grown(8)
    with store.write() as session:
        n = history.keep(session, book, whole)
    with store.read() as session:
        found = history.latest(session, book, limit=n + 1)
        assert len(found) == n > 10
        assert [change.at for change in found] == sorted((change.at for change in found), reverse=True)
        assert history.latest(session, book, limit=3) == found[:3]


def test_another_history_is_refused(store: Store, book: int) -> None:
    with store.write() as session:
        history.keep(session, book, grown(4))
    for other in (History(), grown(1), replace(grown(9), begun={})):
        with pytest.raises(ValueError, match="grown"), store.write() as session:
            history.keep(session, book, other)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.integers(-1, 9), st.integers(0, 3))
def test_what_is_forgotten_is_only_the_way_there(store: Store, seed: int, days: int, more: int) -> None:
    book, whole = connected(store), grown(8, seed)
    cut = START + timedelta(days=days, hours=1)
    with store.write() as session:
        history.keep(session, book, whole)
        history.forget(session, book, cut)
        kept = history.load(session, book)
        assert kept.rows == whole.rows == replay(kept.changes)
        assert kept.tabs == whole.tabs
        for n in range(days + 1, 9):
            moment = START + timedelta(days=n, hours=2)
            assert replay(kept.changes, moment) == replay(whole.changes, moment)
            for table_id in whole.rows:
                assert kept.before(table_id, moment) == whole.before(table_id, moment)
        assert all(change.at >= min(cut, START) for change in kept.changes)
        chance = random.Random(more)  # and it goes on growing
        read = reading(chance, 6)
        on = extended(kept, read, START + timedelta(days=20))
        history.keep(session, book, on)
        assert history.load(session, book) == on
        assert on.rows == extended(whole, read, START + timedelta(days=20)).rows


def test_400_days_are_kept_by_the_wall_clock_of_the_workbook(store: Store, book: int) -> None:
    with store.write() as session:
        history.keep(session, book, grown(8))
        before = history.latest(session, book)
    reading = datetime(2026, 3, 4, 6, tzinfo=UTC)  # 09:00 in Moscow
    now = reading + timedelta(days=retention.DAYS)
    assert retention.forget(store, now)["changes"] > 0
    with store.read() as session:
        assert history.latest(session, book) == [change for change in before if change.at > START + timedelta(days=3)]
    assert set(retention.forget(store, now).values()) == {0}
    with store.write() as session:
        lease = leases.acquire(session, book, "a", now, MINUTE)
    assert lease
    assert lease.previous == ""


def test_a_workbook_at_work_is_left_till_later(store: Store, book: int) -> None:
    now = NOW + timedelta(days=1000)
    with store.write() as session:
        history.keep(session, book, grown(8))
        lease = leases.acquire(session, book, "a", now, MINUTE)
    assert lease
    retention.forget(store, now)
    with store.read() as session:
        assert history.latest(session, book)
    with store.write() as session:
        leases.release(session, lease)
    retention.forget(store, now)
    with store.read() as session:
        assert history.latest(session, book) == []
        assert history.load(session, book).rows == grown(8).rows


def test_no_phone_and_no_e_mail_is_remembered() -> None:
    """Whoever gives a remembered table such a column has to leave it out of the history too."""
    personal = ("phone", "email", "mail", "телефон", "почта")
    for id in IDENTITIES:
        kept = [column for column in table(id).columns if column.id not in LEFT_OUT]
        words = " ".join([*(c.id for c in kept), *(w for c in kept for w in (*c.header, *c.aliases))]).casefold()
        assert not [word for word in personal if word in words], id
        extra = table(id).extra
        assert extra is None or extra.kind in ("date", "number", "count"), id  # people's own columns hold no text
