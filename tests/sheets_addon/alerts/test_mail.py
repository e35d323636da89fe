"""Letters over real SMTP: encrypted or not at all, refusals as sentences, nothing smuggled into a header."""

import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as clock_time
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from sheets_addon.alerts import mail
from sheets_addon.alerts.errors import NotSent, NotSentYet
from sheets_addon.alerts.message import Message, agenda
from sheets_addon.alerts.smtp_url import Server, server_of
from sheets_addon.settings import Settings
from sheets_addon.store.workbooks import Workbook
from tests.sheets_addon.alerts.conftest import MADE, TO
from tests.sheets_addon.alerts.servers import (
    PASSWORD,
    USER,
    Mailbox,
    certificate,
    dripping_server,
    free_port,
    mail_server,
    mute_server,
)

NOW = datetime(2026, 3, 31, 7, 52, tzinfo=UTC)
SENDER = Address("Планёрка", addr_spec="bot@firma.ru")
Trust = Callable[..., ssl.SSLContext]


def message(title: str = "Отдел продаж", root: str | None = "https://sales.example") -> Message:
    book = Workbook(7, "sheet", title, "ru", "Europe/Moscow")
    return agenda(book, "agenda 2026-03-31 11:00", MADE, date(2026, 3, 31), clock_time(11), "11", root)


def server(port: int, **more: object) -> Server:
    return Server("127.0.0.1", port, more.pop("tls", "none"), SENDER, **more)  # type: ignore[arg-type]


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trust:
    """A server's certificate for these names, which this machine trusts as its administrator would tell it to."""

    def made(*names: str, **more: int) -> ssl.SSLContext:
        context, path = certificate(tmp_path, *names, **more)
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        return context

    return made


def lines(part: object) -> list[str]:
    said: str = part.get_content()  # type: ignore[attr-defined]
    return said.splitlines()


def refusal(server: Server, kind: type[NotSent] = NotSent) -> str:
    with pytest.raises(NotSent) as caught:
        mail.send(server, message(), TO, NOW)
    assert type(caught.value) is kind
    return caught.value.message("ru")


def test_a_letter_arrives_whole_in_russian(box: Mailbox) -> None:
    assert mail.send(server(box.port), message(), TO, NOW) is None
    [letter] = box.letters
    assert letter["Subject"] == "Планёрка 11:00 · Отдел продаж · 31.03"
    assert letter["From"] == "Планёрка <bot@firma.ru>" and letter["To"] == "head@firma.ru, boss@firma.ru"
    assert parsedate_to_datetime(letter["Date"]) == NOW
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<planerka.{message().id}@firma.ru>"
    plain, html = letter.iter_parts()
    assert lines(plain) == message().text.splitlines() and lines(html) == message().html.splitlines()
    assert "Оплата: Ромашка, Анна Белова, 107 700 ₽" in plain.get_content()
    assert "https://sales.example/workbooks/7/agenda?slot=11" in plain.get_content()
    raw = box.envelopes[0].content
    assert isinstance(raw, bytes) and raw.isascii() and max(map(len, raw.splitlines())) <= 998


EVIL = (
    "Отдел\r\nBcc: all@firma.ru\r\n\r\nтело",
    "Отдел\nX-Evil: 1",
    "\r\r",
    "a\u2028b\u0085c\x0bd",
    "\ud800 половина",
    "=?utf-8?q?=0ABcc?=",
)


@pytest.mark.parametrize("title", EVIL)
def test_nothing_of_a_title_becomes_a_header(box: Mailbox, title: str) -> None:
    mail.send(server(box.port), message(title), TO, NOW)
    [letter] = box.letters
    plain = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Bcc" not in letter and "X-Evil" not in letter and "\n" not in letter["Subject"]
    assert box.envelopes[0].rcpt_tos == list(TO)
    assert "Что изменилось".upper() in plain
    assert set(letter.keys()) <= HEADERS


HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language",
    "MIME-Version", "Content-Type", "X-Peer", "X-MailFrom", "X-RcptTo",
}  # fmt: skip
"""Ours, and what the server adds."""


@pytest.mark.parametrize("address", ["a@firma.ru\r\nBcc: b@firma.ru", "a@firma.ru\nb", "a b@firma.ru", "a@x, b@y"])
def test_an_address_with_a_line_break_makes_no_letter(box: Mailbox, address: str) -> None:
    """Settings do not take such a one (see test_choice); should one come anyway, nothing is sent."""
    with pytest.raises((ValueError, MessageError)):
        mail.send(server(box.port), message(), [address], NOW)
    assert not box.letters


def test_starttls_with_a_checked_certificate_and_a_password(trust: Trust) -> None:
    with mail_server(trust("127.0.0.1"), starttls=True, auth=True) as box:
        mail.send(server(box.port, tls="starttls", user=USER, password=PASSWORD), message(), TO, NOW)
        mail.check(server(box.port, tls="starttls", user=USER, password=PASSWORD))
    assert len(box.letters) == 1


def test_tls_from_the_first_byte(trust: Trust) -> None:
    with mail_server(trust("127.0.0.1")) as box:
        mail.send(server(box.port, tls="ssl"), message(), TO, NOW)
    assert len(box.letters) == 1


@pytest.mark.parametrize("starttls", [True, False])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(tmp_path: Path, starttls: bool) -> None:
    context, _ = certificate(tmp_path, "127.0.0.1")
    with mail_server(context, starttls=starttls) as box:
        said = refusal(server(box.port, tls="starttls" if starttls else "ssl"))
    assert said == "сертификат почтового сервера 127.0.0.1 не прошёл проверку (он подписан самим сервером)."
    assert not box.letters


def test_a_certificate_of_another_name_or_of_yesterday_gets_nothing(trust: Trust) -> None:
    with mail_server(trust("mail.other"), starttls=True) as box:
        assert "он выдан другому имени" in refusal(server(box.port, tls="starttls"))
    with mail_server(trust("127.0.0.1", days=-1)) as box:
        assert "срок его истёк" in refusal(server(box.port, tls="ssl"))


def test_a_server_without_starttls_gets_neither_password_nor_letter(box: Mailbox) -> None:
    said = refusal(server(box.port, tls="starttls", user=USER, password=PASSWORD))
    assert said.startswith("почтовый сервер 127.0.0.1 не предлагает шифрования")
    assert not box.letters


def test_a_wrong_password_is_told_and_not_shown(trust: Trust) -> None:
    with mail_server(trust("127.0.0.1"), starttls=True, auth=True) as box:
        said = refusal(server(box.port, tls="starttls", user=USER, password="wr0ng-word"))
    assert "не принял имя или пароль" in said and "wr0ng-word" not in said
    assert "wr0ng-word" not in repr(server(1, password="wr0ng-word"))


def test_a_server_that_knows_no_password(box: Mailbox) -> None:
    assert "не принимает имя и пароль" in refusal(server(box.port, user=USER, password=PASSWORD))


def test_refusals(box: Mailbox) -> None:
    one = server(box.port)
    box.refused = dict.fromkeys(TO, "550 5.1.1 no such user")
    assert "ни одного адресата: head@firma.ru, boss@firma.ru (550 5.1.1 no such user)" in refusal(one)
    box.refused = dict.fromkeys(TO, "450 4.2.0 greylisted")
    assert "450" in refusal(one, NotSentYet)
    box.refused, box.data = {}, "552 too large"
    assert refusal(one) == "почтовый сервер 127.0.0.1 отказал: 552 too large."
    box.data = "452 no room"
    assert "452 no room" in refusal(one, NotSentYet)


def test_nobody_there_and_a_name_that_is_none() -> None:
    assert "не отвечает (соединение отвергнуто)" in refusal(server(free_port()), NotSentYet)
    assert "имя не находится" in refusal(replace(server(25), host="no-such-host.invalid"), NotSentYet)


def test_a_silent_server_is_left(monkeypatch: pytest.MonkeyPatch, box: Mailbox) -> None:
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    with mute_server() as port:
        assert "время ожидания вышло" in refusal(server(port), NotSentYet)
    box.slow = 1.0
    assert "время ожидания вышло" in refusal(server(box.port), NotSentYet)


def test_a_server_that_drips_is_left_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes within the timeout; all of it is what takes too long."""
    monkeypatch.setattr(mail, "WHOLE", 0.5)
    began = time.monotonic()
    with dripping_server() as port:
        assert "не отвечает" in refusal(server(port), NotSentYet)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtps://mail.firma.ru", ("mail.firma.ru", 465, "ssl", "", "")),
        ("smtp://mail.firma.ru", ("mail.firma.ru", 587, "starttls", "", "")),
        ("smtp://mail.firma.ru:25", ("mail.firma.ru", 25, "starttls", "", "")),
        ("smtp://localhost", ("localhost", 25, "none", "", "")),
        ("smtp://[::1]:2525/", ("::1", 2525, "none", "", "")),
        ("smtps://bot%40firma.ru:p%40ss%3A%2F%25@mail.firma.ru", ("mail.firma.ru", 465, "ssl", USER, PASSWORD)),
    ],
)
def test_the_address_of_the_server(url: str, found: tuple[object, ...]) -> None:
    one = server_of(Settings(smtp_url=url, smtp_from="Планёрка <bot@firma.ru>"))
    assert (one.host, one.port, one.tls, one.user, one.password) == found
    assert one.sender.addr_spec == "bot@firma.ru" and one.sender.display_name == "Планёрка"


@pytest.mark.parametrize(
    "url",
    [
        "mail.firma.ru:25",
        "http://mail.firma.ru",
        "smtp://:25",
        "smtp://h:port",
        "smtp://h/path",
        "smtp://h?tls=no",
        "smtp://u:пароль@h",
    ],
)
def test_an_address_that_does_not_fit_is_told_without_it(url: str) -> None:
    with pytest.raises(NotSent) as caught:
        server_of(Settings(smtp_url=url, smtp_from="bot@firma.ru"))
    assert "PLANERKA_SMTP_URL" in caught.value.message("ru") and f" {url}" not in caught.value.message("ru")


def test_the_sender_is_the_user_where_none_is_named() -> None:
    assert server_of(Settings(smtp_url="smtps://bot%40firma.ru:x@h")).sender.addr_spec == USER
    for wrong in ("", "Планёрка", "a@b", "a@firma.ru\nBcc: b@firma.ru", "Имя\r\nX: 1 <a@firma.ru>"):
        with pytest.raises(NotSent, match="PLANERKA_SMTP_FROM"):
            server_of(Settings(smtp_url="smtps://user:x@h", smtp_from=wrong))
