import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from core.context import SLOTS
from core.i18n import Language
from sheets_addon.cli import kinds, planerka
from sheets_addon.cli.language import spoken
from sheets_addon.cli.reference import reference
from sheets_addon.exits import MEANINGS, Exit
from tests.sheets_addon.cli.conftest import Run

ROOT = Path(__file__).parents[3]
HEAVY = {"pandas", "numpy", "flask", "pydantic", "xlsxwriter", "structlog", "python_calamine", "waitress"}
COMMANDS = ["demo", "refresh", "call", "template", "serve", "connect", "sync", "status", "disconnect", "work", "doctor"]


def test_docs_cli_md_is_what_the_commands_say() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == reference(), (
        "python -m sheets_addon.cli.reference > docs/cli.md"
    )


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_imports_nothing_heavy(command: str) -> None:
    """A true process: what ``planerka --help`` brings in is what a person waits for."""
    code = (
        "import sys; from sheets_addon.cli import planerka\n"
        f"try: planerka('ru').main({[*filter(None, [command]), '--help']})\n"
        f"except SystemExit as end: print('LOADED', sorted({HEAVY} & set(sys.modules)), end.code)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert ended.stdout.decode("utf-8").strip().endswith("LOADED [] 0")


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)])
def test_help_speaks_both_languages(run: Run, command: list[str]) -> None:
    for language, usage in (("ru", "Вызов:"), ("en", "Usage:")):
        ended = run(*command, "--help", language=language)
        assert ended.exit_code == 0
        assert usage in ended.stdout
        assert language == "ru" or not any("а" <= c <= "я" for c in ended.stdout.casefold())


def test_every_option_has_its_help() -> None:
    for language in ("ru", "en"):
        for command in planerka(language).commands.values():
            options = [p for p in command.params if isinstance(p, click.Option)]
            assert all(option.help for option in options)
            assert command.help
            assert language == "en" or all(any("а" <= c <= "я" for c in o.help or "") for o in options)


def test_every_exit_code_is_explained(run: Run) -> None:
    shown = run("--help").stdout
    assert set(MEANINGS) == set(Exit)
    assert all(f"{code.value} " in shown and meaning.ru[:30] in shown for code, meaning in MEANINGS.items())


def test_slots_are_those_of_core() -> None:
    assert kinds.SLOTS == SLOTS


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        (["refresh", "--language", "ru"], {"LANG": "en_US.UTF-8"}, "ru"),
        (["refresh", "--language=en"], {"LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"PLANERKA_LANGUAGE": "ru", "LC_ALL": "C"}, "ru"),
        (["--language"], {"LANG": "de_DE"}, "en"),
        (["refresh", "--language", "de"], {"LANG": "ru_RU.UTF-8"}, "ru"),
        (["--language=de"], {"LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_language_of_a_command(argv: list[str], environ: dict[str, str], language: Language) -> None:
    assert spoken(argv, environ) == language


def test_a_list_of_commands_cuts_no_sentence_short(run: Run) -> None:
    for words in ([], ["users"], ["keys"], ["db"]):
        for language in ("ru", "en"):
            said = run(*words, "--help", language=language).stdout
            assert not re.search(r"^  \w+ +.*\.\.\.$", said.partition("\n\n")[2], re.MULTILINE)


def test_no_word_of_click_is_left_in_russian(run: Run) -> None:
    for words in ([], ["users"], ["users", "add"], ["refresh"], ["keys"]):
        said = run(*words, "--help").stdout
        assert not re.search(r"OPTIONS|COMMAND|ARGS|required|TEXT", said)
    for words in (
        ["users", "add", "x", "--role", "boss"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "abc"],
        ["work", "--workers", "0"],
    ):
        ended = run(*words)
        assert ended.exit_code == Exit.USAGE
        assert not re.search(r"[a-z]{3,}", ended.stderr.replace("admin, head, manager", "").partition(":")[2][4:])


def test_without_a_command_there_is_the_help_and_nothing_after_it(run: Run) -> None:
    assert run().stderr.rstrip().endswith(MEANINGS[Exit.INTERRUPTED].ru)


def test_an_unknown_command_is_a_sentence(run: Run) -> None:
    ended = run("refrsh")
    assert ended.exit_code == Exit.USAGE
    assert "refrsh" in ended.stderr
    assert "planerka --help" in ended.stderr
