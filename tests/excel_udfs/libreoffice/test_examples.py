"""Every declared example, true and spoiled, in a cell of a real Calc: the same value, or the same error, as core's."""

import json
import random
from typing import Any

from core.registry import all_functions
from tests.excel_udfs.libreoffice.office import Office
from tests.excel_udfs.libreoffice.sheets import Call, computed, wanted

ODD = (-3, 1e9, 1e-12, 46_000.5, "текст", "2026-02-30", "31.03.2026", "#N/A", "12 %", "1 234,5", " ", "=1", "'x", "да")
EXAMPLES: list[Call] = [
    (name, json.loads(json.dumps(example.args)))
    for name, function in all_functions().items()
    for example in function.examples
]


def test_every_worked_example(calc: Office) -> None:
    assert len(EXAMPLES) > 100
    assert all(isinstance(wanted(*one, "ru"), list) for one in EXAMPLES)
    assert different(calc, EXAMPLES) == []


def test_every_example_spoiled(calc: Office) -> None:
    chance = random.Random(6)
    spoiled = [(name, spoil(args, chance)) for name, args in EXAMPLES]
    errors = [one for one in spoiled if isinstance(wanted(*one, "ru"), int)]
    assert 20 < len(errors) < len(spoiled)
    assert different(calc, spoiled) == []


def different(calc: Office, calls: list[Call]) -> list[Any]:
    expected = [wanted(*one, "ru") for one in calls]
    sizes = [(len(rows), len(rows[0])) if isinstance(rows, list) else (1, 1) for rows in expected]
    got = computed(calc, list(zip(calls, sizes, strict=True)))
    return [(one, rows, cells) for one, rows, cells in zip(calls, expected, got, strict=True) if cells != rows]


def spoil(args: Any, chance: random.Random) -> list[Any]:
    """The arguments with a few cells that do not belong there, or that are blank. (A blank given as one cell is left
    out: Calc tells of one as of a 0, see test_calc.)"""
    args = json.loads(json.dumps(args))
    for _ in range(chance.randint(1, 3)):
        i = chance.randrange(len(args))
        if isinstance(args[i], list):
            rows = [row if isinstance(row, list) else [row] for row in args[i]]
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice((*ODD, None, 0))
            args[i] = rows[: chance.randint(1, len(rows))] if chance.random() < 0.2 else rows
        else:
            args[i] = chance.choice(ODD)
    return list(args)
