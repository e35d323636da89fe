"""The guide: twins in two languages, with every input tab, report and kind of problem, and what to do about it."""

import re
from pathlib import Path

import pytest

from core.i18n import LANGUAGES, Language
from core.i18n.sentences import PROBLEMS
from core.reports import all_reports
from core.tables import all_tables
from docs import guide
from sheets_addon.web.advice import ADVICE

FOLDER = Path(guide.__file__).parent
PAGES = {language: FOLDER / ("guide.ru.md" if language == "ru" else "guide.md") for language in LANGUAGES}


def test_the_guides_are_twins() -> None:
    shapes = [re.findall(r"^(?:#+|\*|\d+\.|<!--|!\[)", page.read_text("utf-8"), re.M) for page in PAGES.values()]
    assert shapes[0] == shapes[1] != []


def test_there_is_advice_on_every_problem_of_intake() -> None:
    assert PROBLEMS.keys() <= ADVICE.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_its_place(language: Language) -> None:
    text = PAGES[language].read_text("utf-8")
    assert guide.page(PAGES[language], language) == text, "make docs"
    assert all(f"| {declared.title.to(language)} |" in text for declared in all_tables().values())
    assert all(f"[{spec.title.to(language)}](" in text for spec in all_reports().values())
    assert all(ADVICE[code].to(language).replace("|", r"\|") in text for code in PROBLEMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_links_and_pictures_are_there(language: Language) -> None:
    text = PAGES[language].read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", text):
        assert not target or (FOLDER / target).exists(), target
    for anchor in re.findall(r"\]\(#([^)]*)\)", text):
        assert f'<a id="{anchor}"></a>' in text, anchor
