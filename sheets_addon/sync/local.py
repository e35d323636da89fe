"""An .xlsx workbook behind the port of a sync: read where it lies, its reports kept for the pages.

Nothing is written beside it: it may be open in Excel, and the pages give the reports as a file to whoever asks.
"""

from collections.abc import Callable
from pathlib import Path

from core.errors import WorkbookError, WorkbookNotFound
from core.i18n import T
from core.report import Result
from core.workbook import Cells
from sheets_addon.logs import log
from sheets_addon.workbooks.google.book import Reason
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.look import Look
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook

AGAIN = T(
    "Файл книги не хранится: чтобы обновить отчёты, нажмите на её странице «Загрузить новую версию».",
    "The workbook's file is not kept: to refresh its reports, press “Upload a new version” on its page.",
)


class LocalBook:
    """``title`` is what people call it; a file that is gone says so when it is read."""

    def __init__(self, path: Path, title: str) -> None:
        self.known: Known | None = None
        self.look_anew: Reason = ""
        self.compare = False
        self.force: frozenset[str] = frozenset()
        self.touched: frozenset[str] = frozenset()
        self._workbook, self._title = XlsxWorkbook(path), title

    def look(self) -> Look:
        """``version``: when the file was last saved, and its size."""
        try:
            stat = self._workbook.path.stat()
        except OSError:
            return Look("gone", "", "", "", self._title)
        return Look(f"{stat.st_mtime_ns}.{stat.st_size}", "", "", "", self._title)

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """Raises WorkbookError, which names the file without its folder: whoever may see the workbook reads it."""
        try:
            cells = self._workbook.read(wanted)
        except WorkbookError as error:
            path = self._workbook.path
            log().warning("file_unreadable", path=str(path), code=error.code)
            told = {key: path.name if value == path else value for key, value in error.values.items()}
            raise type(error)(error.sentence, **told) from None
        self.known = Known(title=self._title)
        return cells

    def replace(self, result: Result) -> None:
        """The store keeps the result; there is nothing else to replace."""


def no_upload() -> LocalBook:
    """What a worker finds of an upload, whose cells came with one request and went with it. Raises."""
    raise WorkbookNotFound(AGAIN)
