from core.i18n import T
from core.tables.declare import Choice, Column, Table

GROUPS = tuple(Choice(group, T.same(group)) for group in ("AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"))

RECOMMENDATIONS = Table(
    id="recommendations",
    title=T("Рекомендации", "Recommendations"),
    order=160,
    dictionary=True,
    unique=("group",),
    repeated=T("Взят первый по алфавиту текст.", "The text that is first by alphabet is taken."),
    help=T(
        "Что делать с клиентами каждой группы ABC-XYZ. Тексты наши, меняйте их.",
        "What to do with the clients of each ABC-XYZ group. The texts are ours; change them.",
    ),
    columns=(
        Column("group", "Группа", "choice", required=True, choices=GROUPS, help=T("AX … CZ.", "AX … CZ.")),
        Column("text", "Рекомендация", required=True, aliases=("Текст",), help=T("Что делать.", "What to do.")),
    ),
)
