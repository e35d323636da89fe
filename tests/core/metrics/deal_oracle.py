"""The rules for one deal in plain Python, slow and obvious: what the arrays are checked against."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def steps_of(stages: Sequence[Row]) -> list[Row]:
    return [s for s in sorted(stages, key=lambda s: s["order"]) if s["kind"] != "lost"]


def status_today(deal: Row, stages: Sequence[Row]) -> str:
    if deal.get("status"):
        return str(deal["status"])
    if deal.get("loss_reason"):
        return "lost"
    return next((s["kind"] for s in stages if s["stage"] == deal["stage"]), "open")


def closed_today(deal: Row, stages: Sequence[Row]) -> date | None:
    status = status_today(deal, stages)
    if status == "open":
        return None
    if deal.get("closed"):
        return day(deal["closed"])
    dates = [day(deal.get(f"x:{s['stage']}")) for s in sorted(stages, key=lambda s: s["order"]) if s["kind"] == status]
    known = [one for one in dates if one]
    if not known:
        return None
    return known[0] if status == "won" else min(known)


def as_of(deal: Row, stages: Sequence[Row], asof: date) -> dict[str, Any] | None:
    """What the deal is on a day: status, closed, step (from 0), furthest, dates of the steps; None: not there yet."""
    created = day(deal.get("created"))
    if created and created > asof:
        return None
    steps = steps_of(stages)
    names = [s["stage"] for s in steps]
    typed = [day(deal.get(f"x:{name}")) for name in names]
    dates = [one if one and one <= asof else None for one in typed]
    status, closed = status_today(deal, stages), closed_today(deal, stages)
    back = closed is not None and closed > asof
    if back:
        status, closed = "open", None
    if status == "open":
        closed = None
    won_steps = [i for i, s in enumerate(steps) if s["kind"] == "won"]
    work_steps = [i for i, s in enumerate(steps) if s["kind"] == "open"]

    def last(among: list[int]) -> int | None:
        there = [(dates[i], i) for i in among if dates[i]]
        return max(there)[1] if there else None

    typed_step = names.index(deal["stage"]) if deal["stage"] in names else None
    ahead = typed_step is not None and bool(typed[typed_step]) and dates[typed_step] is None
    known = deal["stage"] in [s["stage"] for s in stages]
    if status == "lost":
        step = last(work_steps) or 0
    elif status == "won" and won_steps:
        step = typed_step if typed_step in won_steps and not ahead else max(last(won_steps) or 0, won_steps[0])
    elif status == "open" and (back or ahead or (known and typed_step not in work_steps)):
        step = last(work_steps) or 0
    else:
        step = typed_step or 0
    dated = max((i for i, one in enumerate(dates) if one), default=0)
    return {
        "created": created,
        "status": status,
        "closed": closed,
        "step": step,
        "furthest": dated if status == "lost" else max(dated, step),
        "dates": dates,
        "amount": deal.get("amount"),
        "first_won": won_steps[0] if won_steps else None,
    }


def reached(one: Mapping[str, Any], i: int, mode: str, first: date | None, last: date | None) -> bool:
    """Whether a deal counts at step i in a mode and a period."""

    def inside(when: date | None) -> bool:
        return when is not None and (first is None or when >= first) and (last is None or when <= last)

    entered = list(one["dates"])
    entered[0] = entered[0] or one["created"]
    if one["status"] == "won" and one["first_won"] is not None:
        entered[one["first_won"]] = entered[one["first_won"]] or one["closed"]
    if mode == "flow":
        return entered[i] is not None and inside(entered[i])
    if mode == "snapshot":
        return one["status"] != "lost" and one["step"] == i
    if not ((first is None and last is None) or inside(one["created"])):
        return False
    if mode == "cohort":
        return bool(one["furthest"] >= i)
    way = entered[: i + 1]
    return i == 0 or (None not in way and way == sorted(way))  # type: ignore[type-var]
