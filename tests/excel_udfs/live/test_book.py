"""What only an open workbook has: a person beside us, charts, protection, and Excel that may refuse at any call."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import TabProtected, WorkbookBusy
from core.report import Report
from core.workbook import Cells, Sheet
from excel_udfs.live.words import NOTHING_NOW
from tests.contract.live import Live
from tests.excel_udfs.live.fake import Book
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import result

PEOPLE = {"Сделки": [["Клиент", "Сумма"], ["Ромашка", 100.0]], "Заметки": [["моё"]]}


def live(tabs: dict[str, Any] = PEOPLE) -> Live:
    return Live(Cells([Sheet(title, rows) for title, rows in tabs.items()]), Path())


def whole(subject: Live) -> object:
    """Everything there is of the workbook."""
    ours = [
        (s.name, s.grid, s.widths, s.outlines.state(), s.rules, sorted(map(repr, (c.state() for c in s.charts))))
        for s in subject.ours
    ]
    return repr((ours, subject.people(), [sheet.name for sheet in subject.book.sheets]))


def test_excel_is_left_as_it_was() -> None:
    subject = live()
    other = Book(subject.app, "Другая.xlsx")
    for book in (subject.book, other):
        subject.app.calculation = "semiautomatic"
        book.activate()
        before = subject.app.state()
        subject.workbook.replace(result(samples.finance()))
        assert subject.app.state() == before
        assert [b.fullname for b in subject.app.books] == ["Продажи 2026.xlsx", "Другая.xlsx"]
        if book is subject.book:
            other.sheets.append(type(subject.book.sheets[0])(other, "Лист1"))
            other.sheets[0].activate()
            subject.app.selection = None


def test_an_error_younger_than_xlwings_is_read_as_one() -> None:
    subject = live({"Сделки": [["Клиент", "Сумма"], ["Ромашка", 1.0]]})
    subject.book.sheets[0].grid[2, 2].value = -2146826243  # as COM gives #SPILL!
    assert subject.workbook.read(lambda _: True).sheets[0].rows[1] == ["Ромашка", "#SPILL!"]


def test_whatever_call_excel_refuses_all_or_none() -> None:
    """Every change of the workbook is made to fail once: the old reports stand whole, or the new ones."""
    first = result(samples.finance(), samples.pipeline(), samples.plain())
    second = result(samples.funnel(), samples.finance(), without_rows_below(samples.pipeline()))
    good = live()
    good.workbook.replace(first)
    start = good.book.changes
    good.workbook.replace(second)
    changes = good.book.changes - start
    assert changes > 10
    for n in range(1, changes + 1):
        subject = live()
        subject.workbook.replace(first)
        before = whole(subject)
        subject.book.fault = n
        with pytest.raises(WorkbookBusy):
            subject.workbook.replace(second)
        after = whole(subject)
        deleting = n > changes - 3  # the old charts are deleted at the very end, when all new tabs stand
        assert deleting or after == before, f"change {n} of {changes}"
        subject.workbook.replace(second)
        assert [d.table(["Этап"]) for d in subject.drawn() if d.title == "Воронка"]
        assert {d.title: d.charts for d in subject.drawn()} == {"Деньги": 2, "Воронка": 2, "Пайплайн клиенты": 1}


def without_rows_below(report: Report) -> Report:
    """The same with managers and clients only: another outline of fewer rows."""
    [block] = report.blocks
    rows = [row for row, level in zip(block.rows, block.levels, strict=True) if level < 2]
    levels = [level for level in block.levels if level < 2]
    return replace(report, blocks=(replace(block, rows=rows, levels=levels),))


def test_charts_are_replaced_and_a_person_s_own_is_kept() -> None:
    subject = live()
    subject.workbook.replace(result(samples.finance()))
    [tab] = subject.ours
    tab.charts.add(0, 0, 10, 10).name = "моя"
    for _ in range(3):
        subject.workbook.replace(result(samples.finance()))
    assert sorted(chart.name[:8] for chart in tab.charts) == ["planerka", "planerka", "моя"]


def test_charts_are_drawn_over_the_cells_of_their_table() -> None:
    subject = live()
    subject.workbook.replace(result(samples.funnel()))
    [drawn], [tab] = subject.drawn(), subject.ours
    top, left = drawn.place(["Этап", "Сделок"])
    funnel, cohorts = tab.charts
    assert funnel.title == "Воронка за март" and funnel.chart_type == "bar_clustered" and funnel.axis.ReversePlotOrder
    assert [one.area for one in funnel.series] == [(top + 1, left + 2, top + 6, left + 2)]
    assert funnel.x == (top + 2, left + 1, top + 6, left + 1)
    assert [(one.ChartType, one.AxisGroup) for one in cohorts.series] == [(None, 1), (4, 2)]
    assert funnel.box[0] > 0 and cohorts.box[1] >= funnel.box[1] + funnel.box[3]


def test_a_protected_tab_of_ours_is_said_before_anything_is_touched() -> None:
    subject = live()
    subject.workbook.replace(result(samples.plain(), samples.finance()))
    subject.ours[1].api.ProtectContents = True
    before, changes = whole(subject), subject.book.changes
    with pytest.raises(TabProtected) as raised:
        subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]]), samples.finance()))
    assert "«Деньги»" in raised.value.message("ru")
    assert whole(subject) == before and subject.book.changes == changes


def test_a_protected_structure_stops_new_tabs_only() -> None:
    subject = live()
    subject.workbook.replace(result(samples.plain()))
    subject.book.api.ProtectStructure = subject.book.api.ReadOnly = True
    with pytest.raises(TabProtected, match="structure"):
        subject.workbook.replace(result(samples.plain(), samples.finance()))
    subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]])))
    assert subject.drawn()[0].table(["Клиент", "Сумма"]) == [["Один", 1.0]]


def test_a_book_that_was_never_saved_is_as_good() -> None:
    subject = live()
    subject.book.fullname, subject.book.api.ReadOnly = "Книга1", True
    before = subject.app.state()
    subject.workbook.replace(result(samples.finance()))
    assert [one.title for one in subject.drawn()] == ["Деньги"]
    assert subject.app.state() == before


def test_a_person_s_filter_on_a_report_stays() -> None:
    subject = live()
    subject.workbook.replace(result(samples.plain()))
    [tab] = subject.ours
    tab.api.AutoFilterMode = tab.api.FilterMode = True
    tab.hidden = {7, 8}
    subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]])))
    assert tab.filtered_again == 1 and tab.api.FilterMode
    before = whole(subject)
    subject.book.fault = 2
    with pytest.raises(WorkbookBusy):
        subject.workbook.replace(result(samples.plain(), samples.finance()))
    assert whole(subject) == before


def test_a_renamed_tab_is_still_ours_and_a_person_s_copy_is_theirs() -> None:
    subject = live()
    subject.workbook.replace(result(samples.plain()))
    [tab] = subject.ours
    tab.name = "Итоги"
    subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]])))
    assert [drawn.title for drawn in subject.drawn()] == ["Итоги"]
    copy = type(tab)(subject.book, "Итоги (2)")
    copy.names.add("planerka", '="plain"')
    subject.book.sheets.append(copy)
    subject.workbook.replace(result(samples.plain()))
    assert not copy.grid


def test_a_report_without_data_keeps_its_tab_for_formulas() -> None:
    subject = live()
    subject.workbook.replace(result(samples.plain(), samples.finance()))
    subject.workbook.replace(result(samples.plain(rows=[]), samples.finance()))
    assert [drawn.title for drawn in subject.drawn()] == ["Деньги"]
    emptied = next(sheet for sheet in subject.ours if sheet.name == "Простой")
    assert NOTHING_NOW.ru in {cell.value for cell in emptied.grid.values()}
    subject.workbook.replace(result(samples.plain()))
    assert emptied.grid[1, 1].value == "Простой" and len(subject.drawn()) == 1


def test_every_kind_of_value() -> None:
    subject = live()
    subject.workbook.replace(result(samples.everything(), samples.pipeline(), samples.forecast(), samples.long_list()))
    [tab] = [sheet for sheet in subject.ours if sheet.name.startswith("Все виды")]
    assert tab.name == "Все виды   проверка   1" or "[" not in tab.name
    cells = {(cell.value, cell.format) for cell in tab.grid.values()}
    assert {("=1+1", "General"), (0.1234, "0.0%"), ("нет", "General"), (datetime(2026, 3, 31), "dd.mm.yyyy")} <= cells
    assert (datetime(2026, 5, 1), "[$-419]mmm yyyy") in cells


def test_in_english_too() -> None:
    subject = live()
    subject.workbook.replace(result(samples.funnel(), language="en"))
    assert any("as of 2026-03-31" in text for text in subject.drawn()[0].texts())
