"""``/v1/workbooks/{id}/events``: how a refresh goes, sent as it goes (server-sent events).

A stream holds a thread of the server while it lasts, so there are few at once and each ends: when nothing is under way
any more, after a minute (a browser's EventSource then asks again, with ``Last-Event-ID``), and when the service stops.
"""

import hashlib
from collections.abc import Iterator
from threading import BoundedSemaphore
from time import monotonic

from flask import Blueprint, Response, current_app, request, stream_with_context

from core.i18n import Language, T
from sheets_addon.access import needs
from sheets_addon.access.guard import running, store
from sheets_addon.api.books import own_problems
from sheets_addon.api.described import book_json
from sheets_addon.api.operation import Gives, Operation, operation
from sheets_addon.api.problem import language_of_request, later
from sheets_addon.jobs.standing import Standing, standing
from sheets_addon.store.errors import UnknownWorkbook
from sheets_addon.work import utc_now

EVENTS = "text/event-stream"
AT_ONCE, WAIT = 4, 5
"""Streams beside each other: half of the server's threads (cli/serving). A further one may come after seconds."""
LOOK, HEARTBEAT, LONGEST = 1.0, 15.0, 60.0
"""Seconds between looks, between signs of life, and of a stream."""
RETRY = 3000
"""Milliseconds after which a browser asks again."""
LAST = {
    "Last-Event-ID": (
        T("id последнего полученного события.", "The id of the last event that came."),
        {"type": "string"},
    )
}

events = Blueprint("events", __name__, url_prefix="/v1/workbooks/<int:id>/events")
_room = BoundedSemaphore(AT_ONCE)


@events.get("")
@needs("workbook")
@operation(
    Operation(
        T("Как идёт обновление, по мере хода", "How a refresh goes, as it goes"),
        {
            200: Gives(T("События state с книгой", "Events “state” with the workbook"), media=(EVENTS,)),
            204: Gives(T("Нового нет и не ожидается", "Nothing new, and nothing is under way"), media=()),
        },
        headers=LAST,
    )
)
def stream(id: int) -> Response:
    """Without a change there is a comment every 15 seconds."""
    stands, language = standing(store(), id, utc_now()), language_of_request()
    if not _is_under_way(stands) and _told(stands, language)[0] == request.headers.get("Last-Event-ID"):
        return Response(status=204)
    if not _room.acquire(blocking=False):
        raise later(WAIT)
    made = Response(stream_with_context(_events(id, language)), mimetype=EVENTS)
    made.call_on_close(_room.release)
    made.headers["X-Accel-Buffering"] = "no"
    return made


def _events(id: int, language: Language) -> Iterator[str]:
    """Each look reads the store and lets go of it; between two looks nothing is held but the thread."""
    last, end = request.headers.get("Last-Event-ID", ""), monotonic() + LONGEST
    told = monotonic()
    yield f"retry: {RETRY}\n\n"
    while True:
        try:
            stands = standing(store(), id, utc_now())
        except UnknownWorkbook:  # purged meanwhile
            return
        name, data = _told(stands, language)
        if name != last:
            yield f"event: state\nid: {name}\ndata: {data}\n\n"
            last, told = name, monotonic()
        if not _is_under_way(stands) or monotonic() >= end:
            return
        if monotonic() - told >= HEARTBEAT:
            yield ":\n\n"
            told = monotonic()
        if running().stopping.wait(LOOK):
            return


def _told(stands: Standing, language: Language) -> tuple[str, str]:
    """The event's id and data: the same state has the same id."""
    known = own_problems(stands.status.workbook.id, stands.problems)
    data = current_app.json.dumps(book_json(stands, language, known))
    return hashlib.sha256(data.encode()).hexdigest()[:16], data


def _is_under_way(stands: Standing) -> bool:
    book = stands.status.workbook
    return stands.status.running is not None or (book.wanted_at is not None and not book.paused)
