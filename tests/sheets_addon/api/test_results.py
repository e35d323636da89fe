"""Reports, problems, agenda and runs over REST: the caller's share of the last result, and only what has changed."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.i18n.sentences import Severity
from core.report import Problem
from core.report import Result as Made
from sheets_addon.jobs.service import Service
from sheets_addon.store import audit
from sheets_addon.sync.files import new_upload
from sheets_addon.work import utc_now
from sheets_addon.workbooks.as_json import as_json
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.api.test_problem import problem
from tests.sheets_addon.conftest import bearer, keep, shown
from tests.sheets_addon.fakes import fake_result

TABS = ("reports", "reports/day", "problems", "agenda")


@pytest.fixture
def program(app: Flask, running: Service) -> FlaskClient:
    return with_key(app, bearer(running, workbooks=None))


def at(id: int, rest: str = "") -> str:
    return f"/v1/workbooks/{id}/{rest}"


def many(n: int) -> Made:
    """With so many problems, every third of them an error, on two tabs."""
    severities: tuple[Severity, ...] = ("error", "info", "info")
    found = [
        Problem(("Счета", "Сделки")[i % 2], i + 2, "Сумма", f"C{i + 2}", "x", severities[i % 3], "много", "Не то.")
        for i in range(n)
    ]
    return replace(fake_result(), problems=tuple(reversed(found)))


def test_a_report_is_that_of_the_json_of_a_refresh(program: FlaskClient, book: int) -> None:
    wanted = as_json(fake_result())["reports"]
    listed = program.get(at(book, "reports")).json
    assert [(one["id"], one["has_data"]) for one in listed["reports"]] == [("day", True), ("funnel", False)]
    assert (listed["asof"], listed["language"]) == ("2026-03-31", "ru") and listed["run"]
    for id, report in wanted.items():
        assert program.get(at(book, f"reports/{id}")).json == report


def test_there_is_nothing_before_the_first_run(app: Flask, running: Service, head: FlaskClient) -> None:
    id = new_upload(running.store, "Новая", utc_now()).id
    client = with_key(app, bearer(running, workbooks=(id,)))
    assert client.get(at(id, "reports")).json == {"run": None, "asof": None, "language": None, "reports": []}
    assert client.get(at(id, "problems")).json == {"run": None, "total": 0, "problems": [], "next": None}
    assert client.get(at(id, "runs")).json == {"runs": [], "next": None}
    problem(client.get(at(id, "agenda")), 404, "not_found")
    problem(client.get(at(id, "reports/day")), 404, "not_found")


def test_a_report_that_is_not_there(program: FlaskClient, book: int) -> None:
    problem(program.get(at(book, "reports/nope")), 404, "not_found")


def test_a_manager_gets_his_own_rows(manager: FlaskClient, head: FlaskClient, book: int) -> None:
    his = manager.get(at(book, "reports/day")).json["blocks"]["managers"]
    all_rows = head.get(at(book, "reports/day")).json["blocks"]["managers"]
    place = his["columns"].index("manager")
    assert {row[place] for row in his["rows"]} == {"Анна Белова"}
    assert len(all_rows["rows"]) == 3
    assert "Пётр" not in manager.get(at(book, "reports/day")).get_data(as_text=True)


@pytest.mark.parametrize("tab", TABS)
def test_what_has_not_changed_is_not_sent_again(
    running: Service, program: FlaskClient, head: FlaskClient, manager: FlaskClient, book: int, tab: str
) -> None:
    first = program.get(at(book, tab))
    tag = first.headers["ETag"]
    assert first.status_code == 200 and tag.startswith('"')
    again = program.get(at(book, tab), headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert head.get(at(book, tab)).headers["ETag"] == tag
    assert manager.get(at(book, tab), headers={"If-None-Match": tag}).status_code == 200  # his share is another
    keep(running, book, fake_result())
    changed = program.get(at(book, tab), headers={"If-None-Match": tag})
    assert changed.status_code == 200 and changed.headers["ETag"] != tag


def test_problems_come_in_order_and_in_pages(running: Service, program: FlaskClient) -> None:
    result = many(25)
    id = shown(running, result=result)
    wanted = as_json(result)["problems"]
    found: list[Any] = []
    address = at(id, "problems?limit=10")
    while address:
        answer = program.get(address)
        found += answer.json["problems"]
        assert answer.json["total"] == 25
        address = answer.headers.get("Link", "<>").partition(">")[0][1:]
    assert found == wanted


def test_problems_may_be_asked_for_by_severity_and_tab(running: Service, program: FlaskClient) -> None:
    id = shown(running, result=many(12))
    errors = program.get(at(id, "problems?severity=error&limit=3")).json
    assert errors["total"] == 4 and {one["severity"] for one in errors["problems"]} == {"error"}
    last = program.get(at(id, f"problems?severity=error&limit=3&cursor={errors['next']}")).json
    assert len(last["problems"]) == 1 and last["next"] is None
    assert program.get(at(id, "problems"), query_string={"tab": "Сделки"}).json["total"] == 6
    assert program.get(at(id, "problems?tab=nope")).json["total"] == 0
    said = problem(program.get(at(id, "problems?severity=bad")), 400, "bad_request")
    assert said["errors"] == [{"parameter": "severity", "detail": "подходит: error, warning, info"}]


def test_a_list_that_has_changed_meanwhile_is_begun_anew(running: Service, program: FlaskClient) -> None:
    id = shown(running, result=many(5))
    following = program.get(at(id, "problems?limit=2")).json["next"]
    keep(running, id, many(4))
    problem(program.get(at(id, f"problems?limit=2&cursor={following}")), 409, "stale")


@pytest.mark.parametrize("cursor", ["1", "1-", "-1", "1-1-1", "x-1", "9999999999-1", "١-١", ""])
def test_a_cursor_is_one_of_ours(program: FlaskClient, book: int, cursor: str) -> None:
    problem(program.get(at(book, "problems"), query_string={"cursor": cursor}), 400, "bad_request")


def test_the_agenda_in_the_form_that_is_asked_for(program: FlaskClient, book: int) -> None:
    said = program.get(at(book, "agenda"))
    assert said.mimetype == "application/json"
    assert said.json["slot"] == "evening" and said.json["title"] and said.json["text"]
    for accepted in ("text/plain", "text/*", "text/plain, application/json;q=0.5"):
        text = program.get(at(book, "agenda"), headers={"Accept": accepted})
        assert text.mimetype == "text/plain" and text.get_data(as_text=True) == said.json["text"]
    assert program.get(at(book, "agenda"), headers={"Accept": "*/*"}).mimetype == "application/json"
    problem(program.get(at(book, "agenda"), headers={"Accept": "image/png"}), 406, "not_acceptable")


def test_a_meeting_that_was_not(program: FlaskClient, book: int) -> None:
    problem(program.get(at(book, "agenda?slot=11")), 404, "not_found")
    problem(program.get(at(book, "agenda?slot=noon")), 400, "bad_request")


def test_runs(running: Service, program: FlaskClient, manager: FlaskClient, book: int) -> None:
    keep(running, book, fake_result())
    newest, first = program.get(at(book, "runs")).json["runs"]
    assert newest["id"] > first["id"] and newest["status"] == "ok"
    assert newest["problems"] == {"error": 1, "warning": 0, "info": 0}
    assert program.get(at(book, f"runs/{first['id']}")).json == first
    page = program.get(at(book, "runs?limit=1")).json
    assert [run["id"] for run in page["runs"]] == [newest["id"]]
    assert program.get(at(book, f"runs?limit=1&cursor={page['next']}")).json == {"runs": [first], "next": None}
    assert manager.get(at(book, "runs")).json["runs"][0]["problems"] is None


@pytest.mark.parametrize("run", ["0", "4711", "99999999999999999999", "x"])
def test_no_such_run(program: FlaskClient, book: int, run: str) -> None:
    problem(program.get(at(book, f"runs/{run}")), 404, "not_found")


def test_a_run_of_another_workbook_is_not_here(running: Service, program: FlaskClient, book: int) -> None:
    other = shown(running, "Другая")
    run = program.get(at(other, "runs")).json["runs"][0]["id"]
    problem(program.get(at(book, f"runs/{run}")), 404, "not_found")


def test_who_looks_is_written_down(running: Service, program: FlaskClient, book: int) -> None:
    for tab in TABS:
        program.get(at(book, tab))
    with running.store.read() as session:
        assert [(entry.what, entry.who[:4]) for entry in audit.read(session)] == [("viewed", "plk_")]
