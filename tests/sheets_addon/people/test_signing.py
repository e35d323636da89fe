from pathlib import Path

import pytest
from argon2 import PasswordHasher

from sheets_addon.people import passwords
from sheets_addon.people.signing import sign_in, sign_out, signed_in
from sheets_addon.store import Store, audit, open_store, people, sessions
from tests.sheets_addon.store.samples import MINUTE, NOW

PASSWORD = "верный пароль 7"


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    store = open_store(f"sqlite:///{tmp_path / 'p.db'}")
    with store.write() as session:
        people.add(session, "head@firm.ru", "admin", now=NOW, password=passwords.hashed(PASSWORD))
        people.add(session, "google@firm.ru", "head", now=NOW)
    yield store
    store.close()


def written(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(entry.who, entry.what) for entry in reversed(audit.read(session))]


def test_in_and_out(store: Store) -> None:
    found = sign_in(store, " HEAD@firm.ru", PASSWORD, NOW)
    assert found
    person, token = found
    assert person.login == "head@firm.ru"
    assert signed_in(store, token, NOW) == person == signed_in(store, token, NOW + MINUTE * 2)
    with store.read() as session:
        assert not sessions.is_stale(session, token, NOW + MINUTE * 2)
    sign_out(store, token, NOW)
    sign_out(store, token, NOW)
    assert signed_in(store, token, NOW) is None
    assert written(store) == [("head@firm.ru", "signed_in"), ("head@firm.ru", "signed_out")]


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("head@firm.ru", PASSWORD + " "),
        ("head@firm.ru", ""),
        ("head@firm.ru", "\ud800"),
        ("head@firm.ru", PASSWORD * 100),
        ("nobody@firm.ru", PASSWORD),
        ("google@firm.ru", PASSWORD),
        ("google@firm.ru", "nobody has this password"),
        ("nobody@firm.ru", "nobody has this password"),
        (PASSWORD, "\0"),
    ],
)
def test_anything_else_is_refused_and_no_typed_word_is_kept(store: Store, login: str, password: str) -> None:
    assert sign_in(store, login, password, NOW) is None
    known = login if login in ("head@firm.ru", "google@firm.ru") else ""
    assert written(store) == [(known, "refused")]


def test_who_was_let_out_does_not_come_in(store: Store) -> None:
    with store.write() as session:
        people.add(session, "two@firm.ru", "admin", now=NOW)
        people.change(session, "head@firm.ru", active=False)
    assert sign_in(store, "head@firm.ru", PASSWORD, NOW) is None


def test_a_password_changed_while_it_is_checked_does_not_let_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def checked(password: str, kept: str | None) -> bool:
        with store.write() as session:
            people.set_password(session, "head@firm.ru", "another")
        return True

    monkeypatch.setattr("sheets_addon.people.signing.is_right", checked)
    assert sign_in(store, "head@firm.ru", PASSWORD, NOW) is None


def test_an_old_hash_is_made_anew(store: Store) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=64).hash("короткий")
    with store.write() as session:
        people.set_password(session, "head@firm.ru", cheap)
    assert sign_in(store, "head@firm.ru", "короткий", NOW)
    with store.read() as session:
        found = people.credentials(session, "head@firm.ru")
    assert found and found[1] and not passwords.is_outdated(found[1])
    assert sign_in(store, "head@firm.ru", "короткий", NOW)


def test_what_a_password_must_be() -> None:
    kept = passwords.hashed("é" * 3 + "correct horse")
    assert kept.startswith("$argon2id$")
    assert passwords.is_right("e\u0301" * 3 + "correct horse", kept)  # typed as two characters each
    assert kept != passwords.hashed("é" * 3 + "correct horse")
    for weak in ("short word", "x" * 257, "ababababababab", "Head@Firm.ru 2026", " "):
        with pytest.raises(passwords.WeakPassword):
            passwords.hashed(weak, "head@firm.ru")
    assert not passwords.is_right("any", "no hash at all")
