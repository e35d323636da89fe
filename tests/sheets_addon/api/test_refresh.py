import json
import threading
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.context import SLOTS
from core.intake import book
from core.refresh import compute
from core.workbook import Cells
from sheets_addon.api import refresh
from sheets_addon.jobs.service import Service
from sheets_addon.work import utc_now
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.conftest import bearer

URL, TABS = "/v1/refresh", "/v1/refresh:tabs"
DEALS = [["Сделка", "Клиент", "Менеджер", "Сумма", "Создана", "Этап"], ["1", "Ромашка", "Иванов", 100000, 46082, "КП"]]
SHEETS = [{"title": "Сделки", "rows": DEALS}]
FILLED = Path(__file__).resolve().parents[3] / "templates" / "planerka.ru.filled.xlsx"


def post(program: FlaskClient, body: Any, url: str = URL) -> Any:
    return program.post(url, json=body)


def test_reports_come_out(program: FlaskClient) -> None:
    answer = post(program, {"sheets": SHEETS, "asof": "2026-03-31", "people": ["Сделки", "Заметки"]})
    assert answer.status_code == 200
    said = answer.json
    assert said["asof"] == "2026-03-31"
    assert said["language"] == "ru"
    assert said["meta"]["slot"] == "evening"
    assert any(tab["has_data"] for tab in said["tabs"])
    assert said["failed"] == []
    assert len({tab["title"].casefold() for tab in said["tabs"]}) == len(said["tabs"])


def test_the_figures_are_those_of_the_core(program: FlaskClient) -> None:
    """The filled sample, as Excel gives its cells: days as serial numbers."""
    cells = XlsxWorkbook(FILLED).read(book.is_input)
    sheets = [{"title": s.title, "rows": [[serial(v) for v in row] for row in s.rows]} for s in cells.sheets]
    asof = date(2026, 3, 31)
    answer = post(program, {"sheets": sheets, "asof": asof.isoformat()})
    assert answer.status_code == 200, answer.json
    tabs = {tab["id"]: tab for tab in answer.json["tabs"]}
    result = compute(cells, asof, "evening", utc_now().replace(tzinfo=None))
    assert answer.json["problems"]["error"] == sum(p.severity == "error" for p in result.problems)
    checked = 0
    for report in result.reports:
        numbers = {round(v, 6) for row in tabs[report.id]["rows"] for v in row if isinstance(v, int | float)}
        for block in report.blocks:
            given = {round(v, 6) for row in block.rows for v in row if type(v) in (int, float)}
            assert given <= numbers, (report.id, block.id)
            checked += len(given)
    assert checked > 500


def serial(value: Any) -> Any:
    from tests.contract.adapters import serial as counted

    return "" if value is None else counted(value)


def test_nothing_is_kept(program: FlaskClient, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert post(program, {"sheets": SHEETS}).status_code == 200
    assert sorted(tmp_path.rglob("*")) == before


def test_only_what_people_fill_is_asked_for(program: FlaskClient) -> None:
    titles = ["Сделки", "Сделки Иванова", "Заметки", "deals", "Сводка"]
    answer = post(program, {"titles": titles}, TABS)
    assert answer.json == {"wanted": ["Сделки", "Сделки Иванова", "deals"]}
    assert post(program, {"titles": [1]}, TABS).status_code == 400
    assert post(program, {}, TABS).status_code == 400


@pytest.mark.parametrize("slot", SLOTS)
def test_slots(program: FlaskClient, slot: str) -> None:
    assert post(program, {"sheets": SHEETS, "asof": "2026-03-31", "slot": slot}).json["meta"]["slot"] == slot


def test_language(program: FlaskClient) -> None:
    answer = post(program, {"sheets": SHEETS, "asof": "2026-03-31", "language": "en"}).json
    assert answer["language"] == "en"
    assert not any(tab["title"] == "Сводка" for tab in answer["tabs"])


WRONG: list[Any] = [
    [],
    "x",
    {},
    {"sheets": []},
    {"sheets": "x"},
    {"sheets": [1]},
    {"sheets": [{"title": "Сделки"}]},
    {"sheets": [{"title": 1, "rows": []}]},
    {"sheets": [{"title": "Сделки", "rows": 1}]},
    {"sheets": [{"title": "Сделки", "rows": [1]}]},
    {"sheets": [{"title": "Сделки", "rows": [[{}]]}]},
    {"sheets": [{"title": "Сделки", "rows": [[[]]]}]},
    {"sheets": [{"title": "Сделки", "rows": [], "more": 1}]},
    {"sheets": [{"title": "Сделки", "rows": []}] * 201},
    {"sheets": SHEETS, "asof": "31.03.2026"},
    {"sheets": SHEETS, "asof": 5},
    {"sheets": SHEETS, "asof": []},
    {"sheets": SHEETS, "slot": "noon"},
    {"sheets": SHEETS, "slot": []},
    {"sheets": SHEETS, "language": "fr"},
    {"sheets": SHEETS, "language": []},
    {"sheets": SHEETS, "locale": 5},
    {"sheets": SHEETS, "time_zone": "../../etc/passwd"},
    {"sheets": SHEETS, "time_zone": "Nowhere/Town"},
    {"sheets": SHEETS, "time_zone": 5},
    {"sheets": SHEETS, "date1904": "yes"},
    {"sheets": SHEETS, "people": "x"},
    {"sheets": SHEETS, "people": [1]},
    {"sheets": SHEETS, "unknown": 1},
]


def test_the_field_that_does_not_fit_is_pointed_at(program: FlaskClient) -> None:
    rows = [["1"], [{"a": 1}]]
    answer = post(program, {"sheets": [*SHEETS, {"title": "Счета", "rows": rows}], "asof": "31.03.2026", "a/b": 1})
    assert answer.mimetype == "application/problem+json"
    assert [one["pointer"] for one in answer.json["errors"]] == ["/sheets/1/rows", "/asof", "/a~1b"]
    assert answer.json["errors"][1]["detail"] == "нужен день вида 2026-03-31"
    assert answer.json["detail"].startswith("/sheets/1/rows: строки — это списки")


@pytest.mark.parametrize("body", WRONG, ids=lambda body: json.dumps(body, ensure_ascii=False)[:60])
def test_what_does_not_fit_is_400_with_a_sentence(program: FlaskClient, body: Any) -> None:
    answer = post(program, body)
    assert answer.status_code == 400, answer.text[:300]
    assert answer.json["code"] == "bad_request"
    assert answer.json["detail"]


@pytest.mark.parametrize(
    "rows", [[["\ud800"]], [[1e308, -1e308]], [[True]], [[None]], [[10**400]], [["=1+1"]], [[""] * 300], [["#N/A"]]]
)
def test_odd_cells_are_no_500(program: FlaskClient, rows: Any) -> None:
    sheets = [{"title": "Сделки", "rows": [*DEALS, *rows]}, {"title": "Настройки", "rows": rows}]
    answer = post(program, {"sheets": sheets, "asof": "2026-03-31"})
    assert answer.status_code in {200, 400, 422}, answer.text[:300]


def test_a_workbook_without_a_tab_of_ours(program: FlaskClient) -> None:
    answer = post(program, {"sheets": [{"title": "Лист1", "rows": [["x"]]}]})
    assert answer.status_code == 422
    assert answer.json["code"] == "nothing"
    assert "Сделки" in answer.json["detail"]


def test_it_needs_a_key(client: FlaskClient) -> None:
    assert client.post(URL, json={"sheets": SHEETS}).status_code == 401
    assert client.post(TABS, json={"titles": []}).status_code == 401


def test_size_has_its_limits(program: FlaskClient) -> None:
    with patch.object(refresh, "MOST_CELLS", 10):
        answer = post(program, {"sheets": SHEETS})
    assert answer.status_code == 400
    assert "10" in answer.json["detail"]
    big = json.dumps({"sheets": SHEETS}).encode() + b" " * 9_000_000  # more than any other request may hold
    assert program.post(URL, data=big, content_type="application/json").status_code == 200
    huge = big + b" " * 25_000_000
    assert program.post(URL, data=huge, content_type="application/json").status_code == 413


def test_many_at_once_are_asked_to_come_again(app: Flask, running: Service, program: FlaskClient) -> None:
    started, go = threading.Semaphore(0), threading.Event()

    def slow(*_: Any, **__: Any) -> Any:
        started.release()
        go.wait(10)
        return {}

    with patch.object(refresh, "_made", slow):
        others = [with_key(app, bearer(running, functions=True)) for _ in range(2)]
        threads = [threading.Thread(target=post, args=(other, {"sheets": SHEETS})) for other in others]
        for thread in threads:
            thread.start()
        for _ in threads:
            assert started.acquire(timeout=10)
        answer = post(program, {"sheets": SHEETS})
        go.set()
        for thread in threads:
            thread.join()
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "5"
    assert post(program, {"sheets": SHEETS}).status_code == 200


def test_an_error_of_ours_leaves_room_for_the_next(program: FlaskClient) -> None:
    with patch.object(refresh, "_made", side_effect=RuntimeError("ours")):
        for _ in range(3):
            assert post(program, {"sheets": SHEETS}).status_code == 500
    assert post(program, {"sheets": SHEETS}).status_code == 200


def test_the_other_tabs_of_people_are_known(program: FlaskClient) -> None:
    seen: list[Cells] = []

    def look(cells: Cells, *_: Any) -> Any:
        seen.append(cells)
        return {}

    with patch.object(refresh, "_made", look):
        post(program, {"sheets": SHEETS, "people": ["Сделки", "Зарплаты"], "locale": "ru-RU", "date1904": True})
    assert seen[0].others == ("Зарплаты",)
    assert seen[0].locale == "ru-RU"
    assert seen[0].date1904
