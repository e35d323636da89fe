"""The columns of the managers' funnels."""

from core.i18n import T
from core.report import Column
from core.reports._slices_columns import ADJUSTED, DIFFERENCE, VERDICT

WILSON = T("Интервал Уилсона 95 % доли прошедших дальше.", "Wilson 95 % interval of the share that went on.")
STEPS = (
    Column("manager", T("Менеджер", "Manager")),
    Column("step", T("Этап", "Step")),
    Column(
        "n",
        T("Было сделок", "Deals before"),
        "count",
        adds=False,
        help=T("Дошли до этапа перед стрелкой.", "Reached the stage before the arrow."),
    ),
    Column(
        "reached",
        T("Прошло дальше", "Went on"),
        "count",
        adds=False,
        help=T("Дошли до этапа после стрелки.", "Reached the stage after the arrow."),
    ),
    Column("rate", T("Доля", "Rate"), "rate", help=T("Прошло дальше ÷ было.", "Went on ÷ deals before.")),
    DIFFERENCE,
    Column("low", T("Возможные границы: от", "Possible range: from"), "rate", detail=True, help=WILSON),
    Column("high", T("Возможные границы: до", "Possible range: to"), "rate", detail=True, help=WILSON),
    ADJUSTED,
    Column(
        "proven",
        T("Доказано", "Proven"),
        "flag",
        detail=True,
        help=T("p с поправкой Холма меньше 0,05.", "p below .05 after Holm's correction."),
    ),
    VERDICT,
)
BESIDE = (
    Column("n_prev", T("Прошлый период: было", "Previous period: before"), "count", adds=False),
    Column("rate_prev", T("Прошлый период: доля", "Previous period: rate"), "rate"),
)
TRAINING = (
    Column("manager", T("Менеджер", "Manager")),
    Column("train", T("Что тренировать", "What to train")),
    Column("n", T("Сделок создано", "Deals created"), "count"),
    Column("worst_step", T("Слабый этап", "Weakest step")),
    Column("worst_rate", T("Слабый этап: доля", "Weakest step: rate"), "rate"),
    Column("worst_rest", T("Слабый этап: у остальных", "Weakest step: the rest"), "rate"),
    Column("best_step", T("Сильный этап", "Strongest step")),
    Column("best_rate", T("Сильный этап: доля", "Strongest step: rate"), "rate"),
    Column("best_rest", T("Сильный этап: у остальных", "Strongest step: the rest"), "rate"),
    Column("best_verdict", T("Сильный этап: вывод", "Strongest step: verdict")),
)
