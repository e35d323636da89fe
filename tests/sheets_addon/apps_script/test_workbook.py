"""The server side of the sidebar in ``node:vm``, against the running service and its store."""

from pathlib import Path

from sheets_addon.store import workbooks
from tests.excel_udfs.office_addin.node import run_tests
from tests.sheets_addon.apps_script.conftest import Running

SCRIPTS = Path(__file__).parent / "js"


def test_the_server_side_in_node(served: Running, google_project: Path) -> None:
    with served.service.store.read() as session:
        spreadsheet = workbooks.get(session, served.workbook).spreadsheet_id
    run_tests(
        str(SCRIPTS / "workbook.test.mjs"),
        SERVICE=served.url,
        KEY=served.key,
        PROJECT=str(google_project),
        SPREADSHEET=spreadsheet,
        BOOK=str(served.workbook),
        FUNCTIONS=served.with_key(functions=True),
        BOOKS=served.with_key(functions=False, workbooks=(served.workbook,)),
        OTHER=served.with_key(functions=True, workbooks=(served.workbook + 1,)),
    )
    with served.service.store.read() as session:
        assert workbooks.get(session, served.workbook).wanted_at is not None
