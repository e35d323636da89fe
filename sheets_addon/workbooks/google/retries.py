"""Which failures of a request pass by themselves, which leave a write in doubt, and how long to wait.

SERVICE.md's rule: 429, 408, 5xx and broken connections are tried again, five times in all, with full jitter, never
sooner than ``Retry-After`` says and never beyond the deadline. A write that may have been done is not sent again
before someone has looked: that is :class:`Unsure`.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from gspread.exceptions import APIError
from tenacity import RetryCallState, Retrying, retry_if_exception
from tenacity.wait import wait_random_exponential

TRIES = 5
FIRST, FIRST_OF_QUOTA = 1.0, 4.0
"""Seconds: the upper end of the first wait (a spent minute asks for longer); each next one is twice as high."""
_BROKEN = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)
_QUOTA_REASONS = {"rateLimitExceeded", "userRateLimitExceeded"}


class BadReply(Exception):
    """A success without the JSON that it should carry: cut off, or not from Google."""


class Unsure(Exception):
    """A write failed in a way that does not say whether it was done; its cause is what happened."""


def status(error: BaseException) -> int | None:
    """The HTTP status of a refusal; whatever the body says of it."""
    return error.response.status_code if isinstance(error, APIError) else None


def reasons(error: BaseException) -> set[str]:
    """Google's short words for a refusal: ``rateLimitExceeded``, ``PERMISSION_DENIED`` …"""
    if not isinstance(error, APIError):
        return set()
    listed = [*error.error.get("errors", ()), *error.error.get("details", ())]
    found = {str(one.get("reason", "")) for one in listed if isinstance(one, dict)}
    return (found | {str(error.error.get("status", ""))}) - {""}


def is_quota(error: BaseException) -> bool:
    """Drive says a spent quota as 403."""
    return status(error) == 429 or (status(error) == 403 and bool(_QUOTA_REASONS & reasons(error)))


def refusal(response: requests.Response) -> Exception:
    """What an answer that is no success raises. gspread's own error wants a body as Google writes it."""
    try:
        return APIError(response)
    except (KeyError, TypeError):
        return BadReply(f"{response.status_code} without Google's words")


def passes(error: BaseException) -> bool:
    """Whether the same request may succeed later. (501 is a method that is not there.)"""
    if isinstance(error, RefreshError):
        return bool(error.retryable)
    if isinstance(error, requests.exceptions.SSLError):
        return False
    code = status(error)
    if code is not None:
        return code == 408 or is_quota(error) or (code >= 500 and code != 501)
    return isinstance(error, (BadReply, TransportError, *_BROKEN))


def in_doubt(error: BaseException) -> bool:
    """Whether a write that ended so may have been done."""
    not_sent = isinstance(error, (GoogleAuthError, requests.ConnectTimeout))
    return passes(error) and not not_sent and not is_quota(error)


def retry_after(error: BaseException) -> float:
    """The seconds that the server asks us to wait; 0 where it asks for none."""
    if not isinstance(error, APIError):
        return 0.0
    headers = error.response.headers
    said = headers.get("Retry-After", "")
    if said.isdigit():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
        since = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (when - since).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def patient(
    again: Callable[[BaseException], bool], clock: Callable[[], float], sleep: Callable[[float], None], deadline: float
) -> Retrying:
    """Calls a function until it returns, raises what ``again`` refuses, or the tries or the time are spent."""

    def over(state: RetryCallState) -> bool:
        return state.attempt_number >= TRIES or clock() + state.upcoming_sleep >= deadline

    return Retrying(retry=retry_if_exception(again), wait=_wait, stop=over, sleep=sleep, reraise=True)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    cause = error.__cause__ if isinstance(error, Unsure) and error.__cause__ else error
    if cause is None:
        return 0.0
    first = FIRST_OF_QUOTA if is_quota(cause) else FIRST
    jitter = wait_random_exponential(multiplier=first)(state)
    return max(jitter, retry_after(cause) + jitter / 8 if retry_after(cause) else 0.0)


def parsed(response: requests.Response) -> dict[str, Any]:
    """The JSON object of a reply. Raises :class:`BadReply`."""
    try:
        found = json.loads(response.content)
    except ValueError as error:
        raise BadReply(f"{len(response.content)} bytes that are no JSON") from error
    if not isinstance(found, dict):
        raise BadReply(f"a {type(found).__name__} where an object is expected")
    return found
