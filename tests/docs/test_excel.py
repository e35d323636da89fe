"""The guide to Excel: twins in two languages, with the tables of the declarations, and formulas that there are."""

import re
from pathlib import Path

import pytest

from core.call import call
from core.i18n import LANGUAGES, Language
from core.registry import all_functions
from core.renderings import ERRORS, HOSTS
from docs import excel
from excel_udfs.functions import CATEGORY
from excel_udfs.libreoffice.names import EXPLAIN

PAGES = {
    language: Path(excel.__file__).with_name("excel.ru.md" if language == "ru" else "excel.md")
    for language in LANGUAGES
}


def test_the_guides_are_twins() -> None:
    shapes = [re.findall(r"^(?:#+|\*|\d+\.|```\w*)(?= |$)", page.read_text("utf-8"), re.M) for page in PAGES.values()]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_those_of_the_declarations(language: Language) -> None:
    text = PAGES[language].read_text("utf-8")
    assert excel.page(PAGES[language], language) == text, "make docs"
    assert all(look.meaning.to(language) in text for look in ERRORS.values())
    assert all(host.title.to(language) in text for host in HOSTS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formulas_exist(language: Language) -> None:
    text = PAGES[language].read_text("utf-8")
    known = {*all_functions(), EXPLAIN, "ISNA", "IFERROR", "SUM", "IF", "LEFT", "TODAY", "SPILL"}
    assert set(re.findall(r"=(?:PLANERKA\.)?([A-Z]+(?:_[A-Z]+)*)\(", text)) <= known
    assert f"{CATEGORY.to(language)}" in text
    assert call("FUNNEL_CONVERSION", [[200, 50, 30, 25, 25]]) == 0.125 and "0,125" in text.replace("0.125", "0,125")


def test_every_code_has_one_look() -> None:
    for of in ([look.calc for look in ERRORS.values()], [look.office for look in ERRORS.values()]):
        assert len(set(of)) == len(ERRORS)
    assert all(host.silent <= ERRORS.keys() for host in HOSTS.values())
