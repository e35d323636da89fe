"""The first administrator, without whom nobody could sign in."""

from datetime import datetime

from sheets_addon.people.passwords import hashed
from sheets_addon.store import Store, audit, people


def ensure_admin(store: Store, login: str, password: str, now: datetime) -> bool:
    """Let ``login`` in as the administrator where nobody is let in yet; whether that was so. Raises WeakPassword."""
    with store.read() as session:
        if people.everyone(session):
            return False
    kept = hashed(password, login)
    with store.write() as session:
        if people.everyone(session):  # someone was quicker
            return False
        person = people.add(session, login, "admin", now=now, password=kept)
        audit.write(session, audit.CONSOLE, "person_added", now=now, subject=person.login)
    return True


def reset(store: Store, login: str, password: str, now: datetime) -> None:
    """The same, whoever is there: the example's administrator gets the password that is printed at this start."""
    if ensure_admin(store, login, password, now):
        return
    kept = hashed(password, login)
    with store.write() as session:
        people.set_password(session, login, kept)
        audit.write(session, audit.CONSOLE, "password_changed", now=now, subject=login)
