"""What the functions of baskets share: their two columns, and a small example."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import NoData
from core.i18n import T
from core.intake.headers import column_of
from core.metrics.baskets import Baskets
from core.metrics.baskets import baskets as made
from core.registry import Argument
from core.tables.lines import LINES

NO_BASKETS = T("Нет данных: нет ни одной строки с заказом и товаром.", "No data: no row has an order and a product.")
BASKETS = Argument(
    "baskets",
    "texts",
    T("Заказы", "Baskets"),
    T("Номер заказа, сделки или чека каждой строки: столбец.", "The order, deal or receipt of each row: a column."),
)
ITEMS = Argument(
    "items",
    "texts",
    T("Товары", "Items"),
    T("Товар каждой строки: столбец той же длины.", "The product of each row: a column of the same length."),
)
EXAMPLE = (
    ["1", "1", "2", "2", "2", "3", "4", "4", "5"],
    ["Стол", "Стул", "Стол", "Стул", "Лампа", "Стол", "Стол", "Стул", "Лампа"],
)
"""Five orders; a table and chairs are in three of them."""


def found(baskets: "pd.Series[str]", items: "pd.Series[str]") -> Baskets:
    """The baskets of two columns; a row with a blank in either is none."""
    names = tuple(str(name) for name in items.cat.categories)
    order, item = (column.cat.codes.to_numpy().astype(np.int64) for column in (baskets, items))
    first = int(_headed(order, item, names))
    order, item = order[first:], item[first:]
    out = made(order, item, names)
    if not out.n:
        raise NoData(NO_BASKETS)
    return out


def _headed(order: npt.NDArray[np.int64], item: npt.NDArray[np.int64], names: tuple[str, ...]) -> bool:
    """Whether the first row is a header: «Товар», in an order that is in no other row."""
    if not len(item) or item[0] < 0 or column_of(LINES, names[item[0]]) != "product":
        return False
    return not (order[1:] == order[0]).any() and not (item[1:] == item[0]).any()
