"""Whatever Google, its libraries or the network raise, as a :class:`WorkbookError` that says what to do."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from gspread.exceptions import APIError

from core.errors import (
    KeyRefused,
    QuotaSpent,
    RequestRefused,
    ServiceDown,
    TabProtected,
    WorkbookError,
    WorkbookFull,
    WorkbookNotFound,
    WorkbookNotShared,
    WorkbookReadOnly,
)
from core.i18n import T
from sheets_addon.workbooks.google import words
from sheets_addon.workbooks.google.known import Known, Request
from sheets_addon.workbooks.google.retries import BadReply, Unsure, is_quota, reasons, status

FAILURES = (APIError, GoogleAuthError, requests.RequestException, BadReply, Unsure)
"""What a request may raise."""
_OFF = {"SERVICE_DISABLED", "accessNotConfigured"}
_CLOCK = re.compile(r"reasonable timeframe|\biat\b|token used too early", re.IGNORECASE)
_AT_REQUEST = re.compile(r"requests\[(\d+)\]")


@contextmanager
def spoken(
    address: str, known: Known | None = None, requests_: Sequence[Request] = (), writes: bool = False
) -> Iterator[None]:
    """Turns the failures of what it holds into :class:`WorkbookError`.

    ``address`` is our account's, ``requests_`` what a batchUpdate asked: they tell which tab is protected.
    """
    try:
        yield
    except FAILURES as error:
        raise said(error, address, known, requests_, writes) from error


def said(
    error: BaseException,
    address: str,
    known: Known | None = None,
    requests_: Sequence[Request] = (),
    writes: bool = False,
) -> WorkbookError:
    """The error in words; ``writes``: it is a write that met it."""
    if isinstance(error, Unsure) and error.__cause__:
        return said(error.__cause__, address, known, requests_, writes)
    if isinstance(error, BadReply):
        return ServiceDown(words.BAD_REPLY)
    if isinstance(error, GoogleAuthError):
        return _of_key(error, address)
    code = status(error)
    if code is None:
        late = isinstance(error, requests.Timeout)
        return ServiceDown(words.OUTAGE, reason=words.NO_ANSWER_IN_TIME if late else words.NO_CONNECTION)
    if is_quota(error):
        return QuotaSpent(words.QUOTA)
    if code in (408, 501) or code >= 500:
        return ServiceDown(words.OUTAGE, reason=T.same(str(code)))
    return _refusal(error, code, address, known, requests_, writes)


def _of_key(error: GoogleAuthError, address: str) -> WorkbookError:
    if isinstance(error, TransportError):
        return ServiceDown(words.OUTAGE, reason=words.NO_CONNECTION)
    if getattr(error, "retryable", False):
        return ServiceDown(words.OUTAGE, reason=T.same("OAuth"))
    return (
        KeyRefused(words.CLOCK_WRONG) if _CLOCK.search(str(error)) else KeyRefused(words.KEY_REVOKED, address=address)
    )


def _refusal(
    error: BaseException, code: int, address: str, known: Known | None, requests_: Sequence[Request], writes: bool
) -> WorkbookError:
    message = message_of(error)
    if code == 401:
        return KeyRefused(words.KEY_REVOKED, address=address)
    if code == 404:
        return WorkbookNotFound(words.NOT_THERE)
    if code == 403 and _OFF & reasons(error):
        return KeyRefused(words.API_OFF)
    if "protected cell or object" in message:
        return _protected(message, address, known, requests_)
    if code == 403:
        return WorkbookReadOnly(words.READ_ONLY, address=address) if writes else not_shared(address)
    if "limit of 10000000 cells" in message:
        return WorkbookFull(words.FULL_OF_CELLS)
    if re.search(r"\b200 sheets", message):
        return WorkbookFull(words.FULL_OF_TABS)
    return RequestRefused(words.REFUSED, reason=T.same(message[:300] or str(code)))


def not_shared(address: str) -> WorkbookNotShared:
    return WorkbookNotShared(words.NOT_SHARED, address=address)


def message_of(error: BaseException) -> str:
    """What Google says of a refusal, in English."""
    return str(error.error.get("message", "")) if isinstance(error, APIError) else str(error)


def _protected(message: str, address: str, known: Known | None, requests_: Sequence[Request]) -> TabProtected:
    found = _AT_REQUEST.search(message)
    sheet = _sheet(requests_[int(found[1])]) if found and int(found[1]) < len(requests_) else None
    tab = known.tab(sheet) if known and sheet is not None else None
    if tab is None:
        return TabProtected(words.SOMETHING_PROTECTED, address=address)
    return TabProtected(words.PROTECTED, address=address, tab=T.same(tab.title))


def _sheet(request: Any) -> int | None:
    """The first sheet that a request names, wherever in it."""
    if isinstance(request, dict):
        if "sheetId" in request:
            return int(request["sheetId"])
        request = list(request.values())
    if isinstance(request, list):
        return next((sheet for one in request if (sheet := _sheet(one)) is not None), None)
    return None
