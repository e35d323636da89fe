"""The door for those whom Google vouches for. A page of its own says why somebody does not come in."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import T
from sheets_addon.access.doors import begin, ours
from sheets_addon.access.guard import running, store
from sheets_addon.access.needs import needs
from sheets_addon.people import google
from sheets_addon.people.google import Pending, SignInRefused
from sheets_addon.throttle import Throttle
from sheets_addon.web.language import page_language
from sheets_addon.work import utc_now

google_door = Blueprint("google_door", __name__, url_prefix="/login/google")
WITH_GOOGLE = T("Войти через Google", "Sign in with Google")
AGAIN = T("Вернуться ко входу", "Back to the sign-in")
KEPT = "google"
"""The place in the browser's session of what it has begun."""


def install(app: Flask) -> None:
    app.register_blueprint(google_door)
    app.jinja_env.globals["google_sign_in"] = label


def label() -> str:
    """What the link on the sign-in page says; '' where there is none."""
    return WITH_GOOGLE.to(page_language()) if google.is_configured(running().settings) else ""


@google_door.get("")
@needs("open")
def start() -> Answer | tuple[str, int]:
    try:
        address, pending = google.begin(running().settings, _back())
    except SignInRefused as error:
        return _refused(error)
    session[KEPT] = asdict(pending) | {"next": ours(request.args.get("next", ""))}
    return redirect(address, 303)


@google_door.get("/back")
@needs("open")
def back() -> Answer | tuple[str, int]:
    """Whatever comes of it, what was begun is used up."""
    begun: dict[str, Any] = session.pop(KEPT, {})
    throttle: Throttle = current_app.extensions["throttle"]
    tried = f"address {request.remote_addr}"
    if seconds := throttle.wait(tried):
        abort(429, response=None, description=str(seconds))
    wanted = begun.pop("next", "")
    try:
        email = google.finish(running().settings, Pending(**begun) if begun else None, request.args, _back())
        _, token = google.enter(store(), email, utc_now())
    except SignInRefused as error:
        throttle.failed(tried)
        return _refused(error)
    throttle.passed(tried)
    begin(token)
    return redirect(wanted or url_for("home.page"), 303)


def _refused(error: SignInRefused) -> tuple[str, int]:
    language = page_language()
    return render_template("login_refused.html", sentence=error.message(language), again=AGAIN.to(language)), 403


def _back() -> str:
    """The address that Google knows as ours."""
    public = running().settings.public_url
    path = url_for(".back")
    return f"{public.rstrip('/')}{path}" if public else url_for(".back", _external=True)
