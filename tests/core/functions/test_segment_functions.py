from datetime import date

import pytest

from core.call import call
from core.errors import BadArgument, BadNumber, NoData, ZeroDenominator
from core.metrics.client_groups import segments
from core.metrics.segments import XYZ_NAMES
from core.registry import all_functions
from tests.support import context

OURS = ("ABC_CLASS", "XYZ_CLASS", "UNITS_PER_RESULT", "PLAN_GAP")


@pytest.mark.parametrize("name", OURS)
def test_the_worked_examples_and_the_words(name):
    function = all_functions()[name]
    assert len(function.examples) >= 2
    for example in function.examples:
        assert call(name, example.args) == example.value
    for text in (function.help, *(argument.help for argument in function.args)):
        assert 0 < len(text.ru) <= 255 and 0 < len(text.en) <= 255


def column(rows):
    return [row[0] for row in rows]


def test_abc_class_leaves_blank_rows_blank_and_keeps_the_rows_places():
    assert column(call("ABC_CLASS", [["Сумма", 90, None, 5, 5, -3, ""]])) == [None, "A", None, "C", "C", "C"]
    assert column(call("ABC_CLASS", [[90, 5, 5], 0.95, 1])) == ["A", "A", "B"]
    assert column(call("ABC_CLASS", [["90", "5,0", "1 000,50"]])) == ["C", "C", "A"]


def test_abc_class_says_what_is_wrong():
    with pytest.raises(BadArgument, match="cell 3"):
        call("ABC_CLASS", [[1, 2, "много"]])
    for borders in ((0.9, 0.7), (70, 90), (-0.1, 0.9)):
        with pytest.raises(BadNumber):
            call("ABC_CLASS", [[1, 2], *borders])


def test_xyz_class_of_each_row_and_days_to_come():
    clients, dates = (
        ["Б", "А", "", "А", "В", "А"],
        ["2026-02-01", "2026-01-01", "2026-01-01", "2026-01-01", None, "2026-05-01"],
    )
    assert column(call("XYZ_CLASS", [clients, dates, "2026-03-01"])) == ["Z", "Z", None, "Z", None, "Z"]
    assert column(call("XYZ_CLASS", [clients, dates])) == ["Z", "Y", None, "Y", None, "Y"]
    assert (
        column(call("XYZ_CLASS", [["А"] * 4, ["2026-01-01", "2026-01-06", "2026-03-02", "2026-03-04"], None, 2]))
        == ["X"] * 4
    )


def test_xyz_class_says_what_is_wrong():
    with pytest.raises(NoData):
        call("XYZ_CLASS", [["А"], ["2026-01-01"], "2025-01-01"])
    with pytest.raises(BadArgument):
        call("XYZ_CLASS", [["А", "Б"], ["2026-01-01"]])


def test_the_function_is_the_reports_cell():
    rows = [
        (c, date(2026, m, d))
        for c, d, months in (("А", 10, (1, 2, 3)), ("Б", 1, (1, 3)), ("В", 5, (2,)))
        for m in months
    ]
    found = context("2026-03-31", payments=[{"client": c, "date": d, "amount": 1} for c, d in rows]).once(segments)
    of = {client: XYZ_NAMES[code] for client, code in zip(found.clients, found.xyz.classes, strict=True)}
    assert column(call("XYZ_CLASS", [[c for c, _ in rows], [d for _, d in rows], "2026-03-31"])) == [
        of[c] for c, _ in rows
    ]


@pytest.mark.parametrize(
    ("cause", "effect", "expected"), [(100, 20, 5), (100, 5, 20), (100, 4, 25), (4, 2, 2), (2, 1, 2), (0, 3, 0)]
)
def test_units_per_result(cause, effect, expected):
    assert call("UNITS_PER_RESULT", [cause, effect]) == expected


def test_no_result_is_no_number():
    with pytest.raises(ZeroDenominator) as raised:
        call("UNITS_PER_RESULT", [100, 0])
    assert raised.value.code == "#DIV/0!" and "100" in raised.value.message("ru")
    with pytest.raises(BadNumber):
        call("UNITS_PER_RESULT", [-1, 2])


def test_plan_gap_is_plan_minus_fact():
    assert call("PLAN_GAP", ["700 000", "1 000 000"]) == 300_000
    assert call("PLAN_GAP", [12, 10]) == -2
