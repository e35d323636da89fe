"""Messages in the store: claimed by one, tried again, forgotten, and gone with their workbook."""

from datetime import timedelta

import pytest

from core.i18n import T
from sheets_addon.store import Store, alerts, retention, secrets, workbooks
from sheets_addon.store.errors import UnknownSecret
from tests.sheets_addon.store.samples import NOW

MINUTE = timedelta(minutes=1)
WHAT = "agenda 2026-03-31 11:00"


def test_one_claim_at_a_time(store: Store, book: int) -> None:
    with store.write() as session:
        assert alerts.is_open(session, book, WHAT, "mail", NOW)
        assert alerts.claim(session, book, WHAT, "mail", NOW, NOW + MINUTE) == 1
        assert alerts.claim(session, book, WHAT, "mail", NOW, NOW + MINUTE) is None
        assert not alerts.is_open(session, book, WHAT, "mail", NOW)
        assert alerts.claim(session, book, WHAT, "webhook", NOW, NOW + MINUTE) == 1
    with store.write() as session:  # nothing more was heard of it
        assert alerts.is_open(session, book, WHAT, "mail", NOW + MINUTE)
        assert alerts.claim(session, book, WHAT, "mail", NOW + MINUTE, NOW + 2 * MINUTE) == 2


def test_what_is_over_is_not_claimed(store: Store, book: int) -> None:
    sentence = T("Не приняли.", "Refused.")
    for way, done, said in (("mail", True, None), ("webhook", False, sentence)):
        with store.write() as session:
            alerts.claim(session, book, WHAT, way, NOW, NOW + MINUTE)  # type: ignore[arg-type]
            alerts.settle(session, book, WHAT, way, done=done, said=said)  # type: ignore[arg-type]
            assert alerts.claim(session, book, WHAT, way, NOW + 9 * MINUTE, NOW) is None  # type: ignore[arg-type]
            found = alerts.get(session, book, WHAT, way)  # type: ignore[arg-type]
        assert found and (found.done, found.said, found.next_at, found.tries) == (done, said, None, 1)


def test_a_message_of_a_workbook_that_is_not_there_is_nobodys(store: Store) -> None:
    with store.write() as session:
        assert alerts.claim(session, 999_999, WHAT, "mail", NOW, NOW) is None
        alerts.settle(session, 999_999, WHAT, "mail", done=True)
        assert alerts.get(session, 999_999, WHAT, "mail") is None


def test_the_last_one_and_what_begins_anew(store: Store, book: int) -> None:
    with store.write() as session:
        alerts.claim(session, book, "failed 7", "mail", NOW, NOW)
        assert alerts.begin_anew(session, book, "trial", "mail", NOW + MINUTE, NOW)
        assert not alerts.begin_anew(session, book, "trial", "mail", NOW + MINUTE, NOW + MINUTE)
        assert alerts.begin_anew(session, book, "trial", "mail", NOW + 2 * MINUTE, NOW + 2 * MINUTE)
        last, failed = alerts.last(session, book, "mail"), alerts.last(session, book, begins="failed ")
        assert last and (last.what, last.at) == ("trial", NOW + 2 * MINUTE)
        assert failed and failed.what == "failed 7"
        assert alerts.last(session, book, "webhook") is None and alerts.last(session, book, begins="fail_d") is None


def test_old_ones_are_forgotten(store: Store, book: int) -> None:
    with store.write() as session:
        alerts.claim(session, book, WHAT, "mail", NOW, NOW)
    assert retention.forget(store, NOW + timedelta(days=399))["alerts"] == 0
    retention.forget(store, NOW + timedelta(days=401))
    with store.read() as session:
        assert alerts.get(session, book, WHAT, "mail") is None


def test_a_purge_takes_messages_and_the_webhook_with_it(store: Store, book: int) -> None:
    keys = secrets.keys("k" * 32)
    with store.write() as session:
        alerts.claim(session, book, WHAT, "mail", NOW, NOW)
        secrets.keep(session, keys, workbooks.webhook_of(book), {"url": "https://x"}, kind="webhook", now=NOW)
        secrets.keep(session, keys, workbooks.webhook_of(book + 1), {}, kind="webhook", now=NOW)
    with store.write() as session:
        workbooks.purge(session, book)
    with store.write() as session:
        assert alerts.get(session, book, WHAT, "mail") is None
        with pytest.raises(UnknownSecret):
            secrets.read(session, keys, workbooks.webhook_of(book))
        secrets.remove(session, workbooks.webhook_of(book + 1))
