from collections.abc import Callable
from pathlib import Path

import pytest

from core.workbook import Cell, Cells, Sheet
from tests.contract.adapters import Adapter, Subject, all_adapters

Make = Callable[..., Subject]


@pytest.fixture(params=all_adapters(), ids=lambda adapter: adapter.id)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return request.param


@pytest.fixture
def make(adapter: Adapter, tmp_path: Path) -> Make:
    """Builds a workbook of the adapter from ``title=rows`` or from :class:`Cells`."""

    def build(cells: Cells | dict[str, list[list[Cell]]] | None = None) -> Subject:
        tabs = {"Сделки": [["Клиент", "Сумма"], ["Ромашка", 100.0]]} if cells is None else cells
        if isinstance(tabs, dict):
            tabs = Cells([Sheet(title, rows) for title, rows in tabs.items()])
        return adapter.build(tabs, tmp_path)

    return build
