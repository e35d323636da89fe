"""What goes wrong in a request: a sentence on a page, a code and a sentence for a machine, the traceback in the log."""

import secrets
from typing import Any

from flask import Flask, jsonify, render_template
from werkzeug.exceptions import HTTPException, SecurityError

from sheets_addon.access.guard import is_api
from sheets_addon.logs import log
from sheets_addon.web.language import page_language
from sheets_addon.web.words import errors as words

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    413: "too_large",
    415: "not_json",
    429: "too_many",
}


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _unforeseen)


def _known(error: HTTPException) -> Any:
    if isinstance(error, SecurityError):  # without a host that we know there is no address to link to
        return words.HOST.to(page_language()), 400, {"Content-Type": "text/plain; charset=utf-8"}
    status = error.code or 500
    headers: dict[str, str] = {}
    seconds = error.description if status == 429 else ""
    if seconds:
        headers["Retry-After"] = str(seconds)
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="planerka"'
    sentence = words.ERRORS.get(status, words.ERRORS[400]).say(page_language(), seconds=seconds, number="")
    return _answer(status, CODES.get(status, "error"), sentence, headers)


def _unforeseen(error: Exception) -> Any:
    number = secrets.token_hex(4)
    log().error("request_failed", number=number, exc_info=error)
    return _answer(500, "internal", words.ERRORS[500].say(page_language(), number=number), {})


def _answer(status: int, code: str, sentence: str, headers: dict[str, str]) -> Any:
    if is_api():
        return jsonify({"error": {"code": code, "message": sentence}}), status, headers
    return render_template("error.html", status=status, sentence=sentence), status, headers
