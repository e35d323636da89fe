from core.i18n import T
from core.tables.declare import Column, Table

INVOICES = Table(
    id="invoices",
    title=T("Счета", "Invoices"),
    order=40,
    help=T(
        "Одна строка на счёт. Можно вставить неоплаченные счета из 1С.",
        "One row an invoice. Unpaid invoices may be pasted from 1C.",
    ),
    unique=("invoice_id",),
    suffix_fills="manager",
    columns=(
        Column(
            "invoice_id",
            "№ счёта",
            "id",
            required=True,
            aliases=("Номер", "Номер счёта", "Счёт", "№", "Invoice no", "Invoice number"),
            help=T("Номер счёта, как в 1С.", "The invoice's number."),
        ),
        Column(
            "client",
            "Клиент",
            required=True,
            aliases=("Контрагент", "Компания", "Покупатель"),
            help=T("Кому выставлен.", "To whom."),
        ),
        Column(
            "manager",
            "Менеджер",
            values_from="managers.manager",
            aliases=("Ответственный",),
            help=T("Пусто — менеджер сделки или клиента.", "Blank: the deal's or the client's."),
        ),
        Column(
            "date",
            "Дата",
            "date",
            required=True,
            aliases=("Дата счёта",),
            help=T("Когда выставлен.", "When it was issued."),
        ),
        Column(
            "amount",
            "Сумма",
            "number",
            required=True,
            minimum=0,
            aliases=("Сумма документа",),
            help=T("Сумма счёта.", "The invoice's amount."),
        ),
        Column(
            "due",
            "Срок оплаты",
            "date",
            aliases=("Оплатить до",),
            help=T("До какого дня оплатить по договору.", "The contract's due date."),
        ),
        Column(
            "promised",
            "Обещали оплатить",
            "date",
            aliases=("Обещанная дата",),
            help=T("Когда обещал клиент.", "When the client promised."),
        ),
        Column(
            "deal_id", "ID сделки", "id", aliases=("Сделка",), help=T("К какой сделке.", "Which deal it belongs to.")
        ),
        Column("currency", "Валюта", help=T("Пусто — валюта из настроек.", "Blank: the currency of the settings.")),
        Column(
            "shipped",
            "Отгружено",
            "date",
            aliases=("Дата отгрузки",),
            help=T("Когда отгрузили или оказали услугу.", "When it was shipped."),
        ),
        Column(
            "cancelled",
            "Аннулирован",
            "date",
            help=T("С какого дня счёт не действует.", "The day the invoice was cancelled."),
        ),
    ),
)
