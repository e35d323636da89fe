"""Every declared function: its words fit the wizard of every spreadsheet, and its worked examples are true."""

import json
import re
from typing import Any

import pytest

from core.call import call
from core.registry import Example, Function, all_functions
from core.tables import all_tables

LIMIT = 255
FUNCTIONS = all_functions()
EXAMPLES = [
    pytest.param(function, example, id=f"{name}-{i}")
    for name, function in FUNCTIONS.items()
    for i, example in enumerate(function.examples, 1)
]


def test_functions_are_found() -> None:
    assert len(FUNCTIONS) >= 5


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_declaration(function: Function) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+", function.name), "SCREAMING_SNAKE with an underscore"
    assert not re.fullmatch(r"[A-Z]{1,3}_?\d+", function.name), "reads as a cell"
    assert function.source
    assert len(function.examples) >= 2
    for text in (function.title, function.help, *(t for a in function.args for t in (a.title, a.help))):
        for words in text:
            assert words.strip(), f"{function.name}: an empty text beside {text}"
            assert len(words) <= LIMIT, f"{len(words)} characters: {words}"
    names = [argument.name for argument in function.args]
    assert len(names) == len(set(names))
    optional = [argument.optional for argument in function.args]
    assert optional == sorted(optional), "optional arguments come last"
    for argument in function.args:
        assert (argument.kind == "table") == bool(argument.table)
        assert (argument.kind == "choice") == bool(argument.choices)
        if argument.kind == "table":
            assert set(argument.needs) <= set(all_tables()[argument.table].by_id)


@pytest.mark.parametrize(("function", "example"), EXAMPLES)
def test_example(function: Function, example: Example) -> None:
    args = json.loads(json.dumps(example.args))
    assert same(call(function.name, args), plain(example.value)), call(function.name, args)


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def same(got: Any, wanted: Any) -> bool:
    """Equal, numbers to 1e-6; a number is not yes/no, an empty cell is not 0."""
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(same(a, b) for a, b in zip(got, wanted, strict=True))
    if isinstance(got, bool) or isinstance(wanted, bool) or not isinstance(got, (int, float)):
        return type(got) is type(wanted) and got == wanted
    return isinstance(wanted, (int, float)) and got == pytest.approx(wanted, rel=1e-6, abs=1e-9)
