"""What a file that somebody sends us must be before anything of it is parsed: an .xlsx, small enough, without tricks.

Sizes that an archive declares are not believed: each part is unpacked piece by piece, counted and thrown away, what is
XML once it is known how far its cells reach.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from core.errors import WorkbookUnreadable
from core.i18n import T
from sheets_addon.workbooks.sentences import DAMAGED, PASSWORD
from sheets_addon.workbooks.xlsx.extent import too_far

NOT_XLSX = T(
    "«{name}» — не книга Excel. Нужен файл .xlsx: откройте таблицу и сохраните её как «Книга Excel (.xlsx)».",
    "“{name}” is not an Excel workbook. Save the table as “Excel Workbook (.xlsx)” and send that file.",
)
OLD = T(
    "«{name}» — книга старого вида (.xls). Откройте её в Excel и сохраните как «Книга Excel (.xlsx)».",
    "“{name}” is a workbook of the old kind (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
)
MACROS = T(
    "В книге «{name}» есть макросы (.xlsm), такие мы не принимаем. Сохраните её как «Книга Excel (.xlsx)», без них.",
    "The workbook “{name}” has macros (.xlsm), which we do not accept. Save it as “Excel Workbook (.xlsx)”.",
)
BINARY = T(
    "«{name}» — двоичная книга (.xlsb). Откройте её в Excel и сохраните как «Книга Excel (.xlsx)».",
    "“{name}” is a binary workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
)
OPEN_DOCUMENT = T(
    "«{name}» — таблица LibreOffice (.ods). Сохраните её как «Excel 2007–365 (.xlsx)».",
    "“{name}” is a LibreOffice spreadsheet (.ods). Save it as “Excel 2007–365 (.xlsx)”.",
)
TOO_LARGE = T(
    "Файл больше {limit} МБ. Удалите из него листы, которые Планёрке не нужны, и загрузите снова.",
    "The file is larger than {limit} MB. Delete the sheets that Planerka does not need and send it again.",
)
EMPTY = T("Файл пуст. Сохраните его в Excel ещё раз.", "The file is empty. Save it in Excel once more.")
BOMB = T(
    "«{name}» распаковывается в слишком много данных, обычные книги так не устроены. Сохраните её в Excel заново.",
    "“{name}” unpacks to too much data, as no usual workbook does. Save it in Excel anew.",
)
ENTITIES = T(
    "Внутри «{name}» есть объявления XML (DTD), которых в книгах не бывает. Сохраните её в Excel заново.",
    "“{name}” has XML declarations (a DTD) in it, which no workbook has. Save it in Excel anew.",
)
TOO_MANY_CELLS = T(
    "В книге «{name}» больше {limit} ячеек. Удалите лишние листы и пустые отформатированные строки.",
    "The workbook “{name}” has more than {limit} cells. Delete needless sheets and empty formatted rows.",
)
TOO_FAR = T(
    "В книге «{name}» заполнена ячейка очень далеко от таблицы. Удалите лишние строки и столбцы и загрузите снова.",
    "In “{name}” a cell very far from the table is filled. Delete the needless rows and columns and send it again.",
)
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES, _BOOK = "[Content_Types].xml", "xl/workbook.xml"
_PIECE = 1 << 18
_CELLS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


class NotAccepted(WorkbookUnreadable):
    """Refused before it is read."""


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, of all parts and of one part unpacked; how often a part may shrink; cells."""

    size: int = 30 * 1024 * 1024
    unpacked: int = 600_000_000
    part: int = 400_000_000
    ratio: int = 250
    ratio_from: int = 10_000_000
    """Smaller parts may shrink as they like: an empty formatted sheet does."""
    parts: int = 2_000
    cells: int = 6_000_000
    reach: int = 25_000_000
    """Cells of the table from A1 to the farthest filled one of a sheet, empty ones too."""


def check_sent(path: Path, name: str, limits: Limits) -> None:
    """Raises NotAccepted, with one sentence for each reason. ``name`` is what its sender calls the file."""
    size = path.stat().st_size
    if size == 0:
        raise NotAccepted(EMPTY)
    if size > limits.size:
        raise NotAccepted(TOO_LARGE, limit=limits.size // (1024 * 1024))
    with path.open("rb") as file:
        head = file.read(len(_OLE))
        if head == _OLE:
            raise NotAccepted(PASSWORD if _ENCRYPTED in head + file.read() else OLD, name=name)
    if not head.startswith(b"PK\x03\x04"):
        raise NotAccepted(NOT_XLSX, name=name)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive, name, limits)
    # zipfile says NotImplementedError to a compression it does not know, RuntimeError to an encrypted part
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise NotAccepted(DAMAGED, name=name) from error


def _check_parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotAccepted(PASSWORD, name=name)
    declared = sum(part.file_size for part in parts)
    if len(parts) > limits.parts or declared > limits.unpacked:
        raise NotAccepted(BOMB, name=name)
    if len({part.filename for part in parts}) < len(parts):
        raise NotAccepted(DAMAGED, name=name)
    for part in parts:
        if part.file_size > limits.part or _shrinks(part, part.file_size, limits):
            raise NotAccepted(BOMB, name=name)
    _check_kind(archive, name)
    unpacked = cells = 0
    for part in parts:
        for piece, found in _pieces(archive, part, name, limits):
            unpacked, cells = unpacked + piece, cells + found
            if unpacked > limits.unpacked:
                raise NotAccepted(BOMB, name=name)
            if cells > limits.cells:
                raise NotAccepted(TOO_MANY_CELLS, name=name, limit=f"{limits.cells:,}".replace(",", "\u00a0"))


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    there = set(archive.namelist())
    if "mimetype" in there:
        raise NotAccepted(OPEN_DOCUMENT, name=name)
    if "xl/workbook.bin" in there:
        raise NotAccepted(BINARY, name=name)
    if any(part.casefold().endswith("vbaproject.bin") for part in there):
        raise NotAccepted(MACROS, name=name)
    if not {_TYPES, _BOOK} <= there:
        raise NotAccepted(NOT_XLSX, name=name)
    with archive.open(_TYPES) as file:
        types = file.read(1_000_000)
    if _MAIN not in types:
        raise NotAccepted(MACROS if b"macroEnabled" in types else NOT_XLSX, name=name)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, limits: Limits) -> Iterator[tuple[int, int]]:
    """A part piece by piece: its bytes, and the cells that begin in it. Its checksum is checked by the end."""
    prologue: _Prologue | None = None
    whole, done, tail = bytearray(), 0, b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            if not done and _is_xml(part.filename, piece):
                prologue = _Prologue()
            done += len(piece)
            if done > limits.part or _shrinks(part, done, limits):
                raise NotAccepted(BOMB, name=name)
            try:
                if prologue is not None:
                    prologue.goes_on(piece)
                    whole += piece
            except _Doctype:
                raise NotAccepted(ENTITIES, name=name) from None
            yield len(piece), _cells(tail + piece) if prologue is not None else 0
            tail = piece[-2:]
    if prologue is not None and not prologue.over:
        raise NotAccepted(DAMAGED, name=name)
    if too_far(whole, limits.reach):
        raise NotAccepted(TOO_FAR, name=name)


def _is_xml(path: str, beginning: bytes) -> bool:
    """By its name or by its first character, in whatever encoding: a sheet may be called as one likes."""
    return path.casefold().endswith((".xml", ".rels")) or beginning[:64].lstrip(_BEFORE_XML).startswith(b"<")


def _shrinks(part: zipfile.ZipInfo, size: int, limits: Limits) -> bool:
    return size > limits.ratio_from and size > limits.ratio * max(part.compress_size, 1)


def _cells(piece: bytes) -> int:
    """How many ``<c`` elements begin, in whatever namespace."""
    return sum(piece.count(mark) for mark in _CELLS)


class _Doctype(Exception):
    """A document declares what its entities mean."""


class _Prologue:
    """What stands before the first element of an XML document: a doctype may be nowhere else."""

    def __init__(self) -> None:
        self.over = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begun
        self._parser.StartDoctypeDeclHandler = self._doctype

    def goes_on(self, piece: bytes) -> None:
        """Raises _Doctype, and ValueError for what is no XML before its first element."""
        try:
            if not self.over:
                self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            if not self.over:
                raise ValueError(str(error)) from error

    def _begun(self, *_: object) -> None:
        self.over = True

    def _doctype(self, *_: object) -> None:
        raise _Doctype
