"""The VBA module is what it was; after a new function: ``python -m excel_udfs.vba tests/excel_udfs/planerka.bas``."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from core.i18n import LANGUAGES, Language
from core.registry import all_functions
from excel_udfs import vba

GOLDEN = Path(__file__).parent / "planerka.bas"


def test_the_module_is_as_known(tmp_path: Path) -> None:
    made = tmp_path / "made.bas"
    with patch.object(sys, "argv", ["vba", str(made), "--language", "ru"]):
        vba.main()
    assert made.read_text("ascii") == GOLDEN.read_text("ascii")


def test_every_function_is_there_once() -> None:
    names = re.findall(r"^Function (\w+)\(", vba.imported("ru").text, re.M)
    assert names == list(all_functions())


def test_an_add_in_works_on_the_open_workbook() -> None:
    assert "ActiveWorkbook" in vba.imported("ru", "planerka.xlam").text
    assert "ActiveWorkbook" not in vba.imported("ru").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wizard_s_texts(language: Language) -> None:
    found = vba.imported(language).options
    assert list(found) == list(all_functions())
    for name, function in all_functions().items():
        assert found[name]["Description"] == function.help.to(language)
        assert found[name]["Category"] == {"ru": "Планёрка", "en": "Planerka"}[language]
        texts = found[name]["ArgumentDescriptions"]
        for text, argument in zip(texts, function.args, strict=True):
            assert argument.help.to(language) in text and len(text) <= 255


def test_it_leaves_nothing_behind() -> None:
    vba.imported("ru")
    assert sys.platform.startswith("win") or "win32com" not in sys.modules


def test_quickstart_standalone(tmp_path: Path) -> None:
    """The workbook that the Windows script starts from has xlwings' own module and the sheet of settings."""
    command = [str(Path(sys.executable).parent / "xlwings"), "quickstart", "planerka", "--standalone"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with zipfile.ZipFile(tmp_path / "planerka" / "planerka.xlsm") as book:
        assert "xl/vbaProject.bin" in book.namelist()
        assert "_xlwings.conf" in book.read("xl/workbook.xml").decode()
