"""The columns of the durations; `STAGE_DURATIONS` gives those of `stages`."""

from core.i18n import T
from core.report import Column

_KM = T("Медиана с учётом открытых", "Median with open deals counted")
_KM_HELP = T(
    "Через сколько дней закончилась бы половина, если считать и тех, кто ещё стоит или отказался (Каплан — Мейер).",
    "The days after which half would be over, with those still there or lost counted too (Kaplan–Meier).",
)
_MEDIAN_HELP = T("Половина — быстрее, половина — дольше.", "Half took less, half more.")
_P90_HELP = T("Быстрее девять из десяти.", "Nine of ten took less.")

STAGES = (
    Column("stage", T("Этап", "Stage")),
    Column(
        "n",
        T("Прошло дальше", "Went on"),
        "count",
        adds=False,
        help=T("Сделки, которые ушли с этапа на следующий.", "Deals that went on to a later stage."),
    ),
    Column(
        "mean",
        T("В среднем, дней", "Mean days"),
        "days",
        help=T("Среднее по тем, кто прошёл дальше.", "Of those that went on."),
    ),
    Column("median", T("Обычно, дней", "Usual days"), "days", help=_MEDIAN_HELP),
    Column(
        "p75",
        T("Три из четырёх, до", "Three of four, up to"),
        "days",
        detail=True,
        help=T("Быстрее три из четырёх.", "Three of four took less."),
    ),
    Column("p90", T("Девять из десяти, до", "Nine of ten, up to"), "days", help=_P90_HELP),
    Column("km_median", _KM, "days", detail=True, help=_KM_HELP),
    Column(
        "open_n",
        T("Стоит сейчас", "There now"),
        "count",
        help=T("Сделки, которые стоят на этапе сегодня.", "Deals that stand at the stage today."),
    ),
    Column(
        "oldest",
        T("Дольше всех стоит, дней", "Longest there, days"),
        "days",
        help=T("Самая давняя из тех, кто стоит сейчас.", "Of those there now."),
    ),
    Column(
        "over_norm",
        T("Из них застряли", "Of these stuck"),
        "count",
        help=T("Стоят дольше предела; они перечислены ниже.", "There beyond the limit; they are listed below."),
    ),
    Column(
        "norm",
        T("Норма, дней", "Norm, days"),
        "days",
        help=T("Со вкладки «Этапы».", "From the Stages tab."),
    ),
    Column(
        "limit",
        T("Предел, дней", "Limit, days"),
        "days",
        help=T(
            "Норма, а без неё срок девяти сделок из десяти, если случаев достаточно.",
            "The norm, else the days of nine deals in ten, given enough of them.",
        ),
    ),
    Column(
        "undated_n",
        T("Стоит неизвестно с какого дня", "There since nobody knows when"),
        "count",
        detail=True,
        help=T("Нет даты этапа, поэтому срок неизвестен.", "There is no date of the stage, so the days are not known."),
    ),
    Column(
        "lost_n",
        T("Отказались на этапе", "Lost at the stage"),
        "count",
        detail=True,
        help=T("С известным сроком; входят в медиану с учётом открытых.", "Of known days; counted in that median."),
    ),
)

DEALS = (
    Column("from", T("От", "From")),
    Column("to", T("До", "To")),
    Column("n", T("Сделок", "Deals"), "count", adds=False),
    Column("mean", T("В среднем, дней", "Mean days"), "days"),
    Column("median", T("Обычно, дней", "Usual days"), "days", help=_MEDIAN_HELP),
    Column("km_median", _KM, "days", detail=True, help=_KM_HELP),
    Column(
        "open_n",
        T("Ещё открыты", "Still open"),
        "count",
        adds=False,
        help=T("Открытые сделки, у которых начало уже есть.", "Open deals that have begun."),
    ),
    Column("p90", T("Девять из десяти, до", "Nine of ten, up to"), "days", help=_P90_HELP),
    Column("main", T("Наш срок сделки", "Our deal days"), "flag"),
)

MONTHS = (
    Column("month", T("Закончились", "Ended"), "month"),
    Column("n", T("Сделок", "Deals"), "count"),
    Column("mean", T("В среднем, дней", "Mean days"), "days"),
    Column("median", T("Обычно, дней", "Usual days"), "days", help=_MEDIAN_HELP),
)

STUCK = (
    Column("client", T("Клиент", "Client")),
    Column("manager", T("Менеджер", "Manager")),
    Column("stage", T("Этап", "Stage")),
    Column("days", T("Стоит, дней", "Days there"), "days"),
    Column("limit", T("Предел, дней", "Limit, days"), "days"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("next_step", T("Следующий шаг", "Next step")),
    Column("next_step_date", T("Когда", "When"), "date"),
    Column("link", T("Где", "Where"), "link"),
)

FORGOTTEN = (
    Column("client", T("Клиент", "Client")),
    Column("manager", T("Менеджер", "Manager")),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("contract", T("Договор", "Contract"), "date"),
    Column("days", T("Дней без счёта", "Days without an invoice"), "days"),
    Column("next_step", T("Следующий шаг", "Next step")),
    Column("link", T("Где", "Where"), "link"),
)

INVOICING = (
    Column("what", T("Что", "What")),
    Column("n", T("Счёт после договора", "Invoiced after the contract"), "count"),
    Column("median", T("Обычно, дней", "Usual days"), "days", help=_MEDIAN_HELP),
    Column("mean", T("В среднем, дней", "Mean days"), "days"),
    Column("p90", T("Девять из десяти, до", "Nine of ten, up to"), "days", help=_P90_HELP),
    Column("before_n", T("Счёт раньше договора", "Invoiced before the contract"), "count"),
    Column("forgotten_n", T("Договор без счёта", "Contract without an invoice"), "count"),
    Column("forgotten_amount", T("На сумму", "Worth"), "money"),
)
