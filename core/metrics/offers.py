"""What to offer: products that similar clients bought, and that this one was never offered.

Similar are the buyers of the same industry (tab «Клиенты»); of a client without one, of the same ABC class.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.metrics.client_groups import segments
from core.metrics.directions import BOUGHT, Directions, directions
from core.metrics.owners import looked_up
from core.metrics.rates import Floats
from core.metrics.segments import ABC_NAMES

Codes = npt.NDArray[np.int64]

MIN_BUYERS = 3
"""How many similar clients must have bought a product before it is offered."""
MIN_SHARE = 0.2
"""And which share of them."""
PER_CLIENT = 3
"""Offers a client: the best ones."""


@dataclass(frozen=True)
class Offers:
    """One entry an offer, the best first; indices into the clients and products of :class:`Directions`."""

    client: Codes
    product: Codes
    segment: Codes
    """Index into ``segments``, by which the client has its similar ones."""
    similar: Codes
    """Similar clients who bought anything, without the client."""
    bought: Codes
    """Of these, who bought the product."""
    mean: Floats
    """What each of them bought of it on average."""
    expected: Floats
    """Share × mean."""
    segments: tuple[tuple[str, str], ...]
    """(«industry» or «abc», its name)."""


def offers(context: Context) -> Offers:
    """The offers at the report date: at most :data:`PER_CLIENT` a client who has bought something."""
    found = context.once(directions)
    names, segment = _segments(context, found)
    n, width = len(names), max(len(found.products), 1)
    sold = found.of(BOUGHT)
    is_buyer = found.per_client(sold) > 0
    eligible = np.flatnonzero(is_buyer & (segment >= 0))
    size = np.bincount(segment[eligible], minlength=n)
    pairs = np.flatnonzero(sold & (segment[found.client] >= 0))
    cell = segment[found.client[pairs]] * np.int64(width) + found.product[pairs]
    bought = np.bincount(cell, minlength=n * width).reshape(n, width)
    worth = np.bincount(cell, found.amount[pairs], n * width).reshape(n, width)
    others = np.maximum(size - 1, 1)[:, None]
    candidate = (bought >= MIN_BUYERS) & (bought >= MIN_SHARE * others - 1e-9)
    candidate[:, : len(found.products)] &= found.for_sale
    mean = np.round(worth / np.maximum(bought, 1), 6)
    expected = np.round(bought / others * mean, 6)

    group, product = np.nonzero(candidate)
    counts = np.bincount(group, minlength=n)
    start = np.cumsum(counts) - counts
    repeats = counts[segment[eligible]]
    client = np.repeat(eligible, repeats)
    nth = np.arange(len(client)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    offered = product[start[segment[client]] + nth]
    free = ~np.isin(client * np.int64(width) + offered, found.client * np.int64(width) + found.product)
    client, offered = client[free], offered[free]
    value = expected[segment[client], offered]
    order = np.lexsort((offered, -value, client))
    client, offered = client[order], offered[order]
    best = np.flatnonzero(_place_within(client) < PER_CLIENT)
    client, offered = client[best], offered[best]
    value = expected[segment[client], offered]
    order = np.lexsort((offered, client, -value))
    client, offered = client[order], offered[order]
    mine = segment[client]
    return Offers(
        client, offered, mine, size[mine] - 1, bought[mine, offered], mean[mine, offered], value[order], tuple(names)
    )


def _place_within(client: Codes) -> Codes:
    """The how-manieth entry of its client each is, from 0; the clients stand together."""
    starts = np.flatnonzero(np.append(True, client[1:] != client[:-1])[: len(client)])
    return np.arange(len(client)) - np.repeat(starts, np.diff(np.append(starts, len(client))))


def _segments(context: Context, found: Directions) -> tuple[list[tuple[str, str]], Codes]:
    """The segments, and each client's; −1 for one without an industry that has bought nothing for 12 months."""
    frame = context.tables["clients"].frame
    industries = [str(name) for name in frame["industry"].cat.categories]
    own = pd.Series(pd.Categorical(found.clients, list(found.clients)))
    codes = frame["industry"].cat.codes.to_numpy().astype(np.int64)
    none = len(industries)
    industry = looked_up(own, frame["client"], np.where(codes < 0, none, codes), none)
    classes = context.once(segments)
    place = pd.Index(classes.clients).get_indexer(pd.Index(found.clients, dtype=object))
    there = np.append(classes.there, False)[place]
    abc = np.append(classes.abc.classes, 0).astype(np.int64)[place]
    segment = np.where(industry < none, industry, np.where(there, none + abc, -1))
    return [*(("industry", name) for name in industries), *(("abc", name) for name in ABC_NAMES)], segment
