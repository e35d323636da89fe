"""Several workers at once, on files of their own and on the same one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import gspread
import pytest

from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import batch, write
from tests.sheets_api_tests.client import connected

WORKERS, TIMES = 6, 8


def together(server: Server, keys: Path, work: Callable[[gspread.Client, int], Any]) -> list[Any]:
    """``work`` in so many threads, each with a client of its own; what they return."""

    def one(i: int) -> Any:
        with connected(server, keys) as google:
            return work(google, i)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_each_on_a_file_of_its_own(server: Server, google: gspread.Client, keys: Path) -> None:
    def work(mine: gspread.Client, i: int) -> list[list[Any]]:
        book = mine.create(f"worker {i}")
        for row in range(TIMES):
            batch(book, write(row, 0, f"{i}-{row}"))
        found: list[list[Any]] = book.sheet1.get_all_values()
        return found

    for i, rows in enumerate(together(server, keys, work)):
        assert rows == [[f"{i}-{row}"] for row in range(TIMES)]


def test_on_one_file_no_change_is_lost(server: Server, book: gspread.Spreadsheet, keys: Path) -> None:
    first = int(server.world.book(book.id).file["version"])

    def work(mine: gspread.Client, i: int) -> None:
        there = mine.open_by_key(book.id)
        for row in range(TIMES):
            batch(there, write(row, i, f"{i}-{row}"))

    together(server, keys, work)
    found = server.world.book(book.id)
    assert admin.grid(found, "Sheet1") == [[f"{i}-{row}" for i in range(WORKERS)] for row in range(TIMES)]
    assert int(found.file["version"]) == first + WORKERS * TIMES


def test_a_reader_never_sees_half_of_a_change(server: Server, book: gspread.Spreadsheet, keys: Path) -> None:
    """Every write puts one number into both ends of the sheet; a reader finds them equal at any time."""
    batch(book, write(0, 0, 0), write(999, 25, 0))

    def work(mine: gspread.Client, i: int) -> bool:
        there = mine.open_by_key(book.id)
        for n in range(TIMES):
            if i % 2:
                batch(there, write(0, 0, i * 100 + n), write(999, 25, i * 100 + n))
            else:
                first, last = there.values_batch_get(["A1", "Z1000"])["valueRanges"]
                if first["values"] != last["values"]:
                    return False
        return True

    assert all(together(server, keys, work))


def test_a_person_and_a_program_at_the_same_time(server: Server, book: gspread.Spreadsheet, keys: Path) -> None:
    def work(mine: gspread.Client, i: int) -> None:
        for row in range(TIMES):
            if i == 0:
                admin.type_in(server, book.id, f"A{row + 1}", [["person"]])
            else:
                mine.http_client.batch_update(book.id, {"requests": [write(row, i, "program")]})

    together(server, keys, work)
    assert admin.grid(server.world.book(book.id), "Sheet1") == [["person", *["program"] * (WORKERS - 1)]] * TIMES


@pytest.mark.parametrize("limit", [10])
def test_the_quota_holds_under_many_hands(server: Server, book: gspread.Spreadsheet, keys: Path, limit: int) -> None:
    server.quota.minute, server.quota.user = 60, limit

    def work(mine: gspread.Client, i: int) -> int:
        done = 0
        for _ in range(TIMES):
            try:
                mine.http_client.batch_update(book.id, {"requests": [write(0, i, "x")]})
                done += 1
            except gspread.exceptions.APIError:
                continue
        return done

    assert sum(together(server, keys, work)) == limit
    assert server.quota.refused == WORKERS * TIMES - limit
