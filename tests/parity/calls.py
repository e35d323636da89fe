"""The calls that every face is given: each worked example, and what people make of such ranges in their sheets.

Arguments are cells as core takes them; a ``date`` stands for a real day of a sheet, which every host hands over in its
own way (a serial number, a datetime, ISO text).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from core.registry import Argument, Function, all_functions

Cell = Any
Rows = list[list[Cell]]

ISO = re.compile(r"\d{4}-\d\d-\d\d$")
_COLUMNS = ("numbers", "dates", "texts")
_WRONG = ("н/д", "#REF!", "#N/A", -5.0, 0.0, "1 234,5", "12,5%", "", True)


class Call(NamedTuple):
    name: str
    args: tuple[Any, ...]

    @property
    def function(self) -> Function:
        return all_functions()[self.name]

    def cells(self) -> Iterator[Cell]:
        for arg in self.args:
            for row in arg if isinstance(arg, list) else [arg]:
                yield from row if isinstance(row, list) else [row]


def declared() -> list[Call]:
    """Every worked example of every function."""
    return [
        Call(name, tuple(example.args)) for name, function in all_functions().items() for example in function.examples
    ]


def failing() -> list[Call]:
    """Calls without a value, of every code."""
    return [
        Call("WIN_RATE", ([["Создана", "Этап"], ["2026-02-02", "КП"]],)),
        Call("FUNNEL_CONVERSION", ([["Этап"], ["КП"]],)),
        Call("FUNNEL_CONVERSION", ([[200], [50]], "ступени")),
        Call("ABC_CLASS", ()),
        Call("FUNNEL_CONVERSION", ([[0], [0]],)),
        Call("CONVERSION_RATE", (1, 0.0)),
        Call("FUNNEL_CONVERSION", ([[5], [-1]],)),
        Call("CONVERSION_LOW", (5, 10, 1.5)),
    ]


def generated(each: int, seed: int) -> list[Call]:
    """``each`` calls of every function, made from its examples by what happens to ranges: rows come, go and move,
    cells are emptied, mistyped, made into days, arguments are left out."""
    chance = Random(seed)
    return [
        _changed(chance, Call(name, tuple(chance.choice(function.examples).args)))
        for name, function in all_functions().items()
        for _ in range(each)
    ]


def _changed(chance: Random, call: Call) -> Call:
    kinds = [argument.kind for argument in call.function.args]
    args = [_rows(arg) for arg in call.args]
    if chance.random() < 0.7:
        args = _other_rows(chance, kinds, args)
    if chance.random() < 0.5:
        args = _real_days(call.function.args, args)
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        _one_cell(chance, call.function.args, args)
    if chance.random() < 0.15:
        args = args[: chance.randrange(len(args) + 1)]
    return Call(call.name, tuple(args))


def _rows(arg: Any) -> Any:
    """A range as fresh rows; one cell as it is."""
    if not isinstance(arg, list):
        return arg
    return [list(row) if isinstance(row, list) else [row] for row in arg]


def _other_rows(chance: Random, kinds: Sequence[str], args: list[Any]) -> list[Any]:
    """Rows repeated, left out and moved: columns of one length together, headers of tables in their place."""
    moves: dict[int, list[int]] = {}

    def order(size: int) -> list[int]:
        return chance.choices(range(size), k=max(1, size + chance.randint(-2, 6))) if size else []

    made = []
    for kind, arg in zip(kinds, args, strict=False):
        if not isinstance(arg, list) or kind == "grid":
            made.append(arg)
        elif kind == "table":
            made.append([arg[0], *([*arg[1 + i]] for i in order(len(arg) - 1))])
        else:
            made.append([[*arg[i]] for i in moves.setdefault(len(arg), order(len(arg)))])
            if chance.random() < 0.2 and len(moves) == 1:
                made[-1] = [[row[0] for row in made[-1]]]  # the same cells along a row
    return made


def _real_days(arguments: Sequence[Argument], args: list[Any]) -> list[Any]:
    """ISO texts as days of the sheet, where a day is meant."""

    def day(cell: Cell) -> Cell:
        return date.fromisoformat(cell) if isinstance(cell, str) and ISO.match(cell) else cell

    return [
        arg
        if argument.kind not in {"table", "dates", "date"}
        else [list(map(day, row)) for row in arg]
        if isinstance(arg, list)
        else day(arg)
        for argument, arg in zip(arguments, args, strict=False)
    ]


def _one_cell(chance: Random, arguments: Sequence[Argument], args: list[Any]) -> None:
    """A cell of some argument is emptied, mistyped, or takes the value of another of its column."""
    where = chance.randrange(len(args))
    argument, arg = arguments[where], args[where]
    if not isinstance(arg, list):
        args[where] = chance.choice((*argument.choices, *_WRONG[:-1], None))
        return
    i = chance.randrange(1 if argument.kind == "table" and len(arg) > 1 else 0, len(arg))
    if not arg[i]:
        return
    j = chance.randrange(len(arg[i]))
    other = chance.choice([row[j] for row in arg if j < len(row)])
    number = arg[i][j] * chance.choice((10, 0.1, -1, 1e6)) if isinstance(arg[i][j], (int, float)) else other
    arg[i][j] = chance.choice((None, other, other, number, number, chance.choice(_WRONG)))
