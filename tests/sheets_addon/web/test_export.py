"""The reports as a file."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, workbooks
from tests.sheets_addon.conftest import shown
from tests.sheets_addon.people.filled import filled


def test_the_file_holds_the_reports_and_is_called_as_the_workbook(head: FlaskClient, running: Service) -> None:
    id = shown(running, "Отдел «Север»", result=filled("ru"))
    answer = head.get(f"/workbooks/{id}/reports.xlsx", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    how = answer.headers["Content-Disposition"]
    assert how.startswith("attachment; ")
    assert unquote(how.partition("filename*=UTF-8''")[2]) == "Отдел «Север» 2026-03-31.xlsx"
    book = load_workbook(BytesIO(answer.data))
    assert {"Сводка", "День", "Определения"} <= set(book.sheetnames)
    assert len(book.sheetnames) == sum(report.has_data for report in filled("ru").reports)
    with running.store.read() as session:
        assert [(one.who, one.what) for one in audit.read(session, workbook_id=id)] == [("head", "exported")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a/b\\c:"d"*?<|>', "a b c d"),
        ("\r\nX: y", "X y"),
        ("...", "Planerka"),
        ("", "Planerka"),
        ("я" * 300, "я" * 100),
    ],
)
def test_no_title_spoils_the_name(head: FlaskClient, running: Service, title: str, name: str) -> None:
    id = shown(running)
    with running.store.write() as session:
        workbooks.change(session, id, title=title)
    how = head.get(f"/workbooks/{id}/reports.xlsx", buffered=True).headers["Content-Disposition"]
    found = unquote(how.partition("filename*=UTF-8''")[2]) or how.partition("filename=")[2].strip('"')
    assert found == f"{name} 2026-03-31.xlsx"


def test_before_the_first_run_there_is_none(head: FlaskClient, running: Service) -> None:
    from tests.sheets_addon.web.test_reports import new

    assert head.get(f"/workbooks/{new(running)}/reports.xlsx").status_code == 404
