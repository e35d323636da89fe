"""Stage dates that the history knows: where they count, and that a typed one wins."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from core.history import History, extended, read_rows
from core.metrics.deals import entries, state, win_counts
from core.metrics.indicators import deals_on
from core.metrics.stages import LOST, OPEN, WON
from tests.core.metrics.test_deals import STAGES, deal
from tests.support import context, typed

MARCH = datetime(2026, 3, 1, 9)


def on(day, hour=9):
    return MARCH + timedelta(days=day - 1, hours=hour - 9)


def told(*stages, **last):
    """A context whose history saw one deal at (day[, hour], stage) after another; ``last`` are cells of its row now."""
    history, asof = History(), last.pop("asof", "2026-03-31")
    for when, stage in stages:
        rows = typed("deals", [deal(stage, **last)])
        history = extended(history, read_rows({"deals": rows}), when)
    return replace(context(asof, deals=rows, stages=STAGES), history=history)


def entered(made):
    return [None if np.isnat(day) else day.astype(date).day for day in made.once(state).entered[0]]


def test_a_changed_stage_dates_the_stage_it_came_to():
    made = told((on(2), "Лид"), (on(9), "КП"), (on(20), "Оплачено"))
    assert entered(made) == [None, 9, 20, None]
    assert [str(day) for day in entries(made.once(state))[0][:3]] == ["2026-03-01", "2026-03-09", "2026-03-20"]
    assert made.once(state).status.tolist() == [WON]
    assert str(made.once(state).closed[0]) == "2026-03-20"


def test_a_typed_date_wins():
    made = told((on(2), "Лид"), (on(9), "КП"), dates={"КП": "2026-03-05"})
    assert entered(made) == [None, 5, None, None]


def test_before_the_change_the_deal_was_open_at_the_stage_before():
    moves = ((on(2), "Лид"), (on(5), "КП"), (on(20), "Отказ"))
    now = told(*moves).once(state)
    assert (now.status.tolist(), str(now.closed[0])) == ([LOST], "2026-03-20")
    then = told(*moves, asof="2026-03-10").once(state)
    assert (then.status.tolist(), then.step.tolist()) == ([OPEN], [1])
    earlier = told(*moves, asof="2026-03-03").once(state)
    assert (earlier.status.tolist(), earlier.step.tolist()) == ([OPEN], [0])


def test_an_earlier_day_knows_the_history_as_the_report_date_does():
    """What the month before is compared with: the deal was open on the 10th, won on the 20th, both without a date."""
    made = told((on(2), "Лид"), (on(5), "КП"), (on(20), "Оплачено"))
    assert deals_on(made, date(2026, 3, 10)).status.tolist() == [OPEN]
    assert win_counts(deals_on(made, date(2026, 3, 25)), date(2026, 3, 1), date(2026, 3, 25)) == (1, 0)


def test_the_last_time_counts_up_to_the_report_date():
    moves = ((on(2), "Лид"), (on(5), "КП"), (on(8), "Лид"), (on(12), "КП"))
    assert entered(told(*moves)) == [8, 12, None, None]
    assert entered(told(*moves, asof="2026-03-10")) == [8, 5, None, None]
    assert entered(told(*moves, asof="2026-03-04")) == [None, None, None, None]


def test_a_stage_left_again_on_the_same_day_is_no_entry():
    assert entered(told((on(2), "Лид"), (on(5, 9), "Оплачено"), (on(5, 11), "Лид"))) == [None] * 4
    assert entered(told((on(2), "Лид"), (on(5, 9), "Оплачено"), (on(5, 11), "КП"))) == [None, 5, None, None]


@pytest.mark.parametrize("history", [None, History()])
def test_without_a_history_of_these_rows_only_typed_dates_count(history):
    made = context("2026-03-31", deals=[deal("КП", dates={"Лид": "2026-03-02"})], stages=STAGES)
    assert entered(replace(made, history=history)) == [2, None, None, None]
