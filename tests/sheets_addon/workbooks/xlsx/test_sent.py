"""What is refused of a file before anything of it is parsed, each by its own sentence."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import templates
from core.i18n import LANGUAGES
from sheets_addon.workbooks.xlsx import sent
from sheets_addon.workbooks.xlsx.sent import Limits, NotAccepted, check_sent

BOOK = templates.path("ru").read_bytes()
LIMITS = Limits()


def made(change: Callable[[dict[str, bytes]], None], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The empty template with its parts changed."""
    with zipfile.ZipFile(BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def put(name: str, data: bytes) -> bytes:
    return made(lambda parts: parts.update({name: data}))


def without(name: str) -> bytes:
    return made(lambda parts: parts.pop(name) and None)


def macros(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def lying() -> bytes:
    """A part that unpacks to far more than the archive says."""
    data = bytearray(put("xl/media/big.bin", b"0" * 5_000_000))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.find(b"xl/media/big.bin") if mark == b"PK\x03\x04" else data.rfind(b"xl/media/big.bin")
        begin = data.rfind(mark, 0, start)
        data[begin + at : begin + at + 4] = struct.pack("<I", 10)
    return bytes(data)


def encrypted_part() -> bytes:
    data = bytearray(BOOK)
    begin = data.find(b"PK\x01\x02")
    data[begin + 8] |= 1
    return bytes(data)


def far(rows: bytes) -> bytes:
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


def refusal(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> NotAccepted:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(NotAccepted) as caught:
        check_sent(path, "книга.xlsx", limits)
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("filled", [False, True])
def test_a_real_workbook_passes(language: str, filled: bool) -> None:
    check_sent(templates.path(language, filled), "x.xlsx", LIMITS)  # type: ignore[arg-type]


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:etc/passwd">]><worksheet>&x;</worksheet>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "' + b"ha" * 99 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 99) for n in range(9))
    + b"]><l>&j;</l>"
)  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", sent.EMPTY),
        (b"a;b;c\n1;2;3\n", sent.NOT_XLSX),
        (b"<html></html>", sent.NOT_XLSX),
        (b"PK", sent.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, sent.OLD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), sent.PASSWORD),
        (encrypted_part(), sent.PASSWORD),
        (BOOK[: len(BOOK) // 2], sent.DAMAGED),
        (without("[Content_Types].xml"), sent.NOT_XLSX),
        (without("xl/workbook.xml"), sent.NOT_XLSX),
        (put("[Content_Types].xml", b"<Types/>"), sent.NOT_XLSX),
        (made(macros), sent.MACROS),
        (put("xl/vbaProject.bin", b"x"), sent.MACROS),
        (put("xl/workbook.bin", b"x"), sent.BINARY),
        (put("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), sent.OPEN_DOCUMENT),
        (put(SHEET, DOCTYPE), sent.ENTITIES),
        (put(SHEET, DOCTYPE.decode().encode("utf-16")), sent.ENTITIES),
        (put("xl/sharedStrings.xml", LAUGHS), sent.ENTITIES),
        (put("xl/worksheets/sheet99.dat", b"\xef\xbb\xbf  " + DOCTYPE[21:]), sent.ENTITIES),
        (put("customXml/item1.xml", b"<!DOCTYPE a><a/>"), sent.ENTITIES),
        (put(SHEET, b"no xml at all"), sent.DAMAGED),
        (put(SHEET, b"<?xml version='1.0'?>"), sent.DAMAGED),
        (put("xl/media/a.bin", b"\0" * 40_000_000), sent.BOMB),
        (lying(), sent.DAMAGED),
        (put(SHEET, far(b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>')), sent.TOO_FAR),
        (put(SHEET, far(b'<row r="1"><c r="xfd1048576"><v>1</v></c></row>')), sent.TOO_FAR),
        (put(SHEET, far(b"<row r='99'><x:c s='1' r='ZZZZZ99'><v>1</v></x:c></row>")), sent.TOO_FAR),
        (
            put(SHEET, far(b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="99999"><c><v>1</v></c></row>')),
            sent.TOO_FAR,
        ),
        (put(SHEET, far(b'<row r="9999999999999999"><c><v>1</v></c></row>')), sent.TOO_FAR),
        (put(SHEET, far(b"<c " + b"a" * 3_000_000)), sent.DAMAGED),
    ],
)
def test_each_refusal_has_its_sentence(tmp_path: Path, data: bytes, sentence: object) -> None:
    error = refusal(tmp_path, data)
    assert error.sentence == sentence
    assert error.message("ru") != error.message("en") and "{" not in error.message("ru") + error.message("en")


def test_every_limit_is_held_on_its_own(tmp_path: Path) -> None:
    cells = b"<worksheet><sheetData><row>" + b"<c r='A1'/><x:c />" * 500 + b"</row></sheetData></worksheet>"
    for limits, data, sentence in (
        (Limits(size=1000), BOOK, sent.TOO_LARGE),
        (Limits(unpacked=100_000), BOOK, sent.BOMB),
        (Limits(part=10_000), BOOK, sent.BOMB),
        (Limits(parts=5), BOOK, sent.BOMB),
        (Limits(ratio=3, ratio_from=1000), BOOK, sent.BOMB),
        (Limits(cells=999 + BOOK_CELLS), put("xl/worksheets/more.xml", cells), sent.TOO_MANY_CELLS),
    ):
        assert refusal(tmp_path, data, limits).sentence == sentence, limits
    path = tmp_path / "x.xlsx"
    path.write_bytes(put("xl/worksheets/more.xml", cells))
    check_sent(path, "x", Limits(cells=1000 + BOOK_CELLS))


def _cells() -> int:
    with zipfile.ZipFile(BytesIO(BOOK)) as archive:
        return sum(archive.read(name).count(b"<c ") for name in archive.namelist())


BOOK_CELLS = _cells()


def test_a_cell_that_two_pieces_share_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent, "_PIECE", 7)
    path = tmp_path / "x.xlsx"
    path.write_bytes(BOOK)
    check_sent(path, "x", Limits(cells=BOOK_CELLS))
    assert refusal(tmp_path, BOOK, Limits(cells=BOOK_CELLS - 1)).sentence == sent.TOO_MANY_CELLS


def test_a_part_twice(tmp_path: Path) -> None:
    buffer = BytesIO(BOOK)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<a/>")
    assert refusal(tmp_path, buffer.getvalue()).sentence == sent.DAMAGED


def test_formats_far_away_are_no_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(put(SHEET, far(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="1"/></row>')))
    check_sent(path, "x", LIMITS)


def test_an_address_that_two_pieces_share_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent, "_PIECE", 7)
    data = put(SHEET, far(b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    assert refusal(tmp_path, data).sentence == sent.TOO_FAR
