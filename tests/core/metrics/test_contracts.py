"""Contracts and their invoices."""

from typing import Any

import numpy as np
import pytest

from core.context import Context
from core.metrics.contracts import contracts, signed_steps
from core.metrics.days import NEVER, day
from core.metrics.stages import stages_of
from tests.support import context, typed

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "Договор", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
FIRST = {"invoice_id": "1", "client": "Первый", "date": "2026-01-01", "amount": 1, "deal_id": "0"}


def around(deal: dict[str, Any], *invoices: dict[str, Any], stages: Any = STAGES) -> Context:
    row = {"deal_id": "7", "client": "А", "manager": "И", "created": "2026-02-01", "stage": "Договор", **deal}
    bills = [{"invoice_id": str(i), "client": "А", "amount": 10, **bill} for i, bill in enumerate(invoices, 2)]
    return context("2026-03-31", deals=[row], stages=stages, invoices=[FIRST, *bills])


def found(made: Context) -> tuple[str | None, bool, float | None]:
    one = made.once(contracts)
    wait = float(one.wait[0])
    return (
        None if one.day[0] == NEVER else str(day(int(one.day[0]))),
        bool(one.forgotten[0]),
        None if np.isnan(wait) else wait,
    )


SIGNED = {"x:Договор": "2026-02-10"}


def test_a_contract_without_an_invoice_is_forgotten() -> None:
    assert found(around(SIGNED)) == ("2026-02-10", True, None)


def test_an_invoice_that_names_the_deal_is_its_own() -> None:
    assert found(around(SIGNED, {"date": "2026-02-13", "deal_id": "7"})) == ("2026-02-10", False, 3)
    assert found(around(SIGNED, {"date": "2026-02-08", "deal_id": "7"})) == ("2026-02-10", False, -2)
    two = [{"date": "2026-02-20", "deal_id": "7"}, {"date": "2026-02-13", "deal_id": "7"}]
    assert found(around(SIGNED, *two))[2] == 3


def test_a_cancelled_or_a_later_invoice_is_none() -> None:
    cancelled = {"date": "2026-02-13", "deal_id": "7", "cancelled": "2026-02-14"}
    assert found(around(SIGNED, cancelled)) == ("2026-02-10", True, None)
    assert found(around(SIGNED, {"date": "2026-04-01", "deal_id": "7"})) == ("2026-02-10", True, None)


def test_an_invoice_of_the_client_that_names_no_deal_may_be_its_own() -> None:
    assert found(around(SIGNED, {"date": "2026-02-13"})) == ("2026-02-10", False, None)
    assert not found(around(SIGNED, {"date": "2026-02-01"}))[1]
    assert found(around(SIGNED, {"date": "2026-01-31"}))[1]
    assert found(around(SIGNED, {"date": "2026-02-13", "deal_id": "8"}))[1]


@pytest.mark.parametrize("deal_id", [None, "~0123456789abcdef"])
def test_a_deal_without_an_id_may_be_meant_by_any_invoice_of_its_client(deal_id: str | None) -> None:
    made = around({**SIGNED, "deal_id": deal_id}, {"date": "2026-02-13", "deal_id": "8"})
    assert not found(made)[1]
    assert found(around({**SIGNED, "deal_id": deal_id}))[1]


def test_without_a_contract_stage_it_is_the_win() -> None:
    stages = [one for one in STAGES if one["stage"] != "Договор"]
    won = {"stage": "Оплата", "closed": "2026-02-20", **SIGNED}
    assert found(around(won, stages=stages)) == ("2026-02-20", True, None)
    assert found(around(won)) == ("2026-02-10", True, None)
    assert found(around({"stage": "Оплата", "closed": "2026-02-20"})) == ("2026-02-20", True, None)


@pytest.mark.parametrize(
    "deal",
    [
        {"stage": "Отказ", "closed": "2026-03-01", **SIGNED},
        {"stage": "Лид"},
        {"stage": "Договор"},
        {"created": "2025-11-01", "x:Договор": "2025-12-01"},
    ],
    ids=["lost", "not yet", "nobody knows when", "before the first invoice"],
)
def test_no_alarm(deal: dict[str, Any]) -> None:
    assert not found(around(deal))[1]


@pytest.mark.parametrize(
    ("names", "step"),
    [
        (("Лид", "Согласование договора", "Договор подписан"), 2),
        (("Лид", "Согласование договора"), -1),
        (("Lead", "Contract signed", "Delivery"), 1),
        (("Лид", "КП"), -1),
    ],
)
def test_the_stage_that_is_named_after_a_contract(names: tuple[str, ...], step: int) -> None:
    rows = [{"order": i, "stage": name, "kind": "open"} for i, name in enumerate(names)]
    assert signed_steps(stages_of(typed("stages", rows))).tolist() == [step]
