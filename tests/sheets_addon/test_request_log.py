import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.logs import log
from tests.sheets_addon.conftest import bearer, browser, person
from tests.sheets_addon.test_logs import Lines, lines

__all__ = ["lines"]


def test_a_line_names_the_route_and_who_asked_by_number(app: Flask, running: Service, lines: Lines) -> None:
    anna = person(running, "anna@firm.ru", "head")
    answer = browser(app, running, anna).get("/?x=1")
    [line] = [one for one in lines() if one["event"] == "request"]
    assert answer.status_code == 200
    assert (line["method"], line["route"], line["status"], line["person"]) == ("GET", "/", 200, anna.id)
    assert line["ms"] > 0
    assert line["request"] == answer.headers["X-Request-ID"]
    assert line.keys() == {
        "event",
        "level",
        "logger",
        "timestamp",
        "request",
        "method",
        "route",
        "status",
        "ms",
        "person",
    }


def test_a_program_is_named_by_the_beginning_of_its_key(app: Flask, running: Service, lines: Lines) -> None:
    key = bearer(running, functions=True)
    assert app.test_client().get("/v1/functions", headers=key).status_code == 200
    [line] = lines()
    assert re.fullmatch(r"plk_[0-9a-f]{8}", line["key"])
    assert line["key"] in key["Authorization"]


@pytest.mark.parametrize("given", ["abcdefgh", "0123-4567.89ab_CDEF", "x" * 64])
def test_a_request_id_that_fits_is_kept(client: FlaskClient, given: str) -> None:
    assert client.get("/login", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with blank", "käse-käse", "a;b;c;d;e", "<script>alert"])
def test_any_other_is_made_anew(client: FlaskClient, given: str) -> None:
    found = [client.get("/login", headers={"X-Request-ID": given}).headers["X-Request-ID"] for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in found) and found[0] != found[1]


def test_every_answer_has_one_and_every_line_of_its_request(app: Flask, client: FlaskClient, lines: Lines) -> None:
    def talks() -> str:
        log().info("inside")
        raise ZeroDivisionError

    talks.needs = "open"  # type: ignore[attr-defined]
    app.add_url_rule("/talks", view_func=talks)
    for path in ("/talks", "/nowhere", "/login", "/health/live", "/static/style.css"):
        with client.get(path) as answer:
            assert answer.headers["X-Request-ID"]
    strange = client.get("/", headers={"Host": "evil.example"})
    assert strange.status_code == 400 and strange.headers["X-Request-ID"]
    log().info("outside")
    said = lines()
    ids = {
        line["request"]
        for line in said
        if line["event"] in ("inside", "request_failed") or line.get("route") == "/talks"
    }
    assert len(ids) == 1 and len([line for line in said if line.get("request") in ids]) == 3
    assert said[-1]["event"] == "outside" and "request" not in said[-1]


def test_what_machines_ask_all_the_time_is_a_line_only_where_it_fails(
    app: Flask, client: FlaskClient, running: Service, lines: Lines
) -> None:
    client.get("/health/live")
    client.get("/health/ready")
    client.get("/static/style.css").close()
    assert lines() == []
    client.get("/static/none.css")
    assert [line["status"] for line in lines()] == [404]


def test_a_failure_is_an_error(app: Flask, client: FlaskClient, lines: Lines) -> None:
    def fails() -> str:
        raise ZeroDivisionError

    fails.needs = "open"  # type: ignore[attr-defined]
    app.add_url_rule("/fails", view_func=fails)
    client.get("/fails")
    assert [line["level"] for line in lines()] == ["error", "error"]
