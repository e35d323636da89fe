"""Where the webhook's address is kept: encrypted, as whoever knows it may write into the chat."""

import secrets as chance
from datetime import datetime
from urllib.parse import urlsplit

from core.i18n import T
from sheets_addon.alerts.errors import NotSent
from sheets_addon.alerts.webhook import Hook
from sheets_addon.store import Session, secrets
from sheets_addon.store.errors import NoSecretKey, SecretError, UnknownSecret
from sheets_addon.store.workbooks import webhook_of

KIND = "webhook"
NO_KEY = T(
    "Адрес вебхука хранится зашифрованным, а ключа для этого нет: администратору надо задать PLANERKA_SECRET_KEY.",
    "The address of a webhook is kept encrypted, and there is no key for that: the administrator has to set "
    "PLANERKA_SECRET_KEY.",
)
WRONG_KEY = T(
    "адрес вебхука не расшифровать: PLANERKA_SECRET_KEY сменился. Впишите адрес заново.",
    "the address of the webhook cannot be decrypted: PLANERKA_SECRET_KEY has changed. Give the address again.",
)


def keep(session: Session, store_key: str | None, workbook_id: int, url: str, now: datetime) -> str:
    """Put a new address in the place of the old one; returns its new signing key. Raises NoSecretKey."""
    try:
        keys = secrets.keys(store_key)
    except NoSecretKey as error:
        raise NoSecretKey(NO_KEY) from error
    key, about = chance.token_urlsafe(32), {"host": urlsplit(url).hostname}
    value = {"url": url, "key": key}
    secrets.keep(session, keys, webhook_of(workbook_id), value, kind=KIND, now=now, about=about)
    return key


def forget(session: Session, workbook_id: int) -> None:
    """Also where there is none."""
    if host(session, workbook_id) is not None:
        secrets.remove(session, webhook_of(workbook_id))


def all_set(session: Session) -> dict[str, str]:
    """The name of each webhook's secret → the host that it leads to; needs no key."""
    return {about.name: str(about.about.get("host", "")) for about in secrets.listed(session, KIND)}


def host(session: Session, workbook_id: int) -> str | None:
    """Where a workbook's webhook leads; None: it has none."""
    return all_set(session).get(webhook_of(workbook_id))


def read(session: Session, store_key: str | None, workbook_id: int) -> Hook | None:
    """None where there is none. Raises NotSent where it cannot be decrypted."""
    try:
        value = secrets.read(session, secrets.keys(store_key), webhook_of(workbook_id))
    except UnknownSecret:
        return None
    except SecretError as error:
        raise NotSent(WRONG_KEY) from error
    return Hook(value["url"], value["key"])
