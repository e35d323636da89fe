"""The zip archive that a workbook file is: what it must hold, how big it may be, where its sheets lie."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from core.errors import WorkbookNotFound, WorkbookUnreadable
from core.i18n import T
from sheets_addon.workbooks.sentences import (
    DAMAGED,
    NO_ACCESS,
    NO_FILE,
    NOT_A_WORKBOOK,
    OLD_FORMAT,
    PASSWORD,
    TOO_BIG,
)

MAX_UNPACKED = 2_000_000_000
"""Bytes in all. A sheet of a million rows by ten columns is about 0.6 GB."""
MAX_RATIO, RATIO_FROM = 250, 100_000_000
"""Real sheets shrink 8 to 60 times; a part bigger than ``RATIO_FROM`` that shrinks more is a bomb."""
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
Elements = list[tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Archive:
    """A file's bytes, read once, so that a save in Excel meanwhile cannot mix two versions."""

    name: str
    data: bytes
    zip: zipfile.ZipFile

    def part(self, path: str) -> bytes:
        """One part of the archive, unpacked and checked against its checksum and declared size."""
        try:  # zipfile says NotImplementedError to a compression it does not know, RuntimeError to an encrypted part
            return self.zip.read(self._spelled(path))
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise self.unreadable(DAMAGED) from None

    def has(self, path: str) -> bool:
        return self._spelled(path) in self.zip.NameToInfo

    def _spelled(self, path: str) -> str:
        """A part as the archive spells it: its name knows no case, and 1С writes ``SharedStrings.xml``."""
        if path in self.zip.NameToInfo:
            return path
        return next((name for name in self.zip.NameToInfo if name.casefold() == path.casefold()), path)

    def unreadable(self, sentence: T, **values: object) -> WorkbookUnreadable:
        return WorkbookUnreadable(sentence, name=self.name, **values)

    def elements(self, path: str) -> Elements:
        """The start tags of a small XML part, without namespaces' prefixes. A doctype is refused."""
        found: Elements = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: found.append((_local(tag), attributes))
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(self.part(path), True)
        except expat.ExpatError:
            raise self.unreadable(DAMAGED) from None
        return found

    def _refuse(self, *_: object) -> None:
        raise self.unreadable(DAMAGED)


def open_archive(path: Path) -> Archive:
    """The workbook file at ``path``, known to be one. Raises WorkbookNotFound or WorkbookUnreadable."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise WorkbookNotFound(NO_FILE, path=path) from None
    except OSError:
        raise WorkbookUnreadable(NO_ACCESS, path=path) from None
    if data.startswith(_OLE):
        raise WorkbookUnreadable(PASSWORD if _ENCRYPTED in data else OLD_FORMAT, name=path.name)
    if not data.startswith(b"PK"):
        raise WorkbookUnreadable(NOT_A_WORKBOOK, name=path.name)
    try:  # NotImplementedError: a zip in several volumes
        archive = Archive(path.name, data, zipfile.ZipFile(BytesIO(data)))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise WorkbookUnreadable(DAMAGED, name=path.name) from None
    _check_size(archive)
    _check_names(archive)
    if not archive.has(_WORKBOOK):
        other = archive.has("xl/workbook.bin") or archive.has("mimetype")
        raise archive.unreadable(OLD_FORMAT if other else NOT_A_WORKBOOK)
    return archive


def _check_size(archive: Archive) -> None:
    parts = archive.zip.infolist()
    bomb = any(p.file_size > RATIO_FROM and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts)
    if bomb or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise archive.unreadable(TOO_BIG, limit=MAX_UNPACKED // 1_000_000)


def _check_names(archive: Archive) -> None:
    """Calamine takes ``XL\\a.xml`` for ``xl/a.xml``: what we look at and what it reads must be the same part."""
    names = [part.filename.replace("\\", "/").casefold() for part in archive.zip.infolist()]
    if len(set(names)) < len(names):
        raise archive.unreadable(DAMAGED)


def date1904(archive: Archive) -> bool:
    """Whether the workbook counts days from 1904 (old Excel for Mac)."""
    marks = [a.get("date1904", "0") for tag, a in archive.elements(_WORKBOOK) if tag == "workbookPr"]
    return any(mark in {"1", "true"} for mark in marks)


def sheet_parts(archive: Archive) -> list[tuple[str, str]]:
    """The title of each sheet, in the workbook's order, and its path in the archive."""
    targets = {a.get("Id"): a.get("Target", "") for tag, a in archive.elements(_RELATIONS) if tag == "Relationship"}
    found = []
    for tag, attributes in archive.elements(_WORKBOOK):
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if _local(key) == "id" and ":" in key), None)
            path = posixpath.join("xl", targets.get(relation, "")).lstrip("/")
            found.append((attributes.get("name", ""), path))
    return found


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]
