"""Deals that the history saw come back to an earlier stage: several visits to a stage add up."""

from itertools import pairwise

import numpy as np

from core.metrics.deals import DealState, entries
from core.metrics.stage_history import StageMoves
from core.metrics.stages import Bools, Floats, Ints

Event = tuple[int, int]
"""The day a deal came to a step, and the step."""


def returned(state: DealState, moves: StageMoves | None) -> dict[int, list[Event]]:
    """Deals of the state that went back (or came to a step again), each with all its arrivals in order of time."""
    if moves is None or not state.stages.width:
        return {}
    place = {row: deal for deal, row in enumerate(state.row.tolist())}
    asof, funnel, order = _number(state.asof), state.funnel.tolist(), state.stages
    came: dict[int, list[Event]] = {}
    for row, name, when in zip(moves.row.tolist(), moves.stage, moves.day.astype(np.int64).tolist(), strict=True):
        deal = place.get(row)
        stage = None if deal is None or when > asof else order.by_name.get((funnel[deal], name))
        if deal is not None and stage is not None and order.step[stage] >= 0:
            came.setdefault(deal, []).append((when, int(order.step[stage])))
    found, dates, created = {}, entries(state), state.created
    for deal, seen in came.items():
        known = {step: _number(day) for step, day in enumerate(dates[deal]) if not np.isnat(day)}
        typed = {step: day for step, day in known.items() if (day, step) not in seen}
        if 0 not in typed and not np.isnat(created[deal]):
            typed[0] = _number(created[deal])
        kept = {(day, step) for day, step in seen if day >= typed.get(step, day)}
        every = sorted(kept | {(day, step) for step, day in typed.items()}, key=lambda event: (event[0], event in kept))
        if any(later <= step for (_, step), (_, later) in pairwise(every)):
            found[deal] = every
    return found


def _number(day: np.datetime64) -> int:
    return int(day.astype("datetime64[D]").astype(np.int64))


def add_up(events: list[Event], until: int, width: int, standing: int | None) -> tuple[Floats, Bools]:
    """Per step all days a deal spent there up to ``until``, and whether it went on to a later one after the last
    visit. ``standing``: the step it is known to stand at or to have been lost at; None: its last stay has no known end.
    """
    days, over = np.full(width, np.nan), np.zeros(width, bool)
    stays = [(step, end - day) for (day, step), (end, _) in pairwise(events)]
    if standing == events[-1][1]:
        stays.append((standing, until - events[-1][0]))
    for step, took in stays:
        days[step] = took if np.isnan(days[step]) else days[step] + took
    for step in {step for step, _ in stays}:
        last = max(i for i, (_, one) in enumerate(events) if one == step)
        over[step] = any(later > step for _, later in events[last + 1 :])
    return days, over


def stands_at(state: DealState, lost_steps: Ints, deal: int) -> tuple[int | None, int]:
    """Where a deal's last stay goes on to, and the day up to which it is watched."""
    asof = _number(state.asof)
    if not state.lost[deal]:
        return int(state.step[deal]), asof
    known = not np.isnat(state.closed[deal]) and lost_steps[deal] >= 0
    return (int(lost_steps[deal]), _number(state.closed[deal])) if known else (None, asof)
