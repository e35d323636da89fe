"""A message posted as JSON to an address that a head has given: a messenger's incoming webhook, or a program of theirs.

The address is not trusted (see :mod:`resolving`), it is a secret (whoever knows it may post), no redirect is followed
and nothing of the answer is read but its status. ``X-Planerka-Signature: sha256=…`` is the HMAC of the body.
"""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from core.i18n import T
from sheets_addon.alerts.deadline import within
from sheets_addon.alerts.errors import NotSent, NotSentYet
from sheets_addon.alerts.message import Message
from sheets_addon.alerts.network import certificate, reason
from sheets_addon.alerts.resolving import resolved
from sheets_addon.alerts.smtp_url import is_here

TIMEOUT = 10.0
"""Seconds for each answer."""
WHOLE = 30.0
LONGEST_URL = 2000
LONGEST_TEXT = 4000
"""Letters: the narrowest messenger takes 4096."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})

BAD_URL = T("Нужен адрес вида https://…, без пробелов.", "An address such as https://… is needed, without blanks.")
ONLY_HTTPS = T(
    "Нужен https: по http сообщения идут открытыми.", "https is needed: over http messages can be read on their way."
)
SILENT = T("вебхук на {host} не отвечает: {why}.", "the webhook at {host} does not answer: {why}.")
CERTIFICATE = T(
    "сертификат {host} не прошёл проверку: {why}.", "the certificate of {host} does not pass the check: {why}."
)
MOVED = T(
    "{host} отправляет на другой адрес ({status}): впишите сразу его.",
    "{host} sends elsewhere ({status}): give that address itself.",
)
REFUSED = T(
    "{host} не принял сообщение ({status}): проверьте адрес вебхука.",
    "{host} refused the message ({status}): see whether the address of the webhook is right.",
)


@dataclass(frozen=True, slots=True)
class Hook:
    """``key`` signs what is posted."""

    url: str = field(repr=False)
    key: str = field(repr=False)


def flaw(url: str, private: bool) -> T | None:
    """What is wrong with an address as typed. ``private``: see ``Settings.webhook_private``."""
    try:
        parts = urlsplit(url)
        fits = parts.hostname and parts.port != 0 and not parts.username and not parts.password
    except ValueError:
        return BAD_URL
    is_clean = url.isascii() and url.isprintable() and not set(url) & set(' "<>\\^`{|}')
    if not fits or not is_clean or len(url) > LONGEST_URL or parts.scheme not in ("https", "http"):
        return BAD_URL
    return ONLY_HTTPS if parts.scheme == "http" and not (private and is_here(parts.hostname or "")) else None


def send(hook: Hook, message: Message, private: bool, now: datetime) -> None:
    """Post a message. Raises NotSent, NotSentYet."""
    if wrong := flaw(hook.url, private):
        raise NotSent(wrong)
    host = urlsplit(hook.url).hostname or ""
    try:
        status = _posted(hook, json.dumps(body(message, now), ensure_ascii=False).encode(), message.id, private)
    except ssl.SSLCertVerificationError as error:
        raise NotSent(CERTIFICATE, host=host, why=certificate(error)) from error
    except (OSError, http.client.HTTPException) as error:
        raise NotSentYet(SILENT, host=host, why=reason(error)) from error
    if 300 <= status < 400:
        raise NotSent(MOVED, host=host, status=status)
    if not 200 <= status < 300:
        raise (NotSentYet if status in PASSING else NotSent)(REFUSED, host=host, status=status)


def body(message: Message, now: datetime) -> dict[str, Any]:
    """``text`` is what messengers show; ``id`` is the same if a message has to be sent twice."""
    text = message.text.strip()
    return {
        "text": text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…",
        "title": message.title,
        "workbook": message.workbook.title.encode("utf-8", "replace").decode(),
        "workbook_id": message.workbook.id,
        "kind": message.kind,
        "url": message.url,
        "id": message.id,
        "at": now.isoformat(timespec="seconds"),
    }


def signature(key: str, sent: bytes) -> str:
    return "sha256=" + hmac.new(key.encode(), sent, hashlib.sha256).hexdigest()


def _posted(hook: Hook, sent: bytes, id: str, private: bool) -> int:
    """The status of the answer, from the very address that was checked."""
    parts = urlsplit(hook.url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    wire = socket.create_connection((resolved(host, port, private), port), timeout=TIMEOUT)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        with within(WHOLE, lambda: connection.sock or wire):
            connection.sock = ssl.create_default_context().wrap_socket(wire, server_hostname=host) if is_tls else wire
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {
                "Host": parts.netloc,
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": "Planerka",
                "Idempotency-Key": id,
                "X-Planerka-Signature": signature(hook.key, sent),
                "Connection": "close",
            }
            connection.request("POST", target, sent, headers)
            return connection.getresponse().status
    finally:
        connection.close()
        wire.close()
