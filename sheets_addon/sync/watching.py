"""Each run for who looks after the service: its numbers on every line of the log, and one line at its end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from sheets_addon.logs import log
from sheets_addon.sync.outcome import Outcome


@contextmanager
def watched(workbook_id: int, run_id: int, reason: str) -> Iterator[Callable[[Outcome], Outcome]]:
    """``workbook`` and ``run`` on what is logged within; the outcome, given to what is yielded, becomes a line."""
    began = time.perf_counter()

    def ended(outcome: Outcome) -> Outcome:
        say = log().info if outcome.is_good else log().warning
        say(
            "sync",
            outcome=outcome.word,
            code=outcome.error.code if outcome.error is not None else None,
            reason=reason,
            seconds=round(time.perf_counter() - began, 3),
            requests=dict(outcome.requests),
            problems=outcome.problems,
        )
        return outcome

    with structlog.contextvars.bound_contextvars(workbook=workbook_id, run=run_id):
        yield ended
