"""How far a sheet reaches: as calamine says of it, whatever the file says, and cheaply where it is written as usual."""

import random
import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

import templates
from core.errors import WorkbookUnreadable
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.sentences import DAMAGED, TOO_WIDE
from sheets_addon.workbooks.xlsx import extent, read
from sheets_addon.workbooks.xlsx.extent import _up_to, too_far
from sheets_addon.workbooks.xlsx.sent import TOO_FAR, Limits, NotAccepted, check_sent

PART = "xl/worksheets/sheet2.xml"
TAB = "Метрика дня"
"""An input tab and its part."""
NEAR = b'<c r="A1"><v>1</v></c>'
FAR = b'<c r="XFD1048576"><v>1</v></c>'
BEYOND = {
    "in the first row": b'<row r="1">' + NEAR + FAR + b'</row><row r="2"><c r="A2"><v>1</v></c></row>',
    "before the others": b'<row r="1048576">' + FAR + b'</row><row r="1">' + NEAR + b"</row>",
    "two rows out of order": b'<row r="9"><c r="A1048576"><v>1</v></c></row><row r="1"><c r="XFD1"><v>1</v></c></row>',
    "small letters": b'<row r="1">' + NEAR + b'<c r="xfd1048576"><v>1</v></c></row>',
    "single quotes": b"<row r='1'>" + NEAR + b"<c r='XFD1048576'><v>1</v></c></row>",
    "spaces around": b'<row r="1">' + NEAR + b'<c\n\tr = "XFD1048576" ><v>1</v></c></row>',
    "zeros before": b'<row r="1">' + NEAR + b'<c r="XFD0001048576"><v>1</v></c></row>',
    "a prefix": b'<row r="1">' + NEAR + b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></row>',
    "an attribute before": b'<row r="1">' + NEAR + b'<c foo="&gt;" s="1" r="XFD1048576"><v>1</v></c></row>',
    "a sign in an attribute": b'<row r="1">' + NEAR + b'<c foo=">" r="XFD1048576"><v>1</v></c></row>',
    "an end that is none": b'<row r="1">' + NEAR + b'<c r="XFD1048576" foo="/>"><v>1</v></c></row>',
    "text inside": b'<row r="1">' + NEAR + b'<c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>',
    "an error": b'<row r="1">' + NEAR + b'<c r="XFD1048576" t="e"><v>#N/A</v></c></row>',
    "rows without cells": b"<row>" + NEAR + b'</row><row r="1048576"><c r="XFD1"/><c><v>1</v></c></row>',
    "cells without address": b"<row>" + b"<c><v>1</v></c>" * 16_000 + b'</row><row r="9999"><c><v>1</v></c></row>',
    "rows without address": b"<row>" + b"<c><v>1</v></c>" * 9_999 + b"</row>" + b"<row/>" * 9_999 + b"<row>"
    b"<c><v>1</v></c></row>",
    "more letters than there are": b'<row r="1">' + NEAR + b'<c r="ZZZZZZ1"><v>1</v></c></row>',
    "more rows than there are": b'<row r="1">' + NEAR + b'<c r="A999999999"><v>1</v></c></row>',
    "a decoy": b'<row r="1"><!-- </sheetData> -->' + NEAR + FAR + b"</row>",
}  # fmt: skip
BROKEN = {
    "an address twice": b'<row r="1">' + NEAR + b'<c r="B1" r="XFD1048576"><v>1</v></c></row>',
    "a tag in an attribute": b'<row r="1"><c r="A1" s="<c r="B1"/>" r="XFD1048576"><v>1</v></c></row>',
    "no address": b'<row r="1">' + NEAR + b'<c r="&#88;FD"><v>1</v></c></row>',
}
UNMEASURED = {
    "an error in a comment": b'<row r="1"><!-- <c r="XFD1048576" t="e"><v>#N/A</v></c> -->' + NEAR + b"</row>",
    "a formula without a value": b'<row r="1">' + NEAR + b'<c r="XFD1048576"><f>1+1</f></c></row>',
    "many of them": b'<row r="1">'
    + NEAR
    + b"".join(b'<c r="XFD%d"><f>1+1</f></c>' % (row + 1) for row in range(5_000))
    + b"</row>",
}
"""Calamine makes no table of them, but we put them into ours."""
HONEST = {
    "cells without address": b"<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
    "a prefix": b'<x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>',
    "a format at the far corner": b'<row r="1">' + NEAR + b'</row><row r="1048576"><c r="XFD1048576" s="1"/></row>',
    "blanks beside": b'<row r="1">' + NEAR + b'<c r="XFD1" s="1"></c></row><row r="1048576"><c r="A1048576"/></row>',
    "a comment": b'<row r="1"><!-- ' + FAR + b" -->" + NEAR + b"</row>",
    "a formula of an address": b'<row r="1">' + NEAR + b'<c r="B1"><f>INDIRECT("XFD1048576")</f><v>1</v></c></row>',
    "rows out of order": b'<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row>',
    "nothing": b"",
}


def sheet(rows: bytes) -> bytes:
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="x"'
    return b"<worksheet " + names + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def book(path: Path, xml: bytes) -> Path:
    """The template with other cells in one of its input tabs."""
    with zipfile.ZipFile(templates.path("ru")) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == PART else old.read(name))
    return path


def changed(path: Path) -> list[list[object]]:
    """The rows of the changed tab."""
    [tab] = open_xlsx(path).read(lambda title: title == TAB).sheets
    return tab.rows


@pytest.mark.parametrize("case", BEYOND)
def test_a_cell_that_is_too_far_is_refused_before_calamine_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    class Watched:
        """A workbook whose sheets nobody may read."""

        def __init__(self, real: CalamineWorkbook) -> None:
            self.sheets_metadata = real.sheets_metadata

        def __enter__(self) -> "Watched":
            return self

        def __exit__(self, *_: object) -> None: ...

        def get_sheet_by_name(self, name: str) -> object:
            raise AssertionError(f"calamine was asked for {name}")

        @classmethod
        def from_filelike(cls, file: BytesIO) -> "Watched":
            return cls(CalamineWorkbook.from_filelike(file))

    path = book(tmp_path / "x.xlsx", sheet(BEYOND[case]))
    monkeypatch.setattr(read, "CalamineWorkbook", Watched)
    with pytest.raises(WorkbookUnreadable) as caught:
        changed(path)
    assert caught.value.sentence == TOO_WIDE
    with pytest.raises(NotAccepted) as refused:
        check_sent(path, "x.xlsx", Limits())
    assert refused.value.sentence == TOO_FAR


@pytest.mark.parametrize("case", BROKEN)
def test_what_readers_could_understand_in_two_ways_is_damaged(tmp_path: Path, case: str) -> None:
    path = book(tmp_path / "x.xlsx", sheet(BROKEN[case]))
    with pytest.raises(WorkbookUnreadable) as caught:
        changed(path)
    assert caught.value.sentence == DAMAGED


@pytest.mark.parametrize("case", UNMEASURED)
def test_what_we_put_in_ourselves_is_measured_too(tmp_path: Path, case: str) -> None:
    path = book(tmp_path / "x.xlsx", sheet(UNMEASURED[case]))
    with pytest.raises(WorkbookUnreadable) as caught:
        changed(path)
    assert caught.value.sentence == TOO_WIDE


@pytest.mark.parametrize("other", ["a name", "a title"])
def test_what_is_measured_is_what_calamine_reads(tmp_path: Path, other: str) -> None:
    """Two parts of nearly one name, or two sheets of one title: each reader would take another one."""
    path = book(tmp_path / "x.xlsx", sheet(BEYOND["in the first row"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if other == "a name":
        parts = {**parts, PART: sheet(NEAR), PART.upper(): parts[PART]}
    else:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("Сделки".encode(), TAB.encode())
        parts["xl/worksheets/sheet3.xml"] = sheet(NEAR)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(WorkbookUnreadable) as caught:
        changed(path)
    assert caught.value.sentence == DAMAGED


@pytest.mark.parametrize("case", ["in the first row", "rows without address"])
def test_the_command_ends_with_the_sentence_where_calamine_would_take_all_memory(tmp_path: Path, case: str) -> None:
    path = book(tmp_path / "x.xlsx", sheet(BEYOND[case]))
    command = "from sheets_addon.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", command, "refresh", "--language", "ru", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2),
    )
    assert "очень далеко от таблицы" in ended.stderr, ended
    assert ended.returncode > 0


@pytest.mark.parametrize("case", HONEST)
def test_a_sheet_written_in_another_way_is_read_all_the_same(tmp_path: Path, case: str) -> None:
    path = book(tmp_path / "x.xlsx", sheet(HONEST[case]))
    check_sent(path, "x.xlsx", Limits())
    found = CalamineWorkbook.from_path(path).get_sheet_by_name(TAB).to_python(skip_empty_area=False)
    assert changed(path) == [[None if value == "" else value for value in row] for row in found]


@pytest.mark.parametrize("seed", range(40))
def test_it_says_what_calamine_says(tmp_path: Path, seed: int) -> None:
    """Random sheets, a part of their cells blank or without an address, measured against a limit on either side."""
    dice = random.Random(seed)
    filled, rows = [(0, 0)], [b'<row r="1">' + NEAR + b"</row>"]
    for row in sorted(dice.sample(range(1, 2_000), 20), key=lambda _: dice.random() if seed % 2 else 0):
        cells = b""
        for column in sorted(dice.sample(range(dice.choice([20, 60, 400, 900])), 9)):
            blank = dice.random() < 0.4
            filled += [] if blank else [(row, column)]
            address = xl_rowcol_to_cell(row, column).encode()
            cells += b'<c r="%b" s="1"%b' % (address, b"/>" if blank else b"><v>2</v></c>")
            if seed % 3 == 0:
                cells, filled = cells + b"<c><v>3</v></c>", [*filled, (row, column + 1)]
        rows.append(b'<row r="%d">%b</row>' % (row + 1, cells))
    xml = sheet(b"".join(rows))
    with CalamineWorkbook.from_path(book(tmp_path / "x.xlsx", xml)) as read_again:
        last_row, last_column = read_again.get_sheet_by_name(TAB).end or (0, 0)
    assert (last_row, last_column) == (max(row for row, _ in filled), max(column for _, column in filled))
    size = (last_row + 1) * (last_column + 1)
    assert too_far(xml, size) == "" and too_far(xml, size * 50) == ""
    assert too_far(xml, size - 1) == xl_rowcol_to_cell(last_row, last_column)


def test_a_long_sheet_of_three_letter_columns_is_measured_exactly() -> None:
    xml = sheet(b'<row r="1">' + NEAR + b'<c r="AAA1" s="1"/></row><row r="90"><c r="B90"><v>1</v></c></row>')
    assert too_far(xml, 1_000) == ""
    assert too_far(xml.replace(b'"AAA1" s="1"/>', b'"AAA1"><v>2</v></c>'), 1_000) == "AAA90"


def test_a_usual_sheet_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "_Corner", None)
    with zipfile.ZipFile(templates.path("ru", filled=True)) as filled:
        parts = [filled.read(name) for name in filled.namelist() if "worksheets/sheet" in name]
    assert len(parts) > 5
    assert {too_far(part) for part in parts if b"sheetData" in part} == {""}


@pytest.mark.parametrize("most", [1, 9, 10, 19, 57, 99, 100, 1_367, 2_000, 9_090])
def test_the_pattern_of_numbers_up_to_one(most: int) -> None:
    import re

    pattern = re.compile(f"(?:{_up_to(most)})x")
    assert [n for n in range(1, 12_000) if pattern.fullmatch(f"{n}x")] == list(range(1, most + 1))
