"""The workbooks a refresh can work on; each passes ``tests/contract``. Importing this loads none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from core.workbook import Workbook


def open_xlsx(path: str | PathLike[str], out: str | PathLike[str] | None = None) -> Workbook:
    """The .xlsx or .xlsm workbook at ``path``; its reports go to ``out``, else to a file beside it.

    Nothing is read or checked before the workbook's own ``read`` and ``replace``.
    """
    from sheets_addon.workbooks.xlsx.book import XlsxWorkbook

    return XlsxWorkbook(path, out)
