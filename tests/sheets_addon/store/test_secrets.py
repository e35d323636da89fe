import pytest
from sqlalchemy import update

from sheets_addon.store import Store, secrets
from sheets_addon.store.errors import NoSecretKey, UnknownSecret, WrongSecretKey
from sheets_addon.store.models import SecretRow
from tests.sheets_addon.store.samples import NOW

OLD, NEW = "o" * 32, "новый ключ " * 4
KEY = {"type": "service_account", "client_email": "reports@example.com", "private_key": "-----BEGIN…"}


@pytest.fixture(autouse=True)
def _kept(store: Store) -> None:
    with store.write() as session:
        for about in secrets.listed(session):
            secrets.remove(session, about.name)
        secrets.keep(session, secrets.keys(OLD), "google", KEY, kind="service_account", now=NOW, about={"email": "r@e"})


def test_what_is_kept_can_be_read_with_the_key_only(store: Store) -> None:
    with store.read() as session:
        assert secrets.read(session, secrets.keys(OLD), "google") == KEY
        with pytest.raises(WrongSecretKey, match="“google”"):
            secrets.read(session, secrets.keys(NEW), "google")
        with pytest.raises(UnknownSecret, match="other"):
            secrets.read(session, secrets.keys(OLD), "other")
        row = session.get_one(SecretRow, "google")
        assert b"private" not in row.token
        assert not any("private" in str(value) for value in (row.about, row.kind, row.name))


def test_what_may_be_seen_needs_no_key(store: Store) -> None:
    with store.read() as session:
        assert secrets.listed(session) == secrets.listed(session, "service_account")
        assert secrets.listed(session, "token") == []
        [seen] = secrets.listed(session)
        assert (seen.name, seen.kind, seen.about, seen.kept_at) == ("google", "service_account", {"email": "r@e"}, NOW)


def test_the_key_is_changed_without_losing_a_secret(store: Store) -> None:
    both = secrets.keys(f"{NEW} , {OLD}")
    with store.write() as session:
        assert secrets.unreadable(session, both) == []
        assert secrets.unreadable(session, secrets.keys(NEW)) == ["google"]
        assert secrets.rotate(session, both) == 1
        assert secrets.read(session, secrets.keys(NEW), "google") == KEY
        with pytest.raises(WrongSecretKey):
            secrets.read(session, secrets.keys(OLD), "google")


def test_a_rotation_that_lacks_a_key_changes_nothing(store: Store) -> None:
    with store.write() as session:
        secrets.keep(session, secrets.keys(NEW), "b", "token", kind="token", now=NOW)
    with pytest.raises(WrongSecretKey, match="“google”"), store.write() as session:
        secrets.rotate(session, secrets.keys(NEW))
    with store.read() as session:
        assert secrets.read(session, secrets.keys(OLD), "google") == KEY
        assert secrets.read(session, secrets.keys(NEW), "b") == "token"


def test_a_token_under_another_name_does_not_open(store: Store) -> None:
    with store.write() as session:
        secrets.keep(session, secrets.keys(OLD), "other", "x", kind="token", now=NOW)
        stolen = session.get_one(SecretRow, "google").token
        session.execute(update(SecretRow).where(SecretRow.name == "other").values(token=stolen))
    with store.read() as session, pytest.raises(WrongSecretKey, match="“other”"):
        secrets.read(session, secrets.keys(OLD), "other")


def test_kept_anew_and_removed(store: Store) -> None:
    with store.write() as session:
        secrets.keep(session, secrets.keys(NEW), "google", [1], kind="token", now=NOW)
        assert secrets.read(session, secrets.keys(NEW), "google") == [1]
        secrets.remove(session, "google")
        assert secrets.listed(session) == []
        with pytest.raises(UnknownSecret):
            secrets.remove(session, "google")


@pytest.mark.parametrize("given", [None, "", " , ", "short", f"{OLD},short"])
def test_no_key_or_a_short_one_is_a_sentence(given: str | None) -> None:
    with pytest.raises(NoSecretKey, match="PLANERKA_SECRET_KEY") as raised:
        secrets.keys(given)
    assert "short" not in str(raised.value)
    assert "PLANERKA_SECRET_KEY" in raised.value.message("ru")
