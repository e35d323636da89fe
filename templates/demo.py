"""The filled template's data as plain rows, so that tests need no file."""

from functools import cache
from typing import Any

from core.i18n import Language, T
from templates.company.activity import daily_metrics
from templates.company.clients import clients
from templates.company.control import reviews, stakeholders
from templates.company.days import ASOF
from templates.company.deals import deals
from templates.company.money import money
from templates.company.plans import fx, managers, targets
from templates.company.rows import (
    client_rows,
    deal_rows,
    hot_rows,
    invoice_rows,
    line_rows,
    payment_rows,
    product_rows,
)
from templates.dictionaries import dictionaries

__all__ = ["ASOF", "demo"]


def demo(language: Language) -> dict[str, list[dict[str, Any]]]:
    """Rows by table id, each ``{column id: value}``; a blank cell has no key.

    Dates are ``date``, a choice is its id, a percent a fraction, a yes/no a bool; extra columns are
    ``x:<name>``. The invented company's report date is :data:`ASOF`. No cell is dirty here.
    """
    told = {table: [_to(row, language) for row in rows] for table, rows in _company().items()}
    return told | dictionaries(language)


@cache
def _company() -> dict[str, list[dict[Any, Any]]]:
    buyers = clients()
    all_deals = deals(buyers)
    invoices, payments = money(all_deals)
    return {
        "daily_metrics": daily_metrics(all_deals, invoices, payments),
        "deals": deal_rows(all_deals),
        "hot_clients": hot_rows(buyers, all_deals),
        "invoices": invoice_rows(invoices),
        "payments": payment_rows(payments),
        "clients": client_rows(buyers),
        "lines": line_rows(all_deals),
        "stakeholders": stakeholders(buyers, all_deals),
        "reviews": reviews(),
        "managers": managers(),
        "targets": targets(all_deals, payments),
        "products": product_rows(),
        "fx": fx(),
    }


def _to(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    return {_said(key, language): _said(value, language) for key, value in row.items() if value is not None}


def _said(value: Any, language: Language) -> Any:
    return value.to(language) if isinstance(value, T) else value
