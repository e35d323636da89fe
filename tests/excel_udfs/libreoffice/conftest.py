from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.excel_udfs.libreoffice.office import Office, launcher, office

Starter = Callable[[], Office]


@pytest.fixture(scope="package")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that can be taken away from the office: a launcher of ours."""
    return launcher(tmp_path_factory.mktemp("python"))


@pytest.fixture(scope="package")
def living(tmp_path_factory: pytest.TempPathFactory, python: Path) -> Iterator[Starter]:
    """The Russian office of this process, started when first asked for, and again after a test has killed it."""
    running: list[Office] = []
    with ExitStack() as stack:

        def start() -> Office:
            if not running or running[-1].soffice.poll() is not None:
                running.append(stack.enter_context(office(tmp_path_factory.mktemp("calc"), "ru", python)))
            return running[-1]

        yield start


@pytest.fixture
def calc(living: Starter) -> Office:
    return living()
