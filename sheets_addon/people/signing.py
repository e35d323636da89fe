"""Signing in by login and password. Throttling is the door's (:mod:`sheets_addon.throttle`)."""

from datetime import datetime, timedelta

from sheets_addon.people.passwords import hashed_anew, is_outdated, is_right
from sheets_addon.store import Store, audit, people, sessions
from sheets_addon.store.people import Person


def sign_in(store: Store, login: str, password: str, now: datetime) -> tuple[Person, str] | None:
    """The person and the token of a new session; None: no such login, not let in, or a wrong password.

    Which of them it was shows neither in the answer nor in the time it takes. A refused login is written down without
    what was typed: people type passwords into the wrong field.
    """
    with store.read() as session:
        found = people.credentials(session, login)
    person, kept = found or (None, None)
    right = is_right(password, kept)  # outside of a transaction: it takes long on purpose
    with store.write() as session:
        if person is None or kept is None or not right or people.credentials(session, login) != found:
            audit.write(session, person.login if person else "", "refused", now=now)
            return None
        if is_outdated(kept):
            people.renew_hash(session, person.id, kept, hashed_anew(password))
        token = sessions.begin(session, person.id, now)
        audit.write(session, person.login, "signed_in", now=now)
    return person, token


def signed_in(store: Store, token: str, now: datetime, idle: timedelta = sessions.IDLE) -> Person | None:
    """Whose session this is, as of now; None: nobody's."""
    with store.read() as session:
        id = sessions.person_of(session, token, now, idle)
        person = None if id is None else people.get(session, id)
        stale = person is not None and sessions.is_stale(session, token, now)
    if stale:
        with store.write() as session:
            sessions.touch(session, token, now)
    return person


def sign_out(store: Store, token: str, now: datetime) -> None:
    """End the session, wherever its token has been copied to."""
    person = signed_in(store, token, now)
    with store.write() as session:
        sessions.end(session, token)
        if person is not None:
            audit.write(session, person.login, "signed_out", now=now)
