"""ABC by value, XYZ by the regularity of purchase days (REPORTS §2, «Definitions that must be exact»).

Everything works on codes: ``who`` is a client's index 0…n−1, in the order of their names, and every
result has one entry a client.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.metrics.days import Days
from core.metrics.rates import Floats

Codes = npt.NDArray[np.integer]
Classes = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]

ABC_NAMES, XYZ_NAMES = ("A", "B", "C"), ("X", "Y", "Z")
GROUPS = tuple(a + x for a in ABC_NAMES for x in XYZ_NAMES)
X, Y, Z = range(3)
EPSILON = 1e-9
_PRESENCE_LIMIT = 2**22
"""Up to how many client × day cells (they fit a processor's cache) days are marked instead of sorted."""


@dataclass(frozen=True)
class Abc:
    classes: Classes
    """0, 1, 2: A, B, C."""
    order: Codes
    """Clients by value, the largest first; ties by client."""
    share: Floats
    """Of the total of the values above 0; NaN for a client outside it."""
    before: Floats
    """The share of all rows above the client's; NaN outside the total."""


@dataclass(frozen=True)
class Xyz:
    classes: Classes
    """0, 1, 2: X, Y, Z."""
    days: Codes
    """Distinct purchase days."""
    last: Days
    """The last of them; −1 without any."""
    gap: Floats
    """Mean days between purchases; NaN before the second."""
    cv: Floats
    """Population standard deviation of the gaps ÷ their mean; NaN before the third purchase."""
    lapsed: Bools
    """As regular as X, but silent for more than two mean gaps."""


def abc(values: Floats, a: float = 0.7, b: float = 0.9) -> Abc:
    """Cumulative-share classes: A while the share of the rows above is below ``a``, B while below ``b``, else C.

    A value that is not above 0 is C and outside the total.
    """
    order = descending(values)
    counted = order[: np.count_nonzero(values > EPSILON)]
    ranked = values[counted]
    running = np.cumsum(ranked)
    above = np.append(0.0, running[:-1])[: len(running)] / running[-1:]
    last_a, last_b = np.searchsorted(above, (a - EPSILON, b - EPSILON))
    classes = np.full(len(values), 2, np.int8)
    classes[counted[:last_b]] = 1
    classes[counted[:last_a]] = 0
    share, before = np.full((2, len(values)), np.nan)
    share[counted], before[counted] = ranked / running[-1:], above
    return Abc(classes, order, share, before)


def descending(values: Floats) -> Codes:
    """The places of values, the largest first; ties by place.

    A stable sort of floats costs four times a plain one, so what is tied is put in order after it.
    """
    order = np.argsort(-values)
    ranked = values[order]
    rank = np.cumsum(np.append(False, ranked[1:] != ranked[:-1]))[: len(values)] * len(values)
    return np.asarray(np.sort(rank + order) - rank, np.int64)


def xyz(who: Codes, when: Days, n: int, asof: int, theta: float = 0.5) -> Xyz:
    """Classes of ``n`` clients by their purchase days (``when``, days since 1970) up to ``asof``.

    One day → Z, two → Y; from three on X if the gaps' variation is at most ``theta`` and the client has
    been silent for at most two mean gaps, else Y. No purchase day at all → Z.
    """
    key, low, width = distinct(who, when, n)
    start = np.searchsorted(key, np.arange(n + 1) * width)
    days = np.diff(start)
    bought = np.flatnonzero(days)
    opens = start[bought]
    last, span, squares = np.full(n, -1, np.int64), np.zeros(n), np.zeros(n)
    last[bought] = key[start[bought + 1] - 1] - bought * width + low
    span[bought] = key[start[bought + 1] - 1] - key[opens]
    gaps = np.diff(key, prepend=0)
    gaps[opens] = 0
    if len(bought):
        squares[bought] = np.add.reduceat(gaps.astype(np.float64) ** 2, opens)
    steps = days - 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.where(days > 1, span / steps, np.nan)
        cv = np.where(days > 2, np.sqrt(np.maximum(steps * squares - span**2, 0.0)) / span, np.nan)
    regular = cv <= theta + EPSILON
    silent = (asof - last) * steps > 2 * span
    classes = np.select([days <= 1, regular & ~silent], [Z, X], Y).astype(np.int8)
    return Xyz(classes, days, last, gap, cv, regular & silent)


def distinct(who: Codes, when: Days, n: int) -> tuple[Codes, int, int]:
    """The distinct (client, day) pairs as sorted keys ``client × width + day − low``, and low and width."""
    if not len(who):
        return np.array([], np.int64), 0, 1
    low = int(when.min())
    width = int(when.max()) - low + 1
    key = who * np.int64(width)
    key += when
    key -= low
    if n * width > _PRESENCE_LIMIT:
        key = np.sort(key.astype(np.int32) if n * width < 2**31 else key)
        return key[np.append(True, key[1:] != key[:-1])], low, width
    seen = np.zeros(n * width, bool)
    seen[key] = True
    return np.flatnonzero(seen), low, width


def group_codes(abc: Classes, xyz: Classes) -> Codes:
    """The index into :data:`GROUPS` of each client."""
    return abc.astype(np.int64) * 3 + xyz


def matrix(group: Codes, weights: Floats | None = None) -> Floats:
    """The 3×3 of ABC (rows) × XYZ (columns): how many clients, or the sums of their weights."""
    return np.bincount(group, weights, 9).astype(np.float64).reshape(3, 3)
