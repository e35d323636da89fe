"""A month's figure against its plan: what is needed by today, where the pace leads, what each day must bring."""

from dataclasses import dataclass
from datetime import timedelta

from core.context import Context
from core.metrics.rates import rate
from core.metrics.targets import month_days, share_gone


@dataclass(frozen=True)
class Pace:
    plan: float | None
    fact: float | None
    rate: float | None
    """Fact ÷ the whole month's plan."""
    by_today: float | None
    """The plan's share of the working days gone; in the morning up to the last working day."""
    attainment: float | None
    """Fact ÷ ``by_today``."""
    run_rate: float | None
    """Fact ÷ working days gone × working days of the month."""
    left: float | None
    """Plan − fact; below zero the plan is beaten."""
    per_day: float | None
    """What is left ÷ the working days left (today among them until the evening)."""


def pace(context: Context, fact: float | None, plan: float | None) -> Pace:
    """The figure from the first of the month to the last fact day."""
    gone = context.once(month_gone)
    by_today = None if plan is None else plan * gone
    left = None if plan is None else plan - (fact or 0.0)
    remaining = context.once(days_left)
    return Pace(
        plan,
        fact,
        None if fact is None or plan is None else rate(fact, plan),
        by_today,
        None if fact is None or by_today is None else rate(fact, by_today),
        None if fact is None else rate(fact, gone),
        left,
        None if left is None else rate(max(left, 0.0), remaining),
    )


def month_gone(context: Context) -> float:
    """The share of the month's working days that the facts cover; 0 on the morning of its first day."""
    last = context.fact_days[1]
    return share_gone(context, last) if last >= context.month_start else 0.0


def days_left(context: Context) -> int:
    """Working days until the end of the month; today is one of them until the evening."""
    first = context.asof + timedelta(days=1) if context.slot == "evening" else context.asof
    return context.calendar.count(first, month_days(context.asof)[1])
