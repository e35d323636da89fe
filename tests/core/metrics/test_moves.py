from collections import Counter
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics import moves as m
from core.metrics.client_groups import segments, window
from core.metrics.moves import months_before, moves, tally, transitions
from core.metrics.segments import ABC_NAMES, XYZ_NAMES
from tests.support import context

ASOF, THEN = date(2026, 3, 31), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-03-31", 3, "2025-12-31"),
        ("2026-02-28", 3, "2025-11-30"),
        ("2026-05-31", 3, "2026-02-28"),
        ("2026-05-30", 3, "2026-02-28"),
        ("2024-05-29", 3, "2024-02-29"),
        ("2026-01-15", 13, "2024-12-15"),
        ("2026-04-30", 1, "2026-03-31"),
    ],
)
def test_the_same_day_months_earlier(day, n, expected):
    assert months_before(date.fromisoformat(day), n) == date.fromisoformat(expected)


def test_transitions_count_every_client_once():
    cells = transitions(np.array([0, 0, 3, 2, 3], np.int8), np.array([0, 1, 2, 3, 3], np.int8))
    assert cells.tolist() == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]


PAYMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "client": st.sampled_from("АБВГДЕ"),
            "date": st.dates(date(2024, 10, 1), date(2026, 4, 10)),
            "amount": st.integers(-30, 100),
            "manager": st.sampled_from(["Ира", "Яна", None]),
        }
    ),
    max_size=30,
)


def seen(asof, rows):
    """Client → (class by value, class by regularity, value): a report of that very day, by itself."""
    found = context(asof, payments=rows).once(segments)
    return {
        found.clients[i]: (ABC_NAMES[found.abc.classes[i]], XYZ_NAMES[found.xyz.classes[i]], float(found.amount[i]))
        for i in np.flatnonzero(found.there)
    }


@settings(max_examples=60, deadline=None)
@given(PAYMENTS, st.randoms())
def test_moves_against_two_reports_of_their_days(rows, random):
    then, now = seen(THEN, rows), seen(ASOF, rows)
    random.shuffle(rows)
    found = context(ASOF, payments=rows).once(moves)
    for axis, names in enumerate((ABC_NAMES, XYZ_NAMES)):
        slow = Counter(
            (then[who][axis] if who in then else None, now[who][axis] if who in now else None)
            for who in then.keys() | now.keys()
        )
        cells = transitions(*((found.abc, found.xyz)[axis]))
        expected = [[slow[pair] for pair in product([a], [*names, None])] for a in [*names, None]]
        assert cells.tolist() == expected
        assert cells.sum(1)[:3].tolist() == [sum(v[axis] == name for v in then.values()) for name in names]
        assert cells.sum(0)[:3].tolist() == [sum(v[axis] == name for v in now.values()) for name in names]
    verdicts = {found.now.clients[i]: found.verdict[i] for i in found.known}
    assert verdicts == {who: slow_verdict(then.get(who), now.get(who)) for who in then.keys() | now.keys()}
    change = {found.now.clients[i]: found.change[i] for i in found.known}
    none = (None, None, 0.0)
    assert change == pytest.approx({w: now.get(w, none)[2] - then.get(w, none)[2] for w in then.keys() | now.keys()})


def slow_verdict(then, now):
    if now is None:
        return m.GONE
    if then is None:
        return m.NEW
    if then[0] != now[0]:
        return m.UP if now[0] < then[0] else m.DOWN
    if then[1] != now[1]:
        return m.REGULAR if now[1] < then[1] else m.IRREGULAR
    return m.SAME


@settings(max_examples=40, deadline=None)
@given(PAYMENTS)
def test_a_tally_in_groups_adds_up_to_the_whole(rows):
    found = context(ASOF, payments=rows).once(moves)
    at = found.known
    whole, parts = tally(found, at, np.zeros(len(at), np.int64), 1), tally(found, at, at % 3, 3)
    for name, values in vars(parts).items():
        assert values.sum() == pytest.approx(getattr(whole, name)[0]), name
    (a, b), _ = found.abc, found.xyz
    same = sum(1 for i in at if found.then.there[i] and found.now.there[i] and a[i] == b[i])
    assert whole.then[0] == whole.up[0] + whole.down[0] + same + whole.gone[0] == found.then.there.sum()
    assert whole.now[0] == whole.up[0] + whole.down[0] + same + whole.new[0] == found.now.there.sum()


def test_the_setting_says_how_far_back():
    rows = [{"client": "А", "date": "2026-01-15", "amount": 1}]
    near = context(ASOF, settings={"moves_months": 2}, payments=rows).once(moves)
    far = context(ASOF, settings={"moves_months": 12}, payments=rows).once(moves)
    assert (near.then.first, near.then.last) == window(date(2026, 1, 31))
    assert near.verdict.tolist() == [m.SAME] and far.verdict.tolist() == [m.NEW]
