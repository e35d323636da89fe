"""functions.json in both languages: what Excel's own schema of custom functions asks for."""

import json
import re
from typing import Any

import pytest

from core.i18n import Language
from core.registry import Function, all_functions
from excel_udfs.office_addin import __main__ as made
from excel_udfs.office_addin.icons import SIZES, icon
from excel_udfs.office_addin.metadata import function_id, is_matrix, metadata

LANGUAGES: tuple[Language, ...] = ("ru", "en")
FUNCTIONS = all_functions()


def test_the_derived_files_are_those_of_the_declarations() -> None:
    assert made.old() == [], "python -m excel_udfs.office_addin"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_is_there(language: Language) -> None:
    listed = json.loads(metadata(language))["functions"]
    assert [one["name"] for one in listed] == [*FUNCTIONS]
    ids = [one["id"] for one in listed]
    assert len(ids) == len({*ids})
    assert all(re.fullmatch(r"[A-Z][A-Z0-9.]*", id) for id in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_parameters_are_those_declared(language: Language) -> None:
    for one in json.loads(metadata(language))["functions"]:
        function = FUNCTIONS[one["name"]]
        assert one["options"] == {"cancelable": True}
        assert one["description"].startswith(function.title.to(language))
        assert [p["name"] for p in one["parameters"]] == [a.name for a in function.args]
        for parameter, argument in zip(one["parameters"], function.args, strict=True):
            assert parameter.get("optional", False) == argument.optional
            assert parameter["type"] == "any"
            is_range = argument.kind in {"grid", "numbers", "dates", "texts", "table"}
            assert parameter["dimensionality"] == ("matrix" if is_range else "scalar")
            assert argument.title.to(language) in parameter["description"]
            assert all(choice in parameter["description"] for choice in argument.choices)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_result_of_many_cells_is_a_matrix(function: Function) -> None:
    many = [isinstance(example.value, list) for example in function.examples]
    assert is_matrix(function) == (any(many) or function.unit == "table")


def test_ids_lead_back_to_functions() -> None:
    assert {function_id(f).replace(".", "_") for f in FUNCTIONS.values()} == {*FUNCTIONS}


def test_the_files_are_written_once_and_found_old(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "FOLDER", tmp_path)
    assert made.main(["--check"]) == 1
    assert made.main([]) == 0
    assert made.main(["--check"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {*made.derived()}


@pytest.mark.parametrize("size", SIZES)
def test_icons_are_pictures_of_their_size(size: int) -> None:
    data = icon(size)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data[16:24] == size.to_bytes(4, "big") * 2
    assert len(data) < 2_000
