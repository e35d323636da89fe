"""ABC-XYZ of a million payments against numpy's own sums of them.

``python -m benchmarks.segments [rows]`` prints the figures; :func:`run` returns them. Promise (DESIGN.md): at most
3 × ``np.bincount``. What is timed starts from typed columns (client codes, days, amounts), as the report does.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from core.metrics.segments import abc, xyz

PROMISES = {"to_bincount": 3.0}
CLIENTS, DAYS, FIRST = 5_000, 365, 20_000


def payments(rows: int, seed: int = 0) -> tuple[Any, Any, Any]:
    """Client codes as pandas keeps them, day numbers, amounts."""
    rng = np.random.default_rng(seed)
    who = rng.integers(0, CLIENTS, rows).astype(np.int16)
    return who, FIRST + rng.integers(0, DAYS, rows), rng.integers(100, 10_000_000, rows) / 100


def classes(who: Any, when: Any, amount: Any) -> tuple[Any, Any]:
    """What the report computes: both classes of every client."""
    value = np.bincount(who, amount, CLIENTS)
    return abc(value.astype(np.float64)).classes, xyz(who, when, CLIENTS, FIRST + DAYS).classes


def sums(who: Any, when: Any, amount: Any) -> tuple[Any, Any]:
    """What a user of numpy would write for the sums alone: amounts a client, and rows a client and day."""
    return np.bincount(who, amount, CLIENTS), np.bincount(who.astype(np.int64) * DAYS + when - FIRST)


def run(rows: int = 1_000_000) -> dict[str, float]:
    """Milliseconds, the best of five, and both ratios: to one sum a client, and to both sums."""
    given = payments(rows)
    one = _best(lambda: np.bincount(given[0], given[2], CLIENTS))
    both, ours = _best(lambda: sums(*given)), _best(lambda: classes(*given))
    return {
        "rows": float(rows),
        "bincount_ms": one,
        "both_sums_ms": both,
        "abc_xyz_ms": ours,
        "to_bincount": ours / one,
        "to_both_sums": ours / both,
    }


def _best(timed: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        timed()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


if __name__ == "__main__":
    for name, value in run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000).items():
        print(f"{name:14} {value:12.2f}")
