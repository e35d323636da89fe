"""Signing in with login and password, and out."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Answer

from sheets_addon.access.caller import caller
from sheets_addon.access.guard import store
from sheets_addon.access.needs import needs
from sheets_addon.people.signing import sign_in, sign_out
from sheets_addon.throttle import Throttle
from sheets_addon.work import utc_now

doors = Blueprint("doors", __name__)


@doors.get("/login")
@needs("open")
def login() -> str | Answer:
    wanted = ours(request.args.get("next", ""))
    if caller().person is not None:
        return redirect(wanted or url_for("home.page"), 303)
    return render_template("login.html", wrong=False, next=wanted)


@doors.post("/login")
@needs("open")
def enter() -> Answer | tuple[str, int]:
    user, wanted = request.form.get("user", ""), ours(request.form.get("next", ""))
    throttle: Throttle = current_app.extensions["throttle"]
    doors_tried = (f"address {request.remote_addr}", f"login {user.strip().casefold()[:254]}")
    if seconds := max(throttle.wait(tried) for tried in doors_tried):
        abort(429, response=None, description=str(seconds))
    found = sign_in(store(), user, request.form.get("password", ""), utc_now())
    for tried in doors_tried:
        (throttle.failed if found is None else throttle.passed)(tried)
    if found is None:
        return render_template("login.html", wrong=True, next=wanted, user=user[:254]), 401
    begin(found[1])
    return redirect(wanted or url_for("home.page"), 303)


@doors.post("/logout")
@needs("person")
def leave() -> Answer:
    sign_out(store(), str(session.get("token", "")), utc_now())
    session.clear()
    return redirect(url_for("doors.login"), 303)


def begin(token: str) -> None:
    """The browser is this session's from now on."""
    session.clear()  # what was there before the sign-in is worth nothing after it
    session.permanent = True
    session["token"] = token


def ours(given: str) -> str:
    """The page that was asked for before: a path of ours, never another site's address."""
    parts = urlsplit(given)
    is_ours = given.startswith("/") and not given.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return given if is_ours and given.isprintable() and "\\" not in given else ""
