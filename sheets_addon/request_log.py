"""One line a request, and the request's id on every line that is written while it is answered.

The route's pattern stands there, never the address: an address may hold what a person typed. Who asked is a number
or the public beginning of a key.
"""

import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from sheets_addon.logs import log

HEADER = "X-Request-ID"
VALID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = frozenset({"health.live", "health.ready", "metrics.page", "static"})
"""Asked every few seconds by machines, or with every page: a line only where they fail."""


def install(app: Flask) -> None:
    """Before everything else that is asked of a request, and after everything else that is done to its answer."""
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)
    app.after_request_funcs.setdefault(None, []).insert(0, _end)
    app.teardown_request(_forget)


def request_id() -> str:
    """Of the request under way."""
    return str(g.request_id)


def route() -> str:
    """The pattern of the request's route; '' where it leads nowhere."""
    return request.url_rule.rule if request.url_rule is not None else ""


def seconds() -> float:
    """Since the request under way was begun."""
    return time.perf_counter() - float(g.request_began)


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if VALID.fullmatch(given) else secrets.token_hex(8)
    g.request_began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _end(response: Response) -> Response:
    response.headers[HEADER] = g.request_id
    status = response.status_code
    if request.endpoint in QUIET and status < 400:
        return response
    say = log().error if status >= 500 else log().info
    say(
        "request",
        method=request.method,
        route=route(),
        status=status,
        ms=round(seconds() * 1000, 1),
        **_who(),
    )
    return response


def _who() -> dict[str, int | str]:
    caller = g.get("caller")
    if caller is not None and caller.person is not None:
        return {"person": caller.person.id}
    return {"key": caller.key.prefix} if caller is not None and caller.key is not None else {}


def _forget(_error: BaseException | None) -> None:
    structlog.contextvars.clear_contextvars()
