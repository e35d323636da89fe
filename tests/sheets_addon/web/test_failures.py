"""A report that an error of ours stopped: its page says so under an honest status, the others are as they were."""

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient
from sheets_addon.desk import Desk

from core.report import Failure
from sheets_addon.logs import configure
from sheets_addon.work import Order
from tests.sheets_addon.fakes import FakeRefresh

SENTENCE = "Этот отчёт не посчитан."


def failing() -> FakeRefresh:
    made = FakeRefresh()
    day, funnel = made.result.reports
    broken = replace(day, failure=SENTENCE, blocks=tuple(replace(block, rows=[], total=None) for block in day.blocks))
    error = Failure("day", ZeroDivisionError("deep inside"))
    made.result = replace(made.result, reports=(broken, funnel), failures=(error,))
    return made


def test_its_page_says_so_under_status_500(person: FlaskClient) -> None:
    person.application.extensions["desk"] = Desk(Order(Path("книга.xlsx")), failing())
    page = person.get("/reports/day")
    assert page.status_code == 500
    assert page.text.count(SENTENCE) == 1
    assert "deep inside" not in page.text
    assert person.get("/reports/funnel").status_code == 200
    assert person.get("/").status_code == 200


def test_the_log_has_the_traceback(tmp_path: Path) -> None:
    log = configure(tmp_path)
    Desk(Order(Path("книга.xlsx")), failing()).view()
    assert "deep inside" in log.read_text("utf-8")
