"""The columns of the report «Продажи по товарам», and the words in its cells."""

from core.i18n import T
from core.report import Column

NO_PRODUCT = T("Товар не указан", "No product given")
NEVER_SOLD = T("не продавался ни разу", "never sold")
NOT_NOW = T("в периоде не продан", "not sold in the period")
WITHDRAWN = T("снят с продажи, но продаётся", "withdrawn but still sold")
NOT_LISTED = T("нет на вкладке «Товары»", "not on the Products tab")

OFTEN = T("вместе чаще обычного", "together more often than usual")
SELDOM = T("вместе реже обычного", "together less often than usual")
CHANCE = T("разница может быть случайной", "the difference may be chance")

BEST, WORST = T("лучше всех", "best"), T("хуже всех", "worst")

RANKED = (
    Column("product", T("Товар", "Product")),
    Column("amount", T("Продано, сумма", "Sold, amount"), "money"),
    Column("share", T("Доля продаж", "Share of sales"), "rate", adds=True),
    Column(
        "deals",
        T("Заказов", "Orders"),
        "count",
        adds=False,
        help=T(
            "Сделки, а без них счета, в которых есть товар. В итоге каждый заказ один раз.",
            "Deals, or invoices without a deal, that hold the product. The total counts each order once.",
        ),
    ),
    Column("quantity", T("Количество", "Quantity"), "number"),
)
MARGIN = (
    Column(
        "margin",
        T("Маржа", "Margin"),
        "money",
        help=T("Сумма минус себестоимость, где она указана.", "Amount minus cost, where it is given."),
    ),
    Column("margin_rate", T("Маржа, %", "Margin, %"), "rate"),
    Column(
        "costed",
        T("Продано с себестоимостью", "Sold with a cost given"),
        "money",
        detail=True,
        help=T("От этой суммы считается маржа в процентах.", "The margin in per cent is of this amount."),
    ),
)
COMPARED = (
    Column("before", T("Прошлый период", "Previous period"), "money"),
    Column(
        "growth",
        T("Рост", "Growth"),
        "rate",
        help=T(
            "К такому же числу дней прошлого периода; по целым месяцам — к прошлому месяцу.",
            "Against as many days of the previous period; for whole months, against the month before.",
        ),
    ),
    Column("last", T("Последняя продажа", "Last sale"), "date"),
    Column("unsold_days", T("Дней без продаж", "Days without a sale"), "days"),
    Column("attention", T("Внимание", "Attention")),
    Column("abc", T("ABC за год", "ABC of the year")),
    Column("xyz", T("XYZ за год", "XYZ of the year")),
    Column("group", T("Группа товаров", "Product group")),
    Column("same", T("Те же дни прошлого периода", "Same days of the previous period"), "money", detail=True),
    Column("year", T("За 12 месяцев", "12 months"), "money", detail=True),
    Column("cv", T("Разброс по месяцам", "Variation by month"), "number", detail=True, adds=False),
)
LEADERS = (
    Column("measure", T("Показатель", "Measure")),
    Column("place", T("Место", "Place")),
    Column("product", T("Товар", "Product")),
    Column("value", T("Значение", "Value"), "mixed"),
    Column("amount", T("Продано, сумма", "Sold, amount"), "money", adds=False),
)
_SURE = T("В какой доле заказов с остальными товарами набора был и этот.", "In what share of the orders with the rest.")
_LIFT = Column(
    "lift",
    T("Во сколько раз чаще обычного", "Times more often than usual"),
    "number",
    detail=True,
    adds=False,
    help=T(
        "Доля с остальными товарами ÷ доля среди всех заказов.", "The share with the rest ÷ the share among all orders."
    ),
)
BUNDLES = (
    Column("items", T("Комплект", "Bundle")),
    Column("n", T("Заказов с комплектом", "Orders with the bundle"), "count", adds=False),
    Column("support", T("Доля всех заказов", "Share of all orders"), "rate"),
    Column("confidence", T("Как часто добавляют", "How often it is added"), "rate", help=_SURE),
    _LIFT,
    Column("given", T("Кто берёт", "Whoever takes")),
    Column("then", T("Тому предложить", "Offer them")),
    Column("verdict", T("Вывод", "Verdict")),
    Column("given_n", T("Заказов с тем, что берут", "Orders with what is taken"), "count", detail=True, adds=False),
    Column("then_n", T("Заказов с предложенным", "Orders with what is offered"), "count", detail=True, adds=False),
)
ALSO_BOUGHT = (
    Column("item", T("Кто берёт", "Whoever takes")),
    Column("with_item", T("Берёт и", "Also takes")),
    Column("n", T("Заказов с обоими", "Orders with both"), "count", adds=False),
    Column("confidence", T("Как часто", "How often"), "rate"),
    _LIFT,
    Column("item_n", T("Заказов с первым", "Orders with the first"), "count", adds=False),
    Column("verdict", T("Вывод", "Verdict")),
    Column("with_n", T("Заказов со вторым", "Orders with the second"), "count", detail=True, adds=False),
)
