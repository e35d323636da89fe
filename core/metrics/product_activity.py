"""What each manager does with each product: deals open, offered, won and lost, and the amount sold."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.client_groups import window
from core.metrics.days import NEVER, number
from core.metrics.deals import state
from core.metrics.lines import lines
from core.metrics.owners import manager_names
from core.metrics.rates import Floats
from core.metrics.stages import LOST, OPEN

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Activity:
    """managers × products; the manager «nobody» is the last row. Deals with several lines count once a product."""

    open: Codes
    offered: Codes
    won: Codes
    lost: Codes
    amount: Floats
    total: tuple[int, int, int, int]
    """Open, offered, won and lost with each deal once however many products it has."""


def activity(context: Context) -> Activity:
    """Open on the report date; offered (created), won, lost and sold in its 12 months. Products as in the lines.

    Ask with ``context.once(activity)``.
    """
    found, deals = context.once(lines), context.once(state)
    first, last = (number(day) for day in window(context.asof))
    n, managers = len(context.tables["deals"]), len(context.once(manager_names)) + 1

    def of(values: Codes, blank: int) -> Codes:
        out = np.full(n + 1, blank, np.int64)
        out[deals.row] = values
        return out[found.deal]

    def inside(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.bool_]:
        day = of(np.where(np.isnat(days), NEVER, days.astype(np.int64)), NEVER)
        return (day >= first) & (day <= last)

    status = of(deals.status.astype(np.int64), -1)
    order = np.where(found.deal >= 0, found.deal, n + found.invoice)
    sold = (found.day >= first) & (found.day <= last)
    masks = (
        status == OPEN,
        inside(deals.created),
        sold,
        (status == LOST) & inside(deals.closed),
    )
    width = len(found.products)
    named = found.product >= 0
    cell = found.manager * np.int64(max(width, 1)) + found.product
    span = np.int64(n + len(context.tables["invoices"]) + 1)

    def count(mask: npt.NDArray[np.bool_]) -> Codes:
        at = np.flatnonzero(mask & named)
        distinct = np.unique(cell[at] * span + order[at])
        return np.bincount(distinct // span, minlength=managers * width).reshape(managers, width)

    at = np.flatnonzero(sold & named)
    amount = np.bincount(cell[at], np.nan_to_num(found.amount[at]), managers * width).reshape(managers, width)
    totals = [len(np.unique(order[mask & named])) for mask in masks]
    opened, offered, won, lost = (count(mask) for mask in masks)
    return Activity(
        opened,
        offered,
        won,
        lost,
        np.asarray(np.round(amount, 6), np.float64),
        (totals[0], totals[1], totals[2], totals[3]),
    )
