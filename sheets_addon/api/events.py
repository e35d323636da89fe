"""``/v1/workbooks/{id}/events``: how a refresh goes, sent as it goes (server-sent events).

A stream holds a thread of the server while it lasts, so there are few at once and each ends: when nothing is under way
any more, after a minute (a browser's EventSource then asks again, with ``Last-Event-ID``), and when the service stops.
"""

import hashlib
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore
from time import monotonic
from typing import NamedTuple

from flask import Blueprint, Response, current_app, request

from core.i18n import T
from sheets_addon.access import caller, needs
from sheets_addon.access.guard import running, store
from sheets_addon.api.described import book_json, links_of, own_problems
from sheets_addon.api.operation import Gives, Operation, operation
from sheets_addon.api.problem import language_of_request, later
from sheets_addon.jobs.standing import Standing, standing
from sheets_addon.jobs.stopping import Stopping
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


class Seen(NamedTuple):
    """A look at a workbook: the same state has the same name."""

    name: str
    data: str
    is_under_way: bool


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
    look, last = _looking(id), request.headers.get("Last-Event-ID", "")
    first = look()
    if first is not None and not first.is_under_way and first.name == last:
        return Response(status=204)
    if not _room.acquire(blocking=False):
        raise later(WAIT)
    made = Response(_events(look, last, running().stopping), mimetype=EVENTS)
    made.call_on_close(_room.release)
    made.headers["X-Accel-Buffering"] = "no"
    return made


def _looking(id: int) -> Callable[[], Seen | None]:
    """Looks at the workbook for the caller, after the request's own code has ended too; None: it is purged."""
    opened, who, language, links, dumps = store(), caller(), language_of_request(), links_of(id), current_app.json.dumps

    def look() -> Seen | None:
        try:
            stands = who.told(standing(opened, id, utc_now()))
        except UnknownWorkbook:
            return None
        known = own_problems(opened, who, id, stands.problems)
        data = dumps(book_json(stands, language, known, links))
        return Seen(hashlib.sha256(data.encode()).hexdigest()[:16], data, _is_under_way(stands))

    return look


def _events(look: Callable[[], Seen | None], last: str, stopping: Stopping) -> Iterator[str]:
    """Each look reads the store and lets go of it; between two looks nothing is held but the thread."""
    told = begun = monotonic()
    yield f"retry: {RETRY}\n\n"
    while (seen := look()) is not None:
        if seen.name != last:
            yield f"event: state\nid: {seen.name}\ndata: {seen.data}\n\n"
            last, told = seen.name, monotonic()
        if not seen.is_under_way or monotonic() - begun >= LONGEST:
            return
        if monotonic() - told >= HEARTBEAT:
            yield ":\n\n"
            told = monotonic()
        if stopping.wait(LOOK):
            return


def _is_under_way(stands: Standing) -> bool:
    book = stands.status.workbook
    return stands.status.running is not None or (book.wanted_at is not None and not book.paused)
