from core.errors import ZeroDenominator
from core.functions._rates import CAUSE, EFFECT, NO_CAUSE
from core.i18n import T
from core.registry import Example, function


@function(
    "CONVERSION_RATE",
    title=T("Конверсия", "Conversion rate"),
    help=T(
        "Какая доля причин дала результат: встречи ÷ звонки, оплаты ÷ счета.",
        "The share of causes that gave the effect: meetings ÷ calls, payments ÷ invoices.",
    ),
    args=(EFFECT, CAUSE),
    unit="rate",
    examples=(Example((50, 200), 0.25), Example((20, 100), 0.2), Example((0, 40), 0.0)),
    source="001, 003",
)
def conversion_rate(effect: float, cause: float) -> float:
    if not cause:
        raise ZeroDenominator(NO_CAUSE)
    return effect / cause
