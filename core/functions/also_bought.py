from typing import TYPE_CHECKING

from core.errors import NoData
from core.functions._baskets import BASKETS, EXAMPLE, ITEMS, found
from core.i18n import T, fold
from core.metrics.baskets import also_bought as bought_with
from core.registry import Argument, Example, TableValue, function
from core.reports._product_columns import ALSO_BOUGHT
from core.reports._product_rows import also_rows

if TYPE_CHECKING:
    import pandas as pd

NO_ITEM = T("Товара «{item}» нет среди данных.", "The data has no product “{item}”.")
ALONE = T("Нет данных: «{item}» всегда берут отдельно.", "No data: “{item}” is always bought alone.")
_IDS = ["item", "with_item", "n", "confidence", "lift", "item_n", "verdict", "with_n"]
_CHANCE = "разница может быть случайной"


@function(
    "ALSO_BOUGHT",
    title=T("Что ещё покупают с товаром", "Also bought with a product"),
    help=T(
        "Что чаще всего в тех же заказах, где есть этот товар: сколько раз, в какой доле заказов и во сколько раз чаще "
        "обычного.",
        "What is most often in the orders that hold this product: how many times, in what share of them, and how many "
        "times more often than usual.",
    ),
    args=(
        BASKETS,
        ITEMS,
        Argument(
            "item", "text", T("Товар", "Item"), T("Название, как в столбце товаров.", "Its name as in the items.")
        ),
        Argument(
            "top",
            "number",
            T("Сколько строк", "How many rows"),
            T("Сколько товаров показать; пусто — 5.", "How many products to show; blank: 5."),
            optional=True,
            default=5,
            minimum=1,
        ),
    ),
    unit="table",
    examples=(
        Example(
            (*EXAMPLE, "Стол"),
            [
                _IDS,
                ["Стол", "Стул", 3, 0.75, 1.25, 4, _CHANCE, 3],
                ["Стол", "Лампа", 1, 0.25, 0.625, 4, _CHANCE, 2],
            ],
        ),
        Example((*EXAMPLE, "лампа", 1), [_IDS, ["Лампа", "Стол", 1, 0.5, 0.625, 2, _CHANCE, 4]]),
    ),
    source="003",
)
def also_bought(baskets: "pd.Series[str]", items: "pd.Series[str]", item: str, top: float = 5) -> TableValue:
    orders = found(baskets, items)
    code = next((i for i, name in enumerate(orders.items) if fold(name) == fold(item) and orders.count[i]), None)
    if code is None:
        raise NoData(NO_ITEM, item=item)
    others, n = bought_with(orders, code)
    if not len(others):
        raise NoData(ALONE, item=item)
    pairs = zip(others[: int(top)].tolist(), n[: int(top)].tolist(), strict=True)
    return TableValue(ALSO_BOUGHT, also_rows(orders, code, pairs, lambda word: word))
