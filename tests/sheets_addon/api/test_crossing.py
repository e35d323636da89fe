from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.settings import Settings

OTHER, TOKEN = "https://other.example", "t" * 20
ASK = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
def friend(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(home=tmp_path, token=TOKEN, addin_origins=(OTHER,))).test_client()


def test_the_add_in_of_a_named_service_may_call(friend: FlaskClient) -> None:
    asked = friend.options("/v1/refresh", headers={"Origin": OTHER, **ASK})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == OTHER
    key = {"Origin": OTHER, "Authorization": f"Bearer {TOKEN}"}
    answer = friend.get("/v1/functions", headers=key)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == OTHER
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_it_needs_its_key_all_the_same(friend: FlaskClient) -> None:
    assert friend.get("/v1/functions", headers={"Origin": OTHER}).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://other.example.evil.example"])
def test_no_other_may(friend: FlaskClient, origin: str) -> None:
    asked = friend.options("/v1/refresh", headers={"Origin": origin, **ASK})
    assert asked.status_code == 401
    assert "Access-Control-Allow-Origin" not in asked.headers


def test_pages_are_never_for_others(friend: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in friend.get("/login", headers={"Origin": OTHER}).headers


def test_by_default_nobody_may(client: FlaskClient) -> None:
    asked = client.options("/v1/refresh", headers={"Origin": OTHER, **ASK})
    assert "Access-Control-Allow-Origin" not in asked.headers
