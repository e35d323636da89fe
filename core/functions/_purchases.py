"""Purchases given as columns: the arguments, and the classes over a period as the reports find them."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.errors import NoData
from core.i18n import T
from core.metrics.days import NEVER, number, numbered
from core.metrics.rates import Floats
from core.metrics.segments import Abc, Bools, Xyz, abc, xyz
from core.registry import Argument
from core.settings import parameters

NO_PURCHASES = T(
    "Нет данных: в этом периоде нет ни одной строки с клиентом, датой и суммой.",
    "No data: no row of this period has a client, a date and an amount.",
)
A, B, THETA = (parameters()[id][1] for id in ("abc_a", "abc_b", "xyz_theta"))

CLIENTS = Argument(
    "clients",
    "texts",
    T("Клиенты", "Clients"),
    T("Клиент каждой покупки: столбец.", "The client of each purchase: a column."),
)
DATES = Argument(
    "dates",
    "dates",
    T("Даты", "Dates"),
    T("День каждой покупки: столбец той же длины.", "The day of each purchase: a column of the same length."),
)
AMOUNTS = Argument(
    "amounts",
    "numbers",
    T("Суммы", "Amounts"),
    T(
        "Сумма каждой покупки; возврат — с минусом, он уменьшает объём и покупкой не считается.",
        "The amount of each purchase; a refund is negative: it lowers the value and is no purchase.",
    ),
)


@dataclass(frozen=True)
class Classes:
    """One entry a client of the column; ``there`` are those with a row in the period."""

    there: Bools
    amount: Floats
    abc: Abc
    xyz: Xyz


def ensure_any(*found: Classes) -> None:
    """Refuse to answer where no period has a row."""
    if not any(one.there.any() for one in found):
        raise NoData(NO_PURCHASES)


def classes(
    clients: "pd.Series[str]",
    dates: "pd.Series[pd.Timestamp]",
    amounts: Floats,
    first: date | None,
    last: date | None,
    a: float = A,
    b: float = B,
) -> Classes:
    """The classes over ``first`` to ``last``; without ``last`` the latest of the dates. A period may be empty."""
    who, when = clients.cat.codes.to_numpy().astype(np.int64), numbered(dates)
    given = (who >= 0) & (when < NEVER) & ~np.isnan(amounts)
    if first is not None:
        given &= when >= number(first)
    if last is not None:
        given &= when <= number(last)
    n, asof = len(clients.cat.categories), number(last) if last is not None else int(when[given].max(initial=0))
    who, when, amounts = who[given], when[given], amounts[given]
    value = np.asarray(np.round(np.bincount(who, amounts, n), 6), np.float64)
    bought = amounts > 0
    there = np.bincount(who, minlength=n) > 0
    return Classes(there, value, abc(value, a, b), xyz(who[bought], when[bought], n, asof, THETA))
