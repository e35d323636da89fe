"""A request that is sent again with its key is answered again and not done again."""

import threading
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.api import books, idempotent
from sheets_addon.jobs.service import Service
from sheets_addon.store import answers, audit, retention
from sheets_addon.work import utc_now
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.api.test_problem import problem
from tests.sheets_addon.conftest import bearer, shown

KEY = {"Idempotency-Key": "k-1"}


@pytest.fixture
def program(app: Flask, running: Service) -> FlaskClient:
    return with_key(app, bearer(running, workbooks=None))


def times(running: Service) -> int:
    with running.store.read() as session:
        return sum(entry.what == "synced" for entry in audit.read(session))


def test_the_same_key_is_the_same_answer(running: Service, program: FlaskClient, book: int) -> None:
    first = program.post(f"/v1/workbooks/{book}/sync", headers=KEY)
    again = program.post(f"/v1/workbooks/{book}/sync", headers=KEY)
    assert first.status_code == again.status_code == 202
    assert first.json == again.json and first.headers["Location"] == again.headers["Location"]
    assert times(running) == 1
    program.post(f"/v1/workbooks/{book}/sync", headers={"Idempotency-Key": "k-2"})
    assert times(running) == 2


def test_the_same_key_with_another_request_is_refused(running: Service, program: FlaskClient, book: int) -> None:
    address = f"/v1/workbooks/{book}/sync"
    program.post(address, headers=KEY, json={})
    problem(program.post(address, headers=KEY, json={"a": 1}), 422, "key_reused")
    other = shown(running, "Другая")
    problem(program.post(f"/v1/workbooks/{other}/sync", headers=KEY, json={}), 422, "key_reused")
    assert times(running) == 1


def test_another_callers_key_is_another(app: Flask, running: Service, program: FlaskClient, book: int) -> None:
    program.post(f"/v1/workbooks/{book}/sync", headers=KEY)
    with_key(app, bearer(running, workbooks=None)).post(f"/v1/workbooks/{book}/sync", headers=KEY)
    assert times(running) == 2


def test_while_it_is_under_way_the_second_is_told_so(app: Flask, running: Service, book: int) -> None:
    key, reached, go = bearer(running, workbooks=None), threading.Event(), threading.Event()

    def slow(*_: Any) -> bool:
        reached.set()
        return go.wait(10)

    address = f"/v1/workbooks/{book}/sync"
    with patch.object(books, "ask", slow):
        first = threading.Thread(target=lambda: with_key(app, key).post(address, headers=KEY))
        first.start()
        assert reached.wait(10)
        second = with_key(app, key).post(address, headers=KEY)
        go.set()
        first.join()
    problem(second, 409, "under_way")
    assert second.headers["Retry-After"] == "1"
    assert with_key(app, key).post(address, headers=KEY).status_code == 202
    assert times(running) == 1


def test_what_came_to_nothing_may_be_sent_again(running: Service, program: FlaskClient, book: int) -> None:
    address = f"/v1/workbooks/{book}/sync"
    with patch.object(books, "ask", side_effect=RuntimeError("ours")):
        problem(program.post(address, headers=KEY), 500, "internal")
    assert program.post(address, headers=KEY).status_code == 202


@pytest.mark.parametrize("key", ["", "x" * 201, "with blank", "с-кириллицей", "tab\there"])
def test_a_key_is_a_short_word(program: FlaskClient, book: int, key: str) -> None:
    said = problem(
        program.post(f"/v1/workbooks/{book}/sync", headers={"Idempotency-Key": key.encode().decode("latin-1")}),
        400,
        "bad_request",
    )
    assert said["errors"][0]["parameter"] == idempotent.HEADER


def test_a_day_later_it_is_forgotten(running: Service) -> None:
    now = utc_now()
    assert answers.begin(running.store, "who", "k", b"1", now) is None
    with running.store.write() as session:
        answers.keep(session, "who", "k", 202, {"text": "", "location": None})
    kept = answers.begin(running.store, "who", "k", b"2", now + timedelta(hours=23))
    assert kept is not None and (kept.digest, kept.status) == (b"1", 202)
    assert answers.begin(running.store, "who", "k", b"2", now + timedelta(hours=25)) is None
    assert retention.forget(running.store, now + timedelta(hours=26))["answers"] == 0
    assert retention.forget(running.store, now + timedelta(hours=50))["answers"] == 1


def test_one_that_died_under_way_is_taken_up_again(running: Service) -> None:
    now = utc_now()
    assert answers.begin(running.store, "who", "k", b"1", now) is None
    waiting = answers.begin(running.store, "who", "k", b"1", now + timedelta(minutes=1))
    assert waiting is not None and waiting.status is None
    assert answers.begin(running.store, "who", "k", b"1", now + timedelta(minutes=6)) is None
