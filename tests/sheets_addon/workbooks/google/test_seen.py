"""A tab of ours is whole as long as its values are those that were written."""

from typing import Any

import pytest

from sheets_addon.workbooks.google.known import Known, Owned, Tab
from sheets_addon.workbooks.google.seen import touched, unseen, written

TAB = Tab(7, "Сводка", 100, 10)
WRITTEN = [
    [{"userEnteredValue": {"stringValue": "Сводка"}}],
    [{"userEnteredValue": {"stringValue": "на 31.03.2026 · обновлено"}}],
    [],
    [{"userEnteredValue": {"stringValue": "Ромашка"}}, {}, {"userEnteredValue": {"numberValue": 0.1 + 0.2}}],
]
STANDS: list[list[Any]] = [["Сводка"], ["на 30.03.2026 · другое"], [], ["Ромашка", "", 0.3]]


def known() -> Known:
    return Known(owned={"summary": Owned(7, columns=3, seen={"·head": written(0, 5, WRITTEN)})})


def test_what_was_written_is_whole_but_for_the_stamp_and_the_last_digits() -> None:
    assert touched(known(), [(TAB, STANDS)]) == frozenset()


@pytest.mark.parametrize(("sent", "came"), [(5.0, 5), (5, 5.0), (1234567890123, 1234567890123.4), (1e15 + 1, 10**15)])
def test_a_number_is_the_same_however_it_comes(sent: float, came: float) -> None:
    rows = [[{"userEnteredValue": {"numberValue": sent}}]]
    one = Known(owned={"summary": Owned(7, columns=1, seen={"·head": written(5, 1, rows)})})
    assert touched(one, [(TAB, [*[[]] * 5, [came]])]) == frozenset()


def test_what_stands_beside_it_is_a_person_s() -> None:
    assert touched(known(), [(TAB, [[*row, "моё"] if len(row) == 3 else row for row in STANDS])]) == frozenset()


@pytest.mark.parametrize(
    ("row", "column", "value"), [(0, 0, "сводка"), (3, 0, 5), (3, 2, 0.31), (3, 2, "0.3"), (3, 2, True), (2, 0, "x")]
)
def test_a_cell_typed_over_is_met(row: int, column: int, value: Any) -> None:
    rows = [list(one) for one in STANDS]
    rows[row][column : column + 1] = [value]
    assert touched(known(), [(TAB, rows)]) == {"summary"}


def test_rows_that_are_gone_or_moved_are_met() -> None:
    assert touched(known(), [(TAB, STANDS[:3])]) == {"summary"}
    assert touched(known(), [(TAB, [[], *STANDS])]) == {"summary"}


def test_what_is_not_known_is_not_whole() -> None:
    nothing = Known(owned={"summary": Owned(7, columns=3), "day": Owned(8, columns=3, seen={"·head": unseen(0)})})
    assert touched(nothing, [(TAB, []), (Tab(8, "День", 1, 1), [])]) == {"summary", "day"}


def test_a_tab_that_was_not_read_is_not_judged() -> None:
    assert touched(known(), []) == frozenset()
