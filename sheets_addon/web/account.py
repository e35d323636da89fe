"""One's own page: password, sessions, language."""

from flask import Blueprint, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response as Answer

from sheets_addon.access import caller, needs
from sheets_addon.access.doors import begin
from sheets_addon.access.guard import store
from sheets_addon.people.passwords import LONGEST, SHORTEST, WeakPassword, hashed, is_right
from sheets_addon.store import audit, people, sessions
from sheets_addon.store.people import Person
from sheets_addon.throttle import Throttle
from sheets_addon.web import frame
from sheets_addon.web.asking import Errors, refused, say
from sheets_addon.web.language import page_language
from sheets_addon.web.words import account as words
from sheets_addon.work import utc_now

account = Blueprint("account", __name__, url_prefix="/account")
Page = str | Answer | tuple[str, int]


@account.get("")
@needs("person")
def page() -> str:
    return _page({})


@account.post("/password")
@needs("person")
def password() -> Page:
    """The old one is asked: whoever finds a browser open is not to keep the account."""
    who = _person()
    old, new, again = (request.form.get(name, "") for name in ("old", "new", "again"))
    throttle: Throttle = current_app.extensions["throttle"]
    tried = f"login {who.login}"
    if seconds := throttle.wait(tried):
        return refused(_page({"old": say(words.WAIT, seconds=seconds)}))
    if not _knows(who, old):
        throttle.failed(tried)
        return refused(_page({"old": say(words.WRONG_OLD)}))
    throttle.passed(tried)
    if new != again:
        return refused(_page({"again": say(words.DIFFERENT)}))
    try:
        hash = hashed(new, who.login)
    except WeakPassword as error:
        return refused(_page({"new": error.message(page_language())}))
    now = utc_now()
    with store().write() as opened:
        people.set_password(opened, who.login, hash)
        token = sessions.begin(opened, who.id, now)
        audit.write(opened, who.login, "password_changed", now=now, subject=who.login)
    begin(token)
    return _page({}, say(words.CHANGED))


@account.post("/everywhere")
@needs("person")
def everywhere() -> Answer:
    """Sign out of every browser, this one too."""
    who = _person()
    with store().write() as opened:
        sessions.end_all(opened, who.id)
        audit.write(opened, who.login, "signed_out", now=utc_now())
    session.clear()
    return redirect(url_for("doors.login"), 303)


def _person() -> Person:
    person = caller().person
    if person is None:
        raise RuntimeError("the route is for people")
    return person


def _knows(who: Person, old: str) -> bool:
    with store().read() as opened:
        found = people.credentials(opened, who.login)
    return is_right(old, found[1] if found else None)


def _page(errors: Errors, done: str = "") -> str:
    who = _person()
    with store().read() as opened:
        count = sessions.count(opened, who.id, utc_now())
    return frame.render(
        "account.html",
        "account",
        person=who,
        sessions=count,
        errors=errors,
        done=done,
        rule=say(words.RULE, a=SHORTEST, b=LONGEST),
    )
