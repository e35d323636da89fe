import numpy as np
import pandas as pd

from core.errors import NoData
from core.functions._arguments import table_of
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.lines import Codes, indexed
from core.metrics.product_sales import tally
from core.registry import Argument, Example, TableValue, function
from core.reports._product_columns import MARGIN, NO_PRODUCT, RANKED
from core.reports._product_rows import ranked

NO_LINES = T("Нет данных: в таблице нет ни одной строки.", "No data: the table has no row.")
_IDS = ["product", "amount", "share", "deals", "quantity", "margin", "margin_rate", "costed"]
_LINES = [
    ["ID сделки", "Товар", "Количество", "Сумма", "Себестоимость"],
    ["1", "Стол", 2, 100, 60],
    ["1", "Стул", 8, 80, None],
    ["2", "Стол", 1, 50, 30],
    ["3", "Шкаф", 1, 20, 5],
]
_TABLE = ["Стол", 150.0, 0.6, 2, 3.0, 60.0, 0.4, 150.0]
_CHAIR = ["Стул", 80.0, 0.32, 1, 8.0, None, None, None]
_CUPBOARD = ["Шкаф", 20.0, 0.08, 1, 1.0, 15.0, 0.75, 20.0]


@function(
    "PRODUCT_RANKING",
    title=T("Рейтинг товаров", "Product ranking"),
    help=T(
        "Сколько продано каждого товара: сумма, доля, заказы, количество, маржа — от лучшего к худшему. Считает все "
        "строки, которые даны.",
        "What each product sold: amount, share, orders, quantity and margin, from the best to the worst. Counts every "
        "row given.",
    ),
    args=(
        table_of("lines", "product", "amount"),
        Argument(
            "by",
            "choice",
            T("По чему", "By"),
            T(
                "amount — по сумме (так и без него), quantity — по количеству, deals — по числу заказов, margin — по "
                "марже.",
                "amount (also if blank), quantity, deals (the number of orders) or margin.",
            ),
            optional=True,
            default="amount",
            choices=("amount", "quantity", "deals", "margin"),
        ),
    ),
    unit="table",
    examples=(
        Example((_LINES,), [_IDS, _TABLE, _CHAIR, _CUPBOARD]),
        Example((_LINES, "quantity"), [_IDS, _CHAIR, _TABLE, _CUPBOARD]),
        Example(
            (_LINES, "margin"), [_IDS, _TABLE, _CUPBOARD, _CHAIR], T("Без себестоимости — в конце", "No cost: last")
        ),
    ),
    source="000, 003",
)
def product_ranking(lines: Typed, by: str = "amount") -> TableValue:
    if not len(lines):
        raise NoData(NO_LINES)
    frame = lines.frame
    names = tuple(str(name) for name in frame["product"].cat.categories)
    amount, quantity, cost = (frame[column].to_numpy() for column in ("amount", "quantity", "cost"))
    product = indexed(frame["product"], pd.Index(names))
    found = tally(product, _orders(lines), amount, quantity, cost, len(names))
    values = {"amount": found.amount, "quantity": found.quantity, "deals": found.orders, "margin": found.margin}[by]
    rows = np.flatnonzero(found.lines)
    ranks = np.where(np.isnan(values[rows]), -np.inf, values[rows])
    rows = rows[np.lexsort((rows, -ranks))]
    no_product = NO_PRODUCT.to("en" if lines.language == "en" else "ru")
    return TableValue((*RANKED, *MARGIN), ranked(found, rows.tolist(), (*names, no_product), True))


def _orders(lines: Typed) -> Codes:
    """The order of each row: its deal, else its invoice; −1 without either."""
    deal, invoice = (lines.frame[column].cat.codes.to_numpy().astype(np.int64) for column in ("deal_id", "invoice_id"))
    return np.where(deal >= 0, deal, np.where(invoice >= 0, len(lines) + invoice, -1))
