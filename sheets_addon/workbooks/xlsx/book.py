"""A person's .xlsx workbook behind the port: read where it lies, its reports in a file of their own."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from core.i18n import Language
from core.intake.collector import collector_paused
from core.report import Result
from core.workbook import Cells
from sheets_addon.workbooks.words import FILE_SUFFIX
from sheets_addon.workbooks.xlsx.ownership import check_target
from sheets_addon.workbooks.xlsx.read import read_xlsx
from sheets_addon.workbooks.xlsx.write import write_reports


class XlsxWorkbook:
    """``path`` is never written to. The reports go to ``out``, else to «BOOK · отчёты.xlsx» beside it."""

    def __init__(self, path: str | PathLike[str], out: str | PathLike[str] | None = None) -> None:
        self.path = Path(path)
        self.out = Path(out) if out is not None else None

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """See :class:`core.workbook.Workbook`. An .xlsx file knows no locale and no time zone."""
        with collector_paused():
            return read_xlsx(self.path, wanted)

    def replace(self, result: Result) -> None:
        """See :class:`core.workbook.Workbook`. Raises WorkbookBusy where the report file cannot be replaced."""
        target = self.target(result.stamp.language)
        check_target(target, self.path)
        with collector_paused():
            write_reports(result, target, self.path)

    def target(self, language: Language) -> Path:
        """The report file."""
        return self.out or self.path.with_name(f"{self.path.stem} · {FILE_SUFFIX.to(language)}.xlsx")
