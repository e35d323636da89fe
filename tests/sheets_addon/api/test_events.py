"""The progress of a refresh as it goes."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.api import events
from sheets_addon.jobs.service import Service
from sheets_addon.store import leases, runs, workbooks
from sheets_addon.work import utc_now
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.api.test_problem import problem
from tests.sheets_addon.conftest import bearer


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LOOK", 0.02)
    monkeypatch.setattr(events, "LONGEST", 5.0)


@pytest.fixture
def program(app: Flask, running: Service) -> FlaskClient:
    return with_key(app, bearer(running, workbooks=None))


def want(running: Service, id: int) -> None:
    with running.store.write() as session:
        workbooks.want(session, id, "manual", utc_now())


def parsed(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, data) of each event."""
    for part in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line)
        if fields.get("event") == "state":
            yield fields["id"], json.loads(fields["data"])


def test_where_nothing_is_under_way_the_state_is_told_once(program: FlaskClient, book: int) -> None:
    answer = program.get(f"/v1/workbooks/{book}/events", buffered=True)
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["X-Accel-Buffering"] == "no" and answer.headers["Cache-Control"] == "no-store"
    [(name, data)] = parsed(answer.get_data(as_text=True))
    assert data == program.get(f"/v1/workbooks/{book}").json
    again = program.get(f"/v1/workbooks/{book}/events", headers={"Last-Event-ID": name})
    assert (again.status_code, again.data) == (204, b"")  # an EventSource does not ask again


def test_each_change_is_told_until_the_end(running: Service, program: FlaskClient, book: int) -> None:
    want(running, book)
    steps, told = _a_run(running, book), []
    with program.get(f"/v1/workbooks/{book}/events") as answer:
        for chunk in answer.response:
            for _, data in parsed(chunk.decode() if isinstance(chunk, bytes) else chunk):
                told.append(data)
                next(steps, None)  # the next thing happens once the last one has been told
    assert [data["state"] for data in told] == ["good", "running", "running", "running", "good"]
    assert told[0]["wanted_at"] and not told[1]["wanted_at"]
    assert [data["progress"] for data in told[2:4]] == [{"step": "compute", "done": n, "of": 2} for n in (1, 2)]
    assert told[4]["progress"] is None


def _a_run(running: Service, book: int) -> Iterator[None]:
    """Begun, told of twice, ended: as a worker does it."""
    now, store = utc_now(), running.store
    with store.write() as session:
        lease = leases.acquire(session, book, "worker", now, timedelta(minutes=1))
        assert lease is not None
        workbooks.take_wanted(session, book)
        run = runs.begin(session, lease, reason="manual", slot="evening", asof=None, now=now)
    yield
    for done in (1, 2):
        with store.write() as session:
            runs.tell(session, run.id, "compute", done, 2)
        yield
    with store.write() as session:
        runs.finish(session, lease, run.id, "ok", utc_now())
        leases.release(session, lease)


def test_a_stream_shows_that_it_lives_and_ends(
    running: Service, program: FlaskClient, book: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    monkeypatch.setattr(events, "LONGEST", 0.5)
    want(running, book)
    text = program.get(f"/v1/workbooks/{book}/events", buffered=True).get_data(as_text=True)
    assert len(list(parsed(text))) == 1 and 2 <= text.count(":\n\n") <= 6


def test_there_are_few_at_once_and_each_gives_its_place_back(running: Service, program: FlaskClient, book: int) -> None:
    want(running, book)
    address = f"/v1/workbooks/{book}/events"
    opened = [program.get(address) for _ in range(events.AT_ONCE)]
    refused = program.get(address)
    problem(refused, 429, "too_many")
    assert refused.headers["Retry-After"] == str(events.WAIT)
    assert program.get("/v1/workbooks").status_code == 200
    for one in opened:
        one.close()
    for _ in range(2 * events.AT_ONCE):
        answer = program.get(address)
        assert answer.status_code == 200
        answer.close()
    program.head(address, buffered=True)
    assert program.get(address, buffered=True).status_code == 200


def test_the_end_of_the_service_ends_it(running: Service, program: FlaskClient, book: int) -> None:
    want(running, book)
    running.stopping.begin(grace=0.0)
    begun = time.monotonic()
    assert program.get(f"/v1/workbooks/{book}/events", buffered=True).status_code == 200
    assert time.monotonic() - begun < 3


def test_a_workbook_that_is_purged_meanwhile_ends_it(running: Service, program: FlaskClient, book: int) -> None:
    want(running, book)
    with program.get(f"/v1/workbooks/{book}/events") as answer:
        with running.store.write() as session:  # no transaction of the stream stands in the way
            workbooks.purge(session, book)
        assert list(parsed(answer.get_data(as_text=True))) == []


def test_a_manager_is_told_of_his_own_problems_only(manager: FlaskClient, book: int) -> None:
    [(_, data)] = parsed(manager.get(f"/v1/workbooks/{book}/events", buffered=True).get_data(as_text=True))
    assert data["problems"] == 0
