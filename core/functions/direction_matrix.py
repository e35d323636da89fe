from core.errors import NoData
from core.functions._arguments import latest_day, table_of
from core.functions._money import workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.directions import directions
from core.registry import Example, TableValue, function
from core.report import Column
from core.reports._directions_cells import HEAD, client_cells, product_columns
from core.reports._directions_words import NO_PAIRS

WIDEST = 100
"""Products that the table has columns for: those with the largest sales."""
_DEALS = [
    ["ID сделки", "Клиент", "Менеджер", "Создана", "Закрыта", "Этап", "Статус", "Продукт", "Сумма"],
    ["1", "Альфа", "Иванов", "2026-01-10", "2026-02-01", "Оплата", "Выиграна", None, 300],
    ["2", "Альфа", "Иванов", "2026-02-10", None, "КП", "Открыта", "Монтаж", 50],
    ["3", "Бета", "Иванов", "2026-02-15", "2026-03-01", "Отказ", "Проиграна", "Стеллаж", 100],
    ["4", "Бета", "Иванов", "2026-03-01", "2026-03-05", "Оплата", "Выиграна", "Монтаж", 80],
]
_LINES = [["ID сделки", "Товар", "Сумма"], ["1", "Стеллаж", 200], ["1", "Стол", 100]]
_IDS = ["client", "bought", "products", "penetration", "product_1", "product_2", "product_3"]


@function(
    "DIRECTION_MATRIX",
    title=T("Матрица направлений", "Direction matrix"),
    help=T(
        "Строка на клиента, столбец на товар: куплено, предложено (открытая сделка), отказ или «—». До 100 товаров.",
        "A row a client, a column a product: bought, offered (an open deal), refused, or “—”. Up to 100 products.",
    ),
    args=(table_of("deals", "client", "created", "stage"), table_of("lines", "deal_id", "product", "amount")),
    unit="table",
    examples=(
        Example(
            (_DEALS, _LINES),
            [
                _IDS,
                ["Альфа", 2, 3, 2 / 3, "куплено", "куплено", "предложено"],
                ["Бета", 1, 3, 1 / 3, "отказ", "—", "куплено"],
            ],
        ),
        Example(
            (
                [
                    ["Client", "Manager", "Created", "Stage", "Status", "Product"],
                    ["Alpha", "Ann", "2026-01-10", "Offer", "Open", "Desk"],
                    ["Beta", "Ann", "2026-01-11", "Offer", "Lost", "Desk"],
                ],
                [["Deal id", "Product", "Amount"], ["no such deal", "Chair", 5]],
            ),
            [_IDS[:5], ["Alpha", 0, 1, 0.0, "offered"], ["Beta", 0, 1, 0.0, "refused"]],
        ),
    ),
    source="002",
)
def direction_matrix(deals: Typed, lines: Typed) -> TableValue:
    made = workbook(latest_day(deals), deals, lines)
    found = directions(made)
    if not found.clients:
        raise NoData(NO_PAIRS)
    order, head, cells = client_cells(found, WIDEST, made)
    columns = (Column("client", T("Клиент", "Client")), *HEAD, *product_columns(found, WIDEST))
    rows = zip(order, head, cells, strict=True)
    return TableValue(columns, [[found.clients[i], *of, *words] for (i, _), of, words in rows])
