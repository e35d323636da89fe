"""``planerka agenda``: a text on stdout, nothing written, the documented exit codes."""

from pathlib import Path

import pytest

import templates
from sheets_addon.cli.kinds import SLOTS
from tests.sheets_addon.cli.books import FOREIGN, MINIMAL, write
from tests.sheets_addon.cli.conftest import Run


@pytest.mark.parametrize(
    ("language", "first"), [("ru", "Планёрка 31.03.2026, 14:00"), ("en", "Meeting 2026-03-31, 14:00")]
)
def test_it_prints_the_agenda_in_the_workbooks_language(run: Run, language: str, first: str) -> None:
    made = run("agenda", templates.path(language, True), "--asof", "2026-03-31", "--slot", "14", language=language)  # type: ignore[arg-type]
    assert made.exit_code == 0
    assert made.stdout.splitlines()[0] == first


def test_the_morning_is_the_default_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "книга.xlsx", MINIMAL)
    made = run("agenda", book, "--asof", "31.03.2026")
    assert made.exit_code == 0
    assert made.stdout.startswith("Планёрка 31.03.2026, утро\n")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["книга.xlsx"]


def test_it_refuses_as_the_other_commands_do(run: Run, tmp_path: Path) -> None:
    assert run("agenda", "нет.xlsx").exit_code == 4
    assert run("agenda", write(tmp_path / "чужая.xlsx", FOREIGN)).exit_code == 6
    wrong = run("agenda", "книга.xlsx", "--slot", "13")
    assert wrong.exit_code == 2
    assert all(slot in wrong.stderr for slot in SLOTS)
