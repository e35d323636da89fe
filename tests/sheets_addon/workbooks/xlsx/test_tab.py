"""What a drawn tab is besides its values, seen by another reader (openpyxl)."""

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.i18n import Language
from core.report import CellNote, Report, Row
from sheets_addon.workbooks.xlsx import table
from sheets_addon.workbooks.xlsx.write import write_reports
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import result


def draw(folder: Path, *reports: Report, language: Language = "ru") -> list[Worksheet]:
    path = folder / "итог.xlsx"
    write_reports(result(*reports, language=language), path, folder / "Книга.xlsx")
    return openpyxl.load_workbook(path).worksheets


def row_of(tab: Worksheet, text: str) -> int:
    return next(cell.row for row in tab.iter_rows() for cell in row if cell.value == text)


def column_of(tab: Worksheet, text: str) -> str:
    return next(cell.column_letter for row in tab.iter_rows() for cell in row if cell.value == text)


def test_tabs_are_coloured_by_group(tmp_path: Path) -> None:
    groups = ("morning", "week", "month", "reference")
    tabs = draw(tmp_path, *(samples.plain(group, group, group=group) for group in groups))  # type: ignore[arg-type]
    assert len({tab.sheet_properties.tabColor.rgb for tab in tabs}) == 4


def test_a_tab_prints_on_landscape_a4_one_page_wide(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.finance())
    assert (tab.page_setup.orientation, int(tab.page_setup.paperSize)) == ("landscape", 9)
    assert tab.sheet_properties.pageSetUpPr.fitToPage
    assert (tab.page_setup.fitToWidth or 1, tab.page_setup.fitToHeight) == (1, 0)
    with zipfile.ZipFile(tmp_path / "итог.xlsx") as made:
        assert "Деньги · страница &amp;P из &amp;N" in made.read("xl/worksheets/sheet1.xml").decode()
    assert not tab.sheet_view.showGridLines


def test_one_table_keeps_its_header_in_view_and_on_each_page(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.long_list(60))
    head = row_of(tab, "Клиент")
    assert tab.freeze_panes in {f"A{head + 1}", f"B{head + 1}"}
    assert tab.print_title_rows == f"${head}:${head}"
    assert tab.auto_filter.ref == f"A{head}:I{head + 60}"


def test_several_tables_keep_the_title_in_view_and_have_no_filter(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.finance())
    assert tab.freeze_panes == "A3"
    assert tab.auto_filter.ref is None


def test_detail_columns_are_grouped_and_closed(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.funnel())
    for text in ("Нижняя граница", "Верхняя граница"):
        dimension = tab.column_dimensions[column_of(tab, text)]
        assert (dimension.hidden, dimension.outlineLevel) == (True, 1)
    assert not tab.column_dimensions[column_of(tab, "Доля потерь")].hidden


def test_rows_of_groups_are_closed_under_their_own_row(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.pipeline())
    head = row_of(tab, "Менеджер, клиент, сделка")
    shown = [(tab.row_dimensions[head + i].outlineLevel, tab.row_dimensions[head + i].hidden) for i in (1, 2, 3, 4, 8)]
    assert shown == [(0, False), (1, True), (2, True), (2, True), (0, False)]
    assert not tab.sheet_properties.outlinePr.summaryBelow
    assert tab.row_dimensions[head + 1].collapsed
    assert tab.cell(head + 1, 1).font.bold
    assert not tab.cell(head + 3, 1).font.bold
    assert tab.cell(head + 3, 1).alignment.indent == 2


def test_number_formats_are_native_and_of_the_language(tmp_path: Path) -> None:
    for language, month, day in (("ru", "[$-419]mmm yyyy", "dd.mm.yyyy"), ("en", "[$-409]mmm yyyy", "yyyy-mm-dd")):
        (tab,) = draw(tmp_path, samples.everything(), language=language)  # type: ignore[arg-type]
        found = [cell.number_format for cell in tab[row_of(tab, "=1+1")]]
        assert month in found
        assert day in found
        assert "0.0%" in found
        assert "#,##0" in found


@pytest.mark.parametrize(("language", "words"), [("ru", {"да", "нет"}), ("en", {"yes", "no"})])
def test_flags_are_words_of_the_language(tmp_path: Path, language: Language, words: set[str]) -> None:
    (tab,) = draw(tmp_path, samples.long_list(6), language=language)
    assert words <= {cell.value for row in tab.iter_rows() for cell in row}


def test_attainment_is_coloured_by_native_rules_with_exact_borders(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.everything())
    rules = [rule for found in tab.conditional_formatting for rule in found.rules]
    assert len(rules) == 6, "three of the attainment column, three of the mixed cell"
    formulas = [rule.formula[0] for rule in sorted(rules, key=lambda rule: rule.priority)][:3]
    assert [formula.partition(",")[2].partition("F")[2].lstrip("0123456789") for formula in formulas] == [
        ">=0.999999999)",
        ">=0.799999999)",
        "<1)",
    ]
    assert all(formula.startswith("AND(ISNUMBER(") for formula in formulas), "a text is greater than any number"


def test_help_and_cell_notes_are_comments(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.finance())
    comments = {cell.comment.text for row in tab.iter_rows() for cell in row if cell.comment}
    assert comments == {"Все поступления, с возвратами.", "План на месяц изменён 12 числа."}


def test_more_notes_than_comments_fit_are_said_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_COMMENTS", 1)
    report = samples.plain()
    notes = (CellNote(0, "amount", "Первое."), CellNote(1, "amount", "Второе."), CellNote(1, "client", "Второе."))
    (tab,) = draw(tmp_path, replace(report, blocks=(replace(report.blocks[0], notes=notes),)))
    assert row_of(tab, "Второе.")


def test_a_chart_over_closed_columns_shows_them(tmp_path: Path) -> None:
    report = samples.funnel()
    chart = replace(report.charts[0], series=("low",))
    draw(tmp_path, replace(report, charts=(chart,)))
    with zipfile.ZipFile(tmp_path / "итог.xlsx") as made:
        assert b'<c:plotVisOnly val="1"/>' not in made.read("xl/charts/chart1.xml")


def test_a_chart_whose_column_is_not_there_is_left_out(tmp_path: Path) -> None:
    report = samples.funnel()
    charts = (replace(report.charts[0], series=("gone",)), replace(report.charts[0], category="gone"))
    (tab,) = draw(tmp_path, replace(report, charts=charts))
    assert not tab._charts


def test_a_line_of_another_unit_has_an_axis_of_its_own(tmp_path: Path) -> None:
    draw(tmp_path, samples.funnel(), samples.finance())
    with zipfile.ZipFile(tmp_path / "итог.xlsx") as made:
        axes = [made.read(f"xl/charts/chart{i}.xml").count(b"<c:valAx>") for i in (1, 2, 3, 4)]
    assert axes == [1, 2, 1, 1]


def test_not_a_number_is_a_blank(tmp_path: Path) -> None:
    rows: list[Row] = [["a", float("nan")], ["b", float("inf")], ["c", 1.0]]
    (tab,) = draw(tmp_path, samples.plain(rows=rows))
    head = row_of(tab, "a")
    assert [tab.cell(head + i, 2).value for i in range(3)] == [None, None, 1]


def test_long_words_are_wrapped_in_rows_tall_enough(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, replace(samples.plain(), definition="Очень длинное определение. " * 30))
    assert tab.row_dimensions[3].height > 40
    assert any(str(merged).startswith("A3:") for merged in tab.merged_cells.ranges)


def test_no_report_at_all_is_one_tab_that_says_so(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.plain(rows=[]))
    assert "Пока показывать нечего: ни для одного отчёта нет данных." in {row[0].value for row in tab.iter_rows()}


def test_streamed_sheets_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = (samples.finance(), samples.pipeline(), samples.long_list(20), samples.everything())
    seen = []
    for limit in (10**9, 0):
        monkeypatch.setattr("sheets_addon.workbooks.xlsx.write._STREAMED_CELLS", limit)
        tabs = draw(tmp_path, *reports)
        seen.append([[[cell.value for cell in row] for row in tab.iter_rows()] for tab in tabs])
        seen[-1] += [[(key, d.height, d.hidden) for key, d in tab.row_dimensions.items()] for tab in tabs]
    assert seen[0] == seen[1]


def test_nothing_english_in_a_russian_workbook(tmp_path: Path) -> None:
    report = samples.finance()
    draw(tmp_path, report)
    with zipfile.ZipFile(tmp_path / "итог.xlsx") as made:
        core = made.read("docProps/core.xml").decode()
    assert "Планёрка" in core
    assert "Отчёты отдела продаж" in core


def test_a_matrix_is_shaded_on_one_scale(tmp_path: Path) -> None:
    (tab,) = draw(tmp_path, samples.forecast())
    head = row_of(tab, "Месяц")
    (found,) = tab.conditional_formatting
    won, lost = (column_of(tab, title) for title in ("Выиграно", "Проиграно"))
    assert str(found.sqref) == f"{won}{head + 1}:{won}{head + 6} {lost}{head + 1}:{lost}{head + 6}"
    assert [stop.type for stop in found.rules[0].colorScale.cfvo] == ["num", "max"]


def test_a_band_is_two_thin_lines_around_the_figure(tmp_path: Path) -> None:
    draw(tmp_path, samples.forecast())
    with zipfile.ZipFile(tmp_path / "итог.xlsx") as made:
        chart = made.read("xl/charts/chart1.xml").decode()
    assert [title in chart for title in ("Прогноз", "Не меньше", "Не больше")] == [True] * 3
    assert chart.count('prstDash val="sysDot"') == 2
