from core.i18n import T
from core.tables.declare import Column, Table

TARGETS = Table(
    id="targets",
    title=T("Планы", "Targets"),
    order=120,
    dictionary=True,
    unique=("month", "manager", "metric"),
    help=T("План на месяц; «Все» — план отдела.", "The month's plan; «All» is the team's own."),
    columns=(
        Column("month", "Месяц", "date", required=True, help=T("Любой день месяца.", "Any day of the month.")),
        Column("manager", "Менеджер", required=True, help=T("Менеджер или «Все».", "A manager, or All.")),
        Column(
            "metric",
            "Показатель",
            required=True,
            help=T(
                "Звонки, Встречи… или деньги: Выиграно, Поступления, Выставлено.",
                "Calls, Meetings… or money: Won, Received, Invoiced.",
            ),
        ),
        Column(
            "value",
            "План",
            "number",
            required=True,
            minimum=0,
            aliases=("Значение",),
            help=T("Сколько за месяц.", "How much in the month."),
        ),
    ),
)
