from typing import TYPE_CHECKING

from core.errors import NoData
from core.functions._baskets import BASKETS, EXAMPLE, ITEMS, found
from core.i18n import T
from core.metrics.baskets import MAX_SIZE, MIN_COUNT, top_sets
from core.registry import Argument, Example, TableValue, function
from core.reports._product_columns import BUNDLES
from core.reports._product_rows import bundle_rows

if TYPE_CHECKING:
    import pandas as pd

MOST = 1_000
NO_BUNDLE = T(
    "Нет комплектов: ни одни два товара не встретились вместе {n} раз.",
    "No bundle: no two products are together in {n} baskets.",
)
_IDS = ["items", "n", "support", "confidence", "lift", "given", "then", "verdict", "given_n", "then_n"]
_CHANCE = "разница может быть случайной"
_PAIR = ["Стол + Стул", 3, 0.6, 1.0, 1.25, "Стул", "Стол", _CHANCE, 3, 4]


@function(
    "PRODUCT_BUNDLES",
    title=T("Популярные комплекты", "Popular bundles"),
    help=T(
        "Какие товары берут вместе в одном заказе: комплекты из двух и больше, самые частые первыми (до 1000), и что к "
        "чему предложить.",
        "Which products are bought together in an order: bundles of two and more, the most frequent first (up to "
        "1,000), and what to offer with what.",
    ),
    args=(
        BASKETS,
        ITEMS,
        Argument(
            "min_count",
            "number",
            T("Не реже", "At least"),
            T("Во скольких заказах должен быть комплект; пусто — 5.", "In how many orders a bundle must be; blank: 5."),
            optional=True,
            default=MIN_COUNT,
            minimum=1,
        ),
        Argument(
            "max_size",
            "number",
            T("Товаров не больше", "Products at most"),
            T("Сколько товаров в комплекте, от 2 до 5; пусто — 4.", "Products in a bundle, 2 to 5; blank: 4."),
            optional=True,
            default=MAX_SIZE,
            minimum=2,
            maximum=5,
        ),
    ),
    unit="table",
    examples=(
        Example((*EXAMPLE, 3), [_IDS, _PAIR]),
        Example(
            (*EXAMPLE, 1, 3),
            [
                _IDS,
                _PAIR,
                ["Лампа + Стол", 1, 0.2, 0.5, 0.625, "Лампа", "Стол", _CHANCE, 2, 4],
                ["Лампа + Стул", 1, 0.2, 0.5, 0.8333333333, "Лампа", "Стул", _CHANCE, 2, 3],
                ["Лампа + Стол + Стул", 1, 0.2, 1.0, 1.6666666667, "Лампа + Стол", "Стул", _CHANCE, 1, 3],
            ],
        ),
    ),
    source="003",
)
def product_bundles(
    baskets: "pd.Series[str]", items: "pd.Series[str]", min_count: float = MIN_COUNT, max_size: float = MAX_SIZE
) -> TableValue:
    orders, least = found(baskets, items), int(-(-min_count // 1))
    top = top_sets(orders, MOST, least, int(max_size))
    if not top.sets:
        raise NoData(NO_BUNDLE, n=least)
    return TableValue(BUNDLES, bundle_rows(top.sets, orders.items, lambda word: word))
