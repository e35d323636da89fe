from core.i18n import T
from core.tables.declare import Column, Table

MANAGERS = Table(
    id="managers",
    title=T("Сотрудники", "Managers"),
    order=110,
    dictionary=True,
    aliases=("Менеджеры",),
    unique=("manager",),
    help=T(
        "Кто работает. Без этой вкладки — все, кто встретился за 30 дней.",
        "Who works here. Without this tab: everyone met in the last 30 days.",
    ),
    columns=(
        Column(
            "manager",
            "Менеджер",
            required=True,
            aliases=("Сотрудник", "ФИО"),
            help=T("Имя, как в остальных вкладках.", "The name as in the other tabs."),
        ),
        Column("active_from", "Работает с", "date", help=T("Первый рабочий день.", "The first day.")),
        Column(
            "active_to",
            "Работает по",
            "date",
            help=T("Последний рабочий день; пусто — работает.", "The last day; blank: still here."),
        ),
        Column("team", "Отдел", help=T("Отдел или группа.", "The team.")),
        Column(
            "absences",
            "Отпуск, больничный",
            "id",
            aliases=("Отпуск", "Отсутствия"),
            help=T("01.07–14.07; 03.08", "01.07–14.07; 03.08"),
        ),
    ),
)
