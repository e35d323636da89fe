"""What goes wrong in a request: a sentence on a page, a problem (``api.problem``) for a machine; the log has it all."""

from typing import Any

from flask import Flask, current_app, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from core.i18n import T
from sheets_addon.access.guard import SAFE, is_api
from sheets_addon.access.needs import need_of
from sheets_addon.api.problem import OF_STATUS, Refusal, answer
from sheets_addon.logs import log
from sheets_addon.request_log import request_id
from sheets_addon.web.language import page_language
from sheets_addon.web.words import errors as words


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _unforeseen)
    app.register_error_handler(Refusal, answer)


def _known(error: HTTPException) -> Any:
    if is_api():
        return answer(_refusal(error))
    if isinstance(error, SecurityError):  # without a host that we know there is no address to link to
        return words.HOST.to(page_language()), 400, {"Content-Type": "text/plain; charset=utf-8"}
    status = error.code or 500
    is_closed = status == 403 and request.method in SAFE
    sentence = _closed() if is_closed else words.ERRORS.get(status, words.ERRORS[400])
    return _page(status, sentence.say(page_language(), seconds=_seconds(error), number=""), _headers(error))


def _closed() -> T:
    """Why a page is not for whoever asks: to a head it is not said that it were the head's."""
    return words.FOR_ADMINS if need_of(current_app, request.endpoint) == "admin" else words.NOT_FOR_YOU


def _refusal(error: HTTPException) -> Refusal:
    if isinstance(error, SecurityError):
        return Refusal("bad_host")
    kind = OF_STATUS.get(error.code or 500, "bad_request")
    return Refusal(kind, headers=_headers(error), seconds=_seconds(error), number="")


def _headers(error: HTTPException) -> dict[str, str]:
    if error.code == 401:
        return {"WWW-Authenticate": 'Bearer realm="planerka"'}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        return {"Allow": ", ".join(sorted(error.valid_methods))}
    return {"Retry-After": seconds} if (seconds := _seconds(error)) else {}


def _seconds(error: HTTPException) -> str:
    """How long to wait: the description of a 429 of ours."""
    return str(error.description) if error.code == 429 else ""


def _unforeseen(error: Exception) -> Any:
    number = request_id()  # as on every line of the log that this request has left
    log().error("request_failed", exc_info=error)
    if is_api():
        return answer(Refusal("internal", number=number))
    return _page(500, words.ERRORS[500].say(page_language(), number=number), {})


def _page(status: int, sentence: str, headers: dict[str, str]) -> Any:
    return render_template("error.html", status=status, sentence=sentence), status, headers
