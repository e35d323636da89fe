from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.days import NEVER, number
from core.metrics.relations import NOBODY, ROLE_IDS, coverage, known, relations
from core.tables.stakeholders import LEVELS
from tests.support import context, typed

ASOF = date(2026, 3, 31)


def person(client, role, level, contact=None):
    return {"client": client, "role": role, "level": level, "last_contact": contact}


def paid(client, *days):
    return [{"client": client, "date": day, "amount": 100} for day in days]


def test_the_best_level_and_the_latest_contact_of_a_role():
    rows = [
        person("А", "user", "1", "2026-03-10"),
        person("А", "user", "3", "2026-01-10"),
        person("А", "user", None, "2026-05-01"),
        person("А", None, "4", "2026-03-30"),
    ]
    found = known(typed("stakeholders", rows), ("А", "Б"), number(ASOF))
    at = ROLE_IDS.index("user")
    assert found.level[0].tolist() == [NOBODY] * at + [3]
    assert found.contact[0, at] == number(date(2026, 3, 10)) == found.last[0]
    assert (found.level[1] == NOBODY).all() and found.last[1] == NEVER


def test_who_is_in_the_matrix():
    made = context(
        ASOF,
        clients=[
            {"client": "Ключ", "key": True, "manager": "Ира"},
            {"client": "Нет", "key": False},
            {"client": "Раз", "manager": "Яна"},
        ],
        payments=[
            *paid("Дважды", "2020-01-01", "2026-03-01"),
            *paid("Раз", "2026-03-01"),
            *paid("День", "2026-03-01", "2026-03-01"),
            *paid("Потом", "2026-03-01", "2026-04-01"),
        ],
        stakeholders=[person("Раз", "user", "4"), person("Ключ", "user", "2")],
    )
    found = made.once(relations)
    assert found.known.clients == ("Дважды", "Ключ")
    assert (found.purchases.tolist(), found.amount.tolist()) == ([2, 0], [100, 0])
    assert (found.key.tolist(), found.outside) == ([False, True], 1)


def test_coverage_is_a_share_of_the_roles_or_of_their_weights():
    levels = np.array([[3, 1, 2, NOBODY, 0], [NOBODY] * 5])
    assert coverage(levels, 2).tolist() == [0.4, 0.0]
    assert coverage(levels, 2, np.array([5.0, 1, 1, 1, 2])).tolist() == [0.6, 0.0]
    assert np.isnan(coverage(levels, 2, np.zeros(5))).all()


PEOPLE = st.lists(
    st.builds(
        person,
        st.sampled_from([*"АБВ", None]),
        st.sampled_from([*ROLE_IDS, None]),
        st.sampled_from([*(level.id for level in LEVELS), None]),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 4, 20)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.integers(0, 4), st.randoms())
def test_the_matrix_against_a_slow_one_in_any_order(rows, threshold, random):
    cells = {}
    for row in rows:
        if row["client"] and row["role"]:
            cells.setdefault((row["client"], row["role"]), []).append(row)
    random.shuffle(rows)
    found = known(typed("stakeholders", rows), tuple("АБВ"), number(ASOF))
    for i, client in enumerate("АБВ"):
        reached = 0
        for j, role in enumerate(ROLE_IDS):
            people = cells.get((client, role), [])
            level = max((int(p["level"]) for p in people if p["level"]), default=NOBODY)
            spoken = max(
                (p["last_contact"] for p in people if p["last_contact"] and p["last_contact"] <= ASOF), default=None
            )
            assert found.level[i, j] == level
            assert found.contact[i, j] == (NEVER if spoken is None else number(spoken))
            reached += level >= threshold
        assert coverage(found.level, threshold)[i] == pytest.approx(reached / 5)
