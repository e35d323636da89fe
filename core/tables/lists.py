from core.i18n import T
from core.tables.declare import Column, Table

LISTS = Table(
    id="lists",
    title=T("Списки", "Lists"),
    order=140,
    dictionary=True,
    help=T(
        "Значения выпадающих списков. Другое значение останется, но попадёт в ревизию.",
        "The values of the drop-downs. Another value stays, and is reported.",
    ),
    columns=(
        Column("loss_reason", "Причина отказа", help=T("Почему отказываются.", "Why clients refuse.")),
        Column("channel", "Канал", help=T("Откуда приходят.", "Where clients come from.")),
        Column("region", "Регион", help=T("Где клиенты.", "Where clients are.")),
        Column("industry", "Отрасль", help=T("Чем занимаются.", "What they do.")),
    ),
)
