"""The columns of the funnel's tables; `FUNNEL_TABLE` gives those of `stages`."""

from collections.abc import Sequence

from core.i18n import T
from core.report import Column

STAGES = (
    Column("stage", T("Этап", "Stage")),
    Column(
        "n",
        T("Дошло", "Reached"),
        "count",
        adds=False,
        help=T("Сделки, дошедшие до этапа или дальше.", "Deals that reached the step or a later one."),
    ),
    Column(
        "amount",
        T("Сумма", "Amount"),
        "money",
        adds=False,
        help=T("Сумма этих сделок; пустые суммы не входят.", "Their amounts; blank ones are left out."),
    ),
    Column(
        "step_rate",
        T("От предыдущего", "Of the step before"),
        "rate",
        help=T("Дошло ÷ дошло до предыдущего этапа.", "Reached ÷ reached the step before."),
    ),
    Column(
        "total_rate",
        T("От первого", "Of the first"),
        "rate",
        help=T("Дошло ÷ дошло до первого этапа.", "Reached ÷ reached the first step."),
    ),
    Column(
        "lost_n",
        T("Не прошло дальше", "Went no further"),
        "count",
        adds=False,
        help=T(
            "Дошло минус дошло до следующего; вместе с последним этапом даёт первый.",
            "Reached minus reached the next; with the last step they make the first.",
        ),
    ),
    Column(
        "lost_rate",
        T("Доля потерь", "Share lost"),
        "rate",
        help=T("Не прошло дальше ÷ дошло.", "Went no further ÷ reached."),
    ),
    Column(
        "lost_amount",
        T("Потеряно, сумма", "Amount lost"),
        "money",
        adds=False,
        help=T("Сумма минус сумма следующего этапа.", "The amount minus that of the next step."),
    ),
    Column(
        "low",
        T("Возможные границы: от", "Possible range: from"),
        "rate",
        detail=True,
        help=T("Интервал Уилсона 95 % доли от предыдущего.", "Wilson 95 % interval of the share of the step before."),
    ),
    Column(
        "high",
        T("Возможные границы: до", "Possible range: to"),
        "rate",
        detail=True,
        help=T("Интервал Уилсона 95 % доли от предыдущего.", "Wilson 95 % interval of the share of the step before."),
    ),
    Column(
        "open_n",
        T("Из них ещё открыты", "Of these still open"),
        "count",
        adds=False,
        help=T("Сделки, которые ещё могут пройти дальше.", "Deals that may still go on."),
    ),
)
BESIDE = (
    Column("n_prev", T("Прошлый период: дошло", "Previous period: reached"), "count", adds=False),
    Column("step_rate_prev", T("Прошлый период: от предыдущего", "Previous period: of the step before"), "rate"),
    Column("total_rate_prev", T("Прошлый период: от первого", "Previous period: of the first"), "rate"),
    Column(
        "n_mature",
        T("Зрелые когорты: дошло", "Mature cohorts: reached"),
        "count",
        adds=False,
        help=T(
            "Три последних месяца, сделки которых в основном уже закрыты.",
            "The last three months whose deals are mostly closed.",
        ),
    ),
    Column("step_rate_mature", T("Зрелые когорты: от предыдущего", "Mature cohorts: of the step before"), "rate"),
    Column("total_rate_mature", T("Зрелые когорты: от первого", "Mature cohorts: of the first"), "rate"),
)


def cohort_columns(names: Sequence[str] | None, width: int) -> list[Column]:
    """A column a step. None: the rows are of several funnels, so steps have numbers and a row names its funnel."""
    titles = [
        T(f"Этап {i}", f"Step {i}") if names is None else T.same(f"{i}. {names[i - 1]}") for i in range(1, width + 1)
    ]
    reached = T("Сколько сделок этого месяца дошло до этапа.", "How many deals of the month reached the step.")
    return [
        Column("month", T("Создана", "Created"), "month"),
        Column("n", T("Сделок", "Deals"), "count"),
        *(Column(f"stage_{i}", title, "count", help=reached) for i, title in enumerate(titles, 1)),
        Column("total_rate", T("До последнего этапа", "To the last step"), "rate"),
        Column("immature", T("Рано судить", "Too early to judge"), "flag"),
        *([Column("pipeline", T("Воронка", "Pipeline"))] if names is None else []),
    ]
