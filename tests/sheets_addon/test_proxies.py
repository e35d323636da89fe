from collections.abc import Iterator

import pytest
from flask import Flask, request

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.proxies import behind
from sheets_addon.settings import Settings

PROXY = "10.0.0.1"


def asked(address: str, **headers: str) -> str:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme}")
    app.wsgi_app = behind(app.wsgi_app, {PROXY})  # type: ignore[method-assign]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get("/", environ_base={"REMOTE_ADDR": address}, headers=named).text


def test_our_proxy_is_believed_and_only_of_whom_it_saw_itself() -> None:
    assert asked(PROXY, X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https") == "1.2.3.4 https"
    assert asked(PROXY, X_Forwarded_For="6.6.6.6, 1.2.3.4") == "1.2.3.4 http"
    assert asked(PROXY, X_Forwarded_For="2001:db8::1") == "2001:db8::1 http"


def test_nobody_else_is() -> None:
    assert asked("9.9.9.9", X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https") == "9.9.9.9 http"


@pytest.mark.parametrize("nonsense", ["", "unknown", "1.2.3.4, ", "<script>", "999.1.1.1"])
def test_what_is_no_address_changes_nothing(nonsense: str) -> None:
    assert asked(PROXY, X_Forwarded_For=nonsense, X_Forwarded_Proto="gopher") == f"{PROXY} http"


@pytest.fixture
def proxied(settings: Settings) -> Iterator[Service]:
    with service(settings.model_copy(update={"trusted_proxies": (PROXY,)})) as made:
        yield made


def test_who_guesses_behind_the_proxy_locks_out_only_himself(proxied: Service) -> None:
    client = create_app(proxied).test_client()

    def tried(address: str) -> int:
        client.get("/login", environ_base={"REMOTE_ADDR": PROXY})
        with client.session_transaction() as cookie:
            token = cookie["csrf"]
        return client.post(
            "/login",
            data={"user": f"someone at {address}", "password": "wrong", "csrf": token},
            environ_base={"REMOTE_ADDR": PROXY},
            headers={"X-Forwarded-For": address},
        ).status_code

    assert 429 in [tried("6.6.6.6") for _ in range(12)]
    assert tried("6.6.6.6") == 429
    assert tried("1.2.3.4") == 401
