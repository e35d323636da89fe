"""How long to wait, and what Google's refusals say."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import requests
from gspread.exceptions import APIError

from sheets_addon.workbooks.google.retries import is_quota, patient, reasons, retry_after

NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


def refused(code: int = 429, headers: dict[str, str] | None = None, **said: Any) -> APIError:
    response = requests.Response()
    response.status_code = code
    response.headers.update(headers or {})
    response.json = lambda **_: {"error": {"code": code, "message": "no", "status": "", **said}}  # type: ignore[method-assign]
    return APIError(response)


def at(seconds: int) -> str:
    return format_datetime(NOON + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0),
        ({"Retry-After": "17"}, 17.0),
        ({"Retry-After": at(40), "Date": at(0)}, 40.0),
        ({"Retry-After": at(0), "Date": at(40)}, 0.0),
        ({"Retry-After": at(40), "Date": "soon"}, 0.0),
        ({"Retry-After": "-3", "Date": at(0)}, 0.0),
    ],
)
def test_a_wait_until_a_moment_is_counted_on_the_server_s_clock(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(refused(headers=headers)) == seconds


def test_a_moment_without_a_date_is_counted_on_ours() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 50 < retry_after(refused(headers={"Retry-After": soon})) <= 100


def test_whoever_is_no_refusal_asks_for_no_wait() -> None:
    assert retry_after(requests.Timeout()) == 0.0


def test_google_s_words_are_found_among_others() -> None:
    error = refused(403, status="PERMISSION_DENIED", errors=["?", {"reason": "rateLimitExceeded"}], details=[{}, None])
    assert reasons(error) == {"PERMISSION_DENIED", "rateLimitExceeded"}
    assert is_quota(error)
    assert reasons(ValueError()) == set()


def test_a_wait_that_would_end_at_the_deadline_is_not_begun() -> None:
    slept: list[float] = []
    with pytest.raises(APIError):
        patient(lambda _: True, lambda: 100.0, slept.append, 110.0)(fails_until(10))
    assert slept == []


def test_one_that_ends_before_it_is() -> None:
    slept: list[float] = []
    with pytest.raises(APIError):
        patient(lambda _: True, lambda: 100.0, slept.append, 150.0)(fails_until(10))
    assert slept and all(10 <= seconds < 50 for seconds in slept)


def fails_until(seconds: int) -> Any:
    def fail() -> None:
        raise refused(headers={"Retry-After": str(seconds)})

    return fail
