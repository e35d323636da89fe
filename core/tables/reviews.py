from core.i18n import T
from core.tables.declare import Choice, Column, Extra, Table

KINDS = (
    Choice("call", T("Звонок", "Call"), ("Запись звонка",)),
    Choice("roll_call", T("Перекличка", "Roll call")),
    Choice("revision", T("Ревизия", "Revision"), ("Ревизия базы",)),
    Choice("meeting", T("Планёрка", "Meeting"), ("Собрание", "Пятиминутка")),
)
ANSWERS = (
    Choice("yes", T("да", "yes"), ("+", "1", "истина", "true", "✓", "д", "y")),
    Choice("no", T("нет", "no"), ("-", "–", "0", "ложь", "false", "н", "n")),
    Choice("na", T("н.п.", "n/a"), ("нп", "не применимо", "n.a.", "na")),
)

REVIEWS = Table(
    id="reviews",
    title=T("Контроль", "Reviews"),
    order=90,
    help=T(
        "Что проверил руководитель: звонки, переклички, ревизии, планёрки.",
        "What the head checked: calls, roll calls, revisions, meetings.",
    ),
    columns=(
        Column("date", "Дата", "date", required=True, help=T("Когда проверили.", "When it was checked.")),
        Column(
            "kind",
            "Вид",
            "choice",
            required=True,
            choices=KINDS,
            help=T("Звонок, перекличка, ревизия или планёрка.", "A call, roll call, revision or meeting."),
        ),
        Column(
            "manager",
            "Менеджер",
            required=True,
            values_from="managers.manager",
            besides=T("Все", "All"),
            help=T("Кого проверили.", "Who was checked."),
        ),
        Column("link", "Ссылка", help=T("Запись звонка.", "The recording.")),
        Column(
            "answered",
            "Ответил",
            "yesno",
            help=T("Откликнулся ли на перекличке.", "Whether they answered the roll call."),
        ),
        Column("note", "Заметка", help=T("Что сказать менеджеру.", "What to tell the manager.")),
    ),
    extra=Extra(
        "choice",
        choices=ANSWERS,
        help=T("Пункт чек-листа: да, нет или н.п.", "A checklist item: yes, no or n/a."),
        template=lambda: (
            T("Всё рассказал", "Told everything"),
            T("Отработал возражения", "Handled objections"),
            T("Задал вопросы", "Asked questions"),
        ),
    ),
)
