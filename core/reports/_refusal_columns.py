"""The columns of the refusals; `LOSS_REASONS` gives those of `stages`."""

from core.i18n import T
from core.report import Column

_STAGE = Column("stage", T("Этап", "Stage"))
_REASON = Column("reason", T("Причина", "Reason"))
_FIGURES = (
    Column("n", T("Отказов", "Losses"), "count"),
    Column(
        "rate",
        T("Доля отказов", "Share of losses"),
        "rate",
        help=T("От всех отказов периода.", "Of all losses of the period."),
    ),
    Column(
        "amount",
        T("Сумма", "Amount"),
        "money",
        help=T("Сумма этих сделок; пустые суммы не входят.", "Their amounts; blank ones are left out."),
    ),
    Column(
        "cumulative",
        T("Вместе с верхними", "With those above"),
        "rate",
        help=T(
            "Какую долю отказов дают эта строка и все выше.", "The share of losses in this row and all those above it."
        ),
    ),
)
_PREVIOUS = (
    Column("n_prev", T("Прошлый период: отказов", "Previous period: losses"), "count"),
    Column("rate_prev", T("Прошлый период: доля", "Previous period: share"), "rate"),
)

PAIRS = (_STAGE, _REASON, *_FIGURES)
STAGES = (*PAIRS, *_PREVIOUS)
REASONS = (_REASON, *_FIGURES, *_PREVIOUS)
MANAGERS = (
    Column("manager", T("Менеджер", "Manager")),
    Column("n", T("Отказов", "Losses"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("main", T("Чаще всего", "Most often")),
    Column(
        "main_rate",
        T("Доля этой причины", "Share of that reason"),
        "rate",
        help=T("От его отказов с причиной.", "Of his losses that have a reason."),
    ),
    Column(
        "blank_n",
        T("Без причины", "Without a reason"),
        "count",
        help=T("Причина отказа не заполнена.", "The loss reason is blank."),
    ),
    Column("n_prev", T("Прошлый период: отказов", "Previous period: losses"), "count"),
)
ALL = Column("n", T("Всего", "All"), "count")
"""The last column of the matrix."""
