"""All reports at once, over the filled template: what must hold whatever the workbook (REPORTS §0)."""

import json
import math
import random
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest

import templates
from core.intake import book
from core.refresh import compute
from core.report import Ref, Result
from core.reports import all_reports
from core.tables import all_tables
from core.workbook import Cells, Sheet
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.as_json import as_json
from templates.demo import ASOF

NOW = datetime(2026, 3, 31, 18)
MINIMAL = ("daily_metrics", "invoices", "payments")


@cache
def filled(language: str = "ru") -> Cells:
    return open_xlsx(templates.path(language, True)).read(book.is_input)


def made(cells: Cells, asof: date = ASOF, slot: str = "evening") -> Result:
    return compute(cells, asof, slot, NOW)


def figures(result: Result) -> dict[str, object]:
    """Every block's rows but for what names cells: links, and the revision."""
    return {
        f"{report.id}.{block.id}": [
            [None if isinstance(value, Ref) else value for value in row] for row in [*block.rows, block.total or []]
        ]
        for report in result.reports
        for block in report.blocks
        if report.id != "data_quality"
    }


def only(cells: Cells, *ids: str) -> Cells:
    wanted = {title for id in ids for title in all_tables()[id].title}
    return replace(cells, sheets=[sheet for sheet in cells.sheets if sheet.title in wanted])


def header(sheet: Sheet) -> int:
    """The index of the header row: the first one with a filled cell."""
    return next(i for i, row in enumerate(sheet.rows) if any(cell not in (None, "") for cell in row))


def test_rows_in_any_order_say_the_same():
    mixed = random.Random(7)

    def shuffled(sheet: Sheet) -> Sheet:
        top = header(sheet) + 1
        rows = list(sheet.rows[top:])
        mixed.shuffle(rows)
        return Sheet(sheet.title, [*sheet.rows[:top], *rows])

    cells = filled()
    other = replace(cells, sheets=[shuffled(sheet) for sheet in cells.sheets])
    assert differing(made(other), made(cells)) == []


def test_blank_rows_change_nothing():
    def spread(sheet: Sheet) -> Sheet:
        top = header(sheet) + 1
        return Sheet(sheet.title, [*sheet.rows[:top], *(r for row in sheet.rows[top:] for r in ([], row, [None, ""]))])

    cells = filled()
    other = replace(cells, sheets=[spread(sheet) for sheet in cells.sheets])
    assert differing(made(other), made(cells)) == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_filled_workbook_has_no_empty_report(language):
    result = made(filled(language))
    assert [report.id for report in result.reports if not report.has_data] == []
    assert {report.id for report in result.reports} == set(all_reports())


@pytest.mark.parametrize("slot", ["morning", "11", "14", "16", "evening"])
@pytest.mark.parametrize(
    "asof", [date(2026, 3, 31), date(2026, 3, 30), date(2026, 3, 1), date(2025, 1, 1), date(2030, 1, 1)]
)
def test_every_slot_and_any_date_has_its_reports(asof, slot):
    json.dumps(as_json(made(filled(), asof, slot)), allow_nan=False)


@pytest.mark.parametrize("gone", list(all_tables()))
def test_a_missing_tab_disables_only_what_needs_it(gone):
    cells = only(filled(), *(id for id in all_tables() if id != gone))
    result = made(cells)
    assert gone in result.missing
    for report in result.reports:
        for block, spec in zip(report.blocks, all_reports()[report.id].blocks, strict=True):
            asks = {one.partition(".")[0] for need in spec.needs for one in need.split("|")}
            if block.unavailable and block.unavailable.code == "missing":
                assert gone in asks, (report.id, block.id)


def test_the_minimal_profile_gives_its_reports():
    result = made(only(filled(), *MINIMAL))
    assert {"day", "daily_metrics", "finance", "abc_xyz", "summary"} <= {r.id for r in result.reports if r.has_data}
    assert not result.report("funnel").has_data


def test_headers_without_rows_are_no_data_and_no_problem():
    cells = filled()
    bare = replace(
        cells, sheets=[Sheet(s.title, s.rows[: header(s) + 1]) for s in cells.sheets if s.title != "Настройки"]
    )
    result = made(bare)
    assert [problem for problem in result.problems if problem.severity == "error"] == []
    assert not result.report("finance").has_data
    assert not result.report("funnel").has_data


def test_nothing_at_all():
    result = made(Cells([]))
    assert set(result.missing) == set(all_tables())
    assert not result.report("day").has_data
    assert all(block.unavailable for block in result.report("day").blocks)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_blocks_are_rectangles_of_declared_kinds(language):
    for report in made(filled(language)).reports:
        for block in report.blocks:
            ids = [column.id for column in block.columns]
            assert len(ids) == len(set(ids)), (report.id, block.id)
            assert all(len(row) == len(ids) for row in [*block.rows, *([block.total] if block.total else [])])
            assert not block.levels or len(block.levels) == len(block.rows)
            for n, row in enumerate(block.rows):
                for column, value in zip(block.columns, row, strict=True):
                    kind = block.kind(column, n)
                    if value is not None and kind in {"count", "number", "money", "rate", "attainment", "days"}:
                        assert isinstance(value, int | float), (report.id, block.id, column.id, value)


def test_the_same_figure_is_the_same_everywhere():
    result = made(filled())
    month = dict(
        zip(
            (c.id for c in result.report("summary").block("month").columns),
            result.report("summary").block("month").rows[0],
            strict=True,
        )
    )
    board = result.report("day").block("board")
    finance = result.report("finance").block("months")
    inflow = [c.id for c in finance.columns].index("inflow")
    fact = [c.id for c in board.columns].index("fact")
    assert month["received"] == board.total[fact] == finance.rows[-1][inflow]
    owed = {row[0]: row[1] for row in result.report("summary").block("kpis").rows}["Долг клиентов"]
    aging = result.report("finance").block("aging")
    assert owed == aging.total[[c.id for c in aging.columns].index("total")]


def differing(one: Result, other: Result) -> list[object]:
    """The blocks that differ, each with the first pair of rows that do."""
    left, right = figures(one), figures(other)
    return [
        (id, next(((a, b) for a, b in zip(left[id], right[id], strict=False) if not same(a, b)), len(right[id])))
        for id in right
        if not same(left[id], right[id])
    ]


def same(one: object, other: object) -> bool:
    """Equal; sums in another order may differ in a float's last bits."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=2e-6)
    return one == other


@pytest.mark.parametrize("language", ["ru", "en"])
def test_braces_in_what_people_type_are_no_places_to_fill(language):
    """Names with «{x}» would be taken for a template of ours, and the whole report would be lost."""
    names = {"Клиент", "Менеджер", "Товар", "Канал", "Регион", "Client", "Manager", "Product", "Channel", "Region"}
    sheets = []
    for sheet in filled(language).sheets:
        at = header(sheet)
        head, own = sheet.rows[at], "Own {0} {x}" if sheet.title in ("Метрика дня", "Daily metrics") else None
        rows = [
            [f"{cell} {{x}}" if i < len(head) and head[i] in names and cell else cell for i, cell in enumerate(row)]
            for row in sheet.rows[at + 1 :]
        ]
        sheets.append(replace(sheet, rows=[[*head, own], *([*row[: len(head)], 3] if own else row for row in rows)]))
    focus = {"focus": "Own {0} {x}"}  # the metric of the day, by the name of a column of people's own
    result = compute(replace(filled(language), sheets=sheets), ASOF, "morning", NOW, overrides=focus)
    assert [(failure.where, failure.error) for failure in result.failures] == []
    said = json.dumps(as_json(result), ensure_ascii=False)
    assert "Own {0} {x}" in said
    assert said.count(" {x}") > 1000
