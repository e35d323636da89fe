"""Google's quotas and the count of requests by which «one read, one write» is measured."""

from pathlib import Path

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api import quota
from tests.sheets_api.errors import ApiError
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, ask, batch, write
from tests.sheets_api_tests.client import connected


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(quota, "time", made)
    return made


def allowed(limits: quota.Quota, kind: str, who: str, asked: int) -> int:
    done = 0
    for _ in range(asked):
        try:
            limits.take(kind, who)
            done += 1
        except ApiError:
            continue
    return done


def test_sixty_a_minute_for_each_account_of_each_kind(clock: Clock) -> None:
    limits = quota.Quota(minute=60)
    assert allowed(limits, "read", "a", 100) == 60
    assert allowed(limits, "write", "a", 100) == 60
    assert allowed(limits, "read", "b", 100) == 60
    assert limits.refused == 120
    clock.now = 59.9
    assert allowed(limits, "read", "a", 1) == 0
    clock.now = 60.0
    assert allowed(limits, "read", "a", 100) == 60


def test_three_hundred_a_minute_for_the_project(clock: Clock) -> None:
    limits = quota.Quota(minute=60)
    assert sum(allowed(limits, "write", f"account {i}", 60) for i in range(7)) == 300


def test_a_minute_is_a_window_that_moves(clock: Clock) -> None:
    limits = quota.Quota(minute=6)
    assert allowed(limits, "read", "a", 30) == 30
    clock.now = 3
    assert allowed(limits, "read", "a", 60) == 30
    clock.now = 6
    assert allowed(limits, "read", "a", 60) == 30


def test_over_the_quota_the_reply_is_429_until_the_minute_is_over(server: Server, book: gspread.Spreadsheet) -> None:
    server.quota.minute, server.quota.user = 0.5, 2
    batch(book, write(0, 0, "a"))
    batch(book, write(0, 0, "b"))
    with pytest.raises(APIError, match=r"\[429\]: Quota exceeded for quota metric 'Write requests'") as found:
        batch(book, write(0, 0, "c"))
    assert found.value.error["status"] == "RESOURCE_EXHAUSTED"
    assert book.sheet1.acell("A1").value == "b", "reads are counted apart"
    assert ask(book.client, "get", f"{DRIVE}/files/{book.id}"), "and Drive is another API"
    server.quota.minute = None
    batch(book, write(0, 0, "c"))


def test_each_account_has_its_own(server: Server, keys: Path, book: gspread.Spreadsheet) -> None:
    book.share("second@planerka-test.iam.gserviceaccount.com", perm_type="user", role="writer")
    server.quota.minute, server.quota.user = 60, 1
    batch(book, write(0, 0, "x"))
    with connected(server, keys, "second") as other:
        other.http_client.batch_update(book.id, {"requests": [write(0, 0, "y")]})
        with pytest.raises(APIError, match="429"):
            other.http_client.batch_update(book.id, {"requests": [write(0, 0, "z")]})


def test_every_request_is_counted_by_its_method(server: Server, book: gspread.Spreadsheet) -> None:
    server.forget()
    book.values_batch_get(["A1"])
    batch(book, write(0, 0, "x"), write(1, 0, "y"))
    ask(book.client, "get", f"{DRIVE}/files/{book.id}", fields="version")
    assert server.counts == {
        "sheets.spreadsheets.values.batchGet": 1,
        "sheets.spreadsheets.batchUpdate": 1,
        "drive.files.get": 1,
    }
    assert [line.split()[0] for line in server.log] == ["GET", "POST", "GET"]
