"""«Обновить отчёты» in node: a workbook behind Office.js's rules, and the running service."""

import json
from pathlib import Path

from core.intake import book
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook
from tests.contract.adapters import serial
from tests.excel_udfs.office_addin.conftest import Service
from tests.excel_udfs.office_addin.node import ROOT, modules, run_tests


def test_the_pane_on_a_workbook(service: Service, tmp_path: Path) -> None:
    sample = tmp_path / "sample.json"
    cells = XlsxWorkbook(ROOT / "templates" / "planerka.ru.filled.xlsx").read(book.is_input)
    sheets = [
        {"title": one.title, "rows": [["" if v is None else serial(v) for v in row] for row in one.rows]}
        for one in cells.sheets
    ]
    sample.write_text(json.dumps(sheets), "utf-8")
    run_tests("book.test.mjs", SERVICE=service.url, KEY=service.key, MODULES=str(modules()), SAMPLE=str(sample))
