from core.i18n import T
from core.tables.declare import Choice, Column, Table

ROLES = (
    Choice("decision_maker", T("ЛПР", "Decision maker"), ("Лицо, принимающее решение",)),
    Choice("influencer", T("ЛВР", "Influencer"), ("Лицо, влияющее на решение",)),
    Choice("finance", T("Финансы", "Finance")),
    Choice("technical", T("Техэксперт", "Technical expert"), ("Технический эксперт", "Техспециалист")),
    Choice("user", T("Пользователь", "User")),
)
LEVELS = (
    Choice("0", T("0 не знаем", "0 unknown"), ("не знаем", "unknown")),
    Choice("1", T("1 знаем", "1 known"), ("знаем", "known")),
    Choice("2", T("2 общались", "2 talked"), ("общались", "talked")),
    Choice("3", T("3 за нас", "3 supports us"), ("за нас", "supports us")),
    Choice("4", T("4 продвигает нас", "4 promotes us"), ("продвигает нас", "promotes us")),
)

STAKEHOLDERS = Table(
    id="stakeholders",
    title=T("Контактные лица", "Stakeholders"),
    order=80,
    aliases=("ЛПР",),
    help=T(
        "Кто решает у клиента и насколько мы с ним знакомы.", "Who decides at the client, and how well we know them."
    ),
    columns=(
        Column(
            "client",
            "Клиент",
            required=True,
            aliases=("Компания", "Контрагент"),
            help=T("Название клиента.", "The client's name."),
        ),
        Column("person", "ФИО", aliases=("Контакт", "Контактное лицо"), help=T("Имя человека.", "The person's name.")),
        Column(
            "role",
            "Роль",
            "choice",
            required=True,
            choices=ROLES,
            aliases=("Должность",),
            help=T("Кем он приходится решению.", "Their part in the decision."),
        ),
        Column(
            "level",
            "Уровень",
            "choice",
            required=True,
            choices=LEVELS,
            help=T("От 0 «не знаем» до 4 «продвигает нас».", "From 0 unknown to 4 promotes us."),
        ),
        Column("last_contact", "Последний контакт", "date", help=T("Когда общались.", "When you last spoke.")),
    ),
)
