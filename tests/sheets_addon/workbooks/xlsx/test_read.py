"""A person's file as it may be: of another kind, damaged, locked, hostile, or only odd."""

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.errors import WorkbookError, WorkbookNotFound, WorkbookUnreadable
from core.intake.numbers import NOT_CALCULATED
from core.intake.read import read_table
from core.tables import table
from core.workbook import Cells, Sheet
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.xlsx import archive
from sheets_addon.workbooks.xlsx.error_cells import column_number, error_cells
from tests.contract.xlsx import write_people

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Книга.xlsx"
    write_people(path, Cells([Sheet("Сделки", [["Клиент", "Сумма"], ["Ромашка", 100.0]])]))
    return path


def read(path: Path) -> Cells:
    return open_xlsx(path).read(lambda _: True)


def repack(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Rewrite the archive; ``change`` gives a part's new bytes, or None to leave it out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)


def sentence(path: Path, error: type[WorkbookError] = WorkbookUnreadable) -> str:
    with pytest.raises(error) as caught:
        read(path)
    assert caught.value.message("en") != caught.value.message("ru")
    return caught.value.message("ru")


def test_no_file(tmp_path: Path) -> None:
    assert "Нет файла" in sentence(tmp_path / "нет.xlsx", WorkbookNotFound)


def test_a_folder(tmp_path: Path) -> None:
    assert "Нет доступа" in sentence(tmp_path)


@pytest.mark.parametrize("data", [b"", b"a;b;c\n1;2;3\n", "Клиент;Сумма".encode("cp1251"), b"\x89PNG\r\n", b"\0" * 900])
def test_not_a_workbook(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    assert "не книга Excel" in sentence(tmp_path / "x.xlsx")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert "не книга Excel" in sentence(tmp_path / "x.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.bin", "mimetype"])
def test_xlsb_and_ods_are_told_apart(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as made:
        made.writestr(part, "…")
    assert "сохраните как" in sentence(tmp_path / "x.xlsx")


def test_an_old_xls(tmp_path: Path) -> None:
    (tmp_path / "x.xls").write_bytes(OLE + b"\0" * 600)
    assert "старого вида" in sentence(tmp_path / "x.xls")


def test_a_password(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"))
    assert "паролем" in sentence(tmp_path / "x.xlsx")


def test_a_file_cut_short(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-200])
    assert "повреждена" in sentence(book)


def test_a_damaged_part(book: Path) -> None:
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as found:
        start = found.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[start + 80 : start + 120] = b"\xff" * 40
    book.write_bytes(data)
    assert "повреждена" in sentence(book)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_missing_part(book: Path, part: str) -> None:
    repack(book, lambda name, data: None if name == part else data)
    assert "повреждена" in sentence(book)


@pytest.mark.parametrize(
    ("part", "spelled"),
    [
        ("xl/sharedStrings.xml", "xl/SharedStrings.xml"),
        ("xl/worksheets/sheet1.xml", "xl/worksheets/Sheet1.xml"),
        ("xl/workbook.xml", "xl/Workbook.xml"),
    ],
)
def test_the_names_of_parts_know_no_case(book: Path, part: str, spelled: str) -> None:
    """Excel opens such files, and so does calamine."""
    before = read(book)
    with zipfile.ZipFile(book) as old:
        parts = {spelled if name == part else name: old.read(name) for name in old.namelist()}
    assert spelled in parts
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert read(book) == before


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_broken_xml(book: Path, part: str) -> None:
    repack(book, lambda name, data: data[: len(data) // 2] if name == part else data)
    assert "повреждена" in sentence(book)


def test_entities_are_refused(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    repack(book, lambda name, data: bomb + data[data.index(b"<workbook") :] if name == "xl/workbook.xml" else data)
    assert "повреждена" in sentence(book)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repack(book, lambda name, data: data + b" " * 3_000_000 if "sheet1" in name else data)
    assert read(book).sheets, "as long as it is small, a compressible sheet is a sheet"
    monkeypatch.setattr(archive, "RATIO_FROM", 1_000_000)
    assert "слишком велика" in sentence(book)


def test_a_workbook_beyond_the_limit_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000)
    assert "слишком велика" in sentence(book)


def test_a_part_that_lies_about_its_size(book: Path) -> None:
    data = bytearray(book.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    book.write_bytes(data)
    assert "повреждена" in sentence(book)


def test_a_cell_filled_by_mistake_at_the_far_corner(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    made = xlsxwriter.Workbook(path)
    tab = made.add_worksheet("Сделки")
    tab.write(0, 0, "Клиент")
    tab.write(1_048_575, 16_383, "ой")
    made.close()
    assert "«Сделки» заполнена ячейка XFD1048576" in sentence(path)


def test_formats_without_values_at_the_far_corner_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    made = xlsxwriter.Workbook(path)
    tab = made.add_worksheet("Сделки")
    tab.write(0, 0, "Клиент")
    tab.write_blank(1_048_575, 16_383, None, made.add_format({"bold": True}))
    made.close()
    assert read(path).sheets[0].rows == [["Клиент"]]


def test_hidden_tabs_are_read_and_chart_sheets_are_none(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    made = xlsxwriter.Workbook(path)
    made.add_worksheet("Видна")
    made.add_worksheet("Скрыта").hide()
    made.add_worksheet("Очень").very_hidden()
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": ["Видна", 0, 0, 3, 0]})
    made.add_chartsheet("Диаграмма").set_chart(chart)
    made.close()
    assert [sheet.title for sheet in read(path).sheets] == ["Видна", "Скрыта", "Очень"]


def test_xlsm_is_read_like_xlsx(book: Path) -> None:
    shutil.copy(book, book.with_suffix(".xlsm"))
    assert read(book.with_suffix(".xlsm")) == read(book)


def test_a_duration_is_a_fraction_of_a_day(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    made = xlsxwriter.Workbook(path)
    made.add_worksheet("a").write_datetime(0, 0, timedelta(hours=36), made.add_format({"num_format": "[h]:mm"}))
    made.close()
    assert read(path).sheets[0].rows == [[1.5]]


def test_an_unreadable_file_says_so(book: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    book.chmod(0)
    assert "Нет доступа" in sentence(book)


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (b'<c r="B2" t="e"><v>#N/A</v></c>', [(1, 1, "#N/A")]),
        (b'<c r="AA10" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', [(9, 26, "#DIV/0!")]),
        (b"<c t='e' r='A1'><v>#REF!</v></c>", [(0, 0, "#REF!")]),
        (b'<x:c r="A1" t="e"><x:f>A2</x:f><x:v>#NAME?</x:v></x:c>', [(0, 0, "#NAME?")]),
        (b'<c r="A1" t="s"><v>1</v></c><c r="B1" t="e"/><c r="C1" t="e"><v>#N/A</v></c>', [(0, 2, "#N/A")]),
        (b'<c r="A1" t="str"><f>"t="e""</f><v>#N/A</v></c>', []),
        (b'<c r="A1"><v>1</v></c>', []),
    ],
)
def test_error_cells_are_found_in_the_xml(xml: bytes, found: list[Any]) -> None:
    assert list(error_cells(xml)) == found


def test_column_letters() -> None:
    assert [column_number(letters) for letters in ("A", "Z", "AA", "ZZ", "AAA", "XFD")] == [1, 26, 27, 702, 703, 16_384]


def test_a_formula_that_was_never_computed_is_said(tmp_path: Path) -> None:
    """As openpyxl writes one; Excel itself writes t="str" where a formula gave an empty text."""
    path = tmp_path / "Выгрузка.xlsx"
    head = ["Клиент", "Менеджер", "Создана", "Этап", "Сумма"]
    rows = [[f"Клиент {i}", "Иванов", "31.03.2026", "КП", 700.0 + i] for i in range(6)]
    write_people(path, Cells([Sheet("Сделки", [head, *rows])]))
    cells = {
        b'<c r="E2"><v>700</v></c>': b'<c r="E2"><f>1+1</f><v></v></c>',
        b'<c r="E3"><v>701</v></c>': b'<c r="E3" s="1"><f>SUM(E5:E6)</f></c>',
        b'<c r="E4"><v>702</v></c>': b'<c r="E4"><f t="shared" si="0"/><v/></c>',
        b'<c r="E5"><v>703</v></c>': b'<c r="E5" t="str"><f>""</f><v></v></c>',
        b'<c r="E6"><v>704</v></c>': b'<c r="E6"><f>2*2</f><v>4</v></c>',
    }

    def change(name: str, data: bytes) -> bytes:
        for old, new in cells.items() if name == "xl/worksheets/sheet1.xml" else ():
            assert old in data
            data = data.replace(old, new)
        return data

    repack(path, change)
    [sheet] = read(path).sheets
    assert [row[4] for row in sheet.rows[1:]] == [*[NOT_CALCULATED] * 3, None, 4.0, 705.0]
    said = read_table(table("deals"), [sheet], language="ru").problems
    assert [(p.cell, p.code) for p in said] == [(cell, "not_calculated") for cell in ("E2", "E3", "E4")]
    assert all("Откройте книгу в Excel" in p.message for p in said)
