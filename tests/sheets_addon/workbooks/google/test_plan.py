"""A result as requests: what is sent, what it leaves, and whom it leaves alone."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import Report, Result, Row
from sheets_addon.workbooks.google import plan as planning
from sheets_addon.workbooks.google.known import MARK, Known, mark
from sheets_addon.workbooks.google.plan import plan
from sheets_addon.workbooks.google.structure import seen
from sheets_addon.workbooks.words import NOTHING_NOW
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import (
    PEOPLE,
    Spreadsheet,
    carry_out,
    drawn,
    grid,
    of_kind,
    person_s_book,
    place,
    sheets_named,
    state,
    texts,
)
from tests.sheets_addon.workbooks.samples import result
from tests.sheets_api.book import resource
from tests.sheets_api.state import new_tab

ALL = (samples.finance, samples.funnel, samples.pipeline, samples.forecast, samples.everything, samples.long_list)
NAMES: list[Row] = [[f"К{i}", float(i)] for i in range(1_000)]


def all_of_them(**changes: Any) -> Result:
    return result(*(make() for make in ALL), **changes)


def ids(result: Result) -> frozenset[str]:
    return frozenset(report.id for report in result.reports)


def test_the_same_result_again_sends_nothing() -> None:
    there = Spreadsheet()
    there.write(all_of_them())
    known = there.known
    made = there.write(all_of_them())
    assert (made.staged, made.requests, made.known) == ((), (), known)


def test_only_another_time_or_run_sends_nothing() -> None:
    there = Spreadsheet()
    there.write(all_of_them())
    later = all_of_them(now=datetime(2026, 3, 31, 19, 30), run_id="7f3a")
    assert there.write(later).requests == ()


def test_any_change_stamps_every_tab() -> None:
    there = Spreadsheet()
    there.write(result(samples.finance(), samples.plain()))
    there.write(result(samples.finance(), samples.plain(rows=[["Один", 1.0]]), now=datetime(2026, 4, 1, 9, 5)))
    for title in ("Деньги", "Простой"):
        assert grid(there.tab(title))[1][0] == "на 31.03.2026, вечер · обновлено 01.04.2026 09:05"


def test_another_report_date_or_meeting_is_written_though_no_figure_changed() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    there.write(result(samples.plain(), slot="11"))
    assert grid(there.tab("Простой"))[1][0].startswith("на 31.03.2026, планёрка 11:00")


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_writing_all_of_it_twice_gives_the_same(make: Any) -> None:
    there = Spreadsheet()
    there.write(result(make()))
    first, known = state(there.book), there.known
    assert there.write(result(make()), force=ids(result(make()))).requests
    assert state(there.book) == first
    assert there.known == known


def test_the_same_everywhere_and_always() -> None:
    code = (
        "import json; from tests.sheets_addon.workbooks.google.test_plan import *;"
        "made = plan(all_of_them(), Spreadsheet().known);"
        "print(json.dumps([made.requests, made.known.to_json()]))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout) > 100_000


def test_our_tabs_stand_behind_people_s_in_report_order() -> None:
    there = Spreadsheet(person_s_book("Сделки", "Заметки"))
    there.write(result(samples.finance(), samples.pipeline()))
    there.write(result(samples.finance(), samples.funnel(), samples.pipeline()))
    order = ["Сделки", "Заметки", "Деньги", "Воронка", "Пайплайн клиенты"]
    assert [tab.title for tab in there.book.tabs] == order


def test_a_tab_that_a_person_moved_or_renamed_stays_so() -> None:
    there = Spreadsheet()
    there.write(result(samples.finance(), samples.plain()))
    sheet = there.tab("Простой").id
    moved = {"sheetId": sheet, "title": "Мой отчёт", "index": 0}
    carry_out(there.book, [{"updateSheetProperties": {"properties": moved, "fields": "title,index"}}])
    there.known = seen(resource(there.book, "we"), there.known)
    there.write(result(samples.finance(), samples.funnel(), samples.plain(rows=[["Один", 1.0]])))
    assert [tab.title for tab in there.book.tabs] == ["Мой отчёт", PEOPLE, "Деньги", "Воронка"]
    assert "Один" in texts(there.tab("Мой отчёт"))


def test_our_tabs_take_titles_of_another_language_unless_a_person_gave_them_one() -> None:
    there = Spreadsheet()
    there.write(result(samples.finance(), samples.plain()))
    before = {tab.id for tab in there.book.tabs}
    theirs = {"sheetId": there.tab("Деньги").id, "title": "Моё"}
    carry_out(there.book, [{"updateSheetProperties": {"properties": theirs, "fields": "title"}}])
    there.known = seen(resource(there.book, "we"), there.known)
    english = [replace(samples.finance(), title="Finance"), replace(samples.plain(), title="Plain")]
    there.write(result(*english, language="en"))
    assert [tab.title for tab in there.book.tabs] == [PEOPLE, "Моё", "Plain"]
    assert {tab.id for tab in there.book.tabs} == before
    assert there.write(result(*english, language="en")).requests == ()


@pytest.mark.parametrize("theirs", ["Простой", "простой"])
def test_a_person_s_tab_of_our_title_is_left_alone(theirs: str) -> None:
    there = Spreadsheet(person_s_book(theirs))
    made = there.write(result(samples.plain()))
    assert [tab.title for tab in there.book.tabs] == [theirs, "Простой 2"]
    assert made.notices == ("Вкладка «Простой» уже есть, и она ваша: отчёт стоит на вкладке «Простой 2».",)
    assert there.write(result(samples.plain())).requests == ()
    assert there.write(result(samples.plain(rows=NAMES[:3]))).notices == ()


def test_a_tab_is_ours_by_our_mark_alone() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    sheet = there.tab("Простой").id
    marks = [one for one in there.book.developer_metadata if one["metadataKey"] == MARK]
    assert [(one["metadataValue"], one["location"]["sheetId"]) for one in marks] == [(mark("plain", sheet), sheet)]


def test_people_s_tabs_are_named_in_no_request() -> None:
    there = Spreadsheet(person_s_book("Сделки", "Счета"))
    made = there.write(all_of_them())
    again = there.write(all_of_them(), force=ids(all_of_them()))
    people = {tab.id for tab in there.book.tabs if tab.title in {"Сделки", "Счета"}}
    assert not people & {*sheets_named(made.requests), *sheets_named(again.requests)}


def test_what_is_read_back_needs_no_writing() -> None:
    """The structure as the API tells it agrees with what a plan remembers."""
    there = Spreadsheet()
    there.write(all_of_them())
    read = seen(resource(there.book, "we"), there.known)
    assert plan(all_of_them(), read).requests == ()
    for id, owned in read.owned.items():
        kept = there.known.owned[id]
        assert {*owned.charts} == {*kept.charts}
        assert {*owned.row_groups} == {*kept.row_groups}
        assert (owned.rules, owned.merges, owned.filtered) == (kept.rules, kept.merges, kept.filtered)
        assert owned.protections == kept.protections


def test_our_tabs_are_written_anew_where_nothing_is_remembered() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(rows=NAMES), samples.finance()))
    first = {tab.title: tab.id for tab in there.book.tabs}
    there.known = seen(resource(there.book, "we"), Known())
    there.write(result(samples.plain(), samples.finance()))
    assert {tab.title: tab.id for tab in there.book.tabs} == first
    assert "К999" not in texts(there.tab("Простой"))
    fresh = Spreadsheet()
    fresh.write(result(samples.plain(), samples.finance()))
    assert state(there.book) == state(fresh.book)


LONG_NOTE = "Очень длинная заметка о том, как это посчитано. " * 12
reports = st.sampled_from(
    [make() for make in ALL]
    + [samples.plain(rows=NAMES[:n]) for n in (0, 1, 7, 300)]
    + [replace(samples.plain(rows=NAMES[:n]), notes=(LONG_NOTE,)) for n in (2, 20)]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(reports, unique_by=lambda report: report.id, max_size=3), min_size=1, max_size=4), st.data())
def test_a_tab_shows_the_last_result_whatever_was_there(runs: list[list[Report]], data: st.DataObject) -> None:
    """Against a tab drawn once on an empty spreadsheet; a report that is gone shows no figure."""
    there = Spreadsheet()
    for run in runs:
        changed = [_changed(report, data) for report in run]
        there.write(result(*changed), force=data.draw(st.sampled_from([frozenset(), frozenset({"finance", "plain"})])))
    fresh = Spreadsheet()
    fresh.write(result(*changed))
    for tab in fresh.book.tabs:
        assert drawn(there.tab(tab.title)) == drawn(tab)
    for tab in there.book.tabs:
        if tab.title not in {one.title for one in fresh.book.tabs}:
            assert NOTHING_NOW.ru in texts(tab)
            assert all(isinstance(value, str | None) for row in grid(tab) for value in row)
            assert not any(tab.parts.get(part) for part in ("charts", "rowGroups", "columnGroups", "basicFilter"))


def _changed(report: Report, data: st.DataObject) -> Report:
    """The report with fewer rows, and another first figure."""
    blocks = []
    for block in report.blocks:
        n = data.draw(st.integers(0, len(block.rows)))
        rows = [[*row] for row in block.rows[:n]]
        notes = tuple(note for note in block.notes if note.row < n)
        blocks.append(replace(block, rows=rows, levels=block.levels[:n], row_kinds=block.row_kinds[:n], notes=notes))
    return replace(report, blocks=tuple(blocks))


def test_links_follow_a_tab_that_was_deleted_and_made_again_under_its_name() -> None:
    there = Spreadsheet(person_s_book("Сделки", "Счета"))
    there.write(result(samples.finance(), samples.plain()))
    assert "gid=11&" in str(drawn(there.tab("Деньги")))
    again = {"addSheet": {"properties": {"sheetId": 77, "title": "Счета"}}}
    carry_out(there.book, [{"deleteSheet": {"sheetId": 11}}, again])
    there.known = seen(resource(there.book, "we"), there.known)
    made = there.write(result(samples.finance(), samples.plain()))
    shown = str(drawn(there.tab("Деньги")))
    assert "gid=77&" in shown and "gid=11&" not in shown
    assert not any("Простой" in str(one) for one in of_kind(made, "updateCells")), "it has no link"


def test_one_changed_row_sends_its_band_alone() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(rows=NAMES)))
    rows = [*NAMES[:600], ["Новый", 600.0], *NAMES[601:]]
    made = there.write(result(samples.plain(rows=rows)))
    first = place(there.tab("Простой"), "К0")[0]
    areas = [one["range"] for one in of_kind(made, "updateCells")]
    assert sorted((a["startRowIndex"], a["endRowIndex"]) for a in areas) == [(1, 2), (first + 500, first + 750)]
    assert len(json.dumps(made.requests)) < 0.4 * len(
        json.dumps(plan(result(samples.plain(rows=rows)), Known()).requests)
    )
    assert not of_kind(made, "addConditionalFormatRule")
    assert not of_kind(made, "setBasicFilter")


def test_a_forced_report_is_written_whole_and_heals() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(), samples.finance()))
    tab, before = there.tab("Простой"), state(there.book)
    tab.cells[place(tab, "Ромашка")] = {"userEnteredValue": {"formulaValue": "=1/0"}, "note": "тут был я"}
    made = there.write(result(samples.plain(), samples.finance()), force=frozenset({"plain"}))
    assert state(there.book) == before
    assert {*sheets_named(made.requests)} == {tab.id, there.tab("Деньги").id}
    assert len([one for one in of_kind(made, "updateCells") if one["range"]["sheetId"] == there.tab("Деньги").id]) == 1


def test_a_person_s_formula_into_our_tab_stays_alive() -> None:
    """The tab keeps its id and its rows: nothing that a formula points at is cut off, however short a table gets."""
    there = Spreadsheet()
    there.write(result(samples.plain(rows=NAMES)))
    sheet, size = there.tab("Простой").id, there.tab("Простой").size
    for rows in (NAMES[:1], [], NAMES[:500]):
        made = there.write(result(samples.plain(rows=rows)))
        assert (there.tab("Простой").id, there.tab("Простой").size) == (sheet, size)
        assert not of_kind(made, "deleteDimension") + of_kind(made, "insertDimension") + of_kind(made, "deleteSheet")


def test_a_new_tab_has_no_more_cells_than_it_needs() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(rows=NAMES)))
    rows, columns = there.tab("Простой").size
    assert 1_000 < rows < 1_020
    assert columns <= 10


def test_near_the_limit_of_cells_our_tabs_give_back_what_they_do_not_need(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(rows=NAMES), samples.finance()))
    rows = there.tab("Простой").size[0]
    there.write(result(samples.plain(), samples.finance()))
    assert there.tab("Простой").size[0] == rows
    monkeypatch.setattr(planning, "MAX_CELLS", 9_000)
    there.write(result(samples.plain(), samples.finance(), samples.long_list(40)))
    assert there.tab("Простой").size[0] < 30
    assert there.tab(PEOPLE).size == (100, 10)


def test_a_person_s_chart_and_cells_on_our_tab_stay() -> None:
    there = Spreadsheet()
    there.write(result(samples.finance()))
    tab = there.tab("Деньги")
    theirs = {
        "chartId": 77,
        "spec": {"title": "Мой"},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": tab.id}}},
    }
    carry_out(there.book, [{"addChart": {"chart": theirs}}])
    carry_out(there.book, [{"appendDimension": {"sheetId": tab.id, "dimension": "COLUMNS", "length": 3}}])
    tab.cells[5, tab.size[1] - 1] = {"userEnteredValue": {"stringValue": "моя заметка"}}
    there.known = seen(resource(there.book, "we"), there.known)
    there.write(result(replace(samples.finance(), charts=samples.finance().charts[:1])), force=frozenset({"finance"}))
    assert {77} < {chart["chartId"] for chart in tab.parts["charts"]}
    assert len(there.tab("Деньги").parts["charts"]) == 2
    assert "моя заметка" in texts(there.tab("Деньги"))


def test_a_chart_moves_with_its_table() -> None:
    grown = samples.funnel()
    first, *others = grown.blocks
    grown = replace(grown, blocks=(replace(first, rows=[*first.rows] * 6), *others))
    there, fresh = Spreadsheet(), Spreadsheet()
    there.write(result(samples.funnel()))
    before = there.tab("Воронка").parts["charts"][1]["position"]
    there.write(result(grown))
    fresh.write(result(grown))
    charts = there.tab("Воронка").parts["charts"]
    assert charts == fresh.tab("Воронка").parts["charts"]
    assert charts[1]["position"] != before


def test_a_report_without_data_gets_no_tab_but_keeps_the_one_it_has() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain("a", "Первый"), samples.plain("b", "Второй", rows=[])))
    assert [tab.title for tab in there.book.tabs] == [PEOPLE, "Первый"]
    sheet = there.tab("Первый").id
    there.write(result(samples.plain("a", "Первый", rows=[]), samples.plain("b", "Второй", rows=[])))
    assert there.tab("Первый").id == sheet
    assert {NOTHING_NOW.ru, "Появится, когда заполните вкладку «Счета»."} <= texts(there.tab("Первый"))
    there.write(result(samples.plain("a", "Первый")))
    assert NOTHING_NOW.ru not in texts(there.tab("Первый"))
    assert "Ромашка" in texts(there.tab("Первый"))


def test_a_report_that_is_no_longer_made_keeps_an_empty_tab() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(), samples.finance()))
    there.write(result(samples.plain()))
    assert NOTHING_NOW.ru in texts(there.tab("Деньги"))
    assert there.write(result(samples.plain())).requests == ()


def test_a_tab_of_ours_that_a_person_deleted_is_made_anew() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    carry_out(there.book, [{"deleteSheet": {"sheetId": there.tab("Простой").id}}])
    there.known = seen(resource(there.book, "we"), there.known)
    there.write(result(samples.plain()))
    assert "Ромашка" in texts(there.tab("Простой"))


def test_our_tab_warns_and_locks_nobody_out() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    (protection,) = there.tab("Простой").parts["protectedRanges"]
    assert protection["warningOnly"] is True
    assert protection["range"] == {"sheetId": there.tab("Простой").id}
    assert "Планёрки" in protection["description"]


def test_two_spreadsheets_of_one_result_have_tabs_of_their_own_ids_where_those_are_taken() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    taken = there.tab("Простой").id
    book = person_s_book("Сделки")
    book.tabs.append(new_tab(taken, "Чужая", 1))
    other = Spreadsheet(book)
    other.write(result(samples.plain()))
    assert other.tab("Простой").id != taken
