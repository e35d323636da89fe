"""Passwords: argon2id with the costs of RFC 9106 for little memory, and what a password must be."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import PlanerkaError
from core.i18n import T

SHORTEST, LONGEST = 12, 256
"""Characters; as long as one likes, but not so long that hashing it is an attack."""
LENGTH = T("Пароль — от {a} до {b} знаков.", "A password has {a} to {b} characters.")
LOGIN = T("Пароль не должен содержать логин.", "A password must not contain the login.")
SAME = T("В пароле почти все знаки одинаковы.", "Almost all characters of the password are the same.")
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, type=Type.ID)


class WeakPassword(PlanerkaError):
    code = "weak_password"


def hashed(password: str, login: str = "") -> str:
    """What is kept of a new password. Raises WeakPassword."""
    normal = _normal(password)
    if not SHORTEST <= len(normal) <= LONGEST:
        raise WeakPassword(LENGTH, a=SHORTEST, b=LONGEST)
    if login and login.casefold() in normal.casefold():
        raise WeakPassword(LOGIN)
    if len(set(normal)) < 5:
        raise WeakPassword(SAME)
    return hashed_anew(password)


def hashed_anew(password: str) -> str:
    """The hash of a password that was taken already, whatever would be asked of a new one."""
    return _HASHER.hash(_bytes(_normal(password)))


def is_right(password: str, kept: str | None) -> bool:
    """Whether ``kept`` is the hash of ``password``; None (nobody of that login) takes as long as a wrong one."""
    given = _normal(password[: LONGEST + 1])[: LONGEST + 1]  # one too many is wrong already
    try:
        _HASHER.verify(kept or _nobody(), _bytes(given))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was made with other costs than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def _normal(password: str) -> str:
    """The same password on every keyboard: é may be typed as one character or as two."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
