"""A workbook sent as a file: from the form to the reports, every refusal on the page, nothing left behind."""

import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

import templates
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from sheets_addon.store import audit, members, snapshots, workbooks
from sheets_addon.web import upload
from tests.sheets_addon.conftest import CSRF, SECRET, browser, person, shown
from tests.sheets_addon.workbooks.xlsx.test_sent import DOCTYPE, SHEET, put

BOOK = templates.path("ru", filled=True).read_bytes()


def strange() -> bytes:
    """A real workbook with nothing of ours in it."""
    book, buffer = openpyxl.Workbook(), BytesIO()
    book.active["A1"] = "hello"
    book.save(buffer)
    return buffer.getvalue()


ERROR = re.compile(r'class="error" id="file-error" role="alert">([^<]+)<')


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever comes of it, the file is gone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def form(data: bytes = BOOK, name: str = "Отдел продаж.xlsx", **more: str) -> dict[str, Any]:
    return {"csrf": CSRF, "file": (BytesIO(data), name)} | more


def all_books(running: Service) -> list[workbooks.Workbook]:
    with running.store.read() as session:
        return workbooks.all_workbooks(session)


def test_a_file_becomes_reports_that_its_sender_sees(running: Service, head: FlaskClient) -> None:
    assert "не хранятся" in head.get("/upload").text
    answer = head.post("/upload", data=form())
    assert answer.status_code == 303, answer.text
    [book] = all_books(running)
    assert (book.kind, book.title, book.added_by) == ("upload", "Отдел продаж", "head")
    page = head.get(answer.headers["Location"], follow_redirects=True).text
    assert "посчитаны по файлу «Отдел продаж.xlsx»" in page
    with running.store.read() as session:
        result, entries = snapshots.load(session, book.id), audit.read(session, workbook_id=book.id)
        seen_by = members.of_workbook(session, book.id)
    assert result is not None and sum(report.has_data for report in result.reports) > 15
    assert "uploaded" in {entry.what for entry in entries}
    assert seen_by == {person(running, "head", "head").id}
    kept = b"".join(path.read_bytes() for path in running.settings.home.rglob("*") if path.is_file())
    assert b"xl/worksheets" not in kept
    assert b'planerka_runs_total{outcome="same"} 1.0' in running.metrics.text()


def test_another_title(running: Service, head: FlaskClient) -> None:
    head.post("/upload", data=form(title="  Филиал   Юг "))
    assert [book.title for book in all_books(running)] == ["Филиал Юг"]


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "C:/папка/книга.xlsx", "<b>.xlsx", ".xlsx"])
def test_the_files_name_is_only_a_title(running: Service, head: FlaskClient, name: str) -> None:
    assert head.post("/upload", data=form(name=name)).status_code == 303
    [book] = all_books(running)
    assert book.title in {"passwd", "книга", "<b>", ".xlsx"}
    assert "<b>" not in head.get("/").text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пуст"),
        (b"a;b\n", "не книга Excel"),
        (BOOK[:1000], "повреждена"),
        (put(SHEET, DOCTYPE), "объявления XML"),
        (put("xl/media/a.bin", bytes(40_000_000)), "слишком много данных"),
        (put("xl/vbaProject.bin", b"x"), "макросы"),
        (strange(), "нет ни одной вкладки Планёрки («Сделки»"),
    ],
)
def test_what_does_not_do_is_said_on_the_page_and_leaves_no_workbook(
    running: Service, head: FlaskClient, data: bytes, sentence: str
) -> None:
    answer = head.post("/upload", data=form(data, title="Мой отдел"))
    assert answer.status_code == 422
    [said] = ERROR.findall(answer.text)
    assert sentence in said
    assert 'value="Мой отдел"' in answer.text
    assert all_books(running) == []


@pytest.mark.parametrize(
    "sent", [{"csrf": CSRF}, {"csrf": CSRF, "file": "text"}, {"csrf": CSRF, "file": (BytesIO(), "")}]
)
def test_without_a_file(head: FlaskClient, sent: dict[str, Any]) -> None:
    answer = head.post("/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and ERROR.findall(answer.text) == ["Выберите файл."]


def test_a_new_version_takes_the_place_of_the_old_one(running: Service, head: FlaskClient) -> None:
    head.post("/upload", data=form())
    [book] = all_books(running)
    page = head.get(f"/workbooks/{book.id}/upload").text
    assert "Загрузить новую версию" in page and "Отдел продаж" in page
    with running.store.read() as session:
        before = snapshots.head(session, book.id)
    answer = head.post(f"/workbooks/{book.id}/upload", data=form(b"PK"))
    assert answer.status_code == 422 and ERROR.findall(answer.text)
    with running.store.read() as session:
        assert snapshots.head(session, book.id) == before, "the old reports stay"
    assert head.post(f"/workbooks/{book.id}/upload", data=form()).status_code == 303
    with running.store.read() as session:
        after = snapshots.head(session, book.id)
    assert before and after and after.run_id > before.run_id and len(all_books(running)) == 1


def test_only_what_was_uploaded_is_uploaded_anew(head: FlaskClient, book: int) -> None:
    assert head.get(f"/workbooks/{book}/upload").status_code == 404
    assert head.post(f"/workbooks/{book}/upload", data=form()).status_code == 404


def test_two_at_once_and_no_more(app: Flask, running: Service, head: FlaskClient) -> None:
    places = app.extensions["uploads"]
    for _ in range(upload.AT_ONCE):
        assert places.acquire(blocking=False)
    answer = head.post("/upload", data=form())
    assert answer.status_code == 422 and "через минуту" in ERROR.findall(answer.text)[0]
    for _ in range(upload.AT_ONCE):
        places.release()
    for _ in range(upload.AT_ONCE + 1):  # a refusal gives its place back
        head.post("/upload", data=form(b"PK"))
    assert head.post("/upload", data=form()).status_code == 303


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Service]:
    made = Settings(home=tmp_path / "small", secret_key=SECRET, max_upload=100_000, max_body=20_000)
    with service(made) as running:
        yield running


def test_a_file_over_the_limit_is_refused_on_the_page(small: Service) -> None:
    app = create_app(small)
    client = browser(app, small, person(small, "head", "head"))
    for size, status in ((100_001, 422), (300_000, 413)):
        answer = client.post("/upload", data=form(b"PK\x03\x04" + b"x" * (size - 4)))
        assert answer.status_code == status
        assert "Файл больше" in ERROR.findall(answer.text)[0]
    id = shown(small, kind="upload")
    answer = client.post(f"/workbooks/{id}/upload", data=form(b"x" * 300_000))
    assert answer.status_code == 413 and f"/workbooks/{id}/upload" in answer.text
    assert all(book.id == id for book in all_books(small))


def test_other_requests_are_not_as_large(small: Service) -> None:
    client = browser(create_app(small), small, person(small, "admin", "admin"))
    assert client.post("/people", data={"csrf": CSRF, "login": "x" * 30_000}).status_code == 413


def test_whoever_may_not_upload_fills_no_memory(app: Flask, running: Service, manager: FlaskClient) -> None:
    assert manager.post("/upload", data=form()).status_code == 403
    assert app.test_client().post("/upload", data=form()).status_code == 303
    assert all_books(running) == []


def test_an_error_of_ours_leaves_no_workbook(
    running: Service, head: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sheets_addon.sync.engine.compute", broken)
    assert head.post("/upload", data=form()).status_code == 500
    assert all_books(running) == []


def test_the_english_page(head: FlaskClient) -> None:
    head.post("/language", data={"csrf": CSRF, "language": "en"})
    answer = head.post("/upload", data=form(b"a;b", name="book.csv"))
    assert "is not an Excel workbook" in answer.text
    assert not re.search("[а-яё]", answer.text.replace("Русский", ""), re.IGNORECASE)
