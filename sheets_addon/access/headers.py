"""What every answer carries for the browser's own protection."""

from flask import Flask, Response, request

from sheets_addon.access.guard import running
from sheets_addon.api.excel import POLICY

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
KEPT = frozenset({"static"})
"""Only what is the same for everybody may be kept by a cache."""


def install(app: Flask) -> None:
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.blueprint == "excel":  # it stands in a frame of Excel in the browser
        response.headers["Content-Security-Policy"] = POLICY
        del response.headers["X-Frame-Options"], response.headers["Cross-Origin-Opener-Policy"]
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.endpoint not in KEPT:
        response.headers["Cache-Control"] = "no-store"
    if (running().settings.public_url or "").startswith("https://"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
