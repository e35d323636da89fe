from core.i18n import T
from core.registry import Argument, Example, function


@function(
    "PLAN_GAP",
    title=T("Осталось до плана", "Gap to plan"),
    help=T(
        "План минус факт: сколько ещё нужно. Меньше нуля — план перевыполнен.",
        "Plan minus fact: how much is still needed. Below zero the plan is beaten.",
    ),
    args=(
        Argument("fact", "number", T("Факт", "Fact"), T("Сколько уже есть.", "How much there is already.")),
        Argument("plan", "number", T("План", "Plan"), T("Сколько нужно всего.", "How much is needed in all.")),
    ),
    unit="number",
    examples=(Example((700_000, 1_000_000), 300_000), Example((12, 10), -2)),
    source="000",
)
def plan_gap(fact: float, plan: float) -> float:
    return plan - fact
