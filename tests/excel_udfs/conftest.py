from collections.abc import Iterator
from typing import Any

import pytest

from tests.excel_udfs.edge import excel


@pytest.fixture
def cell() -> Iterator[Any]:
    """What a formula does: ``cell(name, *arguments)`` gives what Excel is given back."""
    with excel() as call:
        yield call
