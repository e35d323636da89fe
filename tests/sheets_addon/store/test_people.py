from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from sheets_addon.store import Store, people, sessions
from sheets_addon.store.errors import BadPerson, LastAdmin, PersonExists, UnknownPerson
from sheets_addon.store.models import PersonRow, SessionRow
from tests.sheets_addon.store.samples import MINUTE, NOW


@pytest.fixture(autouse=True)
def _two(store: Store) -> None:
    """An admin and a manager."""
    with store.write() as session:
        session.execute(delete(PersonRow))
        people.add(session, " Head@Firm.RU ", "admin", now=NOW, password="hash")
        people.add(session, "anna@firm.ru", "manager", now=NOW, manager="  Анна   Белова ")


def test_a_login_has_one_spelling_and_a_manager_his_name(store: Store) -> None:
    with store.read() as session:
        anna, head = people.everyone(session)
        assert (head.login, head.role, head.manager, head.has_password) == ("head@firm.ru", "admin", "", True)
        assert (anna.manager, anna.active, anna.has_password, anna.added_at) == ("Анна Белова", True, False, NOW)
        assert people.find(session, "ANNA@firm.ru") == anna == people.get(session, anna.id)
        assert people.credentials(session, "HEAD@firm.ru") == (head, "hash")
        assert people.credentials(session, "anna@firm.ru") == (anna, None)
        assert people.get(session, 0) is None


@pytest.mark.parametrize("login", ["", " ", "a b", "a\0", "a\ud800", "x" * 255, "a\u2028b"])
def test_what_is_no_login_is_nobody(store: Store, login: str) -> None:
    with store.write() as session:
        with pytest.raises(BadPerson):
            people.add(session, login, "head", now=NOW)
        with pytest.raises(UnknownPerson):
            people.find(session, login)
        assert people.credentials(session, login) is None


def test_a_login_is_given_once(store: Store) -> None:
    with pytest.raises(PersonExists, match=r"anna@firm\.ru"), store.write() as session:
        people.add(session, "Anna@firm.ru", "head", now=NOW)


def test_a_manager_needs_a_name_and_others_have_none(store: Store) -> None:
    with store.write() as session:
        with pytest.raises(BadPerson, match="Manager"):
            people.add(session, "x", "manager", now=NOW, manager="  ")
        with pytest.raises(BadPerson, match="head"):
            people.add(session, "x", "head", now=NOW, manager="Анна")
        assert people.change(session, "anna@firm.ru", role="head").manager == ""
        with pytest.raises(BadPerson):
            people.change(session, "anna@firm.ru", role="manager")


def test_the_last_admin_stays_while_there_is_anyone_else(store: Store) -> None:
    with store.write() as session:
        for change in ({"role": "head"}, {"active": False}):
            with pytest.raises(LastAdmin, match=r"head@firm\.ru"):
                people.change(session, "head@firm.ru", **change)
        with pytest.raises(LastAdmin):
            people.remove(session, "head@firm.ru")
        people.change(session, "anna@firm.ru", role="admin")
        people.change(session, "head@firm.ru", active=False)
        with pytest.raises(LastAdmin):
            people.remove(session, "anna@firm.ru")
        people.remove(session, "head@firm.ru")
        people.remove(session, "anna@firm.ru")
        assert people.everyone(session) == []


def test_a_session_is_known_by_its_token_only_and_ends(store: Store) -> None:
    with store.write() as session:
        anna = people.find(session, "anna@firm.ru").id
        token = sessions.begin(session, anna, NOW)
        assert token.encode() not in session.scalars(select(SessionRow)).one().digest
    with store.read() as session:
        assert sessions.person_of(session, token, NOW) == anna
        assert sessions.person_of(session, token + "x", NOW) is None
        assert sessions.person_of(session, "\0\ud800", NOW) is None
        assert sessions.person_of(session, token, NOW + sessions.IDLE - MINUTE) == anna
        assert sessions.person_of(session, token, NOW + sessions.IDLE) is None
        assert not sessions.is_stale(session, token, NOW)
        assert sessions.is_stale(session, token, NOW + MINUTE)
    with store.write() as session:
        for hours in range(0, 7 * 24, 6):
            sessions.touch(session, token, NOW + timedelta(hours=hours))
        sessions.touch(session, token, NOW)  # a later one does not take it back
        almost = NOW + sessions.LIFETIME - MINUTE
        assert sessions.person_of(session, token, almost) == anna
        assert sessions.person_of(session, token, NOW + sessions.LIFETIME) is None
        assert sessions.forget(session, almost) == 0
        sessions.end(session, token)
        assert sessions.person_of(session, token, NOW) is None


def test_who_loses_rights_is_signed_out(store: Store) -> None:
    def of(token: str) -> bool:
        with store.read() as session:
            return sessions.person_of(session, token, NOW) is not None

    def begun() -> str:
        with store.write() as session:
            return sessions.begin(session, people.find(session, "anna@firm.ru").id, NOW)

    token = begun()
    with store.write() as session:
        people.change(session, "anna@firm.ru", manager="Анна Белова")
    assert of(token)  # nothing changed
    for change in ({"manager": "Пётр"}, {"role": "head"}, {"active": False}):
        with store.write() as session:
            people.change(session, "anna@firm.ru", active=True)
        token = begun()
        with store.write() as session:
            people.change(session, "anna@firm.ru", **change)
        assert not of(token)
    with store.write() as session:
        assert people.credentials(session, "anna@firm.ru") is None
        people.change(session, "anna@firm.ru", active=True)
    token, other = begun(), begun()
    with store.write() as session:
        people.set_password(session, "anna@firm.ru", "new hash")
    assert not of(token) and not of(other)
    token = begun()
    with store.write() as session:
        people.remove(session, "anna@firm.ru")
    assert not of(token)


def test_a_hash_is_renewed_only_where_it_is_still_that_one(store: Store) -> None:
    with store.write() as session:
        head = people.find(session, "head@firm.ru")
        people.renew_hash(session, head.id, "other", "x")
        assert people.credentials(session, head.login) == (head, "hash")
        people.renew_hash(session, head.id, "hash", "x")
        assert people.credentials(session, head.login) == (head, "x")


def test_what_is_over_is_forgotten(store: Store) -> None:
    with store.write() as session:
        sessions.forget(session, NOW + timedelta(days=900))
        head = people.find(session, "head@firm.ru").id
        begun = [sessions.begin(session, head, NOW - timedelta(hours=13 * n)) for n in range(3)]
        assert sessions.forget(session, NOW) == 2
        assert [sessions.person_of(session, token, NOW) for token in begun] == [head, None, None]
        assert sessions.end_all(session, head) == 1


@given(st.text(max_size=40))
def test_a_normal_login_stays_as_it_is(login: str) -> None:
    try:
        name = people.normal(login)
    except BadPerson:
        return
    assert people.normal(f" {name} ") == name
