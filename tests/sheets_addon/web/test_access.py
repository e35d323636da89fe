import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from sheets_addon.access import OPEN
from sheets_addon.settings import Settings
from sheets_addon.throttle import ALLOWED, Throttle
from tests.sheets_addon.conftest import PASSWORD, TOKEN, csrf


def test_every_route_is_closed_but_those_named(app: Flask, client: FlaskClient) -> None:
    closed = 0
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<id>", "day").replace("<name>", "PLAN_GAP").replace("<path:filename>", "style.css")
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            answer = client.open(path, method=method, json={} if path.startswith("/v1") else None, buffered=True)
            if rule.endpoint in OPEN:
                assert answer.status_code in {200, 403, 503}, path  # 403: the login form without its token
            else:
                closed += 1
                assert answer.status_code in {303, 401}, (method, path)
                assert answer.headers.get("Location", "/login") == "/login"
    assert closed >= 6


def test_an_unknown_page_is_closed_too(client: FlaskClient) -> None:
    assert client.get("/nowhere").status_code == 303
    assert client.get("/v1/nowhere").status_code == 401


def test_health_says_no_more_than_it_must(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "ok"}
    assert client.get("/health/ready").status_code == 503


def test_a_person_signs_in_and_out(person: FlaskClient) -> None:
    assert person.get("/").status_code == 200
    assert person.get("/health/ready").status_code == 200
    assert person.post("/logout", data={"csrf": csrf(person, "/")}).status_code == 303
    assert person.get("/").status_code == 303


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    answer = client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(("user", "password"), [("head", "wrong"), ("other", PASSWORD), ("", ""), ("héad", "пароль")])
def test_a_wrong_login_is_refused(client: FlaskClient, user: str, password: str) -> None:
    answer = client.post("/login", data={"csrf": csrf(client), "user": user, "password": password})
    assert answer.status_code == 401
    assert "не подошли" in answer.text
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "guess"}])
def test_a_form_without_its_token_is_refused(person: FlaskClient, form: dict[str, str]) -> None:
    assert person.post("/refresh", data=form).status_code == 403
    assert person.post("/logout", data=form).status_code == 403
    login = {"user": "head", "password": PASSWORD}
    assert person.post("/login", data=form | login).status_code == 403


def test_basic_alone_does_not_pass_a_form(client: FlaskClient) -> None:
    """A browser sends Basic by itself, so another site could press the button."""
    assert client.post("/refresh", auth=("head", PASSWORD)).status_code == 403


def test_basic_and_bearer_open_the_api(client: FlaskClient) -> None:
    assert client.get("/v1/functions", auth=("head", PASSWORD)).status_code == 200
    assert client.get("/v1/functions", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic x", "Digest a=b", "Bearer right-token"])
def test_wrong_keys_do_not(client: FlaskClient, header: str) -> None:
    answer = client.get("/v1/functions", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "unauthorized"
    assert "Basic" in answer.headers["WWW-Authenticate"]


def test_guessing_waits(client: FlaskClient) -> None:
    for _ in range(ALLOWED):
        assert client.get("/v1/functions", auth=("head", "guess")).status_code == 401
    answer = client.get("/v1/functions", auth=("head", PASSWORD))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    form = client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    assert form.status_code == 429
    assert "Подождите" in form.text


def test_the_throttle_forgets_after_its_window() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(ALLOWED):
        throttle.failed("a")
    assert throttle.wait("a") == 61
    assert throttle.wait("b") == 0
    now[0] = 60.5
    assert throttle.wait("a") == 0


@pytest.mark.parametrize("path", ["/", "/login", "/health/live", "/v1/functions", "/nowhere", "/static/style.css"])
def test_security_headers_are_on_every_answer(person: FlaskClient, path: str) -> None:
    headers = person.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_by_caches(person: FlaskClient) -> None:
    assert person.get("/").headers["Cache-Control"] == "no-store"


def test_another_host_name_is_refused(client: FlaskClient) -> None:
    """A foreign page whose name was pointed at this machine (DNS rebinding)."""
    assert client.get("/login", headers={"Host": "evil.example"}).status_code == 400


def test_a_changed_password_ends_sessions(app: Flask, person: FlaskClient) -> None:
    old: Settings = app.extensions["login"]
    app.extensions["login"] = old.model_copy(update={"password": SecretStr("new")})
    assert person.get("/").status_code == 303
