"""The columns that the slices of deals share."""

from core.i18n import T
from core.report import Column

WILSON = T("Интервал Уилсона 95 % доли выигранных.", "Wilson 95 % interval of the share won.")
CLOSED_N = Column(
    "n",
    T("Закрыто сделок", "Deals closed"),
    "count",
    adds=False,
    help=T("Выигранные и проигранные за период, по дате закрытия.", "Won and lost in the period, by closing date."),
)
WON_N = Column("won", T("Выиграно", "Won"), "count", adds=False)
RATE = Column("rate", T("Доля выигранных", "Win rate"), "rate", help=T("Выиграно ÷ закрыто.", "Won ÷ closed."))
LOW = Column("low", T("Возможные границы: от", "Possible range: from"), "rate", detail=True, help=WILSON)
HIGH = Column("high", T("Возможные границы: до", "Possible range: to"), "rate", detail=True, help=WILSON)
AMOUNT = Column("amount", T("Сумма выигранных", "Amount won"), "money", adds=False)
MEAN = Column(
    "mean_amount",
    T("Средняя сумма", "Mean amount"),
    "money",
    adds=False,
    help=T("Выигранных сделок, у которых сумма заполнена.", "Of the won deals that have an amount."),
)
VERDICT = Column("verdict", T("Вывод", "Verdict"))
DIFFERENCE = Column(
    "difference",
    T("Разница с остальными", "Difference to the rest"),
    "rate",
    help=T("Доля минус доля всех остальных.", "The rate minus that of all the others."),
)
ADJUSTED = Column(
    "p_adjusted",
    T("p с поправкой Холма", "p adjusted (Holm)"),
    "number",
    detail=True,
    adds=False,
    help=T(
        "Насколько вероятна такая разница случайно; меньше 0,05 — доказана.",
        "How likely chance alone gives such a difference; below .05 it is proven.",
    ),
)
SLICES = (
    Column("dimension", T("Срез", "Slice")),
    Column("value", T("Значение", "Value")),
    CLOSED_N,
    WON_N,
    RATE,
    LOW,
    HIGH,
    AMOUNT,
    MEAN,
    VERDICT,
    DIFFERENCE,
    ADJUSTED,
    Column(
        "created",
        T("Создано сделок", "Deals created"),
        "count",
        adds=False,
        help=T("Созданы за период, чем бы ни кончились.", "Created in the period, whatever became of them."),
    ),
)
BESIDE = (
    Column("n_prev", T("Прошлый период: закрыто", "Previous period: closed"), "count", adds=False),
    Column("rate_prev", T("Прошлый период: доля выигранных", "Previous period: win rate"), "rate"),
    Column("amount_prev", T("Прошлый период: сумма", "Previous period: amount"), "money", adds=False),
)
