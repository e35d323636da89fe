from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.i18n import Language
from sheets_addon.cli import planerka

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("call", …, language="ru")`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANERKA_HOME", str(tmp_path / "var"))

    def run(*args: object, language: Language = "ru", input: bytes | None = None) -> Result:
        return CliRunner().invoke(planerka(language), [str(arg) for arg in args], input=input)

    return run
