import errno
from pathlib import Path

import pytest

import templates
from core.i18n import Language
from sheets_addon.exits import Exit
from tests.sheets_addon.cli.conftest import Run


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("filled", [True, False])
def test_the_template_is_put_here(run: Run, language: Language, filled: bool) -> None:
    source = templates.path(language, filled)
    ended = run("template", "--language", language, *(["--filled"] if filled else []))
    assert ended.exit_code == Exit.OK
    assert source.name in ended.stdout
    assert Path(source.name).read_bytes() == source.read_bytes()


def test_a_file_that_is_there_stays(run: Run) -> None:
    Path("книга.xlsx").write_bytes(b"mine")
    ended = run("template", "--out", "книга.xlsx")
    assert ended.exit_code == Exit.USAGE
    assert "--force" in ended.stderr
    assert Path("книга.xlsx").read_bytes() == b"mine"
    assert run("template", "--out", "книга.xlsx", "--force").exit_code == Exit.OK
    assert Path("книга.xlsx").read_bytes() != b"mine"


def test_a_folder_takes_the_template_s_name_and_a_missing_one_is_named(run: Run) -> None:
    Path("here").mkdir()
    assert run("template", "--out", "here").exit_code == Exit.OK
    assert Path("here/planerka.ru.xlsx").exists()
    ended = run("template", "--out", "gone/a.xlsx")
    assert ended.exit_code == Exit.USAGE
    assert "gone" in ended.stderr


def test_a_name_of_another_kind_and_a_full_disk_are_sentences(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run("template", "--out", "книга.csv")
    assert ended.exit_code == Exit.USAGE
    assert ".xlsx" in ended.stderr
    assert not Path("книга.csv").exists()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    ended = run("template", "--out", "книга.xlsx")
    assert ended.exit_code == Exit.UNREADABLE
    assert "на диске нет места" in ended.stderr
