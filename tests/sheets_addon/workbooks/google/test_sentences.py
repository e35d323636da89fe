"""Every failure is one sentence in both languages that says what to do."""

from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from gspread.exceptions import APIError

from core import errors
from core.errors import WorkbookError
from core.i18n import T
from sheets_addon.workbooks.google import words
from sheets_addon.workbooks.google.known import Known, Tab
from sheets_addon.workbooks.google.retries import BadReply, Unsure, reasons
from sheets_addon.workbooks.google.sentences import said, spoken
from tests.sheets_addon.workbooks.google.conftest import ADDRESS
from tests.sheets_api.batch.sheets import MOST_TABS
from tests.sheets_api.errors import ApiError
from tests.sheets_api.protection import REFUSED


def refusal(code: int, message: str = "", reason: str = "", body: str | None = None) -> APIError:
    """As the local server would answer it."""
    import json

    response = requests.Response()
    response.status_code = code
    response._content = (json.dumps(ApiError(code, message, reason).body) if body is None else body).encode()
    return APIError(response)


CELLS = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
CASES = [
    (refusal(403), False, errors.WorkbookNotShared, words.NOT_SHARED),
    (refusal(403), True, errors.WorkbookReadOnly, words.READ_ONLY),
    (refusal(403, reason="accessNotConfigured"), False, errors.KeyRefused, words.API_OFF),
    (refusal(403, reason="rateLimitExceeded"), False, errors.QuotaSpent, words.QUOTA),
    (refusal(404), False, errors.WorkbookNotFound, words.NOT_THERE),
    (refusal(401), False, errors.KeyRefused, words.KEY_REVOKED),
    (refusal(429), True, errors.QuotaSpent, words.QUOTA),
    (refusal(500), True, errors.ServiceDown, words.OUTAGE),
    (refusal(503, body="<html>"), False, errors.ServiceDown, words.OUTAGE),
    (refusal(400, f"Invalid requests[0].updateCells: {REFUSED}"), True, errors.TabProtected, words.SOMETHING_PROTECTED),
    (refusal(400, f"Invalid requests[1].updateCells: {CELLS}"), True, errors.WorkbookFull, words.FULL_OF_CELLS),
    (
        refusal(400, f"Invalid requests[1].addSheet: You can only have {MOST_TABS} sheets in a document."),
        True,
        errors.WorkbookFull,
        words.FULL_OF_TABS,
    ),
    (refusal(400, "Invalid requests[1].addSheet: strange"), True, errors.RequestRefused, words.REFUSED),
    (RefreshError("invalid_grant: account not found"), False, errors.KeyRefused, words.KEY_REVOKED),
    (RefreshError("server_error", retryable=True), False, errors.ServiceDown, words.OUTAGE),
    (TransportError("no route"), False, errors.ServiceDown, words.OUTAGE),
    (requests.ConnectionError("reset"), False, errors.ServiceDown, words.OUTAGE),
    (requests.ReadTimeout(), False, errors.ServiceDown, words.OUTAGE),
    (BadReply("half"), False, errors.ServiceDown, words.BAD_REPLY),
]


@pytest.mark.parametrize(("error", "writes", "kind", "sentence"), CASES, ids=lambda value: None)
def test_each_failure_has_its_sentence(error: Exception, writes: bool, kind: type[WorkbookError], sentence: T) -> None:
    made = said(error, ADDRESS, writes=writes)
    assert type(made) is kind
    assert made.sentence == sentence
    for text in (made.message("ru"), made.message("en")):
        assert "{" not in text and text.endswith(".")
    doubtful = Unsure()
    doubtful.__cause__ = error
    assert said(doubtful, ADDRESS, writes=writes).sentence == sentence


def test_a_protected_tab_is_named() -> None:
    known = Known(tabs=(Tab(10, "Сделки", 1, 1), Tab(7, "Деньги", 1, 1)))
    asked: list[dict[str, Any]] = [
        {"updateSheetProperties": {"properties": {"sheetId": 10}}},
        {"updateCells": {"rows": [], "start": {"sheetId": 7}, "fields": "*"}},
    ]
    error = refusal(400, f"Invalid requests[1].updateCells: {REFUSED}")
    made = said(error, ADDRESS, known, asked, writes=True)
    assert "«Деньги»" in made.message("ru") and ADDRESS in made.message("ru")
    assert said(error, ADDRESS, known, asked[:1], writes=True).sentence == words.SOMETHING_PROTECTED


def test_what_google_says_may_hold_braces() -> None:
    assert "{x}" in said(refusal(400, "bad {x}"), ADDRESS).message("ru")


def test_errors_of_ours_are_not_spoken_for() -> None:
    with pytest.raises(ZeroDivisionError), spoken(ADDRESS):
        _ = 1 / 0


def test_every_sentence_is_in_both_languages_with_the_same_places() -> None:
    import re

    for name, text in vars(words).items():
        if isinstance(text, T):
            assert re.findall(r"\{\w+\}", text.ru) == re.findall(r"\{\w+\}", text.en), name
            assert re.search("[а-я]", text.ru) and not re.search("[а-яА-Я]", text.en), name


def test_reasons_are_found_wherever_google_puts_them() -> None:
    body = (
        '{"error": {"code": 403, "message": "", "status": "X", "details": [{"reason": "SERVICE_DISABLED"}, {"a": 1}]}}'
    )
    assert reasons(refusal(403, body=body)) == {"SERVICE_DISABLED", "X"}
    assert reasons(refusal(403, body="[]")) <= {"invalid JSON: 'list indices must be integers or slices, not str'"}


@pytest.mark.parametrize("body", ['{"error": "x"}', '{"error": {}}', "<html>", "[]", ""])
def test_a_refusal_that_is_not_google_s_is_no_crash(body: str) -> None:
    from sheets_addon.workbooks.google.retries import refusal as raised

    response = requests.Response()
    response.status_code, response._content = 502, body.encode()
    assert isinstance(said(raised(response), ADDRESS), errors.ServiceDown)
