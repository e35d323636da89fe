"""The language of the functions, and xlwings alone."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from excel_udfs.language import language


@pytest.mark.parametrize(("set_to", "spoken"), [("", "ru"), ("ru", "ru"), ("en", "en"), ("EN_us", "en"), ("de", "ru")])
def test_language(monkeypatch: pytest.MonkeyPatch, set_to: str, spoken: str) -> None:
    monkeypatch.setenv("PLANERKA_LANGUAGE", set_to)
    language.cache_clear()
    assert language() == spoken
    monkeypatch.undo()
    language.cache_clear()


def test_what_functions_load_and_what_they_leave_alone() -> None:
    code = (
        "import sys, excel_udfs.functions;"
        "heavy = {'matplotlib', 'xlwings.server', 'statsmodels', 'scipy', 'flask', 'sheets_addon'};"
        "found = heavy & sys.modules.keys();"
        "assert not found, found;"
        "import matplotlib"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


ROOT = Path(__file__).parents[2]
PAID = ("xlwings.pro", "xlwings.server", "xlwings.reports", "xlwings.rest")
"""Under PolyForm Noncommercial, or gone through it."""


def imported(source: str) -> Iterator[str]:
    """Every module that a source names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_imports_the_paid_parts_of_xlwings() -> None:
    assert list(imported("def f():\n from xlwings import pro, server\n import xlwings.pro as p")) == [
        "xlwings.pro", "xlwings.server", "xlwings.pro",
    ]  # fmt: skip
    sources = [
        path for room in ("core", "excel_udfs", "sheets_addon", "templates") for path in ROOT.glob(f"{room}/**/*.py")
    ]
    assert len(sources) > 300
    found = [
        f"{path}: {name}" for path in sources for name in imported(path.read_text("utf-8")) if name.startswith(PAID)
    ]
    assert not found
