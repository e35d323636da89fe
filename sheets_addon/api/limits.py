"""How much one caller may ask: function calls are counted by the call, everything else under ``/v1`` by the request.

A batch of 128 calls is 128. Minutes are counted in this process: several processes allow as many times more. No library
here: with the hooks of Flask-Limiter a call of one function took twice as long, and the memory of ``limits`` beneath it
starts a thread a hundred times a second under load (127 for 200 requests).
"""

from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic
from typing import NamedTuple

from flask import Flask, Response, current_app, g, request

from sheets_addon.access.caller import caller
from sheets_addon.access.guard import is_api
from sheets_addon.api.bodies import query
from sheets_addon.api.operation import operation_of
from sheets_addon.api.problem import later
from sheets_addon.settings import Settings

WINDOW = 60.0


class Left(NamedTuple):
    """Of ``most`` in this minute, which begins anew in so many seconds."""

    most: int
    left: int
    seconds: int


class Minute:
    """What each caller has used of the minute that runs; it begins anew for all of them at once."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock, self._lock = most, clock, Lock()
        self._used, self._begun = dict[str, int](), clock()

    def take(self, who: str, n: int) -> tuple[bool, Left]:
        """Whether ``n`` more fit; what does not fit is not counted."""
        with self._lock:
            now = self._clock()
            if now - self._begun >= WINDOW:
                self._used.clear()
                self._begun = now
            used = self._used.get(who, 0)
            fits = used + n <= self._most
            if fits:
                self._used[who] = used = used + n
            return fits, Left(self._most, self._most - used, max(1, ceil(self._begun + WINDOW - now)))


class Limits:
    """Two counters a caller: calls of functions, and other requests."""

    def __init__(self, settings: Settings) -> None:
        self._calls, self._requests = Minute(settings.calls_per_minute), Minute(settings.requests_per_minute)

    def count(self, who: str, n: int, is_call: bool) -> None:
        """Raises Refusal where the minute is used up."""
        fits, g.limit = (self._calls if is_call else self._requests).take(who, n)
        if not fits:
            raise later(g.limit.seconds)


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
