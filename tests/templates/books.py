"""The committed workbooks as openpyxl and intake see them, each opened once."""

from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from core.i18n import Language
from core.intake import book
from core.intake.book import TypedBook
from sheets_addon.workbooks.xlsx.read import read_xlsx
from templates import path

EVERY: Any = [("ru", False), ("ru", True), ("en", False), ("en", True)]


@cache
def opened(language: Language, filled: bool) -> Workbook:
    return load_workbook(path(language, filled))


@cache
def read(language: Language, filled: bool) -> TypedBook:
    return book.read_book(read_xlsx(path(language, filled), book.is_input), {})
