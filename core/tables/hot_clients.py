from core.i18n import T
from core.tables.declare import Column, Table

HOT_CLIENTS = Table(
    id="hot_clients",
    title=T("Горячие клиенты", "Hot clients"),
    order=30,
    help=T(
        "Кто близок к оплате. Нужны только клиенты, по которым нет сделки.",
        "Who is close to payment. Only clients without a deal need be here.",
    ),
    suffix_fills="manager",
    columns=(
        Column(
            "client",
            "Клиент",
            required=True,
            aliases=("Компания", "Контрагент"),
            help=T("Название клиента.", "The client's name."),
        ),
        Column(
            "manager",
            "Менеджер",
            required=True,
            values_from="managers.manager",
            aliases=("Ответственный",),
            help=T("Кто ведёт.", "Who leads."),
        ),
        Column(
            "amount",
            "Сумма",
            "number",
            required=True,
            minimum=0,
            help=T("Сколько должны заплатить.", "How much they are to pay."),
        ),
        Column(
            "expected",
            "Когда оплатит",
            "date",
            aliases=("Ожидаемая оплата",),
            help=T("Обещанная дата.", "The promised date."),
        ),
        Column(
            "probability",
            "Вероятность, %",
            "percent",
            aliases=("Вероятность",),
            minimum=0,
            maximum=1,
            help=T("70, 0,7 или 70 %.", "70, 0.7 or 70 %."),
        ),
        Column("next_step", "Следующий шаг", help=T("Что сделаете дальше.", "What you do next.")),
        Column(
            "next_step_date",
            "Когда",
            "date",
            aliases=("Дата шага",),
            help=T("Дата следующего шага.", "The date of the next step."),
        ),
        Column(
            "last_contact",
            "Последний контакт",
            "date",
            help=T("Когда говорили в последний раз.", "When you last spoke."),
        ),
        Column("comment", "Комментарий", help=T("Что важно знать.", "What matters.")),
    ),
)
