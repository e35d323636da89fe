from datetime import timedelta

import pytest

from sheets_addon.store import Store, audit, retention, workbooks
from tests.sheets_addon.store.samples import NOW


@pytest.fixture(autouse=True)
def _empty(store: Store) -> None:
    with store.write() as session:
        audit.forget(session, NOW + timedelta(days=900))


def test_what_was_done_is_read_newest_first_and_page_by_page(store: Store, book: int) -> None:
    with store.write() as session:
        for n in range(5):
            workbook = book if n % 2 else None
            audit.write(
                session, f"p{n}@firm.ru", "viewed", now=NOW + timedelta(hours=n), workbook_id=workbook, subject="s"
            )
    with store.read() as session:
        first = audit.read(session, limit=2)
        assert [entry.who for entry in first] == ["p4@firm.ru", "p3@firm.ru"]
        assert (first[1].at, first[1].what, first[1].workbook_id) == (NOW + timedelta(hours=3), "viewed", book)
        assert first[0].subject == "s"
        rest = audit.read(session, before=first[-1].id)
        assert [entry.who for entry in rest] == ["p2@firm.ru", "p1@firm.ru", "p0@firm.ru"]
        assert [entry.who for entry in audit.read(session, workbook_id=book)] == ["p3@firm.ru", "p1@firm.ru"]


def test_it_stays_when_the_workbook_goes(store: Store, book: int) -> None:
    with store.write() as session:
        audit.write(session, "head", "purged", now=NOW, workbook_id=book)
        workbooks.purge(session, book)
    with store.read() as session:
        assert [entry.what for entry in audit.read(session, workbook_id=book)] == ["purged"]


def test_only_what_has_a_name_is_written_down(store: Store) -> None:
    with store.write() as session, pytest.raises(ValueError, match="danced"):
        audit.write(session, "head", "danced", now=NOW)  # type: ignore[arg-type]


def test_nothing_is_written_of_what_was_undone(store: Store) -> None:
    def failing() -> None:
        with store.write() as session:
            audit.write(session, "head", "viewed", now=NOW)
            audit.write(session, "head", "danced", now=NOW)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="danced"):
        failing()
    with store.read() as session:
        assert audit.read(session) == []


def test_it_is_forgotten_as_the_history_is(store: Store) -> None:
    with store.write() as session:
        for days in (0, 399, 401):
            audit.write(session, "head", "viewed", now=NOW - timedelta(days=days))
    assert retention.forget(store, NOW)["audit"] == 1
    with store.read() as session:
        assert len(audit.read(session)) == 2
