from core.i18n import T
from core.report import Block, Column, Ref, Row
from sheets_addon.web.charts import charts_of
from sheets_addon.web.tables import table
from tests.sheets_addon.fakes import fake_result
from tests.sheets_addon.workbooks import samples


def test_levels_tell_which_rows_open() -> None:
    made = table(fake_result().report("day").blocks[0], "ru", "RUB")
    assert [line.level for line in made.lines] == [0, 0, 1]
    assert [line.opens for line in made.lines] == [False, True, False]


def test_headers_name_the_currency_and_details_are_marked() -> None:
    made = table(fake_result().report("day").blocks[0], "en", "USD")
    assert made.head[2].title == "Amount,\u00a0$"
    assert made.has_detail
    assert "detail" in made.head[5].css


def test_long_tables_are_cut_and_say_how_long_they_are() -> None:
    block = Block("b", "B", (Column("n", T("Н", "N"), "count"),), [[i] for i in range(1000)])
    assert len(table(block, "ru", "RUB", 10).lines) == 10
    assert table(block, "ru", "RUB", 10).all_rows == 1000
    assert len(table(block, "ru", "RUB", None).lines) == 1000


def test_a_note_stands_at_its_cell() -> None:
    made = table(fake_result().report("day").blocks[0], "ru", "RUB")
    assert made.lines[1].cells[3].note == "Нет счетов."
    assert made.notes == ["Нет счетов."]


def test_a_matrix_is_shaded_by_how_near_each_figure_is_to_the_largest() -> None:
    columns = (Column("a", T("А", "A"), "count", heat=True), Column("b", T("Б", "B"), "count", heat=True))
    made = table(Block("b", "B", columns, [[10, 5], [0, None]]), "ru", "RUB")
    assert [[cell.css for cell in line.cells] for line in made.lines] == [
        ["number heat-5", "number heat-3"],
        ["number", "number"],
    ]


def test_a_chart_carries_its_band() -> None:
    report = samples.forecast()
    (chart,) = charts_of(report, report.blocks[0], "ru")
    assert [series["name"] for series in chart["band"]] == ["Не меньше", "Не больше"]
    assert [series["name"] for series in chart["series"]] == ["Прогноз"]


def test_a_link_to_a_report_tab_leads_to_its_page() -> None:
    columns = (Column("tab", T("Вкладка", "Tab"), "link"),)
    rows: list[Row] = [[Ref("День", "A1", "День")], [Ref("Сделки", "C17", "C17")]]
    made = table(Block("b", "B", columns, rows), "ru", "RUB", reports={"День": "day"})
    assert [(cell.shown.text, cell.report) for line in made.lines for cell in line.cells] == [
        ("День", "day"), ("Сделки!C17", ""),
    ]  # fmt: skip
