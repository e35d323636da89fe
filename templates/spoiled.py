"""The demo's rows with the dirt in its place, and where in the file it stands."""

from typing import NamedTuple

from core.i18n import Language
from templates.demo import demo
from templates.dirt import DIRT
from templates.spoils import Dirt, Row


class Spot(NamedTuple):
    """A spoiled cell of the file: its sheet row, and the problem it must give ('' for none)."""

    table: str
    row: int
    column: str
    code: str


def spoiled(language: Language) -> dict[str, list[Row]]:
    """The demo's rows with the dirt in its place."""
    return _spoil(language)[0]


def spots(language: Language) -> list[Spot]:
    """Where the dirt stands in the filled template of one language."""
    return _spoil(language)[1]


def _spoil(language: Language) -> tuple[dict[str, list[Row]], list[Spot]]:
    clean = demo(language)
    rows = {id: [dict(row) for row in table] for id, table in clean.items()}
    hit: list[tuple[Dirt, Row]] = []
    for dirt in DIRT:
        which = [i for i, row in enumerate(clean[dirt.table]) if dirt.like(row)][dirt.nth]
        target = rows[dirt.table][which]
        if dirt.beside:
            at = next(n for n, row in enumerate(rows[dirt.table]) if row is target)
            target = dict(target)
            rows[dirt.table].insert(at + 1, target)
        for column, spoil in dirt.cells.items():
            target[column] = spoil(target.get(column), language)
        hit.append((dirt, target))
    places = {id(row): n for table in rows.values() for n, row in enumerate(table, 2)}
    return rows, [
        Spot(dirt.table, places[id(row)], column, code)
        for dirt, row in hit
        for column, code in (dirt.found or [(column, "") for column in dirt.cells])
    ]
