from core.i18n import T
from core.tables.declare import Column, Table

LINES = Table(
    id="lines",
    title=T("Состав заказов", "Order lines"),
    order=70,
    aliases=("Позиции",),
    help=T("Что именно куплено: строка на товар в заказе.", "What was bought: a row a product in an order."),
    any_of=(("deal_id", "invoice_id"),),
    columns=(
        Column(
            "deal_id",
            "ID сделки",
            "id",
            aliases=("Сделка",),
            help=T("Сделка или счёт: одно из двух.", "The deal or the invoice: one of the two."),
        ),
        Column(
            "invoice_id",
            "№ счёта",
            "id",
            aliases=("Счёт", "Номер счёта"),
            help=T("Сделка или счёт: одно из двух.", "The deal or the invoice: one of the two."),
        ),
        Column(
            "product",
            "Товар",
            required=True,
            values_from="products.product",
            aliases=("Продукт", "Номенклатура"),
            help=T("Товар или услуга.", "The product or service."),
        ),
        Column("quantity", "Количество", "number", aliases=("Кол-во",), help=T("Сколько штук.", "How many.")),
        Column("amount", "Сумма", "number", required=True, help=T("Сумма строки.", "The row's amount.")),
        Column("cost", "Себестоимость", "number", help=T("Сколько стоило нам.", "What it cost us.")),
    ),
)
