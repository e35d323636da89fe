from core.i18n import T
from core.tables.declare import Column, Table

PAYMENTS = Table(
    id="payments",
    title=T("Оплаты", "Payments"),
    order=50,
    help=T("Одна строка на поступление; возврат — с минусом.", "One row a payment; a refund is negative."),
    suffix_fills="manager",
    any_of=(("invoice_id", "client"),),
    columns=(
        Column(
            "date",
            "Дата",
            "date",
            required=True,
            aliases=("Дата оплаты",),
            help=T("Когда пришли деньги.", "When the money came."),
        ),
        Column(
            "amount",
            "Сумма",
            "number",
            required=True,
            aliases=("Сумма документа", "Сумма оплаты"),
            help=T("Сколько пришло; возврат с минусом.", "How much; a refund is negative."),
        ),
        Column(
            "invoice_id",
            "№ счёта",
            "id",
            aliases=("Счёт", "Номер счёта", "Invoice no", "Invoice number"),
            help=T("Какой счёт оплачен.", "Which invoice is paid."),
        ),
        Column(
            "client",
            "Клиент",
            aliases=("Контрагент", "Компания", "Плательщик"),
            help=T("Кто заплатил, если счёта нет.", "Who paid, if there is no invoice."),
        ),
        Column(
            "manager",
            "Менеджер",
            values_from="managers.manager",
            aliases=("Ответственный",),
            help=T("Пусто — менеджер счёта, сделки или клиента.", "Blank: the invoice's, the deal's or the client's."),
        ),
        Column("currency", "Валюта", help=T("Пусто — валюта из настроек.", "Blank: the currency of the settings.")),
    ),
)
