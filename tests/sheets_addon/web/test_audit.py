import re

import pytest
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, workbooks
from sheets_addon.web.audit import PAGE
from sheets_addon.web.words.audit import WHATS
from sheets_addon.work import utc_now

ROW = re.compile(r'<tr><td class="date">[^<]+</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>')


def write(running: Service, who: str, what: audit.What, book: int | None = None, subject: str = "") -> None:
    with running.store.write() as session:
        audit.write(session, who, what, now=utc_now(), workbook_id=book, subject=subject)


def test_everything_that_is_written_down_has_words() -> None:
    assert WHATS.keys() == set(audit.WHATS)
    assert len({word.ru for word in WHATS.values()}) == len(WHATS) == len({word.en for word in WHATS.values()})


def test_who_what_and_on_which_workbook_the_newest_first(running: Service, admin: FlaskClient, book: int) -> None:
    write(running, "anna", "viewed", book)
    write(running, audit.CONSOLE, "person_added", subject="<b>")
    write(running, "", "refused")
    write(running, "anna", "purged", 99)
    assert ROW.findall(admin.get("/audit").text) == [
        ("anna", "всё о книге стёрто", "№ 99, удалена", ""),
        ("неизвестный", "отказ во входе", "", ""),
        ("командная строка", "добавлен человек", "", "&lt;b&gt;"),
        ("anna", "просмотр", "Отдел продаж", ""),
    ]


def test_of_one_workbook_a_page_at_a_time(running: Service, admin: FlaskClient, book: int) -> None:
    with running.store.write() as session:
        for n in range(PAGE + 5):
            audit.write(session, f"p{n}", "viewed", now=utc_now(), workbook_id=book)
        audit.write(session, "other", "viewed", now=utc_now(), workbook_id=book + 1)
    first = admin.get(f"/audit?workbook={book}").text
    assert [row[0] for row in ROW.findall(first)] == [f"p{n}" for n in range(PAGE + 4, 4, -1)]
    older = re.search(r'href="([^"]+)">Раньше', first)
    assert older
    second = admin.get(older[1].replace("&amp;", "&")).text
    assert [row[0] for row in ROW.findall(second)] == [f"p{n}" for n in range(4, -1, -1)]
    assert "Раньше" not in second and f'/audit?workbook={book}">← Новее' in second


def test_a_full_page_without_more_has_no_next(running: Service, admin: FlaskClient, book: int) -> None:
    with running.store.write() as session:
        for _ in range(PAGE):
            audit.write(session, "p", "viewed", now=utc_now(), workbook_id=book)
        workbooks.get(session, book)
    assert "Раньше" not in admin.get("/audit").text


@pytest.mark.parametrize("query", ["workbook=x", "before=-1", "before=1e3", "workbook=٣", f"before={'9' * 30}"])
def test_what_is_no_number_is_a_malformed_request(admin: FlaskClient, query: str) -> None:
    assert admin.get(f"/audit?{query}").status_code == 400


def test_nothing_yet(admin: FlaskClient) -> None:
    assert "Записей нет." in admin.get("/audit?workbook=7").text
