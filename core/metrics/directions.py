"""Which client has which product: bought, offered in an open deal, refused, or none of these.

The sparse form: one entry a (client, product) pair of which anything is known.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.deals import state
from core.metrics.lines import Lines, lines
from core.metrics.rates import Floats
from core.metrics.stages import LOST, OPEN, WON

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BOUGHT, OFFERED, REFUSED, NONE = range(4)
"""What is known of a pair; of several the first counts: who bought is not asked what else was refused."""


@dataclass(frozen=True)
class Directions:
    """Pairs by client, then product; both as indices into the tuples, of clients and products that have a pair."""

    clients: tuple[str, ...]
    """By name."""
    products: tuple[str, ...]
    """Those with a pair, and those of the catalogue that are not inactive: by amount sold, ties by name."""
    for_sale: Bools
    """Per product: not marked inactive in the catalogue."""
    client: Codes
    product: Codes
    status: Codes
    """``BOUGHT``, ``OFFERED`` or ``REFUSED``."""
    amount: Floats
    """Sold to the client of the product, up to the report date."""
    nameless: int
    """Lines without a client or a product: in no pair."""

    def of(self, status: int) -> Bools:
        return np.equal(self.status, status)

    def per_client(self, where: Bools) -> Codes:
        return np.bincount(self.client[where], minlength=len(self.clients))

    def per_product(self, where: Bools) -> Codes:
        return np.bincount(self.product[where], minlength=len(self.products))

    def matrix(self, top: int) -> Codes:
        """clients × the first ``top`` products."""
        shown = self.product < top
        out = np.full((len(self.clients), min(top, len(self.products))), NONE, np.int64)
        out[self.client[shown], self.product[shown]] = self.status[shown]
        return out


def directions(context: Context) -> Directions:
    """All pairs as of the report date; ask with ``context.once(directions)``."""
    found = context.once(lines)
    status = line_status(context, found)
    known = status < NONE
    named = (found.client >= 0) & (found.product >= 0)
    at = np.flatnonzero(known & named)
    width = max(len(found.products), 1)
    order = at[np.lexsort((status[at], found.product[at], found.client[at]))]
    key = found.client[order] * np.int64(width) + found.product[order]
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    pair = np.cumsum(first) - 1
    worth = np.where(found.sold, np.nan_to_num(found.amount), 0.0)[order]
    amount = np.asarray(np.round(np.bincount(pair, worth, int(first.sum())), 6), np.float64)
    met, product = key[first] // width, key[first] % width

    inactive = _inactive(context, found.products)
    listed = _listed(context, found.products)
    kept = np.flatnonzero(np.bincount(product, minlength=len(found.products)).astype(bool) | (listed & ~inactive))
    sums = np.round(np.bincount(product, amount, len(found.products)), 6)
    kept = kept[np.lexsort((kept, -sums[kept]))]
    place = np.full(len(found.products), -1, np.int64)
    place[kept] = np.arange(len(kept))
    who, client = np.unique(met, return_inverse=True)
    return Directions(
        tuple(found.clients[i] for i in who.tolist()),
        tuple(found.products[i] for i in kept.tolist()),
        ~inactive[kept],
        client.astype(np.int64),
        place[product],
        status[order][first],
        amount,
        int((known & ~named).sum()),
    )


def line_status(context: Context, found: Lines) -> Codes:
    """Each line: ``BOUGHT`` once sold or its deal won, else by its deal; ``NONE`` with neither."""
    deals = context.once(state)
    status = np.full(len(context.tables["deals"]) + 1, NONE, np.int64)
    status[deals.row] = np.array([_OF[kind] for kind in range(3)])[deals.status]
    return np.where(found.sold, BOUGHT, status[found.deal])


_OF = {OPEN: OFFERED, WON: BOUGHT, LOST: REFUSED}


def _listed(context: Context, products: tuple[str, ...]) -> Bools:
    names = {str(name) for name in context.tables["products"].frame["product"].cat.categories}
    return np.array([name in names for name in products], bool)


def _inactive(context: Context, products: tuple[str, ...]) -> Bools:
    """No longer sold: so says every row of the product, as in the report of products."""
    frame = context.tables["products"].frame
    names, off = frame["product"].astype(object), frame["active"].to_numpy() == 0
    gone = set(names[off]) - set(names[~off])
    return np.array([name in gone for name in products], bool)
