"""``python -m excel_udfs.windows.build OUT.xlam|OUT.xlsm``: the functions' VBA in an add-in or a workbook.

Runs where Excel is, once for everybody, with «Trust access to the VBA project object model» on (File → Options → Trust
Center → Macro Settings); whoever gets the file needs no such trust.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from excel_udfs import functions
from excel_udfs.alone import xw

SETTINGS = {
    "Interpreter_Win": r"%LOCALAPPDATA%\Planerka\python\Scripts\pythonw.exe",
    "PYTHONPATH": r"%LOCALAPPDATA%\Planerka\program",
    "UDF Modules": functions.__name__,
    "ADD_WORKBOOK_TO_PYTHONPATH": "false",
}
REFRESH = 'Sub PlanerkaRefresh()\n    RunPython "from excel_udfs.live.button import press; press()"\nEnd Sub\n'
_FORMATS = {".xlam": 55, ".xlsm": 52}


def build(out: Path) -> None:
    """Starts from the workbook of ``xlwings quickstart --standalone``, which has xlwings' own VBA module in it."""
    from xlwings.udfs import import_udfs

    with tempfile.TemporaryDirectory() as folder, xw.App(visible=False, add_book=False) as app:
        start = shutil.copy(Path(xw.__file__).with_name("quickstart_standalone.xlsm"), folder)
        book = app.books.open(start).api
        book.SaveAs(str(out.resolve()), FileFormat=_FORMATS[out.suffix])
        book.IsAddin = False  # Excel describes no macro of a hidden workbook
        conf = book.Worksheets("_xlwings.conf")
        conf.Name, conf.Visible = "xlwings.conf", False
        rows = {conf.Cells(i, 1).Value: i for i in range(1, 10)}
        for i, (name, value) in enumerate(SETTINGS.items(), 7):
            conf.Cells(rows.get(name, i), 1).Value, conf.Cells(rows.get(name, i), 2).Value = name, value
        import_udfs(functions.__name__, book)  # type: ignore[no-untyped-call]
        book.VBProject.VBComponents.Add(1).CodeModule.AddFromString(REFRESH)
        book.Application.MacroOptions(Macro=f"'{book.Name}'!PlanerkaRefresh", HasShortcutKey=True, ShortcutKey="R")
        book.IsAddin = out.suffix == ".xlam"
        book.Save()
        book.Close()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
