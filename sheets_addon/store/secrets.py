"""Service-account keys and tokens, encrypted with ``PLANERKA_SECRET_KEY``.

The variable may name several keys after each other, with commas: the first one encrypts, all of them decrypt. To
change the key, put the new one in front, run ``planerka db rotate``, then leave the old one out.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.i18n import T
from sheets_addon.store.errors import NoSecretKey, UnknownSecret, WrongSecretKey
from sheets_addon.store.models import SecretRow

NO_KEY = T(
    "Для ключей Google нужен PLANERKA_SECRET_KEY, не короче {n} знаков. Сделайте его: "
    'python -c "import secrets; print(secrets.token_urlsafe(32))" — и сохраните отдельно от базы.',
    "Keys of Google need PLANERKA_SECRET_KEY, of at least {n} characters. Make one: "
    'python -c "import secrets; print(secrets.token_urlsafe(32))" and keep it apart from the database.',
)
WRONG_KEY = T(
    "PLANERKA_SECRET_KEY не тот, с которым сохранён «{name}». Верните прежний ключ или подключите «{name}» заново.",
    "PLANERKA_SECRET_KEY is not the one that “{name}” was kept with. Put the old key back, or connect “{name}” anew.",
)
UNKNOWN = T("Ключа «{name}» в базе нет.", "There is no key “{name}” in the database.")
SHORTEST = 32


@dataclass(frozen=True, slots=True)
class About:
    """What may be seen of a secret."""

    name: str
    kind: str
    about: Mapping[str, Any]
    kept_at: datetime


def keys(given: str | None) -> MultiFernet:
    """The keys in ``PLANERKA_SECRET_KEY``. Raises NoSecretKey."""
    parts = [part.strip() for part in (given or "").split(",") if part.strip()]
    if not parts or any(len(part) < SHORTEST for part in parts):
        raise NoSecretKey(NO_KEY, n=SHORTEST)
    return MultiFernet([Fernet(_derived(part)) for part in parts])


def keep(
    session: Session,
    keys: MultiFernet,
    name: str,
    value: Any,
    *,
    kind: str,
    now: datetime,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Encrypt ``value`` (plain JSON) under ``name``, in the place of what was there."""
    row = session.get(SecretRow, name)
    if row is None:
        row = SecretRow(name=name)
        session.add(row)
    row.kind, row.about, row.kept_at = kind, dict(about or {}), now
    row.token = keys.encrypt(json.dumps([name, value]).encode())
    session.flush()


def read(session: Session, keys: MultiFernet, name: str) -> Any:
    """Raises UnknownSecret and WrongSecretKey."""
    row = session.get(SecretRow, name)
    if row is None:
        raise UnknownSecret(UNKNOWN, name=name)
    return _decrypted(keys, row)


def listed(session: Session, kind: str | None = None) -> list[About]:
    """What there is, by name; needs no key."""
    query = select(SecretRow).order_by(SecretRow.name)
    if kind is not None:
        query = query.where(SecretRow.kind == kind)
    return [About(row.name, row.kind, row.about, row.kept_at) for row in session.scalars(query)]


def remove(session: Session, name: str) -> None:
    """Raises UnknownSecret."""
    row = session.get(SecretRow, name)
    if row is None:
        raise UnknownSecret(UNKNOWN, name=name)
    session.delete(row)
    session.flush()


def rotate(session: Session, keys: MultiFernet) -> int:
    """Encrypt every secret with the first key; how many. Raises WrongSecretKey, and then none is changed."""
    rows = session.scalars(select(SecretRow).order_by(SecretRow.name).with_for_update()).all()
    for row in rows:
        _decrypted(keys, row)
        row.token = keys.rotate(row.token)
    session.flush()
    return len(rows)


def unreadable(session: Session, keys: MultiFernet) -> list[str]:
    """The names of the secrets that these keys do not open."""
    rows = session.scalars(select(SecretRow).order_by(SecretRow.name))
    return [row.name for row in rows if not _opens(keys, row)]


def _opens(keys: MultiFernet, row: SecretRow) -> bool:
    try:
        _decrypted(keys, row)
    except WrongSecretKey:
        return False
    return True


def _decrypted(keys: MultiFernet, row: SecretRow) -> Any:
    """The name is inside too: a token put under another name does not open."""
    try:
        name, value = json.loads(keys.decrypt(row.token))
    except InvalidToken:
        raise WrongSecretKey(WRONG_KEY, name=row.name) from None
    if name != row.name:
        raise WrongSecretKey(WRONG_KEY, name=row.name)
    return value


def _derived(key: str) -> bytes:
    """The service signs sessions with the same word, so this one's own use of it is told apart."""
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, None, b"planerka store secrets").derive(key.encode()))
