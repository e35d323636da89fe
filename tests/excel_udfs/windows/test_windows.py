"""What can be known of the Windows scripts without Windows: their size, their letters, and what they rely on."""

import importlib
import re
from pathlib import Path
from unittest.mock import MagicMock, patch

import openpyxl
import pytest
import xlwings

from excel_udfs import functions
from excel_udfs.live.button import press
from excel_udfs.windows import build

FOLDER = Path(build.__file__).parent
INSTALL = FOLDER / "install.ps1"


@pytest.mark.parametrize("name", ["install.ps1", "build.py"])
def test_each_is_short_enough_to_be_read_before_it_is_run(name: str) -> None:
    assert len((FOLDER / name).read_text("utf-8-sig").splitlines()) <= 50


def test_powershell_reads_the_letters() -> None:
    assert INSTALL.read_bytes().startswith(b"\xef\xbb\xbf"), "Windows PowerShell takes a file without a mark for ANSI"


def test_what_the_installer_names_is_there() -> None:
    text = INSTALL.read_text("utf-8-sig")
    [parts] = re.findall(r"foreach \(\$part in (.+?)\)", text)
    root = FOLDER.parent.parent
    assert all((root / part).exists() for part in re.findall(r'"(.+?)"', parts))
    assert f"-m {build.__name__} " in text


def test_the_workbook_that_is_started_from_has_the_settings() -> None:
    book = openpyxl.load_workbook(Path(xlwings.__file__).with_name("quickstart_standalone.xlsm"), keep_vba=True)
    rows = [row[0].value for row in book["_xlwings.conf"].iter_rows()]
    assert list(build.SETTINGS)[:3] == [name for name in rows if name in build.SETTINGS]
    assert rows[9:12] == [None] * 3, "the fourth setting is written to row 10"
    book.close()


def test_the_button_s_command_runs_what_is_there() -> None:
    module, name = re.findall(r"from ([\w.]+) import (\w+)", build.REFRESH)[0]
    assert getattr(importlib.import_module(module), name) is press


@pytest.mark.parametrize("suffix", [".xlam", ".xlsm"])
def test_the_order_of_what_excel_is_told(tmp_path: Path, suffix: str) -> None:
    app, cells = MagicMock(), {}
    book = app.books.open.return_value.api
    conf = book.Worksheets.return_value
    conf.Cells.side_effect = lambda row, column: cells.setdefault((row, column), MagicMock(Value=None))
    for row, name in ((1, "Interpreter_Win"), (3, "PYTHONPATH"), (6, "UDF Modules")):
        conf.Cells(row, 1).Value = name
    udfs = MagicMock()
    with patch.dict("sys.modules", {"xlwings.udfs": udfs}), patch.object(build.xw, "App") as started:
        started.return_value.__enter__.return_value = app
        build.build(tmp_path / f"planerka{suffix}")
    udfs.import_udfs.assert_called_once_with(functions.__name__, book)
    shown = {cells[row, 1].Value: cells[row, 2].Value for row, column in sorted(cells) if column == 2}
    assert shown == build.SETTINGS and (10, 2) in cells
    assert book.IsAddin is (suffix == ".xlam") and conf.Name == "xlwings.conf"
    assert book.SaveAs.call_args.kwargs["FileFormat"] == {".xlam": 55, ".xlsm": 52}[suffix]
    book.Save.assert_called_once()
