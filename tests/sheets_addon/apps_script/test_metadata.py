"""The derived files: every function as declared, in both languages, and a manifest that asks for little."""

import json
import re
from pathlib import Path

import pytest

from core.i18n import Language
from core.registry import Function, all_functions
from core.renderings import ERRORS
from sheets_addon.apps_script import __main__ as made
from sheets_addon.apps_script.metadata import PLACEHOLDER, functions, is_matrix, manifest, safe

LANGUAGES: tuple[Language, ...] = ("ru", "en")
FUNCTIONS = all_functions()
BLOCK = re.compile(r"/\*\*\n((?: \*.*\n)+?) \*/\nfunction (\w+)\(([^)]*)\) \{\n  return (.*);\n\}\n")


def test_the_derived_files_are_those_of_the_declarations() -> None:
    assert made.old() == [], "python -m sheets_addon.apps_script"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_is_there_by_its_name(language: Language) -> None:
    assert [name for _, name, _, _ in BLOCK.findall(functions(language))] == [*FUNCTIONS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_and_arguments_are_those_declared(language: Language) -> None:
    for doc, name, arguments, body in BLOCK.findall(functions(language)):
        function = FUNCTIONS[name]
        lines = [line.removeprefix(" *").strip() for line in doc.splitlines()]
        assert lines[0].startswith(function.title.to(language))
        assert lines[-1] == "@customfunction"
        names = [safe(argument.name) for argument in function.args]
        assert arguments.split(", ") == names
        told = [line for line in lines if line.startswith("@param")]
        for line, argument, given in zip(told, function.args, names, strict=True):
            assert f" [{given}] " in line if argument.optional else f"}} {given} " in line
            assert argument.title.to(language) in line
            assert all(choice in line for choice in argument.choices)
        assert body.startswith(f'call_("{name}", [{", ".join(names)}], [')


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_ranges_stand_for_cells_only_where_one_cell_comes_back(function: Function) -> None:
    [body] = [body for _, name, _, body in BLOCK.findall(functions("ru")) if name == function.name]
    single = json.loads(body[body.rindex("[") :].removesuffix(")"))
    ranges = {"grid", "numbers", "dates", "texts", "table"}
    scalars = [i for i, argument in enumerate(function.args) if argument.kind not in ranges]
    assert single == ([] if is_matrix(function) else scalars)


def test_the_codes_are_those_of_the_renderings() -> None:
    [codes] = re.findall(r"const CODES_ = (.*);", functions("ru"))
    assert json.loads(codes) == [*ERRORS]


def test_the_manifest_asks_for_one_spreadsheet_its_menu_and_one_address() -> None:
    asked = json.loads(manifest("https://sales.example", "Asia/Almaty"))
    assert [scope.rpartition("/auth/")[2] for scope in asked["oauthScopes"]] == [
        "spreadsheets.currentonly",
        "script.container.ui",
        "script.external_request",
    ]
    assert asked["urlFetchWhitelist"] == ["https://sales.example/"]
    assert asked["timeZone"] == "Asia/Almaty"
    assert asked["runtimeVersion"] == "V8"
    assert json.loads(manifest())["urlFetchWhitelist"] == [f"{PLACEHOLDER}/"]


def test_the_files_are_written_once_and_found_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "FOLDER", tmp_path)
    assert made.main(["--check"]) == 1
    assert made.main([]) == 0
    assert made.main(["--check"]) == 0
    (tmp_path / "functions.gs").write_text("changed")
    assert made.main(["--check"]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {*made.derived()}
