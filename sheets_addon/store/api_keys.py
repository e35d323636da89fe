"""Keys of programs: shown once, kept as an HMAC-SHA256 with the server's key, limited to what they are for.

A key is ``plk_PREFIX_SECRET``. Its prefix may be seen and finds it; a copy of the database without
``PLANERKA_SECRET_KEY`` can neither make a key nor test a guess.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.i18n import T, clean
from sheets_addon.store.errors import NoSecretKey, UnknownKey
from sheets_addon.store.models import ApiKeyRow
from sheets_addon.store.secrets import SHORTEST

NO_KEY = T(
    "Для ключей программ нужен PLANERKA_SECRET_KEY, не короче {n} знаков. Сделайте его: "
    'python -c "import secrets; print(secrets.token_urlsafe(32))" — и сохраните отдельно от базы.',
    "Keys of programs need PLANERKA_SECRET_KEY, of at least {n} characters. Make one: "
    'python -c "import secrets; print(secrets.token_urlsafe(32))" and keep it apart from the database.',
)
UNKNOWN = T(
    "Ключа {prefix} нет. Какие есть: planerka keys list",
    "There is no key {prefix}. Which there are: planerka keys list",
)
TOUCH = timedelta(minutes=1)
"""How exactly the last use is known."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What may be seen of a key. ``workbooks`` None: all of them; empty: none."""

    id: int
    prefix: str
    name: str
    functions: bool
    workbooks: frozenset[int] | None
    added_by: str
    added_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def may_see(self, workbook_id: int) -> bool:
        return self.workbooks is None or workbook_id in self.workbooks


def signing(given: str | None) -> tuple[bytes, ...]:
    """The keys in ``PLANERKA_SECRET_KEY``, as this use derives them: the first signs, all check. Raises NoSecretKey."""
    parts = [part.strip() for part in (given or "").split(",") if part.strip()]
    if not parts or any(len(part) < SHORTEST for part in parts):
        raise NoSecretKey(NO_KEY, n=SHORTEST)
    return tuple(HKDF(SHA256(), 32, None, b"planerka api keys").derive(part.encode()) for part in parts)


def add(
    session: Session,
    keys: tuple[bytes, ...],
    name: str,
    *,
    now: datetime,
    added_by: str,
    functions: bool = False,
    workbooks: Iterable[int] | None = (),
) -> tuple[ApiKey, str]:
    """A new key: what may be seen of it, and the key itself, which is nowhere else. ``workbooks`` None: all."""
    prefix = f"plk_{secrets.token_hex(4)}"
    token = f"{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKeyRow(
        prefix=prefix,
        digest=_digest(keys[0], token),
        name=clean(name),
        functions=functions,
        workbooks=None if workbooks is None else sorted(set(workbooks)),
        added_by=added_by,
        added_at=now,
        used_at=None,
        revoked_at=None,
    )
    session.add(row)
    session.flush()
    return _plain(row), token


def find(session: Session, keys: tuple[bytes, ...], token: str) -> ApiKey | None:
    """The key that ``token`` is; None: unknown, changed or revoked."""
    row = _row(session, token[: len("plk_") + 8])
    if row is None or row.revoked_at is not None:
        return None
    matches = [hmac.compare_digest(row.digest, _digest(key, token)) for key in keys]
    return _plain(row) if any(matches) else None


def is_stale(key: ApiKey, now: datetime) -> bool:
    """Whether :func:`used` is due: not every call is to be a write."""
    return key.used_at is None or key.used_at <= now - TOUCH


def used(session: Session, keys: tuple[bytes, ...], token: str, now: datetime) -> None:
    """It was used now; from here on it is checked with the newest of the server's keys."""
    key = find(session, keys, token)
    if key is not None:
        session.execute(
            update(ApiKeyRow)
            .where(ApiKeyRow.id == key.id)
            .values(used_at=now, digest=_digest(keys[0], token))
            .execution_options(synchronize_session=False)
        )


def listed(session: Session) -> list[ApiKey]:
    """The oldest first, revoked ones too."""
    return [_plain(row) for row in session.scalars(select(ApiKeyRow).order_by(ApiKeyRow.id))]


def revoke(session: Session, prefix: str, now: datetime) -> ApiKey:
    """From now on it opens nothing; the first time counts. Raises UnknownKey."""
    row = _row(session, prefix)
    if row is None:
        raise UnknownKey(UNKNOWN, prefix=prefix)
    row.revoked_at = row.revoked_at or now
    session.flush()
    return _plain(row)


def _row(session: Session, prefix: str) -> ApiKeyRow | None:
    if "\0" in prefix or not prefix.isascii():  # PostgreSQL has no words for them, and no prefix has them
        return None
    return session.scalar(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix).execution_options(populate_existing=True))


def _digest(key: bytes, token: str) -> bytes:
    return hmac.new(key, token.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def _plain(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        prefix=row.prefix,
        name=row.name,
        functions=row.functions,
        workbooks=None if row.workbooks is None else frozenset(row.workbooks),
        added_by=row.added_by,
        added_at=row.added_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
