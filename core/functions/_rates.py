"""Arguments of the functions that compare an effect with its cause."""

from core.errors import BadNumber, ZeroDenominator
from core.i18n import T
from core.metrics.rates import wilson
from core.registry import Argument

NO_CAUSE = T("Делить не на что: причин 0.", "There is nothing to divide by: 0 causes.")
MORE_EFFECTS = T(
    "Результатов ({effect}) больше, чем причин ({cause}): у такой доли нет границ.",
    "More effects ({effect}) than causes ({cause}): such a rate has no bounds.",
)
NO_CONFIDENCE = T("Надёжность {conf} должна быть между 0 и 1.", "The confidence {conf} must lie between 0 and 1.")

EFFECT = Argument(
    "effect",
    "number",
    T("Результатов", "Effects"),
    T("Сколько получилось: встреч, счетов, оплат.", "How many came out: meetings, invoices, payments."),
    minimum=0,
)
CAUSE = Argument(
    "cause",
    "number",
    T("Причин", "Causes"),
    T("Из скольких: звонков, встреч, счетов.", "Out of how many: calls, meetings, invoices."),
    minimum=0,
)
CONFIDENCE = Argument(
    "conf",
    "number",
    T("Надёжность", "Confidence"),
    T("Насколько уверенными быть: 0,95 или 95 %; пусто — 0,95.", "How sure to be: 0.95 or 95 %; blank: 0.95."),
    optional=True,
    default=0.95,
)


def bounds(effect: float, cause: float, confidence: float) -> tuple[float, float]:
    """Both Wilson bounds of effect / cause, or the error that says why there are none."""
    if not cause:
        raise ZeroDenominator(NO_CAUSE)
    if not 0 < confidence < 1:
        raise BadNumber(NO_CONFIDENCE, conf=f"{confidence:g}")
    low, high = wilson(effect, cause, confidence)
    if low is None or high is None:
        raise BadNumber(MORE_EFFECTS, effect=f"{effect:g}", cause=f"{cause:g}")
    return low, high
