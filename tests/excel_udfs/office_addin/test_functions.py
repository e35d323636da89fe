"""functions.js and runtime.js in node, against the running service."""

from tests.excel_udfs.office_addin.conftest import Service
from tests.excel_udfs.office_addin.node import run_tests


def test_functions_in_node(service: Service) -> None:
    run_tests("functions.test.mjs", SERVICE=service.url, KEY=service.key)
