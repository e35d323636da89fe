"""Excel functions without Excel: the core and the wrapper over cells as COM gives them, the memo missed.

Promise: a numeric column of 100,000 within 1.3 times ``np.array(cells, float)``, a table of 100,000 rows within 3 times
``np.array(cells, object)``, a tiny table within 2 times ``pandas.DataFrame(cells)``; the import within 2 times that of
pandas. CPU seconds, the least of several runs: other work on the machine adds to them, nothing takes away.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.start_up import least
from core.call import arguments, find
from core.registry import all_functions
from excel_udfs import functions
from excel_udfs.memo import Memo

PROMISES = {
    "abc_class_to_numpy": 1.3,
    "win_rate_to_numpy": 3.0,
    "deal_days_to_numpy": 3.0,
    "losses_to_numpy": 3.0,
    "received_to_numpy": 3.0,
    "ranking_to_numpy": 3.0,
    "tiny_to_frame": 2.0,
    "tiny_worst_to_frame": 2.0,
    "import_to_pandas": 2.0,
    "memo_hit_us": 100.0,
}
ROWS = 100_000
_DEALS = ["Клиент", "Менеджер", "Создана", "Этап", "Сумма", "Статус", "Закрыта"]


def run(times: int = 9) -> dict[str, float]:
    """Ratios to what a user would write. ``column_read`` is the argument alone, ``abc_class`` the whole call, which
    gives back a text for each row; ``tiny_worst`` is the slowest of all table functions over its own worked example;
    ``memo_hit_us`` is one of 10,000 repeated calls."""
    roll = random.Random(ROWS)
    column = tuple((round(roll.lognormvariate(10, 1.5), 2),) for _ in range(ROWS))
    table, tiny = deals(ROWS), deals(3)
    abc = find("ABC_CLASS")
    hits = 10_000
    functions.MEMO = Memo()
    functions.WIN_RATE(tiny)  # type: ignore[attr-defined]
    start = time.process_time()
    for _ in range(hits):
        functions.WIN_RATE(tiny)  # type: ignore[attr-defined]
    hit = (time.process_time() - start) / hits
    if functions.MEMO.hits != hits:
        raise AssertionError("repeated calls were computed")
    plain = _best(lambda: np.array(column, float), times)
    frame = _best(lambda: pd.DataFrame(tiny[1:], columns=tiny[0]), 200)
    win = _best(lambda: _missed("WIN_RATE", tiny), 200)
    return {
        "column_read_to_numpy": _best(lambda: arguments(abc, [column], "ru"), times) / plain,
        "abc_class_to_numpy": _best(lambda: _missed("ABC_CLASS", column), times) / plain,
        **_tables(table, times),
        "tiny_to_frame": win / frame,
        "tiny_ms": win * 1000,
        "tiny_worst_to_frame": max(_tiny()),
        "memo_hit_us": hit * 1e6,
        "import_to_pandas": least(["-c", "import excel_udfs.functions"], 5) / least(["-c", "import pandas"], 5),
    }


def _tables(table: Any, times: int) -> dict[str, float]:
    """Several functions, not one: they use different columns, and a promise holds for the slowest of them."""
    paid = (("Дата", "Сумма", "№ счёта", "Клиент"), *((r[2], r[4], f"{i // 2}", r[0]) for i, r in enumerate(table[1:])))
    sold = (
        ("№ сделки", "Товар", "Количество", "Сумма"),
        *((f"{i // 2}", r[3], 2.0, r[4]) for i, r in enumerate(table[1:])),
    )
    asked = {
        "win_rate_to_numpy": ("WIN_RATE", (table,)),
        "deal_days_to_numpy": ("AVG_DEAL_DAYS", (table,)),
        "losses_to_numpy": ("LOSS_REASONS", (table,)),
        "received_to_numpy": ("PAYMENTS_RECEIVED", (paid, 45_500.0)),
        "ranking_to_numpy": ("PRODUCT_RANKING", (sold,)),
    }
    return {
        figure: _best(lambda name=name, args=args: _missed(name, *args), times)  # type: ignore[misc]
        / _best(lambda args=args: np.array(args[0], object), times)  # type: ignore[misc]
        for figure, (name, args) in asked.items()
    }


def _tiny() -> Iterator[float]:
    """Each table function over its first worked example, to the frames of its tables."""
    for name, function in all_functions().items():
        if not any(argument.kind == "table" for argument in function.args):
            continue
        args = function.examples[0].args
        tables = [arg for arg in args if isinstance(arg, (list, tuple)) and isinstance(arg[0], (list, tuple))]
        frames = sum(_best(lambda t=t: pd.DataFrame(t[1:], columns=t[0]), 60) for t in tables)  # type: ignore[misc]
        yield _best(lambda name=name, args=args: _missed(name, *args), 60) / frames  # type: ignore[misc]


def deals(rows: int) -> tuple[tuple[Any, ...], ...]:
    """A deals tab as COM gives it: tuples of floats, texts and blanks."""
    roll = random.Random(rows)
    body = [
        (
            f"Клиент {roll.randrange(5_000)}",
            roll.choice(("Анна", "Борис", "Вера")),
            45_000.0 + roll.randrange(1_000),
            roll.choice(("КП", "Договор", "Оплата")),
            round(roll.random() * 1e5, 2),
            roll.choice(("Выиграна", "Проиграна")),
            46_000.0 + roll.randrange(300),
        )
        for _ in range(rows)
    ]
    return (tuple(_DEALS), *body)


def _missed(name: str, *args: Any) -> Any:
    functions.MEMO = Memo()
    value = getattr(functions, name)(*args)
    if isinstance(value, str) and value.startswith("#"):
        raise AssertionError(value)
    return value


def _best(do: Callable[[], Any], times: int) -> float:
    """CPU seconds of the quickest run."""
    found = []
    for _ in range(times):
        gc.collect() if times < 50 else None
        start = time.process_time()
        do()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    for name, value in run().items():
        sys.stdout.write(f"{name:18} {value:8.3f}\n")
