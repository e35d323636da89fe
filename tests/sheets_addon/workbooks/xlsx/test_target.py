"""Which file the reports go to, and which files are never touched."""

import os
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from core.errors import WorkbookBusy, WorkbookError, WorkbookNotFound
from core.i18n import Language
from core.workbook import Cells, Sheet
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.xlsx.ownership import is_ours
from sheets_addon.workbooks.xlsx.write import write_reports
from tests.contract.xlsx import read_reports, write_people
from tests.sheets_addon.workbooks.samples import plain, result

PEOPLE = Cells([Sheet("Сделки", [["Клиент"]])])
REPORTS = "Продажи · отчёты.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_people(tmp_path / "Продажи.xlsx", PEOPLE)
    return tmp_path / "Продажи.xlsx"


def busy(book: Path, out: Path | None = None) -> str:
    with pytest.raises(WorkbookBusy) as caught:
        open_xlsx(book, out).replace(result(plain()))
    return caught.value.message("ru")


@pytest.mark.parametrize(("language", "name"), [("ru", REPORTS), ("en", "Продажи · reports.xlsx")])
def test_the_report_file_lies_beside_the_book(book: Path, language: Language, name: str) -> None:
    open_xlsx(book).replace(result(plain(), language=language))
    assert sorted(path.name for path in book.parent.iterdir()) == sorted([book.name, name])
    assert is_ours(book.with_name(name))


def test_the_reports_of_an_xlsm_are_an_xlsx(book: Path) -> None:
    book.rename(book.with_suffix(".xlsm"))
    open_xlsx(book.with_suffix(".xlsm")).replace(result(plain()))
    assert book.with_name(REPORTS).exists()


def test_a_given_file_is_used(book: Path) -> None:
    out = book.with_name("итог.xlsx")
    open_xlsx(str(book), str(out)).replace(result(plain()))
    assert [drawn.title for drawn in read_reports(out)] == ["Простой"]


def test_the_person_s_own_file_is_refused(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    os.link(book, tmp_path / "тот же.xlsx")
    (tmp_path / "ссылка.xlsx").symlink_to(book)
    for out in (book, tmp_path / "." / book.name, tmp_path / "тот же.xlsx", tmp_path / "ссылка.xlsx"):
        assert "ваша книга" in busy(book, out)
    assert book.read_bytes() == before


def test_another_file_of_the_person_is_refused(book: Path) -> None:
    other = book.with_name("важное.xlsx")
    write_people(other, PEOPLE)
    before = other.read_bytes()
    assert "создан не Планёркой" in busy(book, other)
    (text := book.with_name("заметки.txt")).write_text("мои заметки")
    assert "создан не Планёркой" in busy(book, text)
    assert (other.read_bytes(), text.read_text()) == (before, "мои заметки")


def test_an_empty_file_may_be_filled(book: Path) -> None:
    (out := book.with_name("пусто.xlsx")).touch()
    open_xlsx(book, out).replace(result(plain()))
    assert is_ours(out)


@pytest.mark.parametrize("lock", [f"~${REPORTS}", f".~lock.{REPORTS}#"])
def test_a_file_that_is_open_is_left_alone(book: Path, lock: str) -> None:
    open_xlsx(book).replace(result(plain()))
    before = book.with_name(REPORTS).read_bytes()
    book.with_name(lock).touch()
    assert lock in busy(book)
    assert book.with_name(REPORTS).read_bytes() == before


def test_a_file_that_windows_holds_is_left_alone(book: Path) -> None:
    open_xlsx(book).replace(result(plain()))
    before = book.with_name(REPORTS).read_bytes()
    with patch("os.replace", side_effect=PermissionError(13, "denied")):
        assert "открыт в другой программе" in busy(book)
    assert book.with_name(REPORTS).read_bytes() == before


def test_a_full_disk_leaves_the_old_file_and_no_draft(book: Path) -> None:
    open_xlsx(book).replace(result(plain()))
    before = {path.name: path.read_bytes() for path in book.parent.iterdir()}
    with patch("sheets_addon.workbooks.xlsx.write.os.fsync", side_effect=OSError(28, "No space left on device")):
        assert "на диске нет места" in busy(book)
    assert {path.name: path.read_bytes() for path in book.parent.iterdir()} == before


def test_a_fault_while_drawing_leaves_the_old_file_and_no_draft(book: Path) -> None:
    open_xlsx(book).replace(result(plain()))
    before = {path.name: path.read_bytes() for path in book.parent.iterdir()}
    fault = patch("sheets_addon.workbooks.xlsx.write.draw_tab", side_effect=ZeroDivisionError)
    with fault, pytest.raises(ZeroDivisionError):
        open_xlsx(book).replace(result(plain()))
    assert {path.name: path.read_bytes() for path in book.parent.iterdir()} == before


def test_a_folder_that_is_not_there(book: Path) -> None:
    with pytest.raises(WorkbookNotFound) as caught:
        open_xlsx(book, book.parent / "нет" / "итог.xlsx").replace(result(plain()))
    assert "Нет папки" in caught.value.message("ru")


def test_the_same_result_is_the_same_file(book: Path) -> None:
    open_xlsx(book).replace(result(plain()))
    first = book.with_name(REPORTS).read_bytes()
    open_xlsx(book).replace(result(plain()))
    assert book.with_name(REPORTS).read_bytes() == first


def test_reports_without_a_book_have_no_links(tmp_path: Path) -> None:
    write_reports(result(plain()), tmp_path / "итог.xlsx")
    assert is_ours(tmp_path / "итог.xlsx")


def test_every_error_is_one_of_a_workbook(book: Path) -> None:
    broken = replace(plain(), title="")
    open_xlsx(book).replace(result(broken))
    assert [drawn.title for drawn in read_reports(book.with_name(REPORTS))] == ["plain"]
    assert issubclass(WorkbookBusy, WorkbookError)
