from core.functions._rates import CAUSE, CONFIDENCE, EFFECT, bounds
from core.i18n import T
from core.registry import Example, function


@function(
    "CONVERSION_LOW",
    title=T("Нижняя граница конверсии", "Lower bound of a conversion rate"),
    help=T(
        "Ниже этого доля вряд ли опустится: нижняя граница Уилсона для результатов из причин.",
        "The rate is hardly below this: the lower Wilson bound of effects out of causes.",
    ),
    args=(EFFECT, CAUSE, CONFIDENCE),
    unit="rate",
    examples=(
        Example((50, 200), 0.19508168),
        Example((30, 50), 0.461814377),
        Example((25, 30, 0.8), 0.729381658),
    ),
    source="Wilson 1927, JASA 22:209",
)
def conversion_low(effect: float, cause: float, conf: float) -> float:
    return bounds(effect, cause, conf)[0]
