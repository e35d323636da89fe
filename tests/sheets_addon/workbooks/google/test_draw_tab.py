"""A drawn tab besides its values: formats, groups, rules, notes; as the .xlsx files have them."""

from dataclasses import replace
from typing import Any

import pytest

from core.i18n import Language
from core.outline import groups_of
from core.report import Block, CellNote, Report, Row
from sheets_addon.workbooks.google.draw import table
from sheets_addon.workbooks.google.draw.outline import regrouped
from sheets_addon.workbooks.google.draw.rules import letters
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import Spreadsheet, grid, look, place, texts, value
from tests.sheets_addon.workbooks.samples import column, result
from tests.sheets_api.state import Tab


def draw(report: Report, language: Language = "ru") -> Tab:
    there = Spreadsheet()
    there.write(result(report, language=language))
    return there.book.tabs[-1]


def properties(tab: Tab) -> dict[str, Any]:
    found: dict[str, Any] = tab.properties
    return found


def test_the_words_stand_in_their_order() -> None:
    report = samples.finance()
    tab = draw(report)
    first = [row[0] for row in grid(tab)]
    assert first[:4] == ["Деньги", "на 31.03.2026, вечер · обновлено 31.03.2026 18:00", report.definition, report.mode]
    blocks = [first.index(block.title) for block in report.blocks]
    assert blocks == sorted(blocks)
    assert first[-3:] == [
        *(f"• {n}" for n in report.notes),
        "• Часть столбцов свёрнута: подробности откроет знак «+» над таблицей.",
    ]


def test_a_failed_report_says_so_instead_of_its_blocks() -> None:
    tab = draw(replace(samples.plain(rows=[]), failure="Отчёт не составлен: ошибка."))
    assert "Отчёт не составлен: ошибка." in texts(tab)
    assert "Строки" not in texts(tab)


def test_tabs_are_coloured_by_group() -> None:
    groups = ("morning", "week", "month", "reference")
    colours = [str(properties(draw(samples.plain(group=group)))["tabColorStyle"]) for group in groups]  # type: ignore[arg-type]
    assert len({*colours}) == 4


def test_one_table_keeps_its_header_in_view_and_gets_a_filter() -> None:
    tab = draw(samples.long_list(60))
    head = place(tab, "Клиент")[0]
    assert properties(tab)["gridProperties"]["frozenRowCount"] == head + 1
    assert properties(tab)["gridProperties"]["hideGridlines"]
    area = tab.parts["basicFilter"]["range"]
    assert (area["startRowIndex"], area["endRowIndex"], area["endColumnIndex"]) == (head, head + 61, 9)


def test_several_tables_keep_the_title_in_view_and_have_no_filter() -> None:
    tab = draw(samples.finance())
    assert properties(tab)["gridProperties"]["frozenRowCount"] == 2
    assert "basicFilter" not in tab.parts


def test_no_column_is_frozen_that_holds_a_part_of_a_merged_cell() -> None:
    for report in (samples.long_list(60), replace(samples.long_list(60), definition="слово " * 80)):
        tab = draw(report)
        assert not (tab.parts.get("merges") and properties(tab)["gridProperties"].get("frozenColumnCount"))


def test_long_words_are_merged_over_the_page_and_high_enough() -> None:
    tab = draw(replace(samples.plain(), definition="Очень длинное определение отчёта. " * 12))
    (merge,) = tab.parts["merges"]
    assert (merge["startRowIndex"], merge["endRowIndex"], merge["startColumnIndex"]) == (2, 3, 0)
    assert tab.rows[2]["pixelSize"] > 40


def test_detail_columns_are_grouped_and_closed() -> None:
    tab = draw(samples.funnel())
    (group,) = tab.parts["columnGroups"]
    names = {
        value(tab.cells[at]) for at in tab.cells if group["range"]["startIndex"] <= at[1] < group["range"]["endIndex"]
    }
    assert {"Нижняя граница", "Верхняя граница"} == names - {None, 0.19, 0.31}
    assert group["collapsed"] is True


def test_rows_of_groups_are_closed_under_their_own_row() -> None:
    tab = draw(samples.pipeline())
    head = place(tab, "Менеджер, клиент, сделка")[0]
    groups = [
        (g["range"]["startIndex"] - head, g["range"]["endIndex"] - head, g["depth"]) for g in tab.parts["rowGroups"]
    ]
    assert groups[:3] == [(2, 8, 1), (3, 5, 2), (6, 8, 2)]
    assert all(group["collapsed"] for group in tab.parts["rowGroups"])
    bold = [look(tab, (head + i, 0)).get("textFormat", {}).get("bold", False) for i in (1, 2, 3)]
    left = [look(tab, (head + i, 0)).get("padding", {}).get("left") for i in (1, 2, 3)]
    assert (bold, left) == ([True, True, False], [None, 15, 27])
    assert look(tab, (head + 1, 3))["textFormat"]["bold"]


@pytest.mark.parametrize(
    ("levels", "groups"),
    [
        ([0, 0], []),
        ([0, 1, 1, 0, 1], [(1, 3, 1), (4, 5, 1)]),
        ([0, 1, 2, 2, 1, 0], [(1, 5, 1), (2, 4, 2)]),
        ([0, 2], [(1, 2, 1), (1, 2, 2)]),
    ],
)
def test_groups_are_the_runs_of_each_depth(levels: list[int], groups: list[tuple[int, int, int]]) -> None:
    assert groups_of(levels, 0) == groups
    assert groups_of(levels, 10) == [(start + 10, end + 10, depth) for start, end, depth in groups]


def test_old_groups_go_from_the_deepest_and_what_they_hid_is_shown() -> None:
    away, made = regrouped(1, "ROWS", [(1, 5, 1), (2, 4, 2)], [])
    assert made == []
    assert [next(iter(request)) for request in away] == ["updateDimensionProperties", *["deleteDimensionGroup"] * 2]
    assert [r["deleteDimensionGroup"]["range"]["startIndex"] for r in away[1:]] == [2, 1]


@pytest.mark.parametrize(
    ("language", "month", "day"), [("ru", "[$-419]mmm yyyy", "dd.mm.yyyy"), ("en", "[$-409]mmm yyyy", "yyyy-mm-dd")]
)
def test_number_formats_are_native_and_of_the_language(language: Language, month: str, day: str) -> None:
    tab = draw(samples.everything(), language)
    row, _ = place(tab, "=1+1")
    formats = [look(tab, (row, c)).get("numberFormat", {}) for c in range(12)]
    assert {"type": "DATE", "pattern": month} in formats
    assert {"type": "DATE", "pattern": day} in formats
    assert {"type": "NUMBER", "pattern": "#,##0"} in formats
    assert [f["pattern"][:2] for f in formats if f.get("type") == "PERCENT"] == ["0.", "[>", "[>"]


def test_a_value_that_is_not_what_its_column_says_has_a_look_of_its_own() -> None:
    rows: list[Row] = [["а", 1.0], [samples.ASOF, "нет данных"], [None, None], ["б", 2.0]]
    tab = draw(samples.plain(rows=rows))
    row, _ = place(tab, "нет данных")
    assert look(tab, (row, 0))["numberFormat"] == {"type": "DATE", "pattern": "dd.mm.yyyy"}
    assert look(tab, (row, 1))["horizontalAlignment"] == "RIGHT"
    assert (
        look(tab, (row, 1))["textFormat"]["foregroundColorStyle"]
        != look(tab, (row - 1, 1))["textFormat"]["foregroundColorStyle"]
    )
    assert look(tab, (row + 2, 0))["horizontalAlignment"] == "LEFT"


def test_attainment_is_coloured_by_native_rules_in_any_locale() -> None:
    tab = draw(samples.everything())
    rules = [rule["booleanRule"] for rule in tab.parts["conditionalFormats"]]
    row, place_ = place(tab, 0.8)
    cell = f"{letters(place_)}{row + 1}"
    assert [rule["condition"]["values"][0]["userEnteredValue"] for rule in rules] == [
        f"=AND(ISNUMBER({cell});{cell}>=1-1/10^9)",
        f"=AND(ISNUMBER({cell});{cell}>=8/10-1/10^9)",
        f"=AND(ISNUMBER({cell});{cell}<1)",
        f"=ISBLANK({cell})",
    ]
    ranges = tab.parts["conditionalFormats"][0]["ranges"]
    assert [(r["startRowIndex"], r["startColumnIndex"]) for r in ranges] == [(row, place_), (row, 11)], (
        "the mixed cell too"
    )


def test_a_matrix_shares_one_scale() -> None:
    tab = draw(samples.forecast())
    (rule,) = tab.parts["conditionalFormats"]
    assert [r["startColumnIndex"] for r in rule["ranges"]] == [4, 5]
    assert rule["gradientRule"]["minpoint"]["value"] == "0"


def test_help_and_cell_notes_are_notes() -> None:
    tab = draw(samples.finance())
    assert [cell["note"] for _, cell in sorted(tab.cells.items()) if "note" in cell] == [
        "Все поступления, с возвратами.",
        "План на месяц изменён 12 числа.",
    ]


def test_more_notes_than_fit_are_said_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_COMMENTS", 1)
    report = samples.plain()
    notes = tuple(CellNote(row, "amount", f"Заметка {row}.") for row in range(2))
    tab = draw(replace(report, blocks=(replace(report.blocks[0], notes=notes),)))
    assert [cell["note"] for cell in tab.cells.values() if "note" in cell] == ["Заметка 0."]
    assert "Заметка 1." in texts(tab)


def test_a_total_stands_below_its_rows() -> None:
    tab = draw(samples.finance())
    row, _ = place(tab, "Итого")
    assert look(tab, (row, 0))["textFormat"]["bold"]
    assert look(tab, (row, 1))["borders"]["top"]["style"] == "SOLID"
    assert look(tab, (row, 1))["numberFormat"]["pattern"] == "#,##0"


def test_wrapped_rows_are_fitted_by_google_others_are_plain() -> None:
    there = Spreadsheet()
    block = Block("a", "A", (column("x", "Имя"), column("y", "Совет")), [["Ёж", "слово " * 60], ["Уж", "да"]])
    made = there.write(result(samples.plain(), Report("r", "Р", "week", "Что.", "", (block,))))
    fitted = [r["autoResizeDimensions"]["dimensions"] for r in made.requests if "autoResizeDimensions" in r]
    row, _ = place(there.tab("Р"), "Ёж")
    assert [(one["sheetId"], one["startIndex"], one["endIndex"]) for one in fitted] == [
        (there.tab("Р").id, row, row + 2)
    ]


@pytest.mark.parametrize(("place_", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(place_: int, name: str) -> None:
    assert letters(place_) == name
