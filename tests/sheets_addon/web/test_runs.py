"""The history of refreshes."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.errors import WorkbookError
from core.i18n import T
from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, leases, runs
from sheets_addon.sync.engine import MANUAL
from sheets_addon.work import utc_now
from tests.sheets_addon.conftest import browser, person
from tests.sheets_addon.web.seen import visible


def ran(running: Service, id: int, status: runs.Status, reason: str = "schedule", **more: object) -> None:
    now = utc_now()
    with running.store.write() as session:
        lease = leases.acquire(session, id, "worker", now, timedelta(minutes=1))
        assert lease is not None
        run = runs.begin(session, lease, reason=reason, slot="11", asof=None, now=now)
        ended = now + timedelta(seconds=4.25)
        runs.finish(session, lease, run.id, status, ended, **more)  # type: ignore[arg-type]
        leases.release(session, lease)


def test_each_run_says_when_why_who_how_long_and_what_came_of_it(
    head: FlaskClient, running: Service, book: int
) -> None:
    with running.store.write() as session:
        audit.write(session, "olga", "synced", now=utc_now(), workbook_id=book)
    ran(running, book, "ok", MANUAL, counts={"error": 2, "warning": 1, "info": 0}, requests={"look": 1, "write": 1})
    ran(running, book, "nothing", requests={"look": 1})
    ran(running, book, "failed", "retry", error=WorkbookError(T("Нет доступа.", "No access.")))
    said = visible(head.get(f"/workbooks/{book}/runs").text).replace("\u00a0", " ")
    for words in (
        "по просьбе olga 4,2 с отчёты обновлены 2 ошибки, 1 предупреждение проверок, менялась ли: 1, записей: 1",
        "к планёрке 4,2 с ничего не изменилось проверок, менялась ли: 1",
        "повтор после неудачи 4,2 с не удалось : Нет доступа.",
    ):
        assert words in said


def test_a_manager_reads_neither_who_asked_nor_how_many_problems(app: Flask, running: Service, book: int) -> None:
    with running.store.write() as session:
        audit.write(session, "olga", "synced", now=utc_now(), workbook_id=book)
    ran(running, book, "ok", MANUAL, counts={"error": 41, "warning": 0, "info": 0})
    said = visible(browser(app, running, person(running, "anna", "manager")).get(f"/workbooks/{book}/runs").text)
    assert "по просьбе" in said
    assert "olga" not in said
    assert "41" not in said


def test_older_ones_are_on_further_pages(head: FlaskClient, running: Service, book: int) -> None:
    for n in range(60):
        ran(running, book, "nothing", "schedule" if n else "retry")
    first = head.get(f"/workbooks/{book}/runs").text
    assert first.count('<th scope="row">') == 50
    assert "повтор" not in first
    older = first.partition('href="/workbooks/1/runs?before=')[2].partition('"')[0]
    last = head.get(f"/workbooks/{book}/runs?before={older}").text
    assert last.count('<th scope="row">') == 11  # with the run of the fixture
    assert "повтор" in last
    assert "Новее" in last


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "²"])
def test_any_number_gives_a_page(head: FlaskClient, book: int, before: str) -> None:
    assert head.get(f"/workbooks/{book}/runs?before={before}").status_code == 200
