import pytest
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from tests.sheets_addon.conftest import bearer

OTHER = "https://other.example"
ASK = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"addin_origins": (OTHER,)})


def test_the_add_in_of_a_named_service_may_call(client: FlaskClient, running: Service) -> None:
    asked = client.options("/v1/refresh", headers={"Origin": OTHER, **ASK})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == OTHER
    answer = client.get("/v1/functions", headers={"Origin": OTHER, **bearer(running, functions=True)})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == OTHER
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_it_needs_its_key_all_the_same(client: FlaskClient) -> None:
    assert client.get("/v1/functions", headers={"Origin": OTHER}).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://other.example.evil.example"])
def test_no_other_may(client: FlaskClient, origin: str) -> None:
    asked = client.options("/v1/refresh", headers={"Origin": origin, **ASK})
    assert asked.status_code == 401
    assert "Access-Control-Allow-Origin" not in asked.headers


def test_pages_are_never_for_others(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/login", headers={"Origin": OTHER}).headers


def test_by_default_nobody_may(settings: Settings) -> None:
    with service(settings.model_copy(update={"addin_origins": ()})) as running:
        asked = create_app(running).test_client().options("/v1/refresh", headers={"Origin": OTHER, **ASK})
    assert "Access-Control-Allow-Origin" not in asked.headers
