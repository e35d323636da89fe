"""The office's side of the pipe, without an office."""

import ast
import sys
from pathlib import Path

import pytest

from excel_udfs.libreoffice.build import INSIDE
from excel_udfs.libreoffice.inside.planerka_worker import Trouble, Worker
from tests.excel_udfs.libreoffice.office import command


@pytest.fixture
def log(tmp_path: Path) -> str:
    return str(tmp_path / "planerka.log")


def test_an_answer_and_the_same_worker_again(log: str) -> None:
    worker = Worker(sys.executable, log)
    try:
        assert worker.ask("FUNNEL_CONVERSION", [[[8.0], [1.0]]], "ru") == {"value": 0.125}
        first = worker._process
        assert worker.ask("FUNNEL_CONVERSION", [[[8.0], [4.0]]], "ru") == {"value": 0.5}
        assert worker._process is first
    finally:
        worker.stop()
    assert first is not None and first.returncode is not None


def test_without_python_a_sentence(log: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"Планёрка: не найден Python по адресу .*nowhere"):
        Worker(str(tmp_path / "nowhere"), log).ask("X_Y", [], "ru")


def test_a_python_without_planerka_is_told_with_its_log(log: str, tmp_path: Path) -> None:
    python = command(tmp_path / "python", 'echo "No module named excel_udfs" >&2; exit 1')
    with pytest.raises(Trouble, match=r"Planerka: the worker has stopped.*planerka\.log"):
        Worker(str(python), log).ask("X_Y", [[["x"] * 100_000]], "en")
    assert "No module named" in Path(log).read_text()


def test_an_answer_that_takes_too_long_is_given_up_and_the_next_is_asked_anew(log: str, tmp_path: Path) -> None:
    once = tmp_path / "once"
    python = command(
        tmp_path / "python", f'[ -e "{once}" ] && exec "{sys.executable}" "$@"; : > "{once}"; exec sleep 60'
    )
    worker = Worker(str(python), log, seconds=0.3)
    try:
        with pytest.raises(Trouble, match=r"за 0.3 с"):
            worker.ask("FUNNEL_CONVERSION", [[[8.0], [1.0]]], "ru")
        worker.seconds = 60
        assert worker.ask("FUNNEL_CONVERSION", [[[8.0], [1.0]]], "ru") == {"value": 0.125}
    finally:
        worker.stop()


@pytest.mark.parametrize("module", sorted(INSIDE.glob("[a-z]*.py")), ids=lambda path: path.name)
def test_what_runs_in_the_office_needs_nothing_of_ours_and_no_new_python(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"), feature_version=(3, 7))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert imported <= sys.stdlib_module_names | {"uno", "unohelper", "com", "org", "planerka_worker"}
