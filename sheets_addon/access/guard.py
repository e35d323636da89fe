"""Asked before every request: who is it, may they, and does a form carry its token?"""

import hmac
import secrets

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response as Answer

from sheets_addon.access.caller import Caller, caller
from sheets_addon.access.needs import Need, need_of
from sheets_addon.jobs.service import Service
from sheets_addon.people.signing import signed_in
from sheets_addon.store import Store, api_keys, workbooks
from sheets_addon.store.api_keys import ApiKey
from sheets_addon.store.errors import NoSecretKey, UnknownWorkbook
from sheets_addon.work import utc_now

MOST_ID = 2**31 - 1
"""What a column of ids holds."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    app.before_request(_guard)
    app.jinja_env.globals["csrf_token"] = csrf_token


def running() -> Service:
    """The service that this app is a face of."""
    found: Service = current_app.extensions["planerka"]
    return found


def store() -> Store:
    return running().store


def is_api() -> bool:
    return request.path == "/v1" or request.path.startswith("/v1/") or request.path == "/metrics"


def csrf_token() -> str:
    """The token that every form of this browser carries."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


def _guard() -> Answer | None:
    if isinstance(request.routing_exception, SecurityError):  # a Host header that is not ours
        raise request.routing_exception
    need = need_of(current_app, request.endpoint)
    g.caller = _caller()
    if need != "open" and not caller().is_known:
        if is_api() or request.authorization is not None:
            abort(401)
        if request.headers.get("HX-Request"):  # a part of a page cannot be redirected: the whole page signs in anew
            return Answer(status=204, headers={"HX-Redirect": url_for("doors.login")})
        return redirect(url_for("doors.login", next=_asked()), 303)
    if not _may(caller(), need):  # before the form is read: whose request is not allowed fills no memory
        abort(403)
    if request.method not in SAFE and not _needs_no_token():
        _check_token()
    return None


def _may(who: Caller, need: Need) -> bool:
    """Whether the route is for this caller; a workbook that is not theirs does not exist."""
    match need:
        case "open" | "caller":
            return True
        case "functions":
            return who.calls_functions
        case "person":
            return who.person is not None
        case "admin":
            return who.is_admin
        case "lead":
            return who.leads
        case "connect":
            return who.leads or (who.key is not None and who.key.workbooks is None)
        case "all_workbooks":
            return who.is_admin or (who.key is not None and who.key.workbooks is None)
        case "workbook" | "lead_workbook":
            _find_workbook(who, int((request.view_args or {})["id"]))
            return need == "workbook" or who.leads


def _find_workbook(who: Caller, id: int) -> None:
    with store().read() as session:
        seen = who.sees(session)
        if id > MOST_ID or (seen is not None and id not in seen):
            abort(404)
        try:
            g.workbook = workbooks.get(session, id)
        except UnknownWorkbook:
            abort(404)


def _caller() -> Caller:
    """A key counts for the API only, a session for pages and, since a form's token is asked, for the API too."""
    if "Authorization" in request.headers:  # one that nobody can read is a wrong key, not none
        given = request.authorization
        is_key = given is not None and given.type == "bearer" and is_api()
        return Caller(key=_key((given.token if given else "") or "")) if is_key else Caller()
    token = str(session.get("token", ""))
    return Caller(person=signed_in(store(), token, utc_now())) if token else Caller()


def _key(token: str) -> ApiKey | None:
    try:
        signing = api_keys.signing(running().settings.store_key)
    except NoSecretKey:  # without it no key was ever given out
        return None
    now = utc_now()
    with store().read() as session:
        key = api_keys.find(session, signing, token)
    if key is not None and api_keys.is_stale(key, now):
        with store().write() as session:
            api_keys.used(session, signing, token, now)
    return key


def _needs_no_token() -> bool:
    """What no browser sends by itself: a program's key, and Drive's messages, which carry a token of their own."""
    return (caller().key is not None and is_api()) or request.endpoint == "google.changed"


def _check_token() -> None:
    given = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
    true = str(session.get("csrf", "")) or secrets.token_urlsafe(24)
    if not hmac.compare_digest(given.encode(), true.encode()):
        abort(403)


def _asked() -> str | None:
    """Where to go after signing in: only a page of ours that was to be looked at."""
    return request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
