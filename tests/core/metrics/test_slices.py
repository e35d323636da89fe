"""Slices of random small workbooks against the slow reading; partitions sum to the total."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.context import Context
from core.metrics.deals import state
from core.metrics.dimensions import Dimension, dimensions
from core.metrics.slice_tables import year_slices
from core.metrics.slices import decided, tally, whole
from tests.core.metrics.slice_oracle import tallied
from tests.support import context

ASOF = date(2026, 3, 31)
STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
IDS = (
    "client_type", "product", "channel", "sex", "age", "marital_status", "occupation", "industry", "size", "manager",
    "region",
)  # fmt: skip
days = st.integers(0, 500).map(lambda n: (date(2025, 1, 1) + timedelta(days=n)).isoformat())
client = st.sampled_from("АБВГД")


def some(*options: Any) -> Any:
    return st.none() | st.sampled_from(options)


deal = st.fixed_dictionaries(
    {
        "client": client,
        "manager": some("Иванов", "Петров"),
        "created": st.none() | days,
        "stage": st.sampled_from([row["stage"] for row in STAGES]),
        "closed": st.none() | days,
        "amount": st.none() | st.integers(0, 1000).map(float),
        "channel": some("Сайт", "Звонок"),
        "product": some("Стол", "Стул"),
    }
)
person = st.fixed_dictionaries(
    {
        "client": client,
        "region": some("Юг", "Север"),
        "channel": some("Сайт", "Реклама"),
        "sex": some("male", "female"),
        "birth_year": some(1970, 1975, 1991, 2000, 2001, 2020),
        "size": some("Малый"),
    }
)
payment = st.fixed_dictionaries(
    {
        "date": days,
        "amount": st.sampled_from([-5.0, 10.0]),
        "client": st.none() | client,
        "invoice_id": some("1", "2", "9"),
    }
)
book = st.fixed_dictionaries(
    {
        "stages": st.just(STAGES),
        "deals": st.lists(deal, min_size=1, max_size=14).map(
            lambda rows: [{**row, "deal_id": str(i)} for i, row in enumerate(rows)]
        ),
        "clients": st.lists(person, max_size=7),
        "payments": st.lists(payment, max_size=6),
        "invoices": st.just(
            [
                {"invoice_id": "1", "client": "А", "date": "2025-01-01", "amount": 10.0},
                {"invoice_id": "2", "client": "Б", "date": "2025-01-01", "amount": 10.0},
            ]
        ),
        "lines": st.lists(
            st.fixed_dictionaries(
                {
                    "deal_id": st.integers(0, 5).map(str),
                    "product": st.sampled_from(["Стол", "Полка"]),
                    "amount": st.just(1.0),
                }
            ),
            max_size=6,
        ),
    }
)


def around(tables: dict[str, Any]) -> Context:
    return context(ASOF, **{id: rows for id, rows in tables.items() if rows})


def spelled(by: Dimension) -> list[Any]:
    """The oracle's word for each value of a dimension, the blank one last."""
    own = {
        "client_type": ["new", "returning"],
        "sex": ["female", "male"],
        "age": ["0–24", "25–34", "35–44", "45–54", "55–999"],
    }
    words = own.get(by.id) or [value.ru for value in by.values]
    return [*words[: len(by.values)], None]


def counted(made: Any, by: Dimension) -> dict[Any, Any]:
    if by.id == "sex":  # categories are the ids that occur, in the order of the alphabet
        words = [{"Мужской": "male", "Женский": "female"}[value.ru] for value in by.values] + [None]
    else:
        words = spelled(by)
    figures = zip(words, made.n, made.won, np.nan_to_num(made.amount), made.created, strict=True)
    return {word: (n, won, amount, created) for word, n, won, amount, created in figures if n or created}


@settings(max_examples=50, deadline=None)
@given(book, days, st.integers(0, 200))
def test_every_dimension_is_that_of_the_slow_reading(tables: Any, begin: str, length: int) -> None:
    made = around(tables)
    first = date.fromisoformat(begin)
    last = first + timedelta(days=length)
    found, chosen = made.once(state), decided(made.once(state), first, last)
    every = made.once(dimensions)
    assert tuple(by.id for by in every) == IDS
    total = whole(chosen)
    for by in every:
        got = tally(chosen, by)
        assert counted(got, by) == tallied(tables, ASOF, by.id, first, last), by.id
        assert len(by.code) == len(found) or by.deal is not None
        if by.deal is None:
            assert (got.n.sum(), got.won.sum(), got.created.sum()) == (total.n[0], total.won[0], total.created[0])
            assert np.nansum(got.amount) == pytest.approx(np.nansum(total.amount))
        else:
            assert got.n.sum() >= total.n[0] and set(by.deal.tolist()) == set(range(len(found)))


def won(created: str, closed: str | None = None, **more: Any) -> dict[str, Any]:
    return {"client": "А", "manager": "И", "created": created, "stage": "Оплата", "closed": closed or created, **more}


@pytest.mark.parametrize(
    ("deals", "payments", "types"),
    [
        ([won("2026-03-01")], [], [0]),
        ([won("2026-01-01"), won("2026-03-01")], [], [0, 1]),
        ([won("2026-01-01", "2026-03-01"), won("2026-03-01")], [], [0, 0]),  # won that very day is not earlier
        ([won("2026-01-01", "2026-02-28"), won("2026-03-01")], [], [0, 1]),
        ([won("2026-03-01")], [{"date": "2026-02-01", "amount": 5, "client": "А"}], [1]),
        ([won("2026-03-01")], [{"date": "2026-02-01", "amount": -5, "client": "А"}], [0]),
        ([won("2026-03-01")], [{"date": "2026-02-01", "amount": 5, "client": "Б"}], [0]),
        ([won("2026-03-05", "2026-03-01")], [], [0]),  # closed before it was created: its own win says nothing
    ],
)
def test_new_and_returning(deals: Any, payments: Any, types: list[int]) -> None:
    tables: dict[str, Any] = {"deals": deals, "stages": STAGES} | ({"payments": payments} if payments else {})
    assert context(ASOF, **tables).once(dimensions)[0].code.tolist() == types


def test_a_payment_without_a_client_is_that_of_its_invoice() -> None:
    invoices = [{"invoice_id": "1", "client": "А", "date": "2026-01-01", "amount": 10}]
    payments = [{"invoice_id": "1", "date": "2026-02-01", "amount": 5}]
    made = context(ASOF, deals=[won("2026-03-01")], stages=STAGES, invoices=invoices, payments=payments)
    assert made.once(dimensions)[0].code.tolist() == [1]


@pytest.mark.parametrize(("age", "band"), [(24, 0), (25, 1), (34, 1), (35, 2), (44, 2), (45, 3), (54, 3), (55, 4)])
def test_age_bands(age: int, band: int) -> None:
    clients = [{"client": "А", "birth_year": 2026 - age}]
    made = context(ASOF, deals=[won("2026-03-01")], stages=STAGES, clients=clients).once(dimensions)
    assert next(by for by in made if by.id == "age").code.tolist() == [band]


def test_a_slice_of_several_products_counts_a_deal_once_in_the_total() -> None:
    lines = [{"deal_id": "1", "product": one, "amount": 1} for one in ("Стол", "Стул", "Стул")]
    deals = [won("2026-03-01", deal_id="1", amount=100), won("2026-03-02", deal_id="2", product="Стол", amount=50)]
    made = context(ASOF, deals=deals, stages=STAGES, lines=lines).once(year_slices)
    part = made.of("product")
    assert part is not None
    assert [part.by.values[i].ru for i in part.shown] == ["Стол", "Стул"]
    assert part.now.amount[:2].tolist() == [150, 100]
    assert made.whole.amount.tolist() == [150]


def test_no_amount_is_not_zero() -> None:
    made = context(ASOF, deals=[won("2026-03-01")], stages=STAGES).once(year_slices)
    assert np.isnan(made.whole.amount).all() and np.isnan(made.whole.mean).all()
