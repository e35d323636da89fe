"""``python -m excel_udfs.vba OUT.bas``: the VBA module that hands each function's arguments to Python.

It is written by xlwings' own importer, given a workbook that only listens; so it can be made, and compared with what
is known to be right, on any machine. On Windows the real workbook takes it at build time (``excel_udfs/windows``).
"""

import argparse
import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from core.i18n import Language
from core.registry import all_functions
from excel_udfs import functions
from excel_udfs.language import language

MODULE = functions.__name__
_WINDOWS = ("pythoncom", "pywintypes", "win32com", "win32com.client")


@dataclass
class Imported:
    """What xlwings does to a workbook: the module's text, and the wizard's texts of each function."""

    text: str = ""
    options: dict[str, dict[str, Any]] = field(default_factory=dict)


def imported(spoken: Language, book: str = "planerka.xlsm") -> Imported:
    """What the importer of xlwings makes of our functions in a workbook of that name."""
    found = Imported()

    def take(path: str) -> None:
        found.text = Path(path).read_text("ascii")

    def describe(macro: str, **options: Any) -> None:
        found.options[macro.rpartition("!")[2]] = options

    components = _Components(take)
    application = SimpleNamespace(Version="16.0", MacroOptions=describe)
    workbook = SimpleNamespace(Name=book, Application=application, VBProject=SimpleNamespace(VBComponents=components))
    with xlwings_udfs() as udfs, contextlib.redirect_stdout(io.StringIO()):
        xl = SimpleNamespace(func=udfs.xlfunc, arg=udfs.xlarg)
        made = {name: functions.as_udf(one, xl, spoken) for name, one in all_functions().items()}
        known = udfs.udf_modules.get(MODULE)
        udfs.udf_modules[MODULE] = {"module": SimpleNamespace(**made), "filetime": None}
        try:
            udfs.import_udfs(MODULE, workbook)
        finally:
            del udfs.udf_modules[MODULE]
            if known:
                udfs.udf_modules[MODULE] = known
    return found


class _Components:
    """A VBA project without a module, that takes one."""

    def __init__(self, take: Any) -> None:
        self.Import = take

    def __call__(self, name: str) -> str:
        return name

    def Remove(self, component: object) -> None:
        """There was none."""


@contextlib.contextmanager
def xlwings_udfs() -> Iterator[ModuleType]:
    """``xlwings.udfs``, also where Windows' own modules are not: its generator needs them only to be importable."""
    absent = [name for name in _WINDOWS if name not in sys.modules and not sys.platform.startswith("win")]
    for name in absent:
        stub: Any = ModuleType(name)
        stub.com_error, stub.CoInitialize, stub.Dispatch = OSError, None, None
        sys.modules[name] = stub
    try:
        from xlwings import udfs

        yield udfs
    finally:
        for name in absent:
            del sys.modules[name]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m excel_udfs.vba", description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT.bas")
    parser.add_argument("--language", choices=("ru", "en"), default=language())
    asked = parser.parse_args()
    asked.out.write_text(imported(asked.language).text, "ascii", newline="\r\n")


if __name__ == "__main__":
    main()
