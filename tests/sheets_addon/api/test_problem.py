"""Every error of the API is a problem of RFC 9457, in the language of the request."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.errors import WorkbookNotShared
from core.i18n import T
from sheets_addon.api.problem import KINDS, OF_STATUS, Refusal, answer, refused
from tests.sheets_addon.api.conftest import with_key

ONE = "/v1/functions/FUNNEL_CONVERSION"
JSON = "application/json"


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """That ``answer`` is this problem and says all that one has to."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    said: dict[str, Any] = answer.json
    assert said["status"] == status and said["code"] == code
    assert said["type"].startswith("/problems/") and said["title"] and said["detail"]
    return said


def test_every_kind_has_its_words_in_both_languages() -> None:
    for kind in KINDS.values():
        for text in (kind.title, kind.detail):
            assert text.ru and text.en and text.ru != text.en
            assert not any("А" <= letter <= "я" for letter in text.en)
    assert OF_STATUS[404] == "not_found" and OF_STATUS[400] == "bad_request"


def test_strangers(client: FlaskClient, app: Flask) -> None:
    said = client.get("/v1/functions")
    assert problem(said, 401, "unauthorized")["type"] == "/problems/unauthorized"
    assert said.headers["WWW-Authenticate"] == 'Bearer realm="planerka"'
    problem(with_key(app, {"Authorization": "Bearer plk_0_x"}).get("/v1/functions"), 401, "unauthorized")


def test_what_is_not_there(program: FlaskClient) -> None:
    problem(program.get("/v1/nowhere"), 404, "not_found")
    problem(program.post("/v1/functions/NO_SUCH", json={}), 404, "unknown_function")


def test_another_method_is_told_which_there_are(program: FlaskClient) -> None:
    said = program.delete("/v1/functions")
    problem(said, 405, "not_allowed")
    assert said.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_bodies(program: FlaskClient) -> None:
    problem(program.post(ONE, data="x"), 415, "not_json")
    problem(program.post(ONE, data="{", content_type=JSON), 400, "bad_request")
    problem(program.post(ONE, data='{"args": ["' + "x" * 9_000_000 + '"]}', content_type=JSON), 413, "too_large")


@pytest.mark.parametrize(
    "text",
    [
        '{"args": [1], "args": [2]}',
        '{"args": [NaN]}',
        "[" * 50_000,
        '{"args": [1' + "0" * 5000 + "]}",
        b'{"args":"\xff"}',
    ],
    ids=["twice", "nan", "deep", "huge", "bytes"],
)
def test_what_json_does_not_have_is_400(program: FlaskClient, text: str) -> None:
    problem(program.post(ONE, data=text, content_type=JSON), 400, "bad_request")


def test_a_function_without_a_value(program: FlaskClient) -> None:
    said = problem(program.post(ONE, json={"args": [[["{x}"], ["y"]]]}), 422, "#VALUE!")
    assert said["type"] == "/problems/function"


@pytest.mark.parametrize(
    ("body", "header", "title"),
    [
        ({}, None, "Запрос не подходит"),
        ({}, "en-GB,en;q=0.9", "The request does not fit"),
        ({"language": "en"}, "ru", "The request does not fit"),
        ({"language": "ru"}, "en", "Запрос не подходит"),
        ({"language": "fr"}, "en", "The request does not fit"),
        ({}, "*", "Запрос не подходит"),
        ({}, "xx;q=banana", "Запрос не подходит"),
    ],
)
def test_the_language(program: FlaskClient, body: dict[str, Any], header: str | None, title: str) -> None:
    more = {} if header is None else {"Accept-Language": header}
    said = program.post(ONE, json=body | {"header": "x"}, headers=more)
    assert problem(said, 400, "bad_request")["title"] == title
    assert said.headers["Content-Language"] == ("en" if title.startswith("The") else "ru")


def test_an_error_of_ours_has_a_number_and_no_traceback(app: Flask, program: FlaskClient) -> None:
    def broken(name: str) -> Any:
        raise ZeroDivisionError("secret")

    broken.needs = "functions"  # type: ignore[attr-defined]
    app.view_functions["functions.one"] = broken
    said = program.post(ONE, json={})
    assert "номером" in problem(said, 500, "internal")["detail"]
    assert "secret" not in said.text


def test_a_workbooks_error_keeps_its_code_and_peoples_braces(app: Flask) -> None:
    with app.test_request_context("/v1/workbooks"):
        made = answer(
            refused("workbook", WorkbookNotShared(T("{name}", "{name}"), name="{a} {0}"), share_with=["x@example"])
        )
    said = json.loads(made.data)
    assert said["code"] == "not_shared" and said["detail"] == "{a} {0}" and said["share_with"] == ["x@example"]


def test_a_page_keeps_its_own_errors(client: FlaskClient, admin: FlaskClient) -> None:
    answer = admin.get("/nowhere")
    assert answer.status_code == 404 and answer.mimetype == "text/html"
    assert client.get("/v1/functions", headers={"Host": "evil.example"}).mimetype == "application/problem+json"


def test_a_refusal_says_its_kind() -> None:
    assert str(Refusal("too_large")) == "too_large"
