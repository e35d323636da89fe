"""The document of the API is true: schemathesis holds the running service to it, and every route is in it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.i18n import Language
from sheets_addon.access.needs import need_of
from sheets_addon.api import books, events, refresh
from sheets_addon.api.openapi import PLACE, document, kinds
from sheets_addon.api.operation import operation_of
from sheets_addon.api.problem import KINDS
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service
from sheets_addon.settings import Settings
from sheets_addon.sync.connect import Checked
from tests.sheets_addon.api.serving import served
from tests.sheets_addon.conftest import CSRF, bearer, browser, person, shown

HERE = Path(__file__).parent
UNTOLD = {"google.changed"}
"""Routes under /v1 that no program of a person calls."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Schemathesis asks more than a person may."""
    return settings.model_copy(update={"calls_per_minute": 10**8, "requests_per_minute": 10**8})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every spreadsheet is shared with one account, and none is ever refreshed."""
    read = Checked("Отдел", "ru", "Europe/Moscow", (), 0, {})
    monkeypatch.setattr(Service, "readers", lambda self, id, only=None: {"robot@example": None})
    monkeypatch.setattr(books.connecting, "reach", lambda readers: ("robot@example", read))
    monkeypatch.setattr(events, "LONGEST", 0.1)


def told(app: Flask, language: Language = "ru") -> dict[str, Any]:
    with app.test_request_context("/v1/openapi.json"):
        return document(app, language, "http://localhost")


def test_every_route_is_told_and_nothing_else(app: Flask) -> None:
    there = {
        (PLACE.sub(r"{\g<name>}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v1/") and rule.endpoint not in UNTOLD
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    }
    paths = told(app)["paths"]
    assert {(path, method) for path, methods in paths.items() for method in methods} == there
    assert len(there) >= 17


def test_every_kind_of_problem_has_its_status_in_the_document(app: Flask) -> None:
    paths = told(app)["paths"]
    for rule in app.url_map.iter_rules():
        if (declared := operation_of(app, rule.endpoint)) is None:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answers = paths[PLACE.sub(r"{\g<name>}", rule.rule)][method.lower()]["responses"]
            for kind in kinds(method, declared, need_of(app, rule.endpoint)):
                assert f"`{kind}`" in answers[str(KINDS[kind].status)]["description"]
            assert {str(status) for status in declared.gives} <= set(answers)


@pytest.mark.parametrize(("language", "word"), [("ru", "Один вызов функции"), ("en", "One call of a function")])
def test_it_speaks_both_languages(client: FlaskClient, running: Service, language: str, word: str) -> None:
    headers = bearer(running, functions=True) | {"Accept-Language": language}
    said = client.get("/v1/openapi.json", headers=headers)
    assert said.json["paths"]["/v1/functions/{name}"]["post"]["summary"] == word
    letters = {letter for letter in said.get_data(as_text=True) if "А" <= letter <= "я"}
    assert not letters or language == "ru"


def test_the_examples_are_answered(app: Flask, program: FlaskClient) -> None:
    paths = told(app)["paths"]
    tried = 0
    for path, methods in paths.items():
        for said in methods.values():
            content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            if "example" in content and path != "/v1/workbooks":
                tried += 1
                body, address = content["example"], path.replace("{name}", "FUNNEL_CONVERSION")
                assert program.post(address, json=body).status_code == 200, address
    assert tried == 4


def test_the_document_is_closed_to_strangers(client: FlaskClient) -> None:
    assert client.get("/v1/openapi.json").status_code == 401


def test_schemathesis_with_a_key(
    running: Service, google: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(refresh.ZONE, "enum", ["Asia/Vladivostok", "Europe/Moscow"])  # of 600 each would be asked
    hold(running, tmp_path, 1, *as_program(running))


def test_schemathesis_as_a_head_who_connects_and_disconnects(running: Service, google: None, tmp_path: Path) -> None:
    hold(running, tmp_path, 1, *as_head(running), "--include-path-regex", "^/v1/workbooks(/{id})?$")


@pytest.mark.long
@pytest.mark.parametrize("by", ["program", "head"])
def test_schemathesis_asks_much(running: Service, google: None, tmp_path: Path, by: str) -> None:
    hold(running, tmp_path, 100, *(as_program if by == "program" else as_head)(running))


def as_program(running: Service) -> list[str]:
    shown(running)
    return ["-H", f"Authorization: {bearer(running, functions=True, workbooks=None)['Authorization']}"]


def as_head(running: Service) -> list[str]:
    """Signed in; the cookie and the token of forms are what a page of ours would send."""
    app = create_app(running)
    client = browser(app, running, person(running, "head", "head"))
    shown(running)
    cookie = client.get_cookie("planerka")
    assert cookie is not None
    return ["-H", f"Cookie: planerka={cookie.value}", "-H", f"X-CSRF-Token: {CSRF}"]


def hold(running: Service, home: Path, examples: int, *more: str) -> None:
    """Run schemathesis with every check; its report is the failure's."""
    with served(running) as url:
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run"]
        asked = [f"{url}/v1/openapi.json", "--checks", "all", "-n", str(examples), "--seed", "1", "--no-color"]
        made = subprocess.run(
            [*command, *asked, *more], cwd=home, capture_output=True, text=True, timeout=1800, check=False
        )
    assert made.returncode == 0, made.stdout[-8000:] + made.stderr[-2000:]
    assert "generated" in made.stdout
