"""A report speaks one language: no Latin word in a Russian one, no Cyrillic letter in an English one.

People's own words, from the cells they filled, may be in any language and are quoted as they are.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import templates
from core.i18n import LANGUAGES, Language
from core.intake import book
from core.refresh import compute
from core.report import Result
from core.settings import parameters
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.xlsx.write import write_reports

WORD = {"ru": re.compile(r"[A-Za-z]{2,}"), "en": re.compile(r"[А-Яа-яЁё]+")}
USUAL = {"ABC", "XYZ", "RUB", "USD", "EUR", "ID", "CRM", "AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"}
SETTINGS = {word for id in parameters() for word in re.findall("[A-Za-z]+", id)}
"""Parameters are named by their id, as the tab «Настройки» has them."""
NOW = datetime(2026, 3, 31, 18)


def computed(language: Language) -> tuple[Result, set[str]]:
    cells = open_xlsx(templates.path(language, True)).read(book.is_input)
    own = {
        word
        for sheet in cells.sheets
        for row in sheet.rows
        for cell in row
        if isinstance(cell, str)
        for word in WORD[language].findall(cell)
    }
    return compute(cells, date(2026, 3, 31), "evening", NOW), own


def texts(result: Result, folder: Path) -> Iterator[tuple[str, str]]:
    """Everything a person reads in the report workbook, with where it stands."""
    write_reports(result, folder / "book.xlsx")
    for sheet in openpyxl.load_workbook(folder / "book.xlsx").worksheets:
        yield sheet.title, sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                at = f"{sheet.title}!{cell.coordinate}"
                if cell.comment is not None:
                    yield at, cell.comment.text
                if isinstance(cell.value, str):
                    yield at, cell.value
    with zipfile.ZipFile(folder / "book.xlsx") as made:
        for name in made.namelist():
            if name.startswith("xl/charts/"):
                yield from ((name, text) for text in re.findall(r"<a:t>(.*?)</a:t>", made.read(name).decode()))
    for report in result.reports:
        yield report.id, report.mode
    for problem in result.problems:
        yield f"{problem.tab}!{problem.cell}", f"{problem.message} {problem.expected}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_speak_one_language(language: Language, tmp_path: Path) -> None:
    result, own = computed(language)
    allowed = own | (USUAL | SETTINGS if language == "ru" else set())
    odd = {
        (where, word, text[:80])
        for where, text in texts(result, tmp_path)
        for word in WORD[language].findall(text)
        if word not in allowed
    }
    assert sorted(odd) == []
