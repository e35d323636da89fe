"""Who may sign in: the list, somebody new, and what is changed of somebody."""

import secrets

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as Answer

from core.i18n import T
from sheets_addon.access import caller, needs
from sheets_addon.access.guard import running, store
from sheets_addon.people.google import is_configured
from sheets_addon.people.passwords import hashed
from sheets_addon.people.seen import manager_names
from sheets_addon.store import audit
from sheets_addon.store import people as kept
from sheets_addon.store.errors import AccessError, UnknownPerson
from sheets_addon.store.people import Person, Role
from sheets_addon.web import frame
from sheets_addon.web.asking import ROLES, Errors, at, refused, say, typed
from sheets_addon.web.language import page_language
from sheets_addon.web.words import people as words
from sheets_addon.work import utc_now

people = Blueprint("people", __name__, url_prefix="/people")
Page = str | Answer | tuple[str, int]
SENTENCES: dict[T, tuple[str, T]] = {
    kept.BAD_LOGIN: ("login", words.BAD_LOGIN),
    kept.EXISTS: ("login", words.PERSON_EXISTS),
    kept.NO_MANAGER: ("manager", words.NO_MANAGER),
    kept.NEEDLESS: ("manager", words.NEEDLESS),
    kept.LAST: ("role", words.LAST_ADMIN),
}
"""What the store refuses → the field, and how a page says it (the store itself speaks of commands)."""


@people.get("")
@needs("admin")
def page() -> str:
    return _list({}, {"role": "manager", "how": "password"})


@people.post("")
@needs("admin")
def add() -> Page:
    given = {name: typed(name) for name in ("login", "role", "manager", "how")}
    role, password = _role(given["role"]), secrets.token_urlsafe(12)
    if role is None:
        return refused(_list({"role": say(words.BAD_ROLE)}, given))
    hash = hashed(password) if given["how"] == "password" else None
    now = utc_now()
    try:
        with store().write() as session:
            person = kept.add(session, given["login"], role, now=now, password=hash, manager=given["manager"])
            audit.write(session, caller().name, "person_added", now=now, subject=person.login)
    except AccessError as error:
        return refused(_list(_beside(error), given))
    return _list({}, {"role": "manager", "how": "password"}, added=person.login, password=password if hash else "")


@people.get("/<path:login>")
@needs("admin")
def one(login: str) -> str:
    return _one(_found(login))


@people.post("/<path:login>")
@needs("admin")
def change(login: str) -> Page:
    """``what``: rights, lock, unlock, password or remove."""
    person, what = _found(login), typed("what")
    itself = caller().person
    if what in ("lock", "remove") and itself is not None and itself.id == person.id:
        return refused(_one(person, {what: say(words.NOT_YOURSELF)}))
    try:
        return _changed(person, what)
    except UnknownPerson:  # somebody was quicker
        abort(404)
    except AccessError as error:
        beside = _beside(error)
        return refused(_one(person, beside if what == "rights" else {what: next(iter(beside.values()))}))


def _changed(person: Person, what: str) -> Page:
    match what:
        case "rights":
            return _rights(person)
        case "lock" | "unlock":
            _write(person.login, active=what == "unlock")
            return redirect(url_for(".page"), 303)
        case "password":
            return _password(person)
        case "remove":
            return _remove(person)
        case _:
            raise BadRequest


def _rights(person: Person) -> Page:
    role = _role(typed("role"))
    if role is None:
        return refused(_one(person, {"role": say(words.BAD_ROLE)}))
    _write(person.login, role=role, manager=typed("manager"))
    return redirect(url_for(".page"), 303)


def _write(login: str, role: Role | None = None, manager: str | None = None, active: bool | None = None) -> None:
    """Raises AccessError."""
    with store().write() as session:
        kept.change(session, login, role=role, manager=manager, active=active)
        audit.write(session, caller().name, "person_changed", now=utc_now(), subject=login)


def _password(person: Person) -> Page:
    password = secrets.token_urlsafe(12)
    hash = hashed(password)
    with store().write() as session:
        person = kept.set_password(session, person.login, hash)
        audit.write(session, caller().name, "password_changed", now=utc_now(), subject=person.login)
    return _one(person, password=password)


def _remove(person: Person) -> Page:
    if typed("confirm") != person.login:
        return refused(_one(person, {"remove": say(words.NOT_TYPED)}))
    with store().write() as session:
        kept.remove(session, person.login)
        audit.write(session, caller().name, "person_removed", now=utc_now(), subject=person.login)
    return redirect(url_for(".page"), 303)


def _found(login: str) -> Person:
    with store().read() as session:
        try:
            return kept.find(session, login)
        except UnknownPerson:
            abort(404)


def _role(given: str) -> Role | None:
    return next((role for role in kept.ROLES if role == given), None)


def _beside(error: AccessError) -> Errors:
    field, sentence = SENTENCES.get(error.sentence, ("", error.sentence))
    return {field: sentence.say(page_language(), **error.values)}


def _list(errors: Errors, given: dict[str, str], added: str = "", password: str = "") -> str:
    with store().read() as session:
        found = kept.everyone(session)
    given = {"login": "", "manager": ""} | given
    more = {"errors": errors, "given": given, "added": added, "password": password}
    return _render("people.html", people=found, **more)


def _one(person: Person, errors: Errors | None = None, password: str = "") -> str:
    given = {"role": person.role, "manager": person.manager}
    if errors and request.method == "POST" and "role" in request.form:
        given = {"role": typed("role"), "manager": typed("manager")}
    return _render("person.html", person=person, errors=errors or {}, given=given, password=password)


def _render(template: str, **values: object) -> str:
    roles = {id: word.to(page_language()) for id, word in ROLES.items()}
    return frame.render(
        template,
        "people",
        roles=roles,
        names=manager_names(store()),
        has_google=is_configured(running().settings),
        at=at,
        **values,
    )
