"""The guide to the Google add-on: twins in two languages, and what they say of scopes, limits and commands is so."""

import json
import re
from pathlib import Path

import pytest

from core.call import call
from core.i18n import LANGUAGES, Language
from core.registry import all_functions
from docs import excel
from sheets_addon.apps_script.__main__ import main
from sheets_addon.apps_script.metadata import manifest
from sheets_addon.apps_script.project import text as script

PAGES = {
    language: Path(excel.__file__).with_name("google-addon.ru.md" if language == "ru" else "google-addon.md")
    for language in LANGUAGES
}


def test_the_guides_are_twins() -> None:
    shapes = [
        re.findall(r"^ *(?:#+|\*|\d+\.|\||```\w*)(?= |$)", page.read_text("utf-8"), re.M) for page in PAGES.values()
    ]
    assert shapes[0] == shapes[1] != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_permissions_and_formulas_are_those_of_the_code(language: Language) -> None:
    text = PAGES[language].read_text("utf-8")
    asked = {scope.rpartition("/auth/")[2] for scope in json.loads(manifest())["oauthScopes"]}
    assert set(re.findall(r"^\| `([\w.]+)` \|", text, re.M)) == asked
    assert set(re.findall(r"=([A-Z]+(?:_[A-Z]+)+)\(", text)) <= {*all_functions()}
    assert call("FUNNEL_CONVERSION", [[200, 50, 30, 25, 25]]) == 0.125


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_is_as_typed(language: Language, tmp_path: Path) -> None:
    [typed] = re.findall(r"python -m sheets_addon\.apps_script (.*)", PAGES[language].read_text("utf-8"))
    folder = tmp_path / "made"
    assert main(typed.replace("google-addon", str(folder)).split()) == 0
    assert {path.name for path in folder.iterdir()} == {"appsscript.json", "Code.gs", "Sidebar.html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_are_those_of_the_code(language: Language) -> None:
    text, code = re.sub(r"(?<=\d)[ ,\u00a0](?=\d{3})", "", PAGES[language].read_text("utf-8")), script("service.gs")
    limits = {name: int(n.replace("_", "")) for name, n in re.findall(r"(\w+): ([\d_]+),", code)}
    assert f"{limits['requests'] * limits['calls']} " in text and f"{limits['requests']} " in text
    assert f" {limits['time'] // 1000}" in text and limits["bytes"] == 100_000 and "100 " in text
    assert limits["age"] == 6 * 3600
