"""«Обновить отчёты» in node: a workbook behind Office.js's rules, and the running service."""

from tests.excel_udfs.office_addin.conftest import Service
from tests.excel_udfs.office_addin.node import modules, run_tests


def test_the_pane_on_a_workbook(service: Service) -> None:
    run_tests("book.test.mjs", SERVICE=service.url, KEY=service.key, MODULES=str(modules()))
