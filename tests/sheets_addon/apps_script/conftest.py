"""The project as it goes to Google, and the running service that it asks: real HTTP, a store, connected workbooks."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from waitress.server import create_server

from core.report import Result
from sheets_addon.app import create_app
from sheets_addon.apps_script.project import project
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from tests.sheets_addon.conftest import SECRET, bearer, shown
from tests.sheets_addon.fakes import fake_result

ADDRESS = "https://sales.example"
"""By which Google knows the service; the fake of UrlFetchApp leads it to the running one."""


@dataclass(frozen=True)
class Running:
    url: str
    key: str
    service: Service
    workbook: int

    def with_key(self, *, functions: bool, workbooks: tuple[int, ...] | None = ()) -> str:
        """A further key."""
        given = bearer(self.service, functions=functions, workbooks=workbooks)
        return given["Authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="module")
def google_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the three files."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in project("ru", ADDRESS).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def result() -> Result:
    """With more problems than the sidebar lists; the second is in a tab that the spreadsheet of a test may lack."""
    made = fake_result()
    [problem] = made.problems
    other = replace(problem, tab="Счета", row=2, cell="B2")
    many = [replace(problem, severity="warning", row=n, cell=f"C{n}") for n in range(100, 228)]
    return replace(made, problems=(problem, other, *many))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), password="password-of-29", secret_key=SECRET)
    with service(settings) as running:
        server = create_server(create_app(running), host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        key = bearer(running, functions=True, workbooks=None)["Authorization"].removeprefix("Bearer ")
        yield Running(f"http://127.0.0.1:{server.effective_port}", key, running, shown(running, result=result()))
        server.close()
        thread.join(5)
