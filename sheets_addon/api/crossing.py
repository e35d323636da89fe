"""Calls from an add-in that another service has served: only from the origins that the settings name, with a key."""

from flask import Flask, Response, request

from sheets_addon.settings import Settings

ASKED = ("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID")
TOLD = ("ETag", "Link", "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After")


def install(app: Flask, settings: Settings) -> None:
    """Answer browsers that ask before calling ``/v1``; installed before access, for they ask without the key."""
    allowed = frozenset(settings.addin_origins)

    def asked() -> Response | None:
        is_question = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        return Response(status=204) if is_question and _may(allowed) else None

    def told(response: Response) -> Response:
        if _may(allowed):
            response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response.headers["Access-Control-Allow-Headers"] = ", ".join(ASKED)
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            response.headers["Access-Control-Expose-Headers"] = ", ".join(TOLD)
            response.headers["Vary"] = "Origin"
        return response

    app.before_request(asked)
    app.after_request(told)


def _may(allowed: frozenset[str]) -> bool:
    return request.path.startswith("/v1/") and request.headers.get("Origin") in allowed
