"""When clients are due to buy again, against a slow reading of their purchases."""

from datetime import date, timedelta
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.client_groups import segments
from core.metrics.days import NEVER, day, number
from core.metrics.reorder import bought_last, next_day, reorder
from tests.support import context

ASOF = date(2026, 3, 31)
STAGES = [{"order": 1, "stage": "Новая", "kind": "open"}, {"order": 2, "stage": "Оплата", "kind": "won"}]


def won(client, closed, amount=100.0, **more):
    base = {"client": client, "manager": "М", "created": "2020-01-01", "stage": "Оплата"}
    return base | {"closed": closed, "amount": amount} | more


def invoice(id, client, day, amount=100.0, **more):
    return {"invoice_id": id, "client": client, "date": day, "amount": amount} | more


def found(**tables):
    made = context(ASOF, **tables).once(reorder)
    return {
        name: {
            "days": int(made.days[i]),
            "last": day(int(made.last[i])),
            "last_amount": made.last_amount[i],
            "usual": made.usual[i],
            "gap": made.gap[i],
            "expected": None if made.expected[i] >= NEVER else day(int(made.expected[i])),
            "late": made.late[i],
            "missed": made.missed[i],
            "due": bool(made.due[i]),
            "asleep": bool(made.asleep[i]),
        }
        for i, name in enumerate(made.clients)
    }


def slow(purchases, asof=ASOF):
    """From (day, amount) of one client."""
    there = [(when, amount) for when, amount in purchases if when <= asof]
    if not there:
        return None
    days = sorted({when for when, _ in there})
    sums = {
        when: sum(known) if (known := [a for d, a in there if d == when and a is not None]) else None for when in days
    }
    known = [value for value in sums.values() if value is not None]
    last, n = days[-1], len(days)
    gap = (last - days[0]).days / (n - 1) if n > 1 else None
    expected = last + timedelta(days=floor(gap + 0.5)) if gap else None
    late = (asof - expected).days if expected else None
    asleep = gap is not None and (asof - last).days * (n - 1) > 2 * (last - days[0]).days
    usual = sum(known) / len(known) if known else None
    return {
        "days": n,
        "last": last,
        "last_amount": sums[last],
        "usual": usual,
        "gap": gap,
        "expected": expected,
        "late": late,
        "missed": usual * max(late, 0) / gap if usual is not None and gap else None,
        "due": late is not None and late >= 0 and not asleep,
        "asleep": asleep,
    }


def same(made, wanted):
    return all(
        (np.isnan(made[key]) if isinstance(made[key], float) else made[key] is None)
        if value is None
        else made[key] == (pytest.approx(value) if isinstance(value, float) else value)
        for key, value in wanted.items()
    )


bought = st.tuples(
    st.sampled_from("АБВ"),
    st.integers(-900, 10).map(lambda n: ASOF + timedelta(days=n)),
    st.none() | st.integers(0, 500).map(float),
)


@given(st.lists(bought, max_size=14), st.randoms())
@settings(max_examples=50)
def test_deals_against_the_slow_reading(rows, rng):
    deals = [won(client, when.isoformat(), amount) for client, when, amount in rows]
    made = found(deals=rng.sample(deals, len(deals)), stages=STAGES)
    for client in "АБВ":
        wanted = slow([(when, amount) for who, when, amount in rows if who == client])
        assert (client in made) == (wanted is not None)
        if wanted:
            assert same(made[client], wanted), (made[client], wanted)


def test_a_client_without_won_deals_counts_by_invoices_and_cancelled_ones_are_none():
    made = found(
        deals=[won("А", "2026-01-01"), won("А", "2026-01-31")],
        stages=STAGES,
        invoices=[
            invoice("1", "А", "2026-03-01"),
            invoice("2", "Б", "2026-02-01", 10.0),
            invoice("3", "Б", "2026-03-01", 30.0),
            invoice("4", "Б", "2026-03-20", 500.0, cancelled="2026-03-25"),
            invoice("5", "Б", "2026-04-20"),
        ],
    )
    assert (made["А"]["last"], made["А"]["expected"]) == (date(2026, 1, 31), date(2026, 3, 2))
    assert (made["Б"]["last"], made["Б"]["usual"], made["Б"]["expected"]) == (date(2026, 3, 1), 20.0, date(2026, 3, 29))
    assert (made["Б"]["late"], made["Б"]["due"]) == (2, True)


def test_only_payments_count_where_there_is_nothing_else_and_a_refund_is_no_purchase():
    paid = [("2026-01-01", 50.0), ("2026-02-01", 70.0), ("2026-03-01", -20.0)]
    made = found(payments=[{"client": "А", "date": when, "amount": amount} for when, amount in paid])
    assert (made["А"]["days"], made["А"]["last_amount"], made["А"]["gap"]) == (2, 70.0, 31.0)


def test_invoices_in_another_currency_are_worth_their_days_rate():
    made = found(
        invoices=[
            invoice("1", "А", "2026-02-01", 10.0, currency="USD"),
            invoice("2", "А", "2026-03-01", 10.0, currency="USD"),
            invoice("3", "А", "2026-03-01", 5.0),
        ],
        fx=[
            *({"date": f"2026-02-{n:02d}", "currency": "USD", "rate": 80.0} for n in range(1, 29, 5)),
            *({"date": f"2026-03-{n:02d}", "currency": "USD", "rate": 90.0} for n in range(1, 32, 5)),
        ],
    )
    assert (made["А"]["last_amount"], made["А"]["usual"]) == (905.0, 852.5)


def test_the_gap_is_that_of_xyz_where_all_purchases_are_of_the_last_12_months():
    days = {"А": ("2025-06-01", "2025-08-01", "2026-01-15"), "Б": ("2025-05-05", "2025-05-06")}
    where = context(ASOF, deals=[won(c, when) for c, all in days.items() for when in all], stages=STAGES)
    classes, made = where.once(segments), where.once(reorder)
    assert list(classes.xyz.gap) == list(made.gap)
    assert list(classes.xyz.last) == list(made.last)


def test_silent_for_exactly_two_gaps_is_not_asleep():
    for closed, asleep in (("2026-01-30", False), ("2026-01-29", True)):
        last = date.fromisoformat(closed)
        made = found(deals=[won("А", closed), won("А", (last - timedelta(days=30)).isoformat())], stages=STAGES)
        assert (made["А"]["asleep"], made["А"]["due"]) == (asleep, not asleep)


def test_what_was_bought_last_by_amount():
    line = {"deal_id": "2", "amount": 10.0}
    where = context(
        ASOF,
        deals=[
            won("А", "2026-01-01", deal_id="1", product="Старое"),
            won("А", "2026-02-01", deal_id="2"),
            won("Б", "2026-02-01", deal_id="3", product="Стол"),
        ],
        stages=STAGES,
        lines=[line | {"product": name, "amount": worth} for name, worth in (("Д", 1.0), ("Г", 9.0), ("В", 9.0))],
    )
    assert where.once(bought_last) == {
        ("А", number(date(2026, 2, 1))): "В, Г +1",
        ("Б", number(date(2026, 2, 1))): "Стол",
    }


def test_next_day():
    assert next_day(np.array([])) is None
    assert next_day(np.array([5, 5])) is None
    assert next_day(np.array([10, 0, 5, 5])) == 15
    assert next_day(np.array([0, 1, 4])) == 6
    assert next_day(np.array([0, 3, 5])) == 8
