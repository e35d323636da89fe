"""The guide to operations says all that the code knows: every setting, every exit code, every code of an error."""

import re
from pathlib import Path

import pytest

from core.i18n import LANGUAGES, Language
from docs import operations
from docs.build import HERE
from docs.operations_codes import CODES
from docs.operations_settings import SETTINGS
from sheets_addon.cli import planerka
from sheets_addon.exits import Exit
from sheets_addon.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = {"en": HERE / "operations.md", "ru": HERE / "operations.ru.md"}


def test_every_setting_has_its_words_and_no_word_is_left_over() -> None:
    assert list(SETTINGS.keys() - Settings.model_fields.keys()) == []
    assert list(Settings.model_fields.keys() - SETTINGS.keys()) == []


def test_every_code_of_an_error_is_explained() -> None:
    sources = [path for room in ("core", "sheets_addon") for path in (ROOT / room).rglob("*.py")]
    there = {
        code
        for path in sources
        for code in re.findall(r'^    code(?:: \w+\[str\])? = "(\w+)"$', path.read_text("utf-8"), re.M)
    }
    assert len(there) > 30
    assert there - CODES.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_made_anew_as_it_is(language: Language) -> None:
    page = PAGES[language].read_text("utf-8")
    assert operations.page(PAGES[language], language) == page, "make docs"
    assert all(f"`PLANERKA_{name.upper()}`" in page for name in Settings.model_fields)
    assert all(f"| {code.value} |" in page for code in Exit)
    assert len(re.findall("<!-- made: ", page)) == len(operations.MADE)


def test_a_setting_that_changes_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings.model_fields["port"], "default", 1234)
    assert operations.page(PAGES["en"], "en") != PAGES["en"].read_text("utf-8")


def test_both_pages_have_the_same_parts_and_commands() -> None:
    ru, en = (PAGES[language].read_text("utf-8") for language in ("ru", "en"))
    assert len(re.findall("^## ", ru, re.M)) == len(re.findall("^## ", en, re.M))
    for page in (ru, en):
        named = set(re.findall(r"planerka (\w+)", page)) - {"serve", "work"}
        assert {"backup", "restore", "status", "doctor", "db", "keys"} <= named
        known = set(planerka("en").commands) | {"users"}
        assert set(re.findall(r"`planerka ([a-z]+)", page)) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_variables_that_the_page_names_exist(language: Language) -> None:
    page = PAGES[language].read_text("utf-8")
    named = {name.lower() for name in re.findall(r"PLANERKA_([A-Z_]+)\b", page)}
    assert {name for name in named if not name.endswith("_")} <= Settings.model_fields.keys()
