"""How much one caller may ask."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.api.limits import Left, Minute
from sheets_addon.jobs.service import Service
from sheets_addon.settings import Settings
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.api.test_problem import problem
from tests.sheets_addon.conftest import bearer

CALL = {"name": "PLAN_GAP", "args": [1, 3]}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"calls_per_minute": 10, "requests_per_minute": 3})


def batch(client: FlaskClient, n: int) -> int:
    return client.post("/v1/functions:batch", json={"calls": [CALL] * n}).status_code


def test_calls_are_counted_not_requests(program: FlaskClient) -> None:
    assert batch(program, 7) == 200
    answer = program.post("/v1/functions/PLAN_GAP", json={"args": [1, 3]})
    assert answer.status_code == 200
    told = {name: int(answer.headers[f"RateLimit-{name}"]) for name in ("Limit", "Remaining", "Reset")}
    assert told["Limit"] == 10 and told["Remaining"] == 2 and 0 < told["Reset"] <= 60
    assert batch(program, 2) == 200
    refused = program.post("/v1/functions:batch", json={"calls": [CALL]})
    said = problem(refused, 429, "too_many")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Retry-After"] in said["detail"]


def test_other_requests_have_a_count_of_their_own(program: FlaskClient) -> None:
    batch(program, 10)
    assert [program.get("/v1/workbooks").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_each_caller_has_his_own(app: Flask, running: Service, program: FlaskClient, manager: FlaskClient) -> None:
    assert [program.get("/v1/workbooks").status_code for _ in range(4)][-1] == 429
    assert manager.get("/v1/workbooks").status_code == 200
    assert with_key(app, bearer(running, functions=True)).get("/v1/workbooks").status_code == 200


def test_pages_are_not_counted(manager: FlaskClient) -> None:
    answers = [manager.get("/") for _ in range(6)]
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit-Limit" not in answers[0].headers


def test_by_default_two_hundred_calls_a_second_fit() -> None:
    assert Settings().calls_per_minute >= 200 * 60 * 2


def test_a_minute_begins_anew_and_what_does_not_fit_is_not_counted() -> None:
    now = [0.0]
    minute = Minute(5, lambda: now[0])
    assert minute.take("a", 4) == (True, Left(5, 1, 60))
    now[0] = 30.5
    assert minute.take("a", 2) == (False, Left(5, 1, 30))
    assert minute.take("a", 1) == (True, Left(5, 0, 30))
    assert minute.take("b", 5) == (True, Left(5, 0, 30))
    now[0] = 60.0
    assert minute.take("a", 5) == (True, Left(5, 0, 60))
