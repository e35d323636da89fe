"""Who may come in. Everything is closed but what :data:`OPEN` names; a new route is closed until it is named there."""

import hashlib
import hmac
import secrets

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, session, url_for
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response as Answer

from sheets_addon.api.excel import POLICY
from sheets_addon.settings import Settings
from sheets_addon.throttle import Throttle

OPEN = frozenset({"health.live", "health.ready", "access.login", "access.enter", "access.style"}) | {
    "excel.file",
    "excel.manifest",
}
"""Health, the login page with its stylesheet, and the files of the add-in for Excel, which hold no data."""
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

access = Blueprint("access", __name__)


def install(app: Flask, settings: Settings) -> None:
    """Guard every route of ``app`` and send the security headers with every answer."""
    app.extensions["throttle"] = Throttle()
    app.extensions["login"] = settings
    app.before_request(_guard)
    app.after_request(_headers)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.register_blueprint(access)


def is_api() -> bool:
    return request.path == "/v1" or request.path.startswith("/v1/")


def csrf_token() -> str:
    """The token that every form of this session carries."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


@access.get("/login")
def login() -> str:
    return render_template("login.html", wrong=False)


@access.get("/login/style.css")
def style() -> Response:
    return current_app.send_static_file("style.css")


@access.post("/login")
def enter() -> Answer | tuple[str, int]:
    if not _knows(request.form.get("user", ""), request.form.get("password", "")):
        return render_template("login.html", wrong=True), 401
    session.clear()  # a session id from before the login is worth nothing after it
    session.permanent = True
    session["key"] = _session_key()
    return redirect(url_for("pages.home"), 303)


@access.post("/logout")
def leave() -> Answer:
    session.clear()
    return redirect(url_for("access.login"), 303)


def _guard() -> Answer | None:
    if isinstance(request.routing_exception, SecurityError):  # a Host header that is not ours
        raise request.routing_exception
    if request.endpoint not in OPEN and not _is_in():
        if is_api() or request.authorization is not None:
            abort(401)
        return redirect(url_for("access.login"), 303)
    if request.method not in {"GET", "HEAD", "OPTIONS"} and not is_api():
        _check_csrf()
    return None


def _is_in() -> bool:
    """By the session of a person's pages, by HTTP Basic, or by the API's bearer token."""
    given = request.authorization
    if given is not None and given.type == "bearer":
        return _same(given.token or "", _settings().token.get_secret_value())
    if given is not None:
        return given.type == "basic" and _knows(given.username or "", given.password or "")
    return not is_api() and _same(str(session.get("key", "")), _session_key())


def _knows(user: str, password: str) -> bool:
    """Whether this is the login; too many wrong ones end in 429."""
    throttle: Throttle = current_app.extensions["throttle"]
    address = request.remote_addr or ""
    if seconds := throttle.wait(address):
        abort(429, response=None, description=str(seconds))
    right = _same(user, _settings().user) & _same(password, _settings().password.get_secret_value())
    (throttle.passed if right else throttle.failed)(address)
    return right


def _check_csrf() -> None:
    if not _same(request.form.get("csrf", ""), str(session.get("csrf", secrets.token_urlsafe(24)))):
        abort(403)


def _session_key() -> str:
    """Changes with the password, so that a changed password ends the sessions."""
    settings = _settings()
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.new(secret, settings.password.get_secret_value().encode(), hashlib.sha256).hexdigest()


def _same(given: str, true: str) -> bool:
    """Equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(given.encode(), true.encode())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["login"]
    return settings


def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.blueprint == "excel":  # it stands in a frame of Excel in the browser
        response.headers["Content-Security-Policy"] = POLICY
        del response.headers["X-Frame-Options"], response.headers["Cross-Origin-Opener-Policy"]
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.endpoint not in {"static", "access.style"}:
        response.headers["Cache-Control"] = "no-store"
    return response
