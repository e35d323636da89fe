"""``Idempotency-Key``: a request sent again, because its answer was lost, is answered again and not done again."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, make_response, request

from core.i18n import T
from sheets_addon.access.caller import caller
from sheets_addon.access.guard import store
from sheets_addon.api.operation import JSON
from sheets_addon.api.problem import Field, Refusal
from sheets_addon.store import answers
from sheets_addon.work import utc_now

HEADER = "Idempotency-Key"
LONGEST = 200
SCHEMA = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[!-~]+$"}
ABOUT = T(
    "Ключ запроса: повтор с тем же ключом в течение суток получит тот же ответ и ничего не сделает второй раз.",
    "A key of the request: sent again with the same key within a day, it is answered the same and not done again.",
)
BAD = T(
    "заголовок Idempotency-Key — от 1 до {most} видимых знаков ASCII",
    "the header Idempotency-Key holds 1 to {most} visible ASCII characters",
)
_FITS = re.compile(r"[!-~]+")


def idempotent(view: Callable[..., Any]) -> Callable[..., Any]:
    """Stands right above the view, so that what others declare on it is not lost."""

    @wraps(view)
    def once(*args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is None:
            return view(*args, **kwargs)
        if len(key) > LONGEST or not _FITS.fullmatch(key):
            sentence = T(*(BAD.say(language, most=LONGEST) for language in ("ru", "en")))
            raise Refusal("bad_request", sentence, errors=[Field(HEADER, sentence, is_parameter=True)])
        return _once(key, lambda: view(*args, **kwargs))

    return once


def _once(key: str, do: Callable[[], Any]) -> Response:
    who, digest = caller().name, _digest()
    there = answers.begin(store(), who, key, digest, utc_now())
    if there is not None:
        return _again(there, digest)
    try:
        made = make_response(do())
    except BaseException:
        with store().write() as session:
            answers.drop(session, who, key)
        raise
    kept = {"text": made.get_data(as_text=True), "location": made.headers.get("Location")}
    with store().write() as session:
        answers.keep(session, who, key, made.status_code, kept)
    return made


def _again(there: answers.Answer, digest: bytes) -> Response:
    if there.digest != digest:
        raise Refusal("key_reused")
    if there.status is None:
        raise Refusal("under_way", headers={"Retry-After": "1"})
    made = Response(there.body["text"], there.status, mimetype=JSON)
    if there.body["location"]:
        made.headers["Location"] = there.body["location"]
    return made


def _digest() -> bytes:
    """Of the whole request: another address or another body is another request."""
    asked = current_app.json.dumps([request.method, request.path]).encode()
    return hashlib.sha256(asked + request.get_data()).digest()
