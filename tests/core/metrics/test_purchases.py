"""What clients bought: the borders of :mod:`core.metrics.purchases` that its reports' own tests do not reach."""

import pytest

from core.metrics.purchases import old_payments_without_a_rate, purchases
from tests.support import context


@pytest.mark.parametrize(("day", "named"), [("2025-03-01", True), ("2024-12-31", False)])
def test_an_old_payment_without_a_rate_is_left_out_and_named_if_looked_back_at(day: str, named: bool) -> None:
    """The ledger settles it in the invoice's own currency, but the moves' look back (3 months more) needs a rate."""
    payments = [
        {"date": "2025-03-02", "amount": 7, "client": "А"},
        {"date": day, "amount": 5, "invoice_id": "1", "currency": "EUR"},
    ]
    bill = {"invoice_id": "1", "client": "А", "date": "2024-02-01", "amount": 5, "currency": "EUR"}
    where = context("2026-03-31", payments=payments, invoices=[bill])
    assert where.once(purchases).value.amount.tolist() == [7.0]
    found = [(problem.row, problem.code) for problem in old_payments_without_a_rate(where)]
    assert found == ([(3, "no_rate")] if named else [])
