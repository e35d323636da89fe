"""Every host, running: made when a test first asks for it, once for all of its calls."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sheets_addon.app import create_app
from sheets_addon.jobs.service import service as running_service
from sheets_addon.settings import Settings
from tests.excel_udfs.edge import excel
from tests.excel_udfs.libreoffice.office import launcher, office
from tests.excel_udfs.office_addin.conftest import Service, service
from tests.parity.calls import Call
from tests.parity.faces import Face, Outcome, by_calc, by_command, by_node, by_rest, by_script, by_xlwings
from tests.sheets_addon.apps_script.conftest import Running, google_project, served
from tests.sheets_addon.conftest import SECRET, bearer

__all__ = ["google_project", "served", "service"]  # the running services of the add-ins' own tests


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Face:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANERKA_HOME", str(tmp_path / "var"))
    return by_command


@pytest.fixture
def rest(tmp_path: Path) -> Iterator[Face]:
    with running_service(Settings(home=tmp_path, secret_key=SECRET)) as running:
        yield partial(by_rest, create_app(running).test_client(), bearer(running, functions=True))


@pytest.fixture
def udf() -> Iterator[Face]:
    with excel() as cell:
        yield partial(by_xlwings, cell)


@pytest.fixture
def addin(service: Service) -> Face:
    return partial(by_node, service.url, service.key)


@pytest.fixture
def script(served: Running, google_project: Path) -> Face:
    return partial(by_script, str(google_project), served.url, served.key)


@pytest.fixture
def calc(tmp_path: Path) -> Iterator[Face]:
    with office(tmp_path, "ru", launcher(tmp_path)) as running:

        def face(calls: list[Call], shapes: list[tuple[int, int]]) -> list[Outcome]:
            return by_calc(running, calls, shapes)

        yield face
