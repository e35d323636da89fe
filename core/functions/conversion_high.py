from core.functions._rates import CAUSE, CONFIDENCE, EFFECT, bounds
from core.i18n import T
from core.registry import Example, function


@function(
    "CONVERSION_HIGH",
    title=T("Верхняя граница конверсии", "Upper bound of a conversion rate"),
    help=T(
        "Выше этого доля вряд ли поднимется: верхняя граница Уилсона для результатов из причин.",
        "The rate is hardly above this: the upper Wilson bound of effects out of causes.",
    ),
    args=(EFFECT, CAUSE, CONFIDENCE),
    unit="rate",
    examples=(
        Example((50, 200), 0.314340983),
        Example((30, 50), 0.723916103),
        Example((25, 30, 0.8), 0.90268216),
    ),
    source="Wilson 1927, JASA 22:209",
)
def conversion_high(effect: float, cause: float, conf: float) -> float:
    return bounds(effect, cause, conf)[1]
