"""What is bought together: pairs, larger sets and what else goes with a product.

All that is compared is counted in whole baskets, so no border is lost to a float. Sets of three and more are found
by FP-growth (mlxtend), over those baskets only that can hold one: most never come that far.
"""

import warnings
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]
Set = tuple[int, ...]
"""Items of a set, ascending."""

MIN_COUNT = 5
"""In how many baskets a set must be."""
MAX_SIZE = 4
MAX_CANDIDATES = 3_000
"""How many sets of three may be possible before the rarest larger ones are left out: they explode, unread."""
_DENSE = 2**22


@dataclass(frozen=True)
class Baskets:
    """Distinct (basket, item) pairs, by basket and item. Item codes are places in ``items``, by name."""

    items: tuple[str, ...]
    n: int
    """How many baskets; their codes are 0…n−1."""
    basket: Codes
    item: Codes
    count: Codes
    """In how many baskets each item is."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of items, the most frequent first, ties by name; ``left`` < ``right``."""

    left: Codes
    right: Codes
    n: Codes

    def above(self, least: int) -> "Pairs":
        """Those in at least so many baskets."""
        n = int(np.searchsorted(-self.n, -least, "right"))
        return Pairs(self.left[:n], self.right[:n], self.n[:n])


@dataclass(frozen=True)
class Rule:
    """Who buys ``given`` also buys ``then``. Counts are of baskets."""

    given: Set
    then: int
    n: int
    """With all of them."""
    given_n: int
    then_n: int
    baskets: int

    @property
    def support(self) -> float:
        return self.n / self.baskets

    @property
    def confidence(self) -> float:
        return self.n / self.given_n

    @property
    def lift(self) -> float:
        """How many times more often than if the two had nothing to do with each other."""
        return self.n * self.baskets / (self.given_n * self.then_n)


@dataclass(frozen=True)
class Top:
    """The most frequent sets, each as its surest rule."""

    sets: list[Rule]
    least: int | None
    """Sets of three and more are left out if they are in fewer baskets than this; None: none is left out."""


def baskets(basket: Codes, item: Codes, items: tuple[str, ...]) -> Baskets:
    """Baskets from rows of (basket, item) codes; a row with −1 in either is no row, a repeated one counts once."""
    known = (basket >= 0) & (item >= 0)
    width = max(len(items), 1)
    key = np.unique(basket[known].astype(np.int64) * width + item[known])
    basket, item = key // width, key % width
    starts = np.append(True, basket[1:] != basket[:-1])[: len(key)]
    return Baskets(items, int(starts.sum()), np.cumsum(starts) - 1, item, np.bincount(item, minlength=len(items)))


def pairs(found: Baskets, min_count: int = MIN_COUNT) -> Pairs:
    """Every pair that is in at least ``min_count`` baskets."""
    frequent = (found.count >= min_count)[found.item]
    basket, item = found.basket[frequent], found.item[frequent]
    after = np.searchsorted(basket, basket, "right") - np.arange(len(basket)) - 1
    left = np.repeat(np.arange(len(basket)), after)
    right = np.arange(len(left)) - np.repeat(np.cumsum(after) - after, after) + left + 1
    width = len(found.items)
    key, n = _counted(item[left] * width + item[right], width * width)
    kept = n >= min_count
    key, n = key[kept], n[kept]
    order = np.lexsort((key, -n))
    key = key[order]
    return Pairs(key // max(width, 1), key % max(width, 1), n[order])


def also_bought(found: Baskets, item: int) -> tuple[Codes, Codes]:
    """The items bought together with one, the most frequent first, ties by name; and in how many baskets."""
    mine = np.zeros(found.n, np.bool_)
    mine[found.basket[found.item == item]] = True
    n = np.bincount(found.item[mine[found.basket]], minlength=len(found.items))
    n[item] = 0
    others = np.flatnonzero(n)
    others = others[np.argsort(-n[others], kind="stable")]
    return others, n[others]


def frequent_sets(found: Baskets, min_count: int = MIN_COUNT, max_size: int | None = None) -> dict[Set, int]:
    """In how many baskets each set of one item and more is, if in at least ``min_count``."""
    together = pairs(found, min_count)
    return _smaller(found, together, min_count) | _larger(found, together, min_count, max_size)


def top_sets(found: Baskets, top: int, min_count: int = MIN_COUNT, max_size: int = MAX_SIZE) -> Top:
    """The ``top`` most frequent sets of two items and more; ties: smaller sets first, then by name.

    No set is more frequent than its pairs, so that a set rarer than the last of ``top`` pairs cannot be among them.
    """
    together = pairs(found, min_count)
    least = int(together.n[top - 1]) if len(together.n) > top else min_count
    together = together.above(least)
    sets, larger = _smaller(found, together, least), _least(together, least)
    if max_size > 2:
        sets |= _larger(found, together.above(larger), larger, max_size)
    shown = sorted((one for one in sets if len(one) > 1), key=lambda one: (-sets[one], len(one), one))
    return Top([surest(one, sets, found.n) for one in shown[:top]], larger if larger > least else None)


def rules(one: Set, sets: dict[Set, int], n: int) -> Iterator[Rule]:
    """The rules with one consequent that a set of ``sets`` makes, of ``n`` baskets."""
    for i, then in enumerate(one):
        given = one[:i] + one[i + 1 :]
        yield Rule(given, then, sets[one], sets[given], sets[(then,)], n)


def surest(one: Set, sets: dict[Set, int], n: int) -> Rule:
    """The set's rule with the highest confidence; ties: the highest lift, then the name."""
    return min(rules(one, sets, n), key=lambda rule: (rule.given_n, rule.then_n, rule.then))


def _counted(key: Codes, width: int) -> tuple[Codes, Codes]:
    """The distinct keys (all below ``width``) and how often each is there."""
    if width > _DENSE:
        return np.unique(key, return_counts=True)
    n = np.bincount(key, minlength=1)
    there = np.flatnonzero(n)
    return there, n[there]


def _smaller(found: Baskets, together: Pairs, min_count: int) -> dict[Set, int]:
    """The sets of one and two items."""
    sets: dict[Set, int] = {(i,): int(found.count[i]) for i in np.flatnonzero(found.count >= min_count).tolist()}
    columns = zip(together.left.tolist(), together.right.tolist(), together.n.tolist(), strict=True)
    return sets | {(a, b): n for a, b, n in columns}


def _least(together: Pairs, min_count: int) -> int:
    """The smallest count from ``min_count`` at which not too many sets of three are possible."""
    steps = [min_count, *(np.unique(together.n) + 1).tolist()]
    return int(steps[bisect_left(steps, True, key=lambda least: _possible(together.above(least)) <= MAX_CANDIDATES)])


def _possible(together: Pairs) -> int:
    """How many sets of three have all their pairs among the given ones; too many are counted no further."""
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in zip(together.left.tolist(), together.right.tolist(), strict=True):
        near[a].add(b)
    total = 0
    for others in near.values():
        total += sum(len(others & near[b]) for b in others if b in near)
        if total > MAX_CANDIDATES:
            break
    return total


def _larger(found: Baskets, together: Pairs, least: int, max_size: int | None) -> dict[Set, int]:
    """The sets of three items and more, from the baskets with at least three items that have frequent pairs."""
    near = np.bincount(np.concatenate([together.left, together.right]), minlength=len(found.items))
    kept = (near >= 2)[found.item]
    basket, item = found.basket[kept], found.item[kept]
    big = np.bincount(basket, minlength=found.n) >= 3
    kept = big[basket]
    basket, item = basket[kept], item[kept]
    if int(big.sum()) < least:
        return {}
    used, place = np.unique(item, return_inverse=True)
    table = np.zeros((int(big.sum()), len(used)), np.bool_)
    table[(np.cumsum(big) - 1)[basket], place] = True
    grown = _fpgrowth()(pd.DataFrame(table), (least - 0.5) / len(table), max_len=max_size)
    counts = np.rint(grown["support"].to_numpy() * len(table)).astype(np.int64).tolist()
    names = used.tolist()
    return {
        tuple(sorted(names[i] for i in one)): n
        for one, n in zip(grown["itemsets"], counts, strict=True)
        if len(one) > 2
    }


@cache
def _fpgrowth() -> Callable[..., Any]:
    with warnings.catch_warnings():  # importing it changes the process's warning filters
        from mlxtend.frequent_patterns import fpgrowth
    made: Callable[..., Any] = fpgrowth
    return made
