"""The head's day (seeds 000 and 001): what is to be done when, what of it «Контроль» says is done, who is left.

«Контроль» keeps no times: the k-th meeting of a day was held if somebody has k rows of a meeting that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from core.context import Context
from core.metrics.people import absent
from core.metrics.reviews import done_today, last_checked, roll_calls, team, week_of

What = Literal["first_meeting", "meeting", "roll_call", "calls", "revision", "all_heard", "all_checked"]
Status = Literal["done", "partly", "not_marked", "ahead", "day_off"]
MINUTES: dict[What, tuple[int, int]] = {
    "first_meeting": (15, 15),
    "meeting": (5, 5),
    "roll_call": (5, 5),
    "calls": (10, 15),
    "revision": (20, 30),
}
"""Least and most. The revision and the calls are the source's; the short meetings are its «пятиминутки»."""
_NOW = {"11": time(11), "14": time(14), "16": time(16), "evening": time(23, 59)}


@dataclass(frozen=True)
class Item:
    """One line of the checklist. ``at`` None: any time of the day; ``left`` whom it still waits for."""

    what: What
    at: time | None
    status: Status
    left: tuple[str, ...] = ()
    done: int | None = None
    of: int | None = None


def today(context: Context) -> list[Item]:
    """The day's items: meetings by their hour, then what has no hour."""
    return [*_meetings(context), _roll_call(context), _calls(context), _revision(context)]


def week(context: Context) -> list[Item]:
    """Every base checked, and everyone heard, once a week."""
    monday, friday = week_of(context)
    found = []
    for what, kind in (("all_checked", "revision"), ("all_heard", "call")):
        checked = last_checked(context, kind)
        left = tuple(one.manager for one in checked if not _since(one.day, monday))
        done = len(checked) - len(left)
        status: Status = (
            "done" if not left else "partly" if done else "ahead" if context.asof < friday else "not_marked"
        )
        found.append(Item(what, None, status, left, done, len(checked)))  # type: ignore[arg-type]
    return found


def minutes(items: list[Item]) -> tuple[int, int]:
    """The least and the most that the items take together."""
    both = [MINUTES[item.what] for item in items if item.what in MINUTES]
    return sum(least for least, _ in both), sum(most for _, most in both)


def present(context: Context) -> list[str]:
    """The team without those away on the report date."""
    return [name for name in team(context) if not absent(context, name, context.asof)]


def _meetings(context: Context) -> Iterator[Item]:
    held, here = done_today(context, "meeting"), present(context)
    most = max(held.values(), default=0)
    now = _NOW.get(context.slot, min(context.settings.meetings, default=time(9)))
    for k, at in enumerate(sorted(context.settings.meetings)):
        left = tuple(name for name in here if held.get(name, 0) <= k) if most > k else ()
        status: Status = "partly" if left else "done" if most > k else _undone(context, ahead=at >= now)
        yield Item("meeting" if k else "first_meeting", at, status, left)


def _roll_call(context: Context) -> Item:
    here = set(present(context))
    found = [one for one in roll_calls(context) if one.manager in here]
    if not any(one.asked_today for one in found):
        return Item("roll_call", None, _undone(context))
    left = tuple(one.manager for one in found if not one.answered_today)
    return Item("roll_call", None, "partly" if left else "done", left)


def _calls(context: Context) -> Item:
    """Left are the two who have waited longest; one call heard makes the day."""
    waiting = [one.manager for one in last_checked(context, "call") if not one.away and one.day != context.asof]
    done = bool(done_today(context, "call"))
    return Item("calls", None, "done" if done else _undone(context), () if done else tuple(waiting[:2]))


def _revision(context: Context) -> Item:
    """Done if a base was checked today, or none is left this week; left are the next two."""
    monday, _ = week_of(context)
    waiting = [one.manager for one in last_checked(context, "revision") if not _since(one.day, monday)]
    done = bool(done_today(context, "revision")) or not waiting
    return Item("revision", None, "done" if done else _undone(context), () if done else tuple(waiting[:2]))


def _since(day: date | None, monday: date) -> bool:
    return day is not None and day >= monday


def _undone(context: Context, ahead: bool | None = None) -> Status:
    """What is not written down: still ahead until its hour (without one until the evening), then not marked."""
    if not context.calendar.is_working(context.asof):
        return "day_off"
    is_ahead = context.slot != "evening" if ahead is None else ahead
    return "ahead" if is_ahead else "not_marked"
