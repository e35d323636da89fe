"""From the menu in a spreadsheet to the report tabs beside people's: sidebar, service, sync, local Sheets server."""

from pathlib import Path
from typing import Any

from sheets_addon.store import workbooks
from sheets_addon.sync.engine import MANUAL
from sheets_addon.work import utc_now
from tests.sheets_addon.apps_script.conftest import Running
from tests.sheets_addon.apps_script.test_page import google, seen, sidebar
from tests.sheets_addon.sync.conftest import key, running_server, server
from tests.sheets_addon.sync.fakes import Clock
from tests.sheets_addon.sync.rig import connected, small
from tests.sheets_api.server import Server

__all__ = ["key", "running_server", "server"]  # the local server of the sync's own tests


def test_from_the_menu_to_the_reports(
    served: Running, google_project: Path, tmp_path: Path, server: Server, key: dict[str, Any]
) -> None:
    store = served.service.store
    rig = connected(server, store, list(small()), key=key, clock=Clock(utc_now()), title="Весь путь")
    assert not rig.shown()
    with sidebar(served, google_project, rig.id) as address:
        assert "Обновление запрошено" in seen(address, tmp_path, "refresh", "see Обновление запрошено")
        with store.read() as session:
            assert workbooks.get(session, rig.id).wanted_reason == MANUAL
        assert rig.sync(MANUAL).word == "written"
        page = seen(address, tmp_path, "state", "see Отчёты верны")
        assert 'id="refresh" class="main" data-word="refresh">' in page
        assert google(address)["asked"].count(f"post /v1/workbooks/{rig.id}/sync") == 1
    assert {"summary", "definitions"} <= {*rig.shown()}
