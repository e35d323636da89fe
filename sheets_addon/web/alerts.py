"""What of a workbook is sent to whom: a part of its settings, and a page of its own after it was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any, get_args

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from core.agenda import SLOTS
from core.i18n import T
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.alerts import hooks, webhook
from sheets_addon.alerts.choice import Choice, addresses, choice_of, chosen_slots, shown
from sheets_addon.alerts.errors import NotSent
from sheets_addon.alerts.post import Post, try_out
from sheets_addon.alerts.smtp_url import server_of
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import slot_of
from sheets_addon.store import alerts as kept
from sheets_addon.store import audit, workbooks
from sheets_addon.store.alerts import Alert, Way
from sheets_addon.store.errors import NoSecretKey
from sheets_addon.store.workbooks import Workbook
from sheets_addon.web import frame
from sheets_addon.web.asking import Errors, at, refused, say, typed
from sheets_addon.web.language import page_language
from sheets_addon.web.shown import result
from sheets_addon.web.words import alerts as words
from sheets_addon.web.words import common
from sheets_addon.work import utc_now

alerts = Blueprint("alerts", __name__, url_prefix="/workbooks/<int:id>/settings/alerts")
Page = str | Answer | tuple[str, int]
LONGEST = 8000
"""Letters of a field: twenty addresses, or the longest address of a webhook, and to spare."""


@dataclass(frozen=True)
class Form:
    """What stands in the fields; ``host`` is where the webhook leads that is set already."""

    choice: Choice
    to: str
    slots: frozenset[str]
    webhook: str = field(default="", repr=False)
    webhook_off: bool = False
    host: str | None = None


@alerts.app_context_processor
def _for_templates() -> dict[str, Any]:
    """``settings_alerts.html`` may stand on any page of a workbook: it asks for what it shows."""
    return {"alerts_section": section}


@alerts.get("")
@needs("lead_workbook")
def page(id: str) -> str:
    return _page(section())


@alerts.post("")
@needs("lead_workbook")
def save(id: str) -> Page:
    given = _given()
    to, wrong = addresses(given.to)
    new = replace(given.choice, to=to, slots=chosen_slots(given.slots))
    errors = _errors(given, new, wrong)
    if errors:
        return refused(_page(section(given, errors)))
    try:
        key = _keep(new, given)
    except NoSecretKey as error:
        return refused(_page(section(given, {"webhook": error.message(page_language())})))
    if request.form.get("do") == "try":
        _try_all()
    else:
        flash(say(common.SAVED), "good")
    return redirect(url_for(".page", id=workbook().id), 303) if key is None else _page(section(key=key))


def section(given: Form | None = None, errors: Errors | None = None, key: str = "") -> dict[str, Any]:
    """What ``settings_alerts.html`` shows; ``key`` only when it has just been made."""
    book = workbook()
    return {
        "form": given or _kept(book),
        "errors": errors or {},
        "key": key,
        "slots": [(id, _slot(id, rules_of(book).meetings)) for id in SLOTS],
        "no_mail": _no_mail(),
        "last": [line for way in get_args(Way) if (line := _last(book, way))],
    }


def _slot(id: str, meetings: Sequence[time]) -> str:
    """A moment of the reports, with the workbook's own meetings that are held then."""
    word = SLOTS[id].to(page_language())
    times = ", ".join(f"{at:%H:%M}" for at in sorted(meetings) if slot_of(at, meetings) == id)
    return f"{word} ({times})" if times and times != word else word


def _page(shown: dict[str, Any]) -> str:
    return frame.render_workbook("alerts.html", result(), "settings", section=shown)


def _given() -> Form:
    slots = frozenset(request.form.getlist("slot")) & SLOTS.keys()
    choice = Choice(agenda=bool(typed("agenda")), failures=bool(typed("failures")))
    with store().read() as session:
        host = hooks.host(session, workbook().id)
    return Form(choice, typed("to", LONGEST), slots, typed("webhook", LONGEST), bool(typed("webhook_off")), host)


def _kept(book: Workbook) -> Form:
    choice = choice_of(book.alerts)
    slots = SLOTS.keys() if choice.slots is None else choice.slots
    with store().read() as session:
        host = hooks.host(session, book.id)
    return Form(choice, "\n".join(map(shown, choice.to)), frozenset(slots), host=host)


def _errors(given: Form, new: Choice, wrong: T | None) -> Errors:
    """By field; the webhook's address itself is in none of the sentences."""
    found: dict[str, str] = {}
    if wrong is not None:
        found["to"] = wrong.to(page_language())
    elif new.is_on and not new.to and not given.webhook and (given.host is None or given.webhook_off):
        found["to"] = say(words.NOBODY)
    if new.agenda and new.slots == ():
        found["slot"] = say(words.NO_SLOT)
    flaw = webhook.flaw(given.webhook, running().settings.webhook_private) if given.webhook else None
    if flaw is not None:
        found["webhook"] = flaw.to(page_language())
    return found


def _keep(new: Choice, given: Form) -> str | None:
    """The new key of a new webhook, else None. Raises NoSecretKey, and then nothing is kept."""
    now, book, key = utc_now(), workbook(), None
    with store().write() as session:
        workbooks.change(session, book.id, alerts=new.as_json())
        if given.webhook:
            key = hooks.keep(session, running().settings.store_key, book.id, given.webhook, now)
        elif given.webhook_off:
            hooks.forget(session, book.id)
        audit.write(session, caller().name, "settings_changed", now=now, workbook_id=book.id)
    return key


def _try_all() -> None:
    """Send a trial by every way there is, and say what became of each."""
    with store().read() as session:
        book = workbooks.get(session, workbook().id)
        posted = hooks.host(session, book.id) is not None
    ways: list[Way] = ["mail"] if choice_of(book.alerts).to else []
    ways += ["webhook"] if posted else []
    for way in ways:
        said, tone = _tried(book, way)
        flash(said, tone)
    if not ways:
        flash(say(words.NOTHING_TO_TRY), "bad")


def _tried(book: Workbook, way: Way) -> tuple[str, str]:
    is_mail = way == "mail"
    try:
        partly = try_out(Post(running().settings, store(), utc_now), book, way)
    except NotSent as error:
        why = error.message(page_language())
        return say(words.MAIL_NOT_TRIED if is_mail else words.HOOK_NOT_TRIED, why=why), "bad"
    if partly is not None:
        return say(words.MAIL_TRIED_IN_PART, why=partly), "warn"
    return say(words.MAIL_TRIED if is_mail else words.HOOK_TRIED), "good"


def _no_mail() -> str:
    """Why no letter can be sent at all; '' where it can."""
    try:
        server_of(running().settings)
    except NotSent as error:
        said = error.message(page_language())
        return said[0].upper() + said[1:]
    return ""


def _last(book: Workbook, way: Way) -> str:
    with store().read() as session:
        found = kept.last(session, book.id, way)
    if found is None:
        return ""
    line = words.LAST_MAIL if way == "mail" else words.LAST_HOOK
    return say(line, at=at(found.at, book.time_zone), what=_became(found, book.time_zone, utc_now()))


def _became(found: Alert, zone: str, now: datetime) -> str:
    if found.done:
        return say(words.WENT) if found.said is None else say(words.WENT_IN_PART, why=found.said)
    is_open = found.next_at is not None and found.next_at > now
    if found.said is None:
        return say(words.UNDER_WAY) if is_open else say(words.NOT_GONE, why=say(words.GIVEN_UP, n=found.tries))
    why = say(words.NOT_GONE, why=found.said)
    return f"{why} {say(words.AGAIN, at=at(found.next_at, zone))}" if is_open else why
