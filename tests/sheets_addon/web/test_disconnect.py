import re

from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, snapshots, workbooks
from tests.sheets_addon.conftest import CSRF, shown

ERROR = re.compile(r'class="error" id="title-error" role="alert">([^<]+)<')


def go(client: FlaskClient, id: int, **more: str) -> object:
    return client.post(f"/workbooks/{id}/disconnect", data={"csrf": CSRF} | more)


def test_it_rests_and_keeps_everything(running: Service, head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/disconnect").text
    assert "вкладки отчётов в ней остаются" in page and "Остановить обновление" in page
    answer = go(head, book, what="rest")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    with running.store.read() as session:
        assert workbooks.get(session, book).paused and snapshots.load(session, book) is not None
        assert audit.read(session, workbook_id=book)[0].what == "disconnected"
    assert "уже остановлено" in head.get(f"/workbooks/{book}/disconnect").text


def test_everything_is_erased_for_whoever_types_the_title(running: Service, head: FlaskClient, book: int) -> None:
    for wrong in ("", "отдел продаж", "Отдел"):
        answer = go(head, book, what="purge", title=wrong)
        assert answer.status_code == 422 and ERROR.findall(answer.text)  # type: ignore[attr-defined]
    with running.store.read() as session:
        assert workbooks.get(session, book).title == "Отдел продаж"
    answer = go(head, book, what="purge", title=" Отдел  продаж")
    assert answer.headers["Location"] == "/"  # type: ignore[attr-defined]
    assert "всё, что хранилось, стёрто" in head.get("/").text
    with running.store.read() as session:
        assert workbooks.all_workbooks(session) == [] and snapshots.load(session, book) is None
        [entry, *_] = audit.read(session, workbook_id=book)
    assert (entry.who, entry.what, entry.subject) == ("head", "purged", "Отдел продаж")
    assert head.get(f"/workbooks/{book}").status_code == 404


def test_an_upload_does_not_rest(running: Service, head: FlaskClient) -> None:
    id = shown(running, kind="upload")
    page = head.get(f"/workbooks/{id}/disconnect").text
    assert "Сам файл остаётся у вас" in page and 'value="rest"' not in page
    assert go(head, id, what="rest").status_code == 400  # type: ignore[attr-defined]
    assert go(head, id, what="fly").status_code == 400  # type: ignore[attr-defined]


def test_a_manager_disconnects_nothing(manager: FlaskClient, book: int) -> None:
    assert go(manager, book, what="purge", title="Отдел продаж").status_code == 403  # type: ignore[attr-defined]


def test_the_english_page(head: FlaskClient, book: int) -> None:
    head.post("/language", data={"csrf": CSRF, "language": "en"})
    main = head.get(f"/workbooks/{book}/disconnect").text.partition("<h1>")[2]
    assert not re.search("[а-яё]", main.replace("Отдел продаж", ""), re.IGNORECASE)
