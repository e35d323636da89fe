from core.i18n import T
from core.tables.declare import Choice, Column, Table

SEXES = (
    Choice("male", T("Мужской", "Male"), ("М", "Муж", "Мужчина", "M")),
    Choice("female", T("Женский", "Female"), ("Ж", "Жен", "Женщина", "F")),
)

CLIENTS = Table(
    id="clients",
    title=T("Клиенты", "Clients"),
    order=60,
    help=T("Одна строка на клиента: регион, канал, кто он.", "One row a client: region, channel, who they are."),
    unique=("client",),
    repeated=T(
        "Где они расходятся, взято первое по алфавиту значение.",
        "Where they differ, the value that is first by alphabet is taken.",
    ),
    suffix_fills="manager",
    columns=(
        Column(
            "client",
            "Клиент",
            required=True,
            aliases=("Контрагент", "Компания", "Название компании"),
            help=T("Название, как в сделках и счетах.", "The name as in deals and invoices."),
        ),
        Column("inn", "ИНН", "id", help=T("ИНН, хранится как текст.", "The tax number, kept as text.")),
        Column(
            "first_seen", "В базе с", "date", help=T("Когда клиент появился в базе.", "When the client was first seen.")
        ),
        Column(
            "manager",
            "Менеджер",
            values_from="managers.manager",
            aliases=("Ответственный",),
            help=T("Чей клиент.", "Whose client."),
        ),
        Column(
            "region",
            "Регион",
            values_from="lists.region",
            aliases=("Город",),
            help=T("Где клиент.", "Where the client is."),
        ),
        Column(
            "channel",
            "Канал",
            values_from="lists.channel",
            aliases=("Источник",),
            help=T("Откуда пришёл.", "Where they came from."),
        ),
        Column("key", "Ключевой", "yesno", help=T("Да — ключевой клиент.", "Yes: a key client.")),
        Column("sex", "Пол", "choice", choices=SEXES, help=T("М или Ж.", "M or F.")),
        Column(
            "birth_year", "Год рождения", "count", minimum=1900, maximum=2100, help=T("Четыре цифры.", "Four digits.")
        ),
        Column("marital_status", "Семейное положение", help=T("Как принято у вас.", "As you use it.")),
        Column("occupation", "Род занятий", help=T("Чем занимается.", "What they do.")),
        Column(
            "industry", "Отрасль", values_from="lists.industry", help=T("Отрасль компании.", "The company's industry.")
        ),
        Column("size", "Размер", help=T("Размер компании.", "The company's size.")),
        Column("phone", "Телефон", "id", help=T("Телефон, хранится как текст.", "The phone, kept as text.")),
        Column(
            "email", "E-mail", "id", aliases=("Email", "Почта", "Электронная почта"), help=T("Почта.", "The e-mail.")
        ),
    ),
)
