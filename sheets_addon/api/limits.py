"""How much one caller may ask: function calls are counted by the call, everything else under ``/v1`` by the request.

A batch of 128 calls is 128. Minutes are counted in this process, or where ``PLANERKA_LIMITS_URL`` says. The library is
the one under Flask-Limiter, used as it is: with its hooks a request of one function took half as long again.
"""

from math import ceil
from time import time

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from sheets_addon.access.caller import caller
from sheets_addon.access.guard import is_api
from sheets_addon.api.bodies import query
from sheets_addon.api.operation import operation_of
from sheets_addon.api.problem import later
from sheets_addon.settings import Settings


class Limits:
    """Two counters a caller: calls of functions, and other requests."""

    def __init__(self, settings: Settings) -> None:
        self._counted = FixedWindowRateLimiter(storage_from_string(settings.limits_url))
        self._calls = RateLimitItemPerMinute(settings.calls_per_minute, namespace="calls")
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace="requests")

    def count(self, who: str, n: int, is_call: bool) -> None:
        """Raises Refusal where the minute is used up."""
        item: RateLimitItem = self._calls if is_call else self._requests
        fits = self._counted.hit(item, who, cost=n)
        left = self._counted.get_window_stats(item, who)
        g.limit = (item.amount, max(0, left.remaining), max(1, ceil(left.reset_time - time())))
        if not fits:
            raise later(g.limit[2])


def install(app: Flask, settings: Settings) -> None:
    """After the guard, which says who asks."""
    app.extensions["limits"] = Limits(settings)
    app.before_request(_asked)
    app.after_request(_told)


def count(n: int) -> None:
    """So many calls more than the one that every request is."""
    if n > 0:
        _limits().count(caller().name, n, is_call=True)


def _asked() -> None:
    if not is_api() or not caller().is_known or request.endpoint is None:
        return
    _limits().count(caller().name, 1, is_call=request.blueprint == "functions")
    declared = operation_of(current_app, request.endpoint)
    if declared is None:
        return
    if declared.times_the_body > 1:
        request.max_content_length = declared.times_the_body * int(current_app.config["MAX_CONTENT_LENGTH"])
    if request.args:
        query(declared.query)


def _told(response: Response) -> Response:
    """As the draft of the IETF has it: the limit of a minute, what is left of it, seconds until it begins anew."""
    if (limit := g.get("limit")) is not None:
        for name, value in zip(("Limit", "Remaining", "Reset"), limit, strict=True):
            response.headers[f"RateLimit-{name}"] = str(value)
    return response


def _limits() -> Limits:
    found: Limits = current_app.extensions["limits"]
    return found
