"""Two who connect the same spreadsheet at the same moment: it is decided once, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from core.i18n import T
from sheets_addon.store import Session, Store, members, open_store, people, workbooks
from sheets_addon.store.workbooks import ALREADY, AlreadyConnected, Workbook
from sheets_addon.sync.connect import REASON, Checked, kept
from tests.databases import KINDS, database
from tests.sheets_addon.store.samples import MINUTE, NOW

MINE = Checked("Отдел", "ru", "Europe/Moscow", (), 0, {"time_zone": "Europe/Moscow"})
THEIRS = replace(MINE, title="Чужое", rules={"time_zone": "Asia/Omsk"})
HELD = 30.0


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with database(request.param, tmp_path) as url:
        store = open_store(url)
        yield store
        store.close()


def whole(store: Store) -> tuple[list[Workbook], dict[int, frozenset[int]]]:
    """All that the two could change."""
    with store.read() as session:
        there = workbooks.all_workbooks(session)
        return there, {book.id: members.of_workbook(session, book.id) for book in there}


def person(store: Store, login: str) -> int:
    with store.write() as session:
        return people.add(session, login, "head", now=NOW, password="-").id


class Second(Thread):
    """Connects while the first one's transaction is open; ``looked`` once it has found none."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
        super().__init__(daemon=True)
        self.store, self.more, self.looked, self.error = store, more, Event(), None
        real = workbooks.find

        def find(session: Session, id: str, to_change: bool = False) -> Workbook | None:
            found = real(session, id, to_change)
            if self.is_alive() and found is None:
                self.looked.set()
            return found

        monkeypatch.setattr(workbooks, "find", find)

    def run(self) -> None:
        try:
            kept(self.store, "1AbC", "their@account", THEIRS, NOW + MINUTE, "olga", **self.more)
        except AlreadyConnected as error:
            self.error = error


def rests_and_is_seen(person: int) -> Any:
    return lambda session, book: book.paused and person in members.of_workbook(session, book.id)


def becomes_member(person: int) -> Any:
    return lambda session, book, _: members.add(session, book.id, person)


def test_the_second_changes_nothing_of_what_the_first_connects(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    head, olga = person(store, "head"), person(store, "olga")
    second = Second(store, monkeypatch, may_again=rests_and_is_seen(olga), also=becomes_member(olga))
    waits = store.engine.dialect.name == "sqlite"

    def meanwhile(session: Session, book: Workbook, is_new: bool) -> None:
        """The first has written and not committed: SQLite lets the second wait, PostgreSQL shows it no workbook."""
        members.add(session, book.id, head)
        second.start()
        assert second.looked.wait(0.3 if waits else HELD) is not waits

    book, is_new = kept(store, "1AbC", "my@account", MINE, NOW, "head", also=meanwhile)
    second.join(HELD)
    assert is_new and not second.is_alive()
    assert second.error is not None and second.error.sentence == ALREADY
    assert whole(store) == ([book], {book.id: frozenset({head})})
    assert (book.title, book.account, book.added_by, book.wanted_reason) == ("Отдел", "my@account", "head", REASON)


def test_one_that_rests_is_connected_again_by_one_of_two(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both may see it: the second finds it at work, as if it had come later."""
    head, olga = person(store, "head"), person(store, "olga")
    id = kept(store, "1AbC", "old@account", MINE, NOW, "head")[0].id
    with store.write() as session:
        workbooks.change(session, id, paused=True)
        members.put(session, id, [head, olga])
    second = Second(store, monkeypatch, may_again=rests_and_is_seen(olga))

    def meanwhile(*_: Any) -> None:
        second.start()
        second.join(0.3)
        assert second.is_alive(), "it waits for the end of this transaction"

    book, is_new = kept(
        store, "1AbC", "my@account", MINE, NOW, "head", may_again=rests_and_is_seen(head), also=meanwhile
    )
    second.join(HELD)
    assert not is_new and not second.is_alive()
    assert second.error is not None and second.error.sentence == ALREADY
    assert whole(store) == ([book], {id: frozenset({head, olga})})
    assert (book.paused, book.account) == (False, "my@account")


def test_what_fails_at_its_end_leaves_no_workbook(store: Store) -> None:
    def fails(*_: Any) -> None:
        raise AlreadyConnected(T("Нет.", "No."))

    with pytest.raises(AlreadyConnected):
        kept(store, "1AbC", "my@account", MINE, NOW, "head", also=fails)
    assert whole(store) == ([], {})


def test_on_the_command_line_one_that_is_there_is_connected_again(store: Store) -> None:
    first, is_new = kept(store, "1AbC", "my@account", MINE, NOW)
    again, is_newer = kept(store, "1AbC", "their@account", THEIRS, NOW)
    assert (is_new, is_newer, again.id, again.account, again.title) == (True, False, first.id, "their@account", "Чужое")
