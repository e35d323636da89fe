"""WIN_RATE, COMPARE_RATES and CHANGE_DRIVERS: what they refuse, and that they equal the reports."""

from datetime import date
from typing import Any

import pytest

from core.call import call
from core.errors import BadArgument, BadNumber, FunctionError, NoData
from core.reports.build import build
from core.reports.funnel_slices import FUNNEL_SLICES
from core.reports.regions import REGIONS
from tests.support import context

HEAD = ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Статус", "Закрыта"]
STATUSES = {"won": "Выиграна", "lost": "Проиграна", "open": None}


def deal(manager: str, status: str, day: str, amount: float = 10.0) -> dict[str, Any]:
    closed = None if status == "open" else day
    row = {"client": "А", "manager": manager, "created": "2026-01-05", "amount": amount, "stage": "КП"}
    return {**row, "status": None if status == "open" else status, "closed": closed}


DEALS = [
    *[deal("Иванов", "won", "2026-03-02")] * 22,
    *[deal("Иванов", "lost", "2026-03-31")] * 11,
    *[deal("Петров", "won", "2026-03-03", 30.0)] * 5,
    *[deal("Петров", "lost", "2026-03-04")] * 20,
    *[deal("Петров", "won", "2026-02-04")] * 2,
    *[deal("Петров", "open", "")] * 7,
]
TABLE = [
    HEAD,
    *(
        [r["client"], r["manager"], r["created"], r["amount"], r["stage"], STATUSES[r["status"] or "open"], r["closed"]]
        for r in DEALS
    ),
]
MARCH = ("2026-03-01", "2026-03-31")


def slices() -> dict[str, dict[str, Any]]:
    found = build(FUNNEL_SLICES, context(date(2026, 3, 31), deals=DEALS)).block("slices")
    ids = [column.id for column in found.columns]
    return {row[1]: dict(zip(ids, row, strict=True)) for row in found.rows if row[0] == "Менеджер"}  # type: ignore[misc]


def test_win_rate_is_that_of_the_slices() -> None:
    cells = slices()
    assert call("WIN_RATE", [TABLE, *MARCH]) == cells["Всего"]["rate"] == 27 / 58
    for name in ("Иванов", "Петров"):
        assert call("WIN_RATE", [TABLE, *MARCH, name.upper()]) == cells[name]["rate"]
    assert call("WIN_RATE", [TABLE]) == 29 / 60


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ((TABLE, "2027-01-01"), NoData),
        ((TABLE, None, None, "Сидоров"), NoData),
        ((TABLE, "2026-03-31", "2026-03-01"), BadArgument),
        (([HEAD, ["А", "И", "2026-03-01", 10, "КП", None, None]],), NoData),
    ],
)
def test_win_rate_refuses(args: Any, error: type[FunctionError]) -> None:
    with pytest.raises(error):
        call("WIN_RATE", list(args))


def test_compare_rates_is_that_of_the_slices() -> None:
    cells = slices()
    names = ("Иванов", "Петров")
    head, *rows = call("COMPARE_RATES", [[[cells[n]["won"]] for n in names], [[cells[n]["n"]] for n in names]])
    for name, row in zip(names, rows, strict=True):
        found = dict(zip(head, row, strict=True))
        for id in ("rate", "difference", "low", "high", "p_adjusted", "verdict"):
            assert found[id] == cells[name][id], id
    assert [row[-1] for row in rows] == ["лучше остальных", "хуже остальных"]


def test_compare_rates_keeps_blank_rows_in_their_places() -> None:
    _, *rows = call("COMPARE_RATES", [[[10], [None], [12]], [[25], [None], [25]]])
    assert rows[1] == [None] * 9
    assert [row[0] for row in rows] == [10, None, 12]


@pytest.mark.parametrize(
    ("effects", "causes", "error", "row"),
    [
        ([1, None], [2, 3], BadArgument, "2"),
        ([5], [3], BadNumber, "1"),
        ([1, -1], [3, 3], BadNumber, "2"),
        ([0.5], [3], BadNumber, "1"),
    ],
)
def test_compare_rates_refuses(effects: Any, causes: Any, error: type[FunctionError], row: str) -> None:
    with pytest.raises(error) as raised:
        call("COMPARE_RATES", [[effects], [causes]])
    assert f"Строка {row}" in raised.value.message("ru")


def test_change_drivers_are_those_of_the_regions() -> None:
    clients = [{"client": "А", "region": "Юг"}]
    found = build(REGIONS, context(date(2026, 3, 31), deals=DEALS, clients=clients)).block("regions")
    row = dict(zip([column.id for column in found.columns], found.rows[0], strict=True))
    before, after = [2, 1, 10], [58, 27 / 58, 370 / 27]
    _, *parts = call("CHANGE_DRIVERS", [[before], [after]])
    assert [part[3] for part in parts] == pytest.approx([row["by_n"], row["by_rate"], row["by_mean"]])
    assert sum(part[3] for part in parts) == pytest.approx(370 - 20) == pytest.approx(row["change"])


@pytest.mark.parametrize(("before", "after"), [([1, 2], [1, 2]), ([None, 1, 2], [1, 1, 1]), ([1] * 4, [1] * 4)])
def test_change_drivers_refuses(before: Any, after: Any) -> None:
    with pytest.raises(BadArgument):
        call("CHANGE_DRIVERS", [[before], [after]])
