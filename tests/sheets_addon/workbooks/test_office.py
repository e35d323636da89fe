"""A report tab as JSON for Office.js: every figure at its place, looks, links, charts."""

import json
from itertools import chain
from typing import Any

import pytest

from core.report import Report
from sheets_addon.workbooks.office import LONGEST, as_tabs, look
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import plain, result

PEOPLE = ["Сделки", "Счета"]
SAMPLES = [samples.finance, samples.funnel, samples.pipeline, samples.forecast, samples.long_list, samples.everything]


def tab(report: Report, language: str = "ru", people: list[str] = PEOPLE) -> dict[str, Any]:
    [made] = as_tabs(result(report, language=language), people)
    return json.loads(json.dumps(made, allow_nan=False))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_number_and_text_of_the_report_stands_on_its_tab(sample: Any, language: str) -> None:
    report = sample()
    cells = [cell for row in tab(report, language)["rows"] for cell in row]
    shown = {cell for cell in cells if isinstance(cell, str)}
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    for block in report.blocks:
        given = [v for row in [*block.rows, *([block.total] if block.total else [])] for v in row]
        assert {v for v in given if isinstance(v, str) and v} <= shown
        for value in (v for v in given if type(v) in (int, float) and v == v and abs(v) != float("inf")):
            assert value in numbers
    assert report.title in shown and report.definition in shown


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_everything_lies_within_the_tab(sample: Any) -> None:
    made = tab(sample())
    boxes = [*(one[:4] for one in made["looks"]), *made["merges"], *made["attained"], *chain(*made["heated"])]
    boxes += [made["filter"]] if made["filter"] else []
    for top, left, bottom, right in boxes:
        assert 0 <= top < bottom <= made["height"] and 0 <= left < right <= made["width"]
    assert len(made["rows"]) == made["height"] and max(map(len, made["rows"])) <= made["width"]
    for row, column, *_ in (*made["notes"], *made["links"]):
        assert row < made["height"] and column < made["width"]
    for chart in made["charts"]:
        assert chart["head"] + chart["n"] < made["height"]
        assert made["rows"][chart["head"]][chart["category"]]
        assert all(made["rows"][chart["head"]][one["column"]] for one in chart["series"])


def test_the_stamp_stands_under_the_title() -> None:
    made = tab(plain())
    assert [row[0] for row in made["rows"][:2]] == ["Простой", "на 31.03.2026, вечер · обновлено 31.03.2026 18:00"]


def test_links_name_the_tab_and_the_cell() -> None:
    made = tab(samples.long_list(tab="Сделки"))
    assert made["links"]
    assert {link[2] for link in made["links"]} == {"Сделки"}
    assert not tab(samples.long_list(tab="Сделки"), people=[])["links"]


def test_a_report_without_data_is_drawn_too_and_says_so() -> None:
    made = tab(plain(rows=[]))
    assert not made["has_data"]
    assert any("нет данных" in str(cell) for row in made["rows"] for cell in row)


def test_a_text_is_not_longer_than_a_cell() -> None:
    made = tab(plain(rows=[["я" * 40_000, 1.0]]))
    assert max(len(cell) for row in made["rows"] for cell in row if isinstance(cell, str)) <= LONGEST


def test_tab_titles_fit_excel() -> None:
    made = tab(plain(title="Слишком длинное название: с / и ? для вкладки"))
    assert len(made["title"]) <= 31 and not set("[]:*?/\\") & {*made["title"]}
    assert made["name"].startswith("Слишком")


def test_a_look_in_the_words_of_excel() -> None:
    blue = {"rgbColor": {"red": 0.1216, "green": 0.3725, "blue": 0.6588}}
    assert look(
        {
            "textFormat": {"bold": True, "fontSize": 12, "foregroundColorStyle": blue},
            "backgroundColorStyle": blue,
            "horizontalAlignment": "RIGHT",
            "padding": {"left": 27},
            "wrapStrategy": "WRAP",
            "numberFormat": {"type": "NUMBER", "pattern": "#,##0"},
            "borders": {"bottom": {"style": "SOLID", "colorStyle": blue}},
        }
    ) == {
        "font": {"bold": True, "size": 12, "color": "#1F5FA8"},
        "fill": "#1F5FA8",
        "align": "Right",
        "indent": 2,
        "wrap": True,
        "number": "#,##0",
        "borders": {"bottom": "#1F5FA8"},
    }
