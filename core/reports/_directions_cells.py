"""What the matrix of directions says of a client: products bought, and a word a product."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.directions import BOUGHT, Directions
from core.metrics.rates import rate
from core.report import Column, Row
from core.reports._directions_words import WORDS

TOP = 12
"""Products that the matrix shows: those with the largest sales."""
HEAD = (
    Column("bought", T("Купил товаров", "Products bought"), "count", adds=False),
    Column("products", T("Из товаров", "Of products"), "count", adds=False),
    Column("penetration", T("Охват", "Penetration"), "rate", heat=True),
)


def product_columns(found: Directions, top: int) -> tuple[Column, ...]:
    """A column of words a product."""
    return tuple(Column(f"product_{i}", T.same(name)) for i, name in enumerate(found.products[:top], 1))


def client_cells(found: Directions, top: int, context: Context) -> tuple[list[tuple[int, float]], list[Row], list[Row]]:
    """Clients (index, amount bought) by amount, then products bought, then name; :data:`HEAD`; the words."""
    n = len(found.clients)
    amount = np.round(np.bincount(found.client, found.amount, n), 6)
    bought = found.per_client(found.of(BOUGHT))
    order = np.lexsort((np.arange(n), -bought, -amount))
    words = np.array([context.say(word) for word in WORDS], object)
    cells: list[Row] = words[found.matrix(top)[order]].tolist()
    of = len(found.products)
    head: list[Row] = [[count, of, rate(count, of)] for count in bought[order].tolist()]
    return list(zip(order.tolist(), amount[order].tolist(), strict=True)), head, cells
