"""What is set of a workbook: its meetings, its language, whether it rests, who may see it."""

import re
from dataclasses import dataclass, replace
from datetime import time

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import LANGUAGES
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import LEAD, upcoming
from sheets_addon.store import audit, members, people, workbooks
from sheets_addon.store.people import Person
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync.engine import MANUAL
from sheets_addon.web import frame
from sheets_addon.web.asking import Errors, ids, refused, say, typed
from sheets_addon.web.shown import result
from sheets_addon.web.words import settings as words
from sheets_addon.work import utc_now

settings = Blueprint("settings", __name__, url_prefix="/workbooks/<int:id>/settings")
MOST = 12
"""Meetings a day."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
Page = str | Answer | tuple[str, int]


class BadTimes(ValueError):
    """The sentence that stands beside the field."""


@dataclass(frozen=True)
class Given:
    """What the form says: ``meetings`` as typed, ``language`` '' for the workbook's own."""

    meetings: str
    language: str
    paused: bool
    members: frozenset[int]


@settings.get("")
@needs("lead_workbook")
def page(id: str) -> str:
    book = workbook()
    with store().read() as session:
        seen_by = members.of_workbook(session, book.id)
    meetings = "" if book.meetings is None else ", ".join(f"{at:%H:%M}" for at in book.meetings)
    language = str(book.overrides.get("language", ""))
    return _page(Given(meetings, language, book.paused, seen_by), {})


@settings.post("")
@needs("lead_workbook")
def save(id: str) -> Page:
    language = typed("language")
    given = Given(
        typed("meetings"), language if language in LANGUAGES else "", bool(typed("paused")), _members(ids("member"))
    )
    try:
        meetings = times(given.meetings)
    except BadTimes as error:
        return refused(_page(given, {"meetings": str(error)}))
    book = workbook()
    changed = replace(book, meetings=meetings, overrides=_overrides(book, given.language))
    if book.kind != "upload":  # of a file that is sent there is nothing to plan
        changed = replace(changed, paused=given.paused)
    wants_run = _keep(book, changed, given.members)
    flash(say(words.WILL_REFRESH if wants_run else words.DONE), "good")
    return redirect(url_for(".page", id=book.id), 303)


def times(given: str) -> tuple[time, ...] | None:
    """The times of the day in a text, in order, each once; None of a blank one. Raises BadTimes."""
    found = set()
    for part in re.split(r"[,;\s]+", given):
        fits = _TIME.fullmatch(part)
        if fits:
            found.add(time(int(fits[1]), int(fits[2])))
        elif part:
            raise BadTimes(say(words.BAD_TIME, given=part[:40]))
    if len(found) > MOST:
        raise BadTimes(say(words.TOO_MANY, n=MOST))
    return tuple(sorted(found)) or None


def _keep(book: Workbook, new: Workbook, seen_by: frozenset[int]) -> bool:
    """Keep what is new; whether a run is wanted, for the reports will look otherwise."""
    now = utc_now()
    planned = upcoming(rules_of(new, running().jobs.interval), now)
    wants_run = not new.paused and new.kind != "upload" and (book.overrides != new.overrides or book.paused)
    with store().write() as session:
        workbooks.change(
            session,
            book.id,
            meetings=new.meetings,
            overrides=new.overrides,
            paused=new.paused,
            next_run_at=planned.at if planned and new.kind != "upload" else None,
        )
        members.put(session, book.id, seen_by)
        if wants_run:
            workbooks.want(session, book.id, MANUAL, now)
        audit.write(session, caller().name, "settings_changed", now=now, workbook_id=book.id)
    if wants_run:
        running().queue.send(book.id)
    return wants_run


def _overrides(book: Workbook, language: str) -> dict[str, object]:
    """The others of the workbook's overrides stay."""
    kept = {name: value for name, value in book.overrides.items() if name != "language"}
    return kept | ({"language": language} if language else {})


def _members(ticked: frozenset[int]) -> frozenset[int]:
    """Whoever sets this and is no administrator stays among them: nobody locks himself out by a click."""
    person = caller().person
    return ticked if person is None or person.role == "admin" else ticked | {person.id}


def _page(given: Given, errors: Errors) -> str:
    book = workbook()
    with store().read() as session:
        others = [one for one in people.everyone(session) if one.role != "admin"]
    told = rules_of(replace(book, meetings=None))
    now = {"ru": words.RUSSIAN, "en": words.ENGLISH}
    own = say(words.AS_TAB, now=now[book.language]) if "language" not in book.overrides else say(words.AS_TAB_ONLY)
    return frame.render_workbook(
        "settings.html",
        result(),
        "settings",
        given=given,
        errors=errors,
        others=[(one, _name(one)) for one in others],
        languages=[("", own), *((code, say(word)) for code, word in now.items())],
        meetings_help=say(
            words.MEETINGS_HELP,
            lead=LEAD.seconds // 60,
            told=", ".join(f"{at:%H:%M}" for at in told.meetings) or say(words.NO_TIMES),
        ),
        zone=told.zone.key,
        interval=running().settings.interval,
    )


def _name(person: Person) -> str:
    who = caller().person
    if who is not None and who.id == person.id:
        return say(words.YOU, login=person.login)
    return say(words.MANAGER if person.role == "manager" else words.HEAD, login=person.login, name=person.manager)
