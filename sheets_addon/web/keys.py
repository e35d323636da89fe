"""The keys of programs: which there are, a new one (shown once), revoking."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response as Answer

from sheets_addon.access import caller, needs
from sheets_addon.access.guard import running, store
from sheets_addon.store import api_keys, audit, workbooks
from sheets_addon.store.api_keys import ApiKey
from sheets_addon.store.errors import NoSecretKey, UnknownKey
from sheets_addon.store.secrets import SHORTEST
from sheets_addon.store.workbooks import Workbook
from sheets_addon.web import frame
from sheets_addon.web.asking import Errors, at, ids, refused, say, typed
from sheets_addon.web.words import keys as words
from sheets_addon.work import utc_now

keys = Blueprint("keys", __name__, url_prefix="/keys")
HOW_TO_MAKE = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'
Page = str | Answer | tuple[str, int]


@dataclass(frozen=True)
class Given:
    """What the form asks for. ``which``: the reports of no workbook, of all, or of those that are ticked."""

    name: str = ""
    functions: bool = True
    which: str = "none"
    ticked: frozenset[int] = frozenset()

    @property
    def workbooks(self) -> frozenset[int] | None:
        """As the store has it: None is all of them."""
        return None if self.which == "all" else self.ticked if self.which == "ticked" else frozenset()


@keys.get("")
@needs("admin")
def page() -> str:
    return _page({}, Given())


@keys.post("")
@needs("admin")
def add() -> Page:
    given = Given(typed("name", 100), bool(typed("functions")), typed("which"), ids("workbook"))
    if errors := _errors(given):
        return refused(_page(errors, given))
    now = utc_now()
    try:
        signing = api_keys.signing(running().settings.store_key)
    except NoSecretKey:
        return refused(_page({"": say(words.NO_SECRET, n=SHORTEST, command=HOW_TO_MAKE)}, given))
    with store().write() as session:
        there = frozenset(book.id for book in workbooks.all_workbooks(session))
        books = None if given.workbooks is None else given.workbooks & there
        key, token = api_keys.add(
            session,
            signing,
            given.name,
            now=now,
            added_by=caller().name,
            functions=given.functions,
            workbooks=books,
        )
        audit.write(session, caller().name, "key_added", now=now, subject=key.prefix)
    return _page({}, Given(), key, token)


@keys.post("/<prefix>/revoke")
@needs("admin")
def revoke(prefix: str) -> Answer:
    now = utc_now()
    try:
        with store().write() as session:
            key = api_keys.revoke(session, prefix, now)
            audit.write(session, caller().name, "key_revoked", now=now, subject=key.prefix)
    except UnknownKey:
        abort(404)
    return redirect(url_for(".page"), 303)


def _errors(given: Given) -> Errors:
    if not given.name:
        return {"name": say(words.NO_NAME)}
    if given.which == "ticked" and not given.ticked:
        return {"which": say(words.NO_TICKS)}
    if not given.functions and given.which not in ("all", "ticked"):
        return {"which": say(words.NOTHING)}
    return {}


def _page(errors: Errors, given: Given, made: ApiKey | None = None, token: str = "") -> str:
    with store().read() as session:
        listed, books = api_keys.listed(session), workbooks.all_workbooks(session)
    lines = [(key, _scope(key, books)) for key in reversed(listed)]
    return frame.render(
        "keys.html",
        "keys",
        lines=lines,
        books=books,
        errors=errors,
        given=given,
        made=made,
        token_once=token,
        at=at,
        console=audit.CONSOLE,
    )


def _scope(key: ApiKey, books: list[Workbook]) -> str:
    said = [say(words.OF_FUNCTIONS)] if key.functions else []
    if key.workbooks is None:
        said.append(say(words.OF_ALL))
    elif key.workbooks:
        titles = {book.id: book.title for book in books}
        named = [titles.get(id) or say(words.GONE_BOOK, id=id) for id in sorted(key.workbooks)]
        said.append(say(words.OF_BOOKS, titles=", ".join(named)))
    return "; ".join(said)
