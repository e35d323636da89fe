import json

import pytest

from core.registry import all_functions
from sheets_addon.exits import Exit
from tests.sheets_addon.cli.conftest import Run

STEPS = "[[200],[50],[30],[25],[25]]"


def test_a_value(run: Run) -> None:
    ended = run("call", "FUNNEL_CONVERSION", "--json", f"[{STEPS}]")
    assert ended.exit_code == Exit.OK
    assert ended.stdout == '{"value": 0.125}\n'


def test_a_column(run: Run) -> None:
    ended = run("call", "FUNNEL_CONVERSION", "--json", f'[{STEPS}, "steps"]')
    assert json.loads(ended.stdout)["value"] == [[None], [0.25], [0.6], [pytest.approx(5 / 6)], [1.0]]


def test_arguments_from_stdin(run: Run) -> None:
    ended = run("call", "funnel_conversion", "--json", "-", input=b"\xef\xbb\xbf[" + STEPS.encode() + b"]")
    assert ended.stdout == '{"value": 0.125}\n'


@pytest.mark.parametrize(("language", "word"), [("ru", "Не хватает"), ("en", "Missing")])
def test_an_error_has_a_code_a_sentence_and_exit_code_3(run: Run, language: str, word: str) -> None:
    ended = run("call", "FUNNEL_CONVERSION", "--language", language, language="en")
    assert ended.exit_code == Exit.FUNCTION
    assert ended.stderr == ""
    error = json.loads(ended.stdout_bytes)["error"]
    assert error["code"] == "#VALUE!"
    assert word in error["message"]


def test_an_unknown_name_is_an_error_with_the_close_ones(run: Run) -> None:
    ended = run("call", "FUNNEL_CONVERSIONS")
    assert ended.exit_code == Exit.FUNCTION
    assert "FUNNEL_CONVERSION" in json.loads(ended.stdout)["error"]["message"]


@pytest.mark.parametrize("args", ["{", "{}", "7", "", "[NaN]", "[" * 100_000])
def test_what_is_no_json_list_is_a_wrong_command(run: Run, args: str) -> None:
    ended = run("call", "PLAN_GAP", "--json", args)
    assert ended.exit_code == Exit.USAGE
    assert ended.stdout == ""
    assert "--json" in ended.stderr


def test_half_a_character_is_the_mark_of_a_lost_one(run: Run) -> None:
    ended = run("call", "FUNNEL_CONVERSION", "--json", r'[[["a"],["\ud800"]]]')
    assert ended.exit_code == Exit.FUNCTION
    assert "«\ufffd»" in json.loads(ended.stdout_bytes)["error"]["message"]


def test_the_list_names_every_function(run: Run) -> None:
    lines = run("call", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(all_functions())
    assert "Конверсия воронки" in "\n".join(lines)


def test_without_a_name(run: Run) -> None:
    ended = run("call")
    assert ended.exit_code == Exit.USAGE
    assert "--list" in ended.stderr
