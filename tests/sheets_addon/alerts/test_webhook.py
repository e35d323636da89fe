"""Messages posted to a real server: signed, within time, and nowhere that only this machine can reach."""

import hashlib
import hmac
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from sheets_addon.alerts import resolving, webhook
from sheets_addon.alerts.errors import NotSent, NotSentYet
from sheets_addon.alerts.webhook import Hook, flaw
from tests.sheets_addon.alerts.servers import Chat, certificate, dripping_server, free_port, hook_server, mute_server
from tests.sheets_addon.alerts.test_mail import message

NOW = datetime(2026, 3, 31, 7, 52, tzinfo=UTC)


@pytest.fixture
def chat() -> Iterator[Chat]:
    with hook_server() as chat:
        yield chat


def send(url: str, private: bool = True) -> None:
    webhook.send(Hook(url, "k" * 32), message(), private, NOW)


def refusal(url: str, kind: type[NotSent] = NotSent, private: bool = True) -> str:
    with pytest.raises(NotSent) as caught:
        send(url, private)
    assert type(caught.value) is kind
    return caught.value.message("ru")


def test_what_arrives(chat: Chat) -> None:
    send(chat.url)
    [posted] = chat.posted
    assert posted.path == "/hooks/t0ken?thread=1"
    assert posted.json == {
        "text": message().text.strip(),
        "title": "Планёрка 11:00 · Отдел продаж · 31.03",
        "workbook": "Отдел продаж",
        "workbook_id": 7,
        "kind": "agenda",
        "url": "https://sales.example/workbooks/7/agenda?slot=11",
        "id": message().id,
        "at": "2026-03-31T07:52:00+00:00",
    }
    assert posted.headers["Content-Type"] == "application/json; charset=utf-8"
    assert posted.headers["Host"] == chat.url.split("/")[2]
    assert posted.headers["Idempotency-Key"] == message().id
    expected = hmac.new(b"k" * 32, posted.body, hashlib.sha256).hexdigest()
    assert posted.headers["X-Planerka-Signature"] == f"sha256={expected}"


def test_a_long_text_is_cut_where_messengers_would(monkeypatch: pytest.MonkeyPatch, chat: Chat) -> None:
    monkeypatch.setattr(webhook, "LONGEST_TEXT", 50)
    send(chat.url)
    text = chat.posted[0].json["text"]
    assert len(text) == 50 and text.endswith("…")


def test_https_with_a_checked_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, path = certificate(tmp_path, "localhost")
    with hook_server(context) as chat:
        assert "localhost не прошёл проверку: он подписан самим сервером" in refusal(chat.url)
        assert not chat.posted
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        send(chat.url)
        assert len(chat.posted) == 1
        assert "он выдан другому имени" in refusal(chat.url.replace("localhost", "127.0.0.1"))
    assert len(chat.posted) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_for_good(chat: Chat, status: int) -> None:
    chat.status = status
    assert refusal(chat.url) == f"localhost не принял сообщение ({status}): проверьте адрес вебхука."


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_refusal_that_passes(chat: Chat, status: int) -> None:
    chat.status = status
    assert f"({status})" in refusal(chat.url, NotSentYet)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(chat: Chat, status: int) -> None:
    with hook_server() as elsewhere:
        chat.status, chat.location = status, elsewhere.url
        assert "отправляет на другой адрес" in refusal(chat.url)
    assert not elsewhere.posted


def test_the_token_is_in_no_sentence_and_no_repr(chat: Chat) -> None:
    chat.status = 404
    assert "t0ken" not in refusal(chat.url)
    assert "t0ken" not in repr(Hook(chat.url, "secret")) and "secret" not in repr(Hook(chat.url, "secret"))


def test_nobody_there_or_nothing_said(monkeypatch: pytest.MonkeyPatch, chat: Chat) -> None:
    assert "соединение отвергнуто" in refusal(f"http://localhost:{free_port()}/", NotSentYet)
    monkeypatch.setattr(webhook, "TIMEOUT", 0.3)
    with mute_server() as port:
        assert "время ожидания вышло" in refusal(f"http://localhost:{port}/", NotSentYet)
        assert "localhost" in refusal(f"http://localhost:{port}/", NotSentYet)
    chat.slow = 1
    assert "время ожидания вышло" in refusal(chat.url, NotSentYet)


@pytest.mark.parametrize("drip", [b"H", b"HTTP/1.1 503 No\r\nX: 1\r\n"])
def test_a_server_that_drips_is_left(monkeypatch: pytest.MonkeyPatch, drip: bytes) -> None:
    """Each byte, and each header, comes within the timeout; all of it is what takes too long."""
    monkeypatch.setattr(webhook, "WHOLE", 0.5)
    began = time.monotonic()
    with dripping_server(drip, 0.2) as port:
        refusal(f"http://localhost:{port}/", NotSentYet)
    assert time.monotonic() - began < 5


def test_an_answer_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT", 1.0)
    with dripping_server(b"nonsense\r\n", 0.01) as port:
        refusal(f"http://localhost:{port}/", NotSentYet)


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://a.ru/", "//a.ru", "https://", "https:///x", "https://a.ru:port/", "https://a.ru:0/",
        "https://a.ru/\r\nX: 1", "https://a.ru/\x00", "https://user:x@a.ru/", "https://фирма.рф/", "javascript:x()",
        "https://a.ru/a b",
        "https://a.ru/" + "a" * 2000, "https://[::1/", "https://a.ru\\@b.ru/", "file://x/y",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert flaw(url, private=True) == webhook.BAD_URL


def test_http_is_for_this_machine_only_and_only_where_allowed() -> None:
    assert flaw("http://localhost:8065/hooks/x", private=True) is None
    assert flaw("http://localhost:8065/hooks/x", private=False) == webhook.ONLY_HTTPS
    assert flaw("http://chat.firma.ru/hooks/x", private=True) == webhook.ONLY_HTTPS
    assert flaw("https://chat.firma.ru:8443/hooks/x?y=1", private=False) is None


def leads_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Names lead to ``answers``, one list a question; returns what was connected to, which goes nowhere."""
    left, tried = list(answers), []

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(0, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    def connect(address: tuple[str, int], **_: Any) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(resolving.socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(webhook.socket, "create_connection", connect)
    return tried


INNER = [
    "127.0.0.1", "127.8.8.8", "10.0.0.5", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd00::1",
    "::ffff:10.0.0.5", "::ffff:127.0.0.1", "64:ff9b::a00:5", "2002:a00:5::1",
]  # fmt: skip
NEVER = ["169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "::ffff:169.254.169.254"]


@pytest.mark.parametrize("ip", [*INNER, *NEVER])
def test_the_inner_net_is_not_spoken_to(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    tried = leads_to(monkeypatch, [ip])
    assert "адрес внутренней сети" in refusal("https://chat.firma.ru/", private=False)
    assert not tried


@pytest.mark.parametrize("ip", NEVER)
def test_some_addresses_are_not_spoken_to_even_where_the_inner_net_is_allowed(
    monkeypatch: pytest.MonkeyPatch, ip: str
) -> None:
    tried = leads_to(monkeypatch, [ip])
    refusal("https://chat.firma.ru/", private=True)
    assert not tried


@pytest.mark.parametrize("ip", INNER)
def test_the_inner_net_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    tried = leads_to(monkeypatch, [ip])
    refusal("https://chat.firma.ru/", NotSentYet, private=True)
    assert list(map(ip_address, tried)) == [ip_address(ip)]


@pytest.mark.parametrize("ip", ["8.8.8.8", "2a00:1450:4010:c0e::65", "::ffff:8.8.8.8"])
def test_the_public_net(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    tried = leads_to(monkeypatch, [ip])
    refusal("https://chat.firma.ru/", NotSentYet, private=False)
    assert list(map(ip_address, tried)) == [ip_address(ip)]


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = leads_to(monkeypatch, ["8.8.8.8", "10.0.0.5"])
    refusal("https://chat.firma.ru/", private=False)
    assert not tried


def test_a_name_that_leads_elsewhere_a_moment_later_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the address that was checked is connected to; the name is not asked again."""
    tried = leads_to(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    refusal("https://chat.firma.ru/", NotSentYet, private=False)
    assert tried == ["8.8.8.8"]


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]", "localhost", "LOCALHOST."])
def test_other_spellings_of_this_machine(host: str) -> None:
    with mute_server() as port, pytest.raises(NotSent):
        send(f"https://{host}:{port}/", private=False)
