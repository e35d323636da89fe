from core.i18n import T
from core.tables.declare import Column, Table

SETTINGS = Table(
    id="settings",
    title=T("Настройки", "Settings"),
    order=170,
    dictionary=True,
    unique=("parameter",),
    repeated=T("Учтена первая, которая подходит.", "The first one that fits counts."),
    help=T(
        "Правила расчёта. Чего здесь нет, берётся по умолчанию.",
        "The rules of the figures. What is not here takes its default.",
    ),
    columns=(
        Column("parameter", "Параметр", required=True, help=T("Имя параметра.", "The parameter's name.")),
        Column("value", "Значение", "cell", help=T("Его значение.", "Its value.")),
    ),
)
