"""Rounds against a real mail server: once a meeting, tried again, never twice by two workers."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from core.errors import ServiceDown
from core.i18n import T
from sheets_addon.alerts import post
from sheets_addon.alerts.choice import Choice
from sheets_addon.alerts.post import SILENCE, TRIES, Postman, round_of
from sheets_addon.jobs.stopping import Stopped, Stopping
from sheets_addon.settings import Settings
from sheets_addon.store import alerts, open_store, workbooks
from sheets_addon.store.alerts import Alert
from tests.databases import KINDS, database
from tests.sheets_addon.alerts.conftest import ALL, DAY, MADE, TO, Desk, with_mail
from tests.sheets_addon.alerts.servers import Mailbox

DOWN = ServiceDown(T("Google не отвечает.", "Google does not answer."))
STOPPED = Stopped(T("Остановлено.", "Stopped."))
WHAT = "agenda 2026-03-31 11:00"


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def kept(desk: Desk, id: int, what: str = WHAT) -> Alert | None:
    with desk.store.read() as session:
        return alerts.get(session, id, what, "mail")


def test_the_agenda_goes_out_once_before_its_meeting(desk: Desk, box: Mailbox) -> None:
    id = desk.connect()
    assert desk.send() == 0  # no run for this meeting yet
    desk.run(id, minutes=1)
    assert desk.send() == 1
    for _ in range(3):
        desk.ahead(minutes=1)
        assert desk.send() == 0
    [letter] = box.letters
    assert letter["Subject"] == "Планёрка 11:00 · Отдел продаж · 31.03"
    assert letter["To"] == ", ".join(TO)
    assert box.envelopes[0].rcpt_tos == list(TO)
    found = kept(desk, id)
    assert found and found.done and found.tries == 1 and found.said is None


def test_off_by_default(desk: Desk, box: Mailbox) -> None:
    for choice in (None, Choice(), Choice(TO)):
        id = desk.connect(choice)
        desk.run(id)
        for _ in range(3):
            desk.fail(id, DOWN)
    assert desk.send() == 0 and not box.letters


def test_a_run_before_the_meetings_time_is_not_the_meetings(desk: Desk, box: Mailbox) -> None:
    """At 10:49 somebody looked: at 10:52 the meeting's own run is still to come."""
    id = desk.connect()
    desk.run(id, minutes=3)
    assert desk.send() == 0
    desk.run(id, made=None)  # it found nothing changed since: the agenda that is kept is right
    assert desk.send() == 1


def test_what_was_read_for_another_day_is_not_sent(desk: Desk) -> None:
    id = desk.connect()
    desk.run(id, day=date(2026, 3, 30))
    assert desk.send() == 0


def test_a_run_that_comes_late_still_brings_the_agenda_until_the_meeting_is_over(desk: Desk) -> None:
    late, later = desk.connect(), desk.connect()
    desk.now = datetime(2026, 3, 31, 8, 29, tzinfo=UTC)
    desk.run(late)
    assert desk.send() == 1
    desk.ahead(minutes=1)
    desk.run(later)
    assert desk.send() == 0


def test_only_the_meetings_that_were_chosen(desk: Desk) -> None:
    id = desk.connect(replace(ALL, slots=("morning", "14")))
    desk.run(id)
    assert desk.send() == 0
    desk.now = datetime(2026, 3, 31, 10, 51, tzinfo=UTC)
    desk.run(id, slot="14")
    assert desk.send() == 1


def test_two_meetings_of_one_moment_of_the_reports_are_two_letters(desk: Desk, box: Mailbox) -> None:
    """10:30 is the day's first; 11:00 and 12:30 are both «11» to the reports."""
    id = desk.connect()
    with desk.store.write() as session:
        times = [datetime(2026, 3, 31, *at).time() for at in ((10, 30), (11, 0), (12, 30))]
        workbooks.change(session, id, meetings=times)
    desk.run(id)
    assert desk.send() == 1
    desk.now = datetime(2026, 3, 31, 9, 21, tzinfo=UTC)
    desk.run(id)
    assert desk.send() == 1
    assert [str(letter["Subject"])[:14] for letter in box.letters] == ["Планёрка 11:00", "Планёрка 12:30"]


def test_a_workbook_that_rests_writes_to_nobody(desk: Desk) -> None:
    id = desk.connect()
    desk.run(id)
    with desk.store.write() as session:
        workbooks.change(session, id, paused=True)
    assert desk.send() == 0


def test_two_failures_in_a_row_are_told_once_and_the_end_of_them_too(desk: Desk, box: Mailbox) -> None:
    id = desk.connect()
    desk.run(id, hours=2)
    desk.fail(id, DOWN)
    assert desk.send() == 0
    desk.fail(id, DOWN)
    assert desk.send() == 1
    desk.fail(id, DOWN)
    assert desk.send() == 0
    desk.ahead(minutes=1)
    desk.run(id)
    assert desk.send() == 2  # the agenda of the meeting, and that all is well
    assert desk.send() == 0
    failed, *others = box.letters
    assert failed["Subject"] == "Отчёты не обновляются · Отдел продаж"
    assert "Google не отвечает." in failed.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert {str(letter["Subject"]) for letter in others} == {
        "Отчёты снова обновляются · Отдел продаж",
        "Планёрка 11:00 · Отдел продаж · 31.03",
    }
    desk.ahead(minutes=1)
    for _ in range(2):
        desk.fail(id, DOWN)
    assert desk.send() == 1  # another series
    assert len({letter["Message-ID"] for letter in box.letters}) == 4


def test_being_stopped_is_not_the_workbooks_failure(desk: Desk) -> None:
    id = desk.connect()
    for _ in range(2):
        desk.fail(id, STOPPED)
    assert desk.send() == 0


def test_what_the_server_puts_off_is_tried_again_and_then_let_be(desk: Desk, box: Mailbox) -> None:
    id, box.data = desk.connect(), "451 4.7.1 Greylisted"
    desk.run(id)
    tried = []
    for minute in range(30):
        before = kept(desk, id)
        desk.send()
        after = kept(desk, id)
        if after and (before is None or after.tries > before.tries):
            tried.append(minute)
        desk.ahead(minutes=1)
    assert tried == [0, 1, 3, 7, 15] and len(tried) == TRIES
    found = kept(desk, id)
    assert found and not found.done and found.next_at is None
    assert found.said and "451 4.7.1 Greylisted" in found.said.ru


def test_what_is_put_off_arrives_when_the_server_is_willing(desk: Desk, box: Mailbox) -> None:
    id, box.data = desk.connect(), "451 later"
    desk.run(id)
    assert desk.send() == 0
    box.data = "250 OK"
    assert desk.send() == 0  # not at once
    desk.ahead(minutes=1)
    assert desk.send() == 1
    found = kept(desk, id)
    assert found and found.done and found.tries == 2 and found.said is None


def test_a_refusal_for_good_is_not_tried_again(desk: Desk, box: Mailbox) -> None:
    id, box.data = desk.connect(), "554 spam"
    desk.run(id)
    for _ in range(5):
        assert desk.send() == 0
        desk.ahead(minutes=2)
    found = kept(desk, id)
    assert found and found.tries == 1 and found.next_at is None and found.said
    assert found.said.ru == "почтовый сервер 127.0.0.1 отказал: 554 spam."


def test_no_mail_server_is_a_sentence_not_a_failure(desk: Desk) -> None:
    id, desk.settings = desk.connect(), Settings(home=desk.settings.home)
    desk.run(id)
    assert desk.send() == 0
    found = kept(desk, id)
    assert found and found.said and "PLANERKA_SMTP_URL" in found.said.ru


def test_one_recipient_who_is_refused_does_not_keep_it_from_the_others(desk: Desk, box: Mailbox) -> None:
    id, box.refused = desk.connect(), {TO[0]: "550 no such user"}
    desk.run(id)
    assert desk.send() == 1
    assert box.envelopes[0].rcpt_tos == [TO[1]]
    found = kept(desk, id)
    assert found and found.done and found.said
    assert found.said.en == "these recipients were refused: head@firma.ru (550 no such user)."


class Killed(BaseException):
    """As SIGKILL: nothing is written down any more."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, where: str) -> Iterator[None]:
    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(post.alerts if where == "settle" else post.mail, where, die)
        yield


def test_a_crash_between_claim_and_sending_is_made_good(
    desk: Desk, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = desk.connect()
    desk.run(id)
    with dying(monkeypatch, "send"), pytest.raises(Killed):
        desk.send()
    assert desk.send() == 0 and not box.letters  # it may still be under way elsewhere
    desk.now += SILENCE
    assert desk.send() == 1 and len(box.letters) == 1


def test_a_crash_after_sending_sends_the_same_letter_once_more_and_not_for_ever(
    desk: Desk, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = desk.connect()
    desk.run(id)
    for _ in range(TRIES + 1):
        with dying(monkeypatch, "settle"), pytest.raises(Killed):
            desk.send()
        desk.now += SILENCE
    assert len(box.letters) == TRIES
    assert len({letter["Message-ID"] for letter in box.letters}) == 1


def test_what_kills_its_sender_each_time_is_given_up(desk: Desk, box: Mailbox) -> None:
    id = desk.connect()
    desk.run(id)
    with desk.store.write() as session:
        for _ in range(TRIES):
            assert alerts.claim(session, id, WHAT, "mail", desk.now, desk.now)
    assert desk.send() == 0 and not box.letters
    found = kept(desk, id)
    assert found and not found.done and found.next_at is None


def test_an_error_of_ours_stops_one_message_only(desk: Desk, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = desk.connect(title="Плохая"), desk.connect(title="Хорошая")
    desk.run(bad)
    desk.run(good)
    true = post.written

    def written(store: object, book: object, *more: object) -> object:
        if getattr(book, "id", 0) == bad:
            raise KeyError("head@firma.ru")
        return true(store, book, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(post, "written", written)
    assert desk.send() == 1
    assert "Хорошая" in str(box.letters[0]["Subject"])


@pytest.mark.parametrize("kind", KINDS)
def test_two_workers_send_one_letter(kind: str, tmp_path: Path, box: Mailbox) -> None:
    """Eight rounds at once, each with a connection of its own to one database."""
    with database(kind, tmp_path) as url:
        store = open_store(url)
        desk = Desk(store, with_mail(Settings(home=tmp_path), box.port))
        ids = [desk.connect(title=f"Книга {n}") for n in range(3)]
        for id in ids:
            desk.run(id)
        gate, sent = threading.Barrier(8), []

        def work() -> None:
            own = open_store(url)
            gate.wait()
            sent.append(round_of(replace(desk.post, store=own)))
            own.close()

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        store.close()
    assert sum(sent) == 3 and len(sent) == 8
    assert len({str(letter["Subject"]) for letter in box.letters}) == len(box.letters) == 3


def test_a_purged_workbook_does_not_trouble_who_was_sending(desk: Desk, box: Mailbox) -> None:
    id = desk.connect()
    desk.run(id)

    def purge() -> None:
        with desk.store.write() as session:
            workbooks.purge(session, id)

    box.taken = purge
    assert desk.send() == 1
    assert desk.send() == 0 and kept(desk, id) is None


def test_the_postman_keeps_nobody_waiting_and_ends_with_the_program(desk: Desk, box: Mailbox) -> None:
    id, box.slow = desk.connect(), 0.5
    desk.run(id)
    stopping = Stopping()
    postman = Postman(desk.post, stopping)
    began = datetime.now(UTC)
    for _ in range(3):
        postman.wake()  # one round at a time
    assert (datetime.now(UTC) - began).total_seconds() < 0.3
    until(lambda: kept(desk, id) is not None)
    postman.close()
    assert stopping.begun and len(box.letters) == 1
    found = kept(desk, id)
    assert found and found.done
    postman.wake()
    assert len(box.letters) == 1


def test_an_error_of_ours_ends_no_postman(desk: Desk) -> None:
    desk.connect()
    postman = Postman(replace(desk.post, clock=lambda: datetime(2026, 3, 31)), Stopping())  # a moment without a zone
    with capture_logs() as logged:
        postman.wake()
        until(lambda: bool(logged))
        postman.close()
    [line] = logged
    assert line["event"] == "alert_error" and line["error"] == "TypeError" and line["trace"]


def test_the_log_names_no_recipient(desk: Desk, box: Mailbox) -> None:
    id, box.refused = desk.connect(), {TO[0]: "550 no such user head@firma.ru", TO[1]: "550 no"}
    desk.run(id)
    with capture_logs() as logged:
        desk.send()
        box.refused = {}
        desk.run(desk.connect(title="Другая"))
        desk.send()
    assert [line["event"] for line in logged] == ["alert_not_sent", "alert_sent"]
    assert "firma.ru" not in str(logged) and "Ромашка" not in str(logged)


def test_a_trial_is_sent_at_once_and_not_again_and_again(desk: Desk, box: Mailbox) -> None:
    book = desk.book(desk.connect(Choice(TO)))
    assert post.try_out(desk.post, book, "mail") is None
    assert box.letters[0]["Subject"] == "Пробное сообщение · Отдел продаж"
    with pytest.raises(post.NotSentYet, match="has just been sent"):
        post.try_out(desk.post, book, "mail")
    desk.ahead(seconds=11)
    assert post.try_out(desk.post, book, "mail") is None
    assert len({letter["Message-ID"] for letter in box.letters}) == 2


def test_the_agenda_is_as_the_store_keeps_it(desk: Desk, box: Mailbox) -> None:
    desk.run(desk.connect())
    desk.send()
    plain = box.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    for section in MADE.sections:
        for line in section.lines:
            assert line in plain
    assert DAY.isoformat() not in plain
