"""A workbook that is a file on this machine: where it lies is nobody's business who only may see its reports."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.alerts.due import Due, written
from sheets_addon.jobs.service import Service
from sheets_addon.jobs.work import at_once
from sheets_addon.store import members, workbooks
from sheets_addon.sync.files import connect_file
from sheets_addon.work import utc_now
from tests.sheets_addon.conftest import bearer, person
from tests.sheets_addon.test_logs import Lines, lines  # noqa: F401 - a fixture

FOLDER, NAME = "тайная-папка", "Книга отдела.xlsx"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path / FOLDER / NAME


def gone(path: Path) -> None:
    assert not path.exists()


def forbidden(path: Path) -> None:
    path.mkdir()


def damaged(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")


@pytest.mark.parametrize("what", [gone, forbidden, damaged])
def test_a_file_that_cannot_be_read_is_named_without_its_folder(
    app: Flask,
    running: Service,
    head: FlaskClient,
    path: Path,
    lines: Lines,  # noqa: F811
    what: Callable[[Path], None],
) -> None:
    what(path)
    id = connect_file(running.store, path, utc_now()).id
    with running.store.write() as session:
        members.put(session, id, [person(running, "head", "head").id])
    outcome = at_once(running.jobs, id)
    told = [*places(running, app, head, id), outcome.error.message("ru"), outcome.error.message("en")]  # type: ignore[union-attr]
    assert sum(NAME in place for place in told) >= 6
    for place in told:
        assert FOLDER not in place and str(path.parent) not in place
    assert [line["path"] for line in lines() if line["event"] == "file_unreadable"] == [str(path)]


def places(running: Service, app: Flask, head: FlaskClient, id: int) -> Iterator[str]:
    """Whatever a person or a program may read of the workbook, and what is sent of it."""
    for page in (
        "/",
        f"/workbooks/{id}",
        f"/workbooks/{id}/runs",
        f"/workbooks/{id}/problems",
        f"/workbooks/{id}/agenda",
    ):
        yield head.get(page, follow_redirects=True).text
    program = app.test_client()
    key = bearer(running, workbooks=None)
    for address in ("", f"/{id}", f"/{id}/runs", f"/{id}/problems"):
        said = program.get(f"/v1/workbooks{address}", headers=key).json
        yield json.dumps(said, ensure_ascii=False)
    with running.store.read() as session:
        book = workbooks.get(session, id)
    sent = written(running.store, book, Due("failed", "failed 0"), "https://planerka.example", utc_now())
    assert sent is not None
    yield from (sent.text, sent.html, sent.title)
