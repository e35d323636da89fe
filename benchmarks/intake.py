"""A million clean payment rows as a Sheets response gives them: cells → typed columns against ``json.loads`` of it.

``python -m benchmarks.intake [--rows N]``. Promise (DESIGN.md): clean rows at most 1.0 × ``json.loads``, the
collector at Python's defaults; text dates on a line of their own; peak memory at most 3 GB.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from core.intake.book import read_book
from core.intake.typed import Typed
from core.workbook import Cells, Sheet

PROMISES = {"ratio": 1.0, "peak_gb": 3.0}
HEADER = ["Дата", "Сумма", "№ счёта", "Клиент", "Менеджер", "Валюта"]


def response(rows: int, *, text_dates: bool = False, seed: int = 1) -> bytes:
    """The values response of ``rows`` payments: 5,000 clients, 10 managers, three payments an invoice."""
    rnd = random.Random(seed)
    first = date(2025, 1, 1)
    serial = (first - date(1899, 12, 30)).days
    values: list[list[Any]] = [list(HEADER)]
    for _ in range(rows):
        n = rnd.randrange(400)
        when = f"{first + timedelta(days=n):%d.%m.%Y}" if text_dates else serial + n
        client = rnd.randrange(5000)
        values.append(
            [
                when,
                round(rnd.random() * 100_000, 2),
                f"СФ-{rnd.randrange(max(1, rows // 3)):06d}",
                f"ООО Клиент {client:04d}",
                f"Менеджер {client % 10}",
                "RUB",
            ]
        )
    return json.dumps(
        {"range": "'Оплаты'!A1:F", "majorDimension": "ROWS", "values": values}, ensure_ascii=False
    ).encode()


def typed(values: list[list[Any]]) -> Typed:
    return read_book(Cells([Sheet("Оплаты", values)], locale="ru_RU"), {}).tables["payments"]


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = call()
    return time.perf_counter() - start, made


def measure(rows: int, *, text_dates: bool = False, rounds: int = 3) -> dict[str, float]:
    """The best of ``rounds`` for both sides, each round loading the response anew (fresh strings, no cached hashes)."""
    body = response(rows, text_dates=text_dates)
    loads: list[float] = []
    intake: list[float] = []
    for _ in range(rounds):
        seconds, loaded = timed(lambda: json.loads(body))
        loads.append(seconds)
        seconds, table = timed(lambda loaded=loaded: typed(loaded["values"]))  # type: ignore[misc]
        intake.append(seconds)
        assert len(table) == rows
        assert not table.problems
        del loaded, table
    return {"json": min(loads), "intake": min(intake), "ratio": min(intake) / min(loads)}


def run(rows: int = 1_000_000) -> dict[str, float]:
    """Seconds and ratios: ``json``, ``intake``, ``ratio``, ``text_ratio``; ``peak_gb`` of the process."""
    clean = measure(rows)
    text = measure(rows, text_dates=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return clean | {"text_intake": text["intake"], "text_ratio": text["ratio"], "peak_gb": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows: int = parser.parse_args().rows
    made = run(rows)
    print(f"{rows:,} clean payment rows x 6: json.loads {made['json']:.2f} s, intake {made['intake']:.2f} s")
    print(f"ratio {made['ratio']:.2f}")
    print(f"the same with text dates: intake {made['text_intake']:.2f} s, ratio {made['text_ratio']:.2f}")
    print(f"peak memory {made['peak_gb']:.2f} GB")


if __name__ == "__main__":
    main()
