"""A Russian workbook has no Latin words and an English one no Russian, beyond what has no other spelling."""

import re
from collections.abc import Iterator

import pytest

from core.i18n import Language
from core.settings import parameters
from core.tables import all_tables
from core.tables.recommendations import GROUPS
from templates.spoiled import spots
from tests.templates.books import EVERY, opened

_LATIN = re.compile(r"[A-Za-z_]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_ADDRESS = re.compile(r"\S+@example\.com")
_SETTINGS = {
    *parameters(),
    *(choice for parameter, _ in parameters().values() for choice in parameter.choices),
    *("Europe", "Moscow", "payments", "won", "margin"),
}
_USUAL = {"ID", "CRM", "E", "mail", "USD", "EUR", "RUB", "ABC", "XYZ", "A", "B", "C", "X", "Y", "Z", "locale"}
_ALLOWED = _SETTINGS | _USUAL | {group.id for group in GROUPS}


def _texts(language: Language, filled: bool) -> Iterator[tuple[str, str, str]]:
    """Every text of the workbook that people see: where it stands and what it says."""
    dirty = {(all_tables()[s.table].title.to(language), s.row) for s in spots(language)} if filled else set()
    for sheet in opened(language, filled).worksheets:
        yield sheet.title, "", sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    yield sheet.title, cell.coordinate, cell.comment.text
                if isinstance(cell.value, str) and (sheet.title, cell.row) not in dirty and cell.data_type != "f":
                    yield sheet.title, cell.coordinate, cell.value
        for rule in sheet.data_validations.dataValidation:
            yield sheet.title, str(rule.sqref), f"{rule.error} {rule.errorTitle}"
            if rule.type == "list" and str(rule.formula1).startswith('"'):
                yield sheet.title, str(rule.sqref), str(rule.formula1)


@pytest.mark.parametrize(("language", "filled"), EVERY)
def test_one_language(language: Language, filled: bool) -> None:
    if language == "en":
        assert not [found for found in _texts(language, filled) if _CYRILLIC.search(found[2])]
        return
    odd = [
        (*where, word)
        for *where, text in _texts(language, filled)
        for word in _LATIN.findall(_ADDRESS.sub("", text))
        if word not in _ALLOWED
    ]
    assert not odd
