"""The agenda of a meeting as a page: one A4 when printed, and the same text for a chat."""

from flask import Blueprint, abort, request

from core.agenda import SLOTS, text
from core.agenda import agenda as made_of
from core.report import Stamp
from sheets_addon.web.pages import desk, render

_HOURS = ((11, "morning"), (14, "11"), (16, "14"), (18, "16"))

agenda = Blueprint("agenda", __name__)


@agenda.get("/agenda")
def page() -> str:
    """The meeting that is on, or the one asked for with ``?slot=14``."""
    view = desk().view()
    if view.result is None:
        abort(404)
    slot = request.args.get("slot") or slot_of(view.result.stamp)
    if slot not in SLOTS:
        abort(404)
    view = desk().at(slot)
    if view.result is None:
        abort(404)
    made = made_of(view.result)
    meetings = {id: word.to(made.language) for id, word in SLOTS.items()}
    return render("agenda.html", view, "agenda", made=made, chat=text(made), slot=slot, meetings=meetings)


def slot_of(stamp: Stamp) -> str:
    """Today the last meeting that has begun; of another day its morning."""
    if stamp.now.date() != stamp.asof:
        return "morning"
    return next((slot for hour, slot in _HOURS if stamp.now.hour < hour), "evening")
