import pytest

from sheets_addon.store import Store, api_keys
from sheets_addon.store.errors import NoSecretKey, UnknownKey
from sheets_addon.store.models import ApiKeyRow
from tests.sheets_addon.store.samples import MINUTE, NOW

OLD, NEW = api_keys.signing("o" * 32), api_keys.signing("n" * 32 + " , " + "o" * 32)


def made(store: Store, **scope: object) -> tuple[api_keys.ApiKey, str]:
    with store.write() as session:
        return api_keys.add(session, OLD, " Надстройка  Excel ", now=NOW, added_by="head", **scope)  # type: ignore[arg-type]


def test_a_key_is_shown_once_and_cannot_be_made_from_what_is_kept(store: Store) -> None:
    key, token = made(store, functions=True)
    assert token.startswith(key.prefix + "_") and len(token) > 50
    assert (key.name, key.functions, key.workbooks, key.used_at) == ("Надстройка Excel", True, frozenset(), None)
    with store.read() as session:
        row = session.get_one(ApiKeyRow, key.id)
        secret = token.removeprefix(key.prefix + "_")
        assert all(secret not in str(value) for value in vars(row).values())
        assert secret.encode() not in row.digest
        assert api_keys.find(session, OLD, token) == key == api_keys.listed(session)[-1]
        assert api_keys.find(session, api_keys.signing("x" * 32), token) is None


def test_only_the_very_key_opens(store: Store) -> None:
    key, token = made(store)
    _, other = made(store)
    wrong = ["", "plk_", key.prefix, token[:-1], token + "x", "x" + token[1:], token.upper(), key.prefix + other[12:]]
    with store.read() as session:
        for given in [*wrong, "\0" * 60, "plk_\0bcdefg_", "ключ" * 9, "\ud800" * 12]:
            assert api_keys.find(session, OLD, given) is None


def test_a_key_reaches_only_what_it_is_for(store: Store) -> None:
    assert not any(made(store)[0].may_see(id) for id in (0, 1, 7))
    limited = made(store, workbooks=[7, 3, 7])[0]
    assert limited.workbooks == {3, 7}
    assert [limited.may_see(id) for id in (3, 7, 1)] == [True, True, False]
    everything = made(store, workbooks=None)[0]
    assert everything.workbooks is None and everything.may_see(1) and not everything.functions
    with store.read() as session:
        assert [key.workbooks for key in api_keys.listed(session)[-2:]] == [{3, 7}, None]


def test_a_revoked_key_opens_nothing(store: Store) -> None:
    key, token = made(store)
    with store.write() as session:
        assert api_keys.revoke(session, key.prefix, NOW).revoked_at == NOW
        assert api_keys.revoke(session, key.prefix, NOW + MINUTE).revoked_at == NOW
        assert api_keys.find(session, OLD, token) is None
        api_keys.used(session, OLD, token, NOW)
        assert api_keys.listed(session)[-1].used_at is None
        for unknown in ("plk_00000000", "", "\0", "ё"):
            with pytest.raises(UnknownKey, match="planerka keys list"):
                api_keys.revoke(session, unknown, NOW)


def test_the_last_use_is_known_to_the_minute(store: Store) -> None:
    key, token = made(store)
    assert api_keys.is_stale(key, NOW)
    with store.write() as session:
        api_keys.used(session, OLD, token, NOW)
    with store.read() as session:
        key = api_keys.listed(session)[-1]
    assert key.used_at == NOW
    assert not api_keys.is_stale(key, NOW + MINUTE / 2)
    assert api_keys.is_stale(key, NOW + MINUTE)


def test_the_servers_key_is_changed_while_keys_go_on(store: Store) -> None:
    _, used = made(store)
    _, unused = made(store)
    with store.write() as session:
        assert api_keys.find(session, NEW, used) and api_keys.find(session, NEW, unused)
        api_keys.used(session, NEW, used, NOW)
        assert api_keys.find(session, NEW[:1], used)
        assert api_keys.find(session, NEW[:1], unused) is None


@pytest.mark.parametrize("given", [None, "", " , ", "short", "o" * 32 + ",short"])
def test_no_server_key_or_a_short_one_is_a_sentence(given: str | None) -> None:
    with pytest.raises(NoSecretKey, match="PLANERKA_SECRET_KEY"):
        api_keys.signing(given)
