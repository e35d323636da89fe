"""``PLANERKA_SMTP_URL`` and ``PLANERKA_SMTP_FROM``, understood."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Literal
from urllib.parse import unquote, urlsplit

from core.i18n import T
from sheets_addon.alerts.choice import address
from sheets_addon.alerts.errors import NotSent
from sheets_addon.settings import Settings

NO_SERVER = T(
    "почта не настроена: администратору надо задать PLANERKA_SMTP_URL.",
    "mail is not set up: the administrator has to set PLANERKA_SMTP_URL.",
)
BAD_URL = T(
    "PLANERKA_SMTP_URL не подходит: нужен вид smtps://имя:пароль@сервер:465 или smtp://имя:пароль@сервер:587; "
    "знаки @ : / % в имени и пароле пишутся как %40 %3A %2F %25.",
    "PLANERKA_SMTP_URL does not fit: smtps://user:password@host:465 or smtp://user:password@host:587 is needed; "
    "the characters @ : / % of user and password are written %40 %3A %2F %25.",
)
BAD_FROM = T(
    "PLANERKA_SMTP_FROM не подходит: нужен адрес отправителя, например «Планёрка <sales@firma.ru>».",
    "PLANERKA_SMTP_FROM does not fit: the sender's address is needed, such as “Planerka <sales@company.com>”.",
)
NOT_ASCII = T(
    "имя и пароль в PLANERKA_SMTP_URL — только из латинских букв, цифр и знаков.",
    "user and password in PLANERKA_SMTP_URL are of Latin letters, digits and signs only.",
)
Tls = Literal["ssl", "starttls", "none"]
PORTS: dict[Tls, int] = {"ssl": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """``tls`` none only for a server on this very machine. ``user`` '': it asks for no name."""

    host: str
    port: int
    tls: Tls
    sender: Address
    user: str = ""
    password: str = field(default="", repr=False)


def server_of(settings: Settings) -> Server:
    """Raises NotSent where there is none, or what is set does not fit; the sentence holds no password."""
    if settings.smtp_url is None or not settings.smtp_url.get_secret_value().strip():
        raise NotSent(NO_SERVER)
    try:
        parts = urlsplit(settings.smtp_url.get_secret_value().strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotSent(BAD_URL) from None
    strange = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in ("smtp", "smtps") or not host or strange:
        raise NotSent(BAD_URL)
    tls: Tls = "ssl" if parts.scheme == "smtps" else "none" if is_here(host) else "starttls"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():  # smtplib knows no others
        raise NotSent(NOT_ASCII)
    return Server(host, port or PORTS[tls], tls, _sender(settings, user), user, password)


def is_here(host: str) -> bool:
    """Whether a name is this machine's own, so that nothing goes over a wire."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _sender(settings: Settings, user: str) -> Address:
    typed = user if settings.smtp_from is None else settings.smtp_from
    name, given = parseaddr(typed)
    found = address(given)
    if found is None or not typed.isprintable():
        raise NotSent(BAD_FROM)
    return Address(name, addr_spec=found)
