"""The agenda of a meeting as a page: one A4 when printed, and the same text for a chat."""

from datetime import date

from flask import Blueprint, abort, request

from core.agenda import SLOTS, Agenda, text
from core.agenda import agenda as made_of
from core.report import Result
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.alerts.message import stored
from sheets_addon.store import agendas
from sheets_addon.web import frame, shown
from sheets_addon.web.viewed import note_view

agenda = Blueprint("agenda", __name__, url_prefix="/workbooks/<int:id>/agenda")


@agenda.get("")
@needs("workbook")
def page(id: str) -> str:
    """Of the last run's meeting, or an earlier one of the day with ``?slot=11``."""
    result = shown.result()
    if result is None:
        return frame.render_workbook("empty.html", result, "agenda")
    note_view()
    slot = request.args.get("slot") or result.stamp.slot
    made = of_slot(result, slot)
    if made is None:
        abort(404)
    there = _there(result)
    meetings = {id: (word.to(made.language), id in there) for id, word in SLOTS.items()}
    return frame.render_workbook(
        "agenda.html", result, "agenda", made=made, chat=text(made), slot=slot, meetings=meetings
    )


def of_slot(result: Result, slot: str) -> Agenda | None:
    """The agenda as the caller may see it; None: that meeting has had none, or it is not for him.

    An earlier meeting's agenda is kept as it was for the whole team, so a manager has the last one only.
    """
    if slot == result.stamp.slot:
        return made_of(result)
    if slot not in _there(result):
        return None
    with store().read() as session:
        kept = agendas.get(session, workbook().id, result.stamp.asof, slot)
    return None if kept is None else stored(kept)


def _there(result: Result) -> frozenset[str]:
    own = frozenset({result.stamp.slot})
    person = caller().person
    if person is not None and person.role == "manager":
        return own
    return own | _kept_slots(workbook().id, result.stamp.asof)


def _kept_slots(id: int, day: date) -> frozenset[str]:
    with store().read() as session:
        return agendas.of_day(session, id, day)
