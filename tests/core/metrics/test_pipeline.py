"""The open deals as of a day against a slow reading of the rows."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.days import NEVER, day
from core.metrics.deals import state
from core.metrics.indicators import pipeline
from core.metrics.owners import label
from core.metrics.pipeline import MATTERS, month_ago, open_deals
from tests.core.metrics.pipeline_books import ASOF, STAGES, deals, open_ones
from tests.support import context

GONE = {"manager": "Вера", "active_from": "2020-01-01", "active_to": "2026-04-01"}
STAFF = [GONE, *({"manager": name, "active_from": "2020-01-01"} for name in ("Анна", "Борис"))]


def book(rows, **more):
    return context(ASOF, deals=rows, stages=STAGES, **more)


def listed(made, where):
    """Each open deal as plain values, by id."""
    ids = where.tables["deals"].frame["deal_id"].astype(object)
    blank = [None if np.isnan(value) else value for value in made.stage_days]
    return {
        ids[row]: (
            label(where, int(made.manager[i])),
            [*made.clients, None][made.client[i]],
            made.stages[made.stage[i]],
            None if np.isnan(made.amount[i]) else made.amount[i],
            None if np.isnan(made.weighted[i]) else pytest.approx(made.weighted[i]),
            None if made.expected[i] >= NEVER else day(int(made.expected[i])),
            blank[i],
            {name for bit, name in enumerate(MATTERS) if made.needs[i] >> bit & 1},
        )
        for i, row in enumerate(made.row.tolist())
    }


def needs(row):
    """What a deal needs, rule by rule."""
    found = set()
    if row["next_step"] is None and row["next_step_date"] is None:
        found.add("no_step")
    if row["next_step_date"] and row["next_step_date"] < ASOF:
        found.add("step_passed")
    if row["expected"] and row["expected"] < ASOF:
        found.add("date_passed")
    if row["amount"] is None:
        found.add("no_amount")
    if row["manager"] is None:
        found.add("no_manager")
    if row["manager"] == "Вера":
        found.add("leaver")
    if row["norm"] is not None and row["stage_days"] is not None and row["stage_days"] > row["norm"]:
        found.add("over_norm")
    if row["created"] and (ASOF - row["created"]).days > 90:
        found.add("old")
    return found


@given(deals())
@settings(max_examples=40)
def test_every_open_deal(rows):
    where = book(rows, managers=STAFF)
    wanted = {
        row["deal_id"]: (
            row["manager"] or "Без менеджера",
            row["client"],
            row["stage"],
            row["amount"],
            row["weighted"],
            row["expected"],
            row["stage_days"],
            needs(row),
        )
        for row in open_ones(rows)
    }
    assert listed(where.once(open_deals), where) == wanted
    known = pipeline(where.once(state))
    made = where.once(open_deals)
    assert (known.n, known.amount, known.weighted) == (
        len(made),
        *(
            None if len(values) and np.isnan(values).all() else pytest.approx(np.nansum(values))
            for values in (made.amount, made.weighted)
        ),
    )


@given(deals(), st.randoms())
@settings(max_examples=12)
def test_the_order_of_rows_says_nothing(rows, rng: Random):
    mixed = rng.sample(rows, len(rows))
    one, other = book(rows), book(mixed)
    left, right = one.once(open_deals), other.once(open_deals)
    ids = [where.tables["deals"].frame["deal_id"].astype(object) for where in (one, other)]
    assert [ids[0][row] for row in left.row] == [ids[1][row] for row in right.row]
    assert left.stages == right.stages


@given(deals())
@settings(max_examples=12)
def test_a_month_ago(rows):
    before = book(rows).once(month_ago)
    wanted = open_ones(rows, date(2026, 3, 15))
    assert len(before) == len(wanted)
    assert np.nansum(before.amount) == pytest.approx(sum(row["amount"] or 0 for row in wanted))


def test_a_column_that_is_not_there_reproaches_no_one():
    bare = {"client": "А", "manager": "Анна", "created": "2026-04-10", "stage": "Лид"}
    assert book([bare]).once(open_deals).needs.tolist() == [0]
    assert book([bare | {"next_step": None}]).once(open_deals).needs.tolist() == [1 << MATTERS.index("no_step")]


def test_without_stages_they_stand_by_the_alphabet():
    rows = [{"client": "А", "manager": "Анна", "created": "2026-04-10", "stage": name} for name in ("КП", "Звонок")]
    made = context(ASOF, deals=rows).once(open_deals)
    assert (made.stages, made.listed) == (("Звонок", "КП"), 0)
    assert np.isnan(made.weighted).all()


def test_several_funnels_name_their_stages():
    stages = [
        {"order": i, "stage": name, "kind": "open", "pipeline": funnel}
        for funnel in ("Опт", "Розница")
        for i, name in enumerate(("Лид", "КП"))
    ]
    row = {"client": "А", "manager": "Анна", "created": "2026-04-10"}
    rows = [row | {"stage": "КП", "pipeline": "Розница"}, row | {"stage": "Лид", "pipeline": "Опт"}]
    made = context(ASOF, deals=rows, stages=stages).once(open_deals)
    assert made.stages == ("Опт: Лид", "Опт: КП", "Розница: Лид", "Розница: КП")
    assert sorted(made.stages[i] for i in made.stage) == ["Опт: Лид", "Розница: КП"]


def test_exactly_the_norm_and_exactly_90_days_are_no_matter():
    def row(stage_day, created):
        return {"client": "А", "manager": "Анна", "created": created, "stage": "КП", "x:КП": stage_day}

    stages = [STAGES[0], STAGES[1] | {"norm_days": 5.0}]
    for ahead, wanted in ((0, []), (1, ["over_norm", "old"])):
        days = [(ASOF - timedelta(days=n + ahead)).isoformat() for n in (5, 90)]
        made = context(ASOF, deals=[row(*days)], stages=stages).once(open_deals)
        assert [name for bit, name in enumerate(MATTERS) if made.needs[0] >> bit & 1] == wanted
