"""Signing in with Google against a provider that signs real tokens: who comes in, and every way of not coming in."""

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.people import google
from sheets_addon.people.google import SignInRefused, is_configured
from sheets_addon.settings import Settings
from sheets_addon.store import audit, people
from sheets_addon.work import utc_now
from tests.sheets_addon.conftest import PASSWORD
from tests.sheets_addon.people.oidc import CLIENT, SECRET, Key, Provider, served

ANNA = "anna@firm.ru"


@pytest.fixture(scope="module")
def serving() -> Iterator[Provider]:
    with served() as provider:
        yield provider


@pytest.fixture
def provider(serving: Provider) -> Provider:
    serving.claims, serving.token, serving.status = {}, None, {}
    serving.asked.clear()
    return serving


@pytest.fixture
def settings(tmp_path: Path, provider: Provider) -> Settings:
    return Settings(
        home=tmp_path, password=PASSWORD, secret_key="s" * 32, google_root=provider.root, google_client_id=CLIENT,
        google_client_secret=SECRET, google_allowed_domains=("Firm.ru",), google_allowed_emails=("boss@gmail.com",),
    )  # fmt: skip


@pytest.fixture
def running(settings: Settings) -> Iterator[Service]:
    with service(settings) as made:
        with made.store.write() as session:
            for login in (ANNA, "boss@gmail.com"):
                people.add(session, login, "head", now=utc_now())
        yield made


def come_back(client: FlaskClient, provider: Provider, email: str = ANNA, hd: str = "firm.ru", **more: str) -> Any:
    """The whole way of a browser; ``more`` is put over what Google sends it back with."""
    sent = client.get("/login/google?next=/account")
    assert sent.status_code == 303
    given = provider.authorize(sent.headers["Location"], email, hd) | more
    return client.get("/login/google/back", query_string=given)


def refused(answer: Any, sentence: str, client: FlaskClient) -> None:
    assert answer.status_code == 403 and sentence in answer.text
    assert client.get("/account").status_code == 303, "nobody has signed in"


def test_a_person_of_the_store_comes_in_and_lands_where_she_wanted(
    client: FlaskClient, running: Service, provider: Provider
) -> None:
    assert "Войти через Google" in client.get("/login").text
    answer = come_back(client, provider)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert ANNA in client.get("/account").text
    with running.store.read() as session:
        [entry] = audit.read(session)
    assert (entry.who, entry.what) == (ANNA, "signed_in")


@pytest.mark.parametrize("email", ["ANNA@firm.ru", "Anna@Firm.RU"])
def test_the_address_is_the_login_however_it_is_spelt(client: FlaskClient, provider: Provider, email: str) -> None:
    assert come_back(client, provider, email, "FIRM.ru").status_code == 303


def test_a_single_address_needs_no_organisation(client: FlaskClient, provider: Provider) -> None:
    assert come_back(client, provider, "boss@gmail.com", "").status_code == 303


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"aud": "other.apps.googleusercontent.com"}, "не прошёл проверку"),
        ({"aud": None}, "не прошёл проверку"),
        ({"aud": [CLIENT, "other"]}, "не прошёл проверку"),
        ({"iss": "https://evil.example"}, "не прошёл проверку"),
        ({"iss": None}, "не прошёл проверку"),
        ({"exp": NOW - 60, "iat": NOW - 3660}, "не прошёл проверку"),
        ({"exp": None}, "не прошёл проверку"),
        ({"iat": NOW + 3600, "exp": NOW + 7200}, "не прошёл проверку"),
        ({"nonce": "another"}, "не прошёл проверку"),
        ({"nonce": None}, "не прошёл проверку"),
        ({"email": None}, "не прошёл проверку"),
        ({"email_verified": False}, "не подтверждён"),
        ({"email_verified": "true"}, "не подтверждён"),
        ({"email_verified": None}, "не подтверждён"),
        ({"hd": "other.ru"}, "не из вашей организации"),
        ({"hd": None}, "не из вашей организации"),
        ({"email": "anna@firm.ru.evil.example"}, "не из вашей организации"),
        ({"email": "anna@evil.example"}, "не из вашей организации"),
        ({"email": "anna@sub.firm.ru"}, "не из вашей организации"),
    ],
)
def test_a_token_that_is_not_as_it_must_be(
    client: FlaskClient, provider: Provider, claims: dict[str, Any], sentence: str
) -> None:
    provider.claims = claims
    refused(come_back(client, provider), sentence, client)


def test_a_token_that_google_has_not_signed(client: FlaskClient, provider: Provider) -> None:
    claims = {"iss": "https://accounts.google.com", "aud": CLIENT, "iat": NOW, "exp": NOW + 3600, "email": ANNA}
    provider.token = Key(provider.key.id).signed(claims)  # the same name, another key
    refused(come_back(client, provider), "не прошёл проверку", client)
    for algorithm in ("none", "HS256"):
        parts = [{"alg": algorithm, "typ": "JWT", "kid": provider.key.id}, claims]
        coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
        provider.token = ".".join([*coded, ""])
        refused(come_back(client, provider), "не прошёл проверку", client)
    provider.token = "no token"
    refused(come_back(client, provider), "не прошёл проверку", client)


@pytest.mark.parametrize("more", [{"state": "another"}, {"state": ""}, {"state": "состояние"}])
def test_an_answer_that_this_browser_did_not_ask_for(
    client: FlaskClient, provider: Provider, more: dict[str, str]
) -> None:
    refused(come_back(client, provider, **more), "Начните заново", client)
    assert "/token" not in provider.asked


def test_another_browser_cannot_be_given_ones_own_answer(app: Flask, client: FlaskClient, provider: Provider) -> None:
    """Signing a victim in as the attacker: his browser never began it."""
    given = provider.authorize(client.get("/login/google").headers["Location"], ANNA, "firm.ru")
    victim = app.test_client()
    refused(victim.get("/login/google/back", query_string=given), "Начните заново", victim)


def test_an_answer_is_good_once(app: Flask, client: FlaskClient, provider: Provider) -> None:
    sent = client.get("/login/google")
    with client.session_transaction() as cookie:
        begun = dict(cookie["google"])
    given = provider.authorize(sent.headers["Location"], ANNA, "firm.ru")
    assert client.get("/login/google/back", query_string=given).status_code == 303
    again = app.test_client()
    refused(again.get("/login/google/back", query_string=given), "Начните заново", again)
    with again.session_transaction() as cookie:  # even with a copy of the cookie, the code is spent
        cookie["google"] = begun
    refused(again.get("/login/google/back", query_string=given), "не подтвердил", again)


def test_a_code_that_was_caught_is_worth_nothing_without_its_verifier(
    app: Flask, client: FlaskClient, provider: Provider
) -> None:
    caught = provider.authorize(client.get("/login/google").headers["Location"], ANNA, "firm.ru")
    thief = app.test_client()
    mine = provider.authorize(thief.get("/login/google").headers["Location"], "thief@firm.ru", "firm.ru")
    answer = thief.get("/login/google/back", query_string=mine | {"code": caught["code"]})
    refused(answer, "не подтвердил", thief)


def test_whoever_says_no_at_google(client: FlaskClient, provider: Provider) -> None:
    refused(come_back(client, provider, code="", error="access_denied"), "не подтвердил", client)


@pytest.mark.parametrize(("path", "status"), [("/token", 503), ("/oauth2/v1/certs", 500)])
def test_google_is_away(client: FlaskClient, provider: Provider, path: str, status: int) -> None:
    provider.status = {path: status}
    refused(come_back(client, provider), "Google не отвечает", client)


def test_google_cannot_be_reached(settings: Settings) -> None:
    away = settings.model_copy(update={"google_root": "http://127.0.0.1:9"})
    _, pending = google.begin(away, "http://localhost/back")
    with pytest.raises(SignInRefused, match="does not answer"):
        google.finish(away, pending, {"state": pending.state, "code": "x"}, "http://localhost/back")


def test_nobody_is_followed_to_another_address(client: FlaskClient, provider: Provider) -> None:
    provider.status = {"/token": 302}
    refused(come_back(client, provider), "не подтвердил", client)


def test_a_stranger_of_the_organisation_is_told_whom_to_ask(
    client: FlaskClient, running: Service, provider: Provider
) -> None:
    refused(come_back(client, provider, "new@firm.ru"), "Попросите администратора добавить вас", client)
    with running.store.read() as session:
        [entry] = audit.read(session)
    assert (entry.who, entry.what) == ("", "refused")


def test_whoever_is_locked_out_stays_out(client: FlaskClient, running: Service, provider: Provider) -> None:
    with running.store.write() as session:
        people.add(session, "admin", "admin", now=utc_now())
        people.change(session, ANNA, active=False)
    refused(come_back(client, provider), "вход закрыт", client)


@pytest.mark.parametrize(
    "missing",
    [
        {"google_client_id": None},
        {"google_client_id": ""},
        {"google_client_secret": None},
        {"google_allowed_domains": (), "google_allowed_emails": ()},
    ],
)
def test_half_of_a_configuration_lets_nobody_in(
    running: Service, settings: Settings, provider: Provider, missing: dict[str, Any]
) -> None:
    half = Settings.model_validate(settings.model_dump() | missing)
    assert is_configured(settings) and not is_configured(half)
    with service(half) as made:
        client = create_app(made).test_client()
        assert "Google" not in client.get("/login").text
        assert client.get("/login/google").status_code == client.get("/login/google/back?code=x").status_code == 403
    _, pending = google.begin(settings, "http://localhost/back")
    with pytest.raises(SignInRefused, match="not set up"):
        google.finish(half, pending, {"state": pending.state, "code": "x"}, "http://localhost/back")


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example"])
def test_after_it_nobody_is_sent_to_another_site(client: FlaskClient, provider: Provider, next: str) -> None:
    sent = client.get("/login/google", query_string={"next": next})
    given = provider.authorize(sent.headers["Location"], ANNA, "firm.ru")
    assert client.get("/login/google/back", query_string=given).headers["Location"] == "/"


def test_the_session_before_is_worth_nothing_after(client: FlaskClient, provider: Provider) -> None:
    client.get("/login")
    with client.session_transaction() as cookie:
        before = cookie["csrf"]
    come_back(client, provider)
    client.get("/account")
    with client.session_transaction() as cookie:
        assert cookie["csrf"] != before and "google" not in cookie


def test_the_public_address_is_what_google_knows(tmp_path: Path, settings: Settings, provider: Provider) -> None:
    known = settings.model_copy(update={"public_url": "https://sales.example/"})
    with service(known) as made:
        sent = create_app(made).test_client().get("/login/google", base_url="https://sales.example")
    assert "redirect_uri=https%3A%2F%2Fsales.example%2Flogin%2Fgoogle%2Fback&" in sent.headers["Location"]
