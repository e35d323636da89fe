"""``replace``: our tabs whole or not at all, and nothing else touched."""

from datetime import date
from typing import Any

import pytest

from core.errors import WorkbookError
from core.report import Ref, Row
from tests.contract.adapters import IN_PLACE, Adapter, Drawn, Subject
from tests.contract.conftest import Make
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import result


def tab(subject: Subject, title: str) -> Drawn:
    return next(drawn for drawn in subject.drawn() if drawn.title == title)


def titles(subject: Subject) -> list[str]:
    return [drawn.title for drawn in subject.drawn()]


def test_each_report_is_a_tab_in_the_order_given(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.finance(), samples.funnel(), samples.pipeline()))
    assert titles(subject) == ["Деньги", "Воронка", "Пайплайн клиенты"]


def test_a_report_says_what_it_is(make: Make) -> None:
    subject, report = make(), samples.finance()
    subject.workbook.replace(result(report))
    texts = tab(subject, "Деньги").texts()
    assert {report.title, report.definition, report.mode} <= texts
    assert {block.title for block in report.blocks} <= texts
    assert "Появится, когда заполните вкладку «Оплаты»." in texts
    assert all(any(note in text for text in texts) for note in report.notes)


def test_rows_and_totals_are_drawn_as_they_are(make: Make) -> None:
    subject = make()
    rows: list[Row] = [["Ромашка", 1234.5], ["Василёк", None], ["Ёж", -10.0]]
    subject.workbook.replace(result(samples.plain(rows=rows)))
    assert tab(subject, "Простой").table(["Клиент", "Сумма"]) == rows


def test_dates_and_rates_are_numbers_not_texts(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.funnel()))
    stages = tab(subject, "Воронка").table(["Этап", "Сделок", "Сумма", "Конверсия шага"])
    assert stages[1] == ["КП отправлено", 50, 2_062_500.0, 0.25]
    assert tab(subject, "Воронка").table(["Месяц", "Сделок"])[0] == [date(2025, 4, 1), 132]


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "007", "+7", "-", "1,5", "31.03.2026", "@", "http://a.b", "TRUE"]
)
def test_text_stays_text(make: Make, text: str) -> None:
    subject = make()
    subject.workbook.replace(result(samples.plain(rows=[[text, 1.0], ["конец", 2.0]])))
    assert tab(subject, "Простой").table(["Клиент", "Сумма"])[0] == [text, 1.0]


def test_a_report_without_data_has_no_tab(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.plain("empty", "Пустой", rows=[]), samples.plain()))
    assert titles(subject) == ["Простой"]


def test_no_data_at_all_is_no_error(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.plain()))
    subject.workbook.replace(result(samples.plain(rows=[])))
    assert "Простой" not in titles(subject)


def test_only_the_last_result_is_left(make: Make) -> None:
    subject = make()
    long: list[Row] = [[f"К{i}", float(i)] for i in range(300)]
    subject.workbook.replace(result(samples.plain(rows=long), samples.finance(), samples.funnel()))
    subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]])))
    assert titles(subject) == ["Простой"]
    assert tab(subject, "Простой").table(["Клиент", "Сумма"]) == [["Один", 1.0]]
    assert "К299" not in tab(subject, "Простой").texts()


def test_replacing_with_the_same_changes_nothing(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.finance(), samples.pipeline()))
    first = subject.drawn()
    subject.workbook.replace(result(samples.finance(), samples.pipeline()))
    assert subject.drawn() == first


def test_a_failed_replace_leaves_the_old_reports(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.plain(), samples.finance()))
    reports, people = subject.drawn(), subject.people()
    with subject.failing(), pytest.raises(WorkbookError):
        subject.workbook.replace(result(samples.funnel()))
    assert subject.drawn() == reports
    assert subject.people() == people
    subject.workbook.replace(result(samples.funnel()))
    assert titles(subject) == ["Воронка"]


def test_a_first_replace_that_fails_leaves_nothing(make: Make) -> None:
    subject = make()
    people = subject.people()
    with subject.failing(), pytest.raises(WorkbookError):
        subject.workbook.replace(result(samples.plain()))
    assert subject.drawn() == []
    assert subject.people() == people


def test_people_s_cells_are_the_same_before_and_after(make: Make) -> None:
    people: dict[str, list[list[Any]]] = {"Сделки": [["Клиент"], ["=1+1"], ["#N/A"]], "Мои заметки": [["не трогать"]]}
    subject = make(people)
    before, cells = subject.people(), subject.workbook.read(lambda _: True)
    subject.workbook.replace(result(samples.finance(), samples.long_list(50)))
    assert subject.people() == before
    assert subject.workbook.read(lambda _: True) == cells, "our own tabs are not read as people's"


def test_a_person_s_tab_of_the_same_name_is_left_alone(make: Make) -> None:
    subject = make({"Простой": [["моё"]], "Сделки": [["Клиент"]]})
    before = subject.people()
    subject.workbook.replace(result(samples.plain()))
    assert subject.people() == before
    assert subject.drawn()[0].title.startswith("Простой")


def test_a_link_leads_to_the_very_cell(make: Make) -> None:
    subject = make({title: [["Клиент"]] for title in ("Сделки", "Сделки O'Нила", "A#B 50%")})
    refs = [Ref("Сделки", "C17", "C17"), Ref("Сделки O'Нила", "AB2", "строка"), Ref("A#B 50%", "A1", "там")]
    column = samples.column("link", "Ссылка", "link")
    report = samples.plain()
    block = samples.Block("rows", "Строки", (column, samples.column("n", "Всего", "count")), [[r, 1] for r in refs])
    report = samples.Report("links", "Ссылки", "week", "Ссылки.", "", (block,))
    subject.workbook.replace(result(report))
    drawn = tab(subject, "Ссылки")
    top, left = drawn.place(["Ссылка", "Всего"])
    assert [row[0] for row in drawn.table(["Ссылка", "Всего"])] == ["C17", "строка", "там"]
    assert [drawn.links[top + 1 + i, left] for i in range(3)] == [(ref.tab, ref.cell) for ref in refs]


def test_charts_are_native(make: Make) -> None:
    subject = make()
    subject.workbook.replace(result(samples.finance(), samples.funnel(), samples.plain()))
    assert [drawn.charts for drawn in subject.drawn()] == [2, 2, 0]


def test_a_big_block(make: Make) -> None:
    rows: list[Row] = [[f"Клиент {i}", i * 1.5] for i in range(5_000)]
    subject = make()
    subject.workbook.replace(result(samples.plain(rows=rows)))
    assert tab(subject, "Простой").table(["Клиент", "Сумма"]) == rows


def test_two_reports_of_one_title_are_two_tabs(make: Make, adapter: Adapter) -> None:
    if adapter.id == "memory":
        pytest.skip("a workbook in memory has no tab titles of its own")
    subject = make()
    subject.workbook.replace(result(samples.plain("a"), samples.plain("b")))
    assert len(set(titles(subject))) == 2


def test_tabs_keep_their_identity(make: Make, adapter: Adapter) -> None:
    if IN_PLACE not in adapter.can:
        pytest.skip(f"{adapter.id} writes its reports to a place of their own")
    subject = make()
    subject.workbook.replace(result(samples.plain(), samples.finance()))
    first = subject.identities()  # type: ignore[attr-defined]
    subject.workbook.replace(result(samples.plain(rows=[["Один", 1.0]]), samples.finance()))
    assert subject.identities() == first  # type: ignore[attr-defined]
