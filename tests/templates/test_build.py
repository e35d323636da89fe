"""The committed workbooks are what the sources make, byte for byte whenever they are made."""

import pytest

from core.i18n import Language
from templates import build, path
from tests.templates.books import EVERY


@pytest.fixture(scope="module", params=EVERY, ids=lambda p: f"{p[0]}-{'filled' if p[1] else 'empty'}")
def which(request: pytest.FixtureRequest) -> tuple[Language, bool]:
    return request.param


def test_the_committed_file_is_what_the_sources_make_and_two_builds_are_one(which: tuple[Language, bool]) -> None:
    made = build.build(*which)
    assert build.build(*which) == made
    assert build.same(path(*which).read_bytes(), made), "run make templates"


def test_files_are_small(which: tuple[Language, bool]) -> None:
    assert path(*which).stat().st_size < 700_000


def test_check_is_silent_when_all_is_well_and_names_a_stale_file(
    tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "path", lambda language, filled: tmp_path / f"{language}{filled}.xlsx")
    monkeypatch.setattr(build, "build", lambda language, filled: path(language, filled).read_bytes())
    assert build.main(["--check"]) == 1
    assert "ruFalse.xlsx: out of date" in capsys.readouterr().out
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0
    (tmp_path / "enTrue.xlsx").write_bytes(path("en", False).read_bytes())
    capsys.readouterr()
    assert build.main(["--check"]) == 1
    assert capsys.readouterr().out == "enTrue.xlsx: out of date, run make templates\n"
