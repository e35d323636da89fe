"""Who may come in: every route of the service, by every kind of caller."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from sheets_addon.access.needs import check_all, need_of
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from sheets_addon.store import audit, members, people
from sheets_addon.throttle import ALLOWED, Throttle
from tests.sheets_addon.conftest import CSRF, PASSWORD, bearer, browser, person, shown

FILLED = {
    "report": "day",
    "name": "PLAN_GAP",
    "filename": "style.css",
    "login": "head",
    "prefix": "plk_00000000",
    "run": "1",
}
"""For the parts of an address that are no workbook's id."""


def routes(app: Flask, **ids: int) -> Iterator[tuple[Rule, str, str]]:
    """Every rule, its address and each of its methods."""
    for rule in app.url_map.iter_rules():
        path = rule.rule
        for name in rule.arguments:
            path = re.sub(rf"<(?:[^:<>]+:)?{name}>", str(ids.get(name, FILLED.get(name, 1))), path)
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield rule, path, method


def asked(client: FlaskClient, method: str, path: str, **more: Any) -> Any:
    sent = {"json": {}} if path.startswith("/v1") else {"data": {"csrf": CSRF}}
    return client.open(path, method=method, buffered=True, **sent, **more)


def test_strangers_find_every_route_closed_but_those_that_are_open(app: Flask, client: FlaskClient) -> None:
    closed = 0
    for rule, path, method in routes(app):
        answer = asked(client, method, path)
        if need_of(app, rule.endpoint) == "open":
            allowed = {404} if rule.endpoint == "google.changed" else set()  # without a channel's token
            assert answer.status_code not in {401, 404, 500} - allowed, (method, path)
            continue
        closed += 1
        assert answer.status_code in {303, 401}, (method, path)
        assert answer.headers.get("Location", "/login").startswith("/login")
    assert closed >= 10
    assert {rule.endpoint for rule, _, _ in routes(app) if need_of(app, rule.endpoint) == "open"} == OPEN


OPEN = {
    "static",
    "health.live",
    "health.ready",
    "doors.login",
    "doors.enter",
    "excel.file",
    "excel.manifest",
    "google.changed",
    "google_door.start",
    "google_door.back",
}
"""All there is without signing in: a route that joins them has to be thought about."""


def test_a_workbook_of_others_does_not_exist_on_any_route(app: Flask, running: Service, head: FlaskClient) -> None:
    hidden = shown(running, "Чужая")
    with running.store.write() as session:
        members.put(session, hidden, [])
    key = bearer(running, functions=True, workbooks=(hidden + 1,))
    walked = 0
    for rule, path, method in routes(app, id=hidden):
        if need_of(app, rule.endpoint) in ("workbook", "lead_workbook"):
            walked += 1
            assert asked(head, method, path).status_code == 404, (method, path)
            if path.startswith("/v1"):
                assert asked(app.test_client(), method, path, headers=key).status_code == 404, (method, path)
    assert walked >= 5


def test_a_workbook_that_never_was_is_the_same(app: Flask, admin: FlaskClient) -> None:
    for rule, path, method in routes(app, id=4711):
        if need_of(app, rule.endpoint) in ("workbook", "lead_workbook"):
            assert asked(admin, method, path).status_code == 404, (method, path)


def test_what_is_for_administrators_is_for_nobody_else(
    app: Flask, head: FlaskClient, manager: FlaskClient, book: int
) -> None:
    for rule, path, method in routes(app, id=book):
        need = need_of(app, rule.endpoint)
        if need in ("admin", "all_workbooks"):
            assert asked(head, method, path).status_code == 403, (method, path)
        if need in ("admin", "all_workbooks", "lead", "connect", "lead_workbook"):
            assert asked(manager, method, path).status_code == 403, (method, path)


def test_a_key_opens_what_it_is_for_and_no_page(app: Flask, running: Service, book: int) -> None:
    client, functions, books = app.test_client(), bearer(running, functions=True), bearer(running, workbooks=(book,))
    assert client.get("/v1/functions", headers=functions).status_code == 200
    assert client.get("/v1/functions", headers=books).status_code == 403
    for headers in (functions, books):
        assert client.get("/", headers=headers).status_code == 401
        assert client.get(f"/workbooks/{book}", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer ", "Basic YWRtaW46eA==", "Digest a=b", "Bearer plk_0_x", "?"]
)
def test_wrong_keys_open_nothing(client: FlaskClient, header: str) -> None:
    answer = client.get("/v1/functions", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="planerka"'


def test_a_key_that_nobody_can_read_is_a_wrong_one_though_there_is_a_session(head: FlaskClient) -> None:
    assert head.get("/v1/workbooks").status_code == 200
    assert head.get("/v1/workbooks", headers={"Authorization": "?"}).status_code == 401


def test_a_route_that_does_not_say_who_it_is_for_stops_the_start(running: Service) -> None:
    app = create_app(running)
    app.view_functions["silent"] = lambda: "open to whom?"
    with pytest.raises(RuntimeError, match="silent"):
        check_all(app)
    silent = Blueprint("quiet", __name__)
    assert silent.name  # a blueprint alone says nothing


def test_an_unknown_page_is_closed_too(client: FlaskClient) -> None:
    assert client.get("/nowhere").status_code == 303
    assert client.get("/v1/nowhere").status_code == 401


def test_a_person_signs_in_lands_where_he_wanted_and_signs_out(
    app: Flask, running: Service, client: FlaskClient, book: int
) -> None:
    wanted = f"/workbooks/{book}/problems"
    answer = client.get(wanted)
    assert answer.headers["Location"] == f"/login?next={wanted}"
    form = {"csrf": csrf(client, answer.headers["Location"]), "user": "HEAD", "password": PASSWORD, "next": wanted}
    assert client.post("/login", data=form).headers["Location"] == wanted
    assert client.get(wanted).status_code == 200
    assert client.post("/logout", data={"csrf": csrf(client, "/")}).status_code == 303
    assert client.get("/").status_code == 303
    with running.store.read() as session:
        assert [entry.what for entry in audit.read(session)] == ["signed_out", "viewed", "signed_in"]


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "/a\nb"]
)
def test_after_signing_in_nobody_is_sent_to_another_site(running: Service, client: FlaskClient, next: str) -> None:
    person(running, "head", "head")
    form = {"csrf": csrf(client), "user": "head", "password": PASSWORD, "next": next}
    assert client.post("/login", data=form).headers["Location"] == "/"


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(running: Service, client: FlaskClient) -> None:
    person(running, "head", "head")
    answer = client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_what_a_cache_may_keep_carries_nobodys_cookie(running: Service, client: FlaskClient) -> None:
    """Nor does an answer that was under way bring back the cookie of somebody who has signed out meanwhile."""
    person(running, "head", "head")
    client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    assert client.get("/").status_code == 200  # its forms have their token from now on
    for path in ("/static/style.css", "/excel/functions.js", "/health/live", "/", "/v1/workbooks"):
        answer = client.get(path, buffered=True)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers, path


def test_under_https_the_cookie_goes_to_this_host_alone_and_never_in_the_open(settings: Settings) -> None:
    with service(settings.model_copy(update={"public_url": "https://sales.example"})) as running:
        person(running, "head", "head")
        client = create_app(running).test_client()
        secure = {"base_url": "https://sales.example"}
        form = {"csrf": csrf(client, "https://sales.example/login"), "user": "head", "password": PASSWORD}
        answer = client.post("/login", data=form, **secure)  # type: ignore[arg-type]
        cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-planerka=")
    assert "Secure" in cookie and "Path=/" in cookie and "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(("user", "password"), [("head", "wrong"), ("other", PASSWORD), ("", ""), ("héad", "пароль")])
def test_a_wrong_login_is_refused(running: Service, client: FlaskClient, user: str, password: str) -> None:
    person(running, "head", "head")
    answer = client.post("/login", data={"csrf": csrf(client), "user": user, "password": password})
    assert answer.status_code == 401
    assert "не подошли" in answer.text
    assert client.get("/").status_code == 303


def test_a_wrong_password_leaves_the_login_typed_and_the_language_chosen(client: FlaskClient) -> None:
    assert 'href="/login?lang=en&amp;next=/people"' in client.get("/login?next=/people").text
    form = {"csrf": csrf(client, "/login?lang=en"), "user": '"><b>', "password": "wrong"}
    page = client.post("/login?lang=en", data=form).text
    assert "Sign in" in page and 'value="&#34;&gt;&lt;b&gt;"' in page
    assert 'action="/login?lang=en"' in page


def test_whoever_has_signed_in_is_not_asked_again(head: FlaskClient) -> None:
    answer = head.get("/login?next=/connect")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/connect")
    assert head.get("/login?next=//evil.example").headers["Location"] == "/"


@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": "токен"}])
def test_every_form_without_its_token_is_refused(
    app: Flask, admin: FlaskClient, book: int, form: dict[str, str]
) -> None:
    walked = 0
    for rule, path, method in routes(app, id=book):
        if method == "GET" or rule.endpoint == "google.changed":
            continue
        walked += 1
        assert admin.open(path, method=method, data=form).status_code == 403, (method, path)
    assert walked >= 4


def test_guessing_waits_from_one_address_and_for_one_login(running: Service, client: FlaskClient) -> None:
    person(running, "head", "head")
    form = {"csrf": csrf(client), "user": "head", "password": "guess"}
    for n in range(ALLOWED):
        assert client.post("/login", data=form, environ_base={"REMOTE_ADDR": f"10.0.0.{n}"}).status_code == 401
    answer = client.post("/login", data=form | {"password": PASSWORD}, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Подождите" in answer.text


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
def test_security_headers_are_on_every_answer(admin: FlaskClient, path: str) -> None:
    headers = admin.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_by_caches(admin: FlaskClient) -> None:
    assert admin.get("/").headers["Cache-Control"] == "no-store"


def test_a_closed_page_says_whose_it_is(head: FlaskClient, manager: FlaskClient) -> None:
    """A head who reads «it is the head's» would try again and again."""
    for one in (head, manager):
        answer = one.get("/people")
        assert answer.status_code == 403
        assert "её открывает администратор" in answer.text
    assert "руководитель или администратор" in manager.get("/upload").text


def test_another_host_name_is_refused(client: FlaskClient) -> None:
    """A foreign page whose name was pointed at this machine (DNS rebinding)."""
    assert client.get("/login", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("host", ["[::1]", "[::1]:8765", "localhost:1", "127.0.0.1"])
def test_this_machines_own_names_are_taken(client: FlaskClient, host: str) -> None:
    """``planerka serve --host ::1`` prints such an address."""
    assert client.get("/login", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["[::2]", "[::1].evil.example", "[::1]@evil.example", "[::1", "::1", "[::1]:x", "[]"])
def test_what_is_no_name_of_this_machine_is_not(client: FlaskClient, host: str) -> None:
    assert client.get("/login", headers={"Host": host}).status_code == 400


def test_a_changed_password_and_a_changed_role_end_sessions(app: Flask, running: Service) -> None:
    who = person(running, "head", "head")
    first, second = browser(app, running, who), browser(app, running, who)
    with running.store.write() as session:
        people.set_password(session, "head", "another hash")
    assert first.get("/").status_code == second.get("/").status_code == 303
    third = browser(app, running, who)
    with running.store.write() as session:
        people.change(session, "head", role="manager", manager="Анна")
    assert third.get("/").status_code == 303


def test_a_part_of_a_page_asked_for_after_the_session_has_ended_brings_the_whole_page(
    client: FlaskClient, book: int
) -> None:
    answer = client.get(f"/workbooks/{book}/state", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/login"


def csrf(client: FlaskClient, path: str = "/login") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]
