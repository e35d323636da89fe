"""``python -m templates.build [--check]``: write the four workbooks, or say which is out of date."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from xlsxwriter import Workbook

from core.i18n import LANGUAGES, Language, T
from core.tables import all_tables
from templates import path, sheet, start
from templates.columns import Rows
from templates.dictionaries import dictionaries
from templates.spoiled import spoiled
from templates.styles import Styles

_CREATED = datetime(2026, 1, 1)
"""A fixed date: the same sources give the same bytes."""
_TITLE = T("Планёрка", "Planerka")


def build(language: Language, filled: bool) -> bytes:
    """One workbook as the bytes of its .xlsx file."""
    rows: dict[str, list[dict[str, object]]] = spoiled(language) if filled else dictionaries(language)
    stages: Rows = rows["stages"]
    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {"in_memory": True, "default_format_properties": {"font_name": "Arial", "font_size": 10}},
    )
    workbook.set_properties({"title": _TITLE.to(language), "author": _TITLE.to(language), "created": _CREATED})
    styles = Styles(workbook, language)
    start.draw(workbook, styles, language, filled)
    for table in all_tables().values():
        sheet.draw(workbook, styles, table, language, rows.get(table.id, []), stages)
    workbook.close()
    return buffer.getvalue()


def same(one: bytes, other: bytes) -> bool:
    """Whether two workbooks hold the same files: the compression may differ from one zlib to another."""
    return _members(one) == _members(other)


def _members(workbook: bytes) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(workbook)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _all() -> Iterator[tuple[Path, bytes]]:
    for language in LANGUAGES:
        for filled in (False, True):
            yield path(language, filled), build(language, filled)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m templates.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a workbook is out of date")
    check = parser.parse_args(arguments).check
    stale = [(file, made) for file, made in _all() if not file.exists() or not same(file.read_bytes(), made)]
    for file, made in stale:
        if not check:
            file.write_bytes(made)
        sys.stdout.write(f"{file.name}: {'out of date, run make templates' if check else 'written'}\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
