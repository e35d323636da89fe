"""The language of the functions, and xlwings alone."""

import subprocess
import sys

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
