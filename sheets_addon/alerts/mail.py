"""A message as a letter, and its way to the mail server: encrypted, the certificate checked, within a minute.

To a server on this very machine no encryption is asked: it has no certificate that anybody could check.
"""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY

from core.i18n import T
from sheets_addon.alerts.choice import shown
from sheets_addon.alerts.deadline import within
from sheets_addon.alerts.errors import NotSent, NotSentYet, both
from sheets_addon.alerts.message import Message
from sheets_addon.alerts.network import certificate, quoted, reason
from sheets_addon.alerts.smtp_url import Server

TIMEOUT = 15.0
"""Seconds for each answer of the server."""
WHOLE = 60.0
"""Seconds for all of it."""

SILENT = T(
    "почтовый сервер {host}:{port} не отвечает ({why}).", "the mail server {host}:{port} does not answer ({why})."
)
NO_TLS = T(
    "почтовый сервер {host} не предлагает шифрования (STARTTLS), а без него письма не отправляются: попробуйте smtps://",
    "the mail server {host} offers no encryption (STARTTLS), and without it no letter is sent: try smtps://",
)
CERTIFICATE = T(
    "сертификат почтового сервера {host} не прошёл проверку ({why}).",
    "the certificate of the mail server {host} does not pass the check ({why}).",
)
LOGIN = T(
    "почтовый сервер {host} не принял имя или пароль из PLANERKA_SMTP_URL ({why}).",
    "the mail server {host} refused the user or the password in PLANERKA_SMTP_URL ({why}).",
)
NO_LOGIN = T(
    "почтовый сервер {host} не принимает имя и пароль: уберите их из PLANERKA_SMTP_URL или назовите другой порт.",
    "the mail server {host} takes no user and password: leave them out of PLANERKA_SMTP_URL, or name another port.",
)
SENDER = T(
    "почтовый сервер не принял отправителя {address} ({why}): проверьте PLANERKA_SMTP_FROM.",
    "the mail server refused the sender {address} ({why}): see PLANERKA_SMTP_FROM.",
)
NOBODY = T(
    "почтовый сервер не принял ни одного адресата: {addresses} ({why}).",
    "the mail server took none of the recipients: {addresses} ({why}).",
)
SOME = T("не приняты адресаты: {addresses} ({why}).", "these recipients were refused: {addresses} ({why}).")
REFUSED = T("почтовый сервер {host} отказал: {why}.", "the mail server {host} refused: {why}.")


def send(server: Server, message: Message, to: Sequence[str], now: datetime) -> T | None:
    """Hand a message over; None, or who of ``to`` did not get it. Raises NotSent, NotSentYet."""
    letter = composed(message, server.sender, to, now)
    with _connected(server) as client:
        refused = client.send_message(letter, server.sender.addr_spec, list(to))
    if not refused:
        return None
    why = _said(*next(iter(refused.values())))
    return both(SOME, addresses=", ".join(map(shown, refused)), why=why)


def check(server: Server) -> None:
    """Connect and sign in, send nothing. Raises NotSent, NotSentYet."""
    with _connected(server) as client:
        client.noop()


def composed(message: Message, sender: Address, to: Sequence[str], now: datetime) -> EmailMessage:
    """The letter; a header that would hold a line break is a ValueError of the standard library's."""
    letter = EmailMessage(policy=POLICY)
    letter["From"] = sender
    letter["To"] = [Address(addr_spec=address) for address in to]
    letter["Subject"] = message.title
    letter["Date"] = now
    letter["Message-ID"] = f"<planerka.{message.id}@{sender.domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter["Content-Language"] = message.workbook.language
    # Lines of any length and letters of any kind, through servers that know seven bits only.
    letter.set_content(message.text, cte="base64")
    letter.add_alternative(message.html, subtype="html", cte="base64")
    return letter


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """Signed in. Whatever the server does, there or within the block, comes out as NotSent or NotSentYet."""
    client = _client(server)
    try:
        with within(WHOLE, lambda: client.sock):
            client.connect(server.host, server.port)
            client.ehlo_or_helo_if_needed()
            if server.tls == "starttls":
                client.starttls(context=ssl.create_default_context())
            if server.user:
                client.login(server.user, server.password)
            yield client
            _leave(client)
    except (OSError, ValueError) as error:  # smtplib's own are OSErrors; ValueError: a host that is none
        raise _told(server, error) from error
    finally:
        client.close()


def _client(server: Server) -> smtplib.SMTP:
    """Not yet connected. It greets by the sender's domain: to ask for this machine's name can take very long."""
    domain = server.sender.domain
    if server.tls != "ssl":
        client = smtplib.SMTP(local_hostname=domain, timeout=TIMEOUT)
    else:
        client = smtplib.SMTP_SSL(local_hostname=domain, timeout=TIMEOUT, context=ssl.create_default_context())
    client._host = server.host  # type: ignore[attr-defined] # whom the certificate is for; connect() leaves it as it was
    return client


def _leave(client: smtplib.SMTP) -> None:
    """The letter is accepted: what the server says of our going changes nothing."""
    with suppress(OSError):
        client.quit()


def _told(server: Server, error: Exception) -> NotSent:
    host = server.host
    match error:
        case smtplib.SMTPAuthenticationError():
            return _by_code(error.smtp_code, LOGIN, host=host, why=_said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPNotSupportedError():
            return NotSent(NO_TLS if server.tls == "starttls" and "STARTTLS" in str(error) else NO_LOGIN, host=host)
        case smtplib.SMTPRecipientsRefused():
            names = ", ".join(map(shown, error.recipients))
            code, text = next(iter(error.recipients.values()))
            return _by_code(code, NOBODY, addresses=names, why=_said(code, text))
        case smtplib.SMTPSenderRefused():
            why = _said(error.smtp_code, error.smtp_error)
            return _by_code(error.smtp_code, SENDER, address=shown(server.sender.addr_spec), why=why)
        case smtplib.SMTPResponseException() if error.smtp_code > 0:
            return _by_code(error.smtp_code, REFUSED, host=host, why=_said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPException() if "suitable authentication" in str(error):
            return NotSent(NO_LOGIN, host=host)
        case ssl.SSLCertVerificationError():
            return NotSent(CERTIFICATE, host=host, why=certificate(error))
        case _:
            return NotSentYet(SILENT, host=host, port=server.port, why=reason(error))


def _by_code(code: int, sentence: T, **values: str) -> NotSent:
    """4xx: not now; 5xx: never."""
    return (NotSentYet if 400 <= code < 500 else NotSent)(sentence, **values)


def _said(code: int, text: bytes | str) -> str:
    return f"{code} {quoted(text)}"
