"""The metric of the day: the one in the settings, else the one furthest below its plan by today."""

from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.i18n import T, fold, number, percent
from core.metrics.activity import Activity, activity
from core.metrics.measures import MONEY, Measure, names
from core.metrics.owners import shown
from core.metrics.pace import Pace, pace
from core.metrics.targets import plans

SET = T(
    "Метрика дня — «{name}»: так задано в настройках (focus).",
    "The metric of the day is “{name}”: the settings say so (focus).",
)
FURTHEST = T(
    "Метрика дня — «{name}»: {fact} из {needed} к сегодняшнему дню ({share}), дальше всех от плана.",
    "The metric of the day is “{name}”: {fact} of {needed} needed by today ({share}), the furthest below plan.",
)
UNKNOWN = T(
    "Показателя «{name}» из настроек (focus) нет на вкладке «Метрика дня».",
    "The metric “{name}” of the settings (focus) is not on the tab Daily metrics.",
)


@dataclass(frozen=True)
class Focus:
    measure: Measure
    why: T
    """One sentence in both languages, its places filled: it may hold a measure's name as people typed it."""


def month_totals(context: Context) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Managers × measures from the first of the month to the last fact day; NaN where nothing is known."""
    return context.once(activity).totals(context.month_start, context.fact_days[1])


def team_pace(context: Context, made: Activity, measure: Measure) -> Pace:
    """The whole department's pace."""
    totals = context.once(month_totals)[:, made.measures.index(measure)]
    fact = None if np.isnan(totals).all() else float(np.nansum(totals))
    return pace(context, fact, plans(context, context.asof).of(measure.id))


def focus(context: Context) -> Focus | None:
    """The metric of the day and why; None where nothing is set and no planned metric has a fact yet."""
    made = context.once(activity)
    wanted = context.settings.focus
    if wanted:
        id = context.once(names).get(fold(wanted))
        found = next((m for m in made.measures if m.id == id and id not in MONEY), None)
        if found is not None:
            return Focus(found, T(*(SET.say(code, name=found.title) for code in ("ru", "en"))))
    behind: list[tuple[float, int, Measure, Pace]] = []
    for i, measure in enumerate(made.measures):
        of = team_pace(context, made, measure)
        if measure.id not in MONEY and of.attainment is not None:
            behind.append((of.attainment, i, measure, of))
    if not behind:
        return None
    share, _, measure, of = min(behind, key=lambda one: one[:2])
    said = {
        code: FURTHEST.say(
            code,
            name=measure.title,
            fact=number(of.fact or 0.0, code),
            needed=number(of.by_today or 0.0, code),
            share=percent(share, code),
        )
        for code in ("ru", "en")
    }
    return Focus(measure, T(said["ru"], said["en"]))


def unknown_focus(context: Context) -> str | None:
    """Why the metric of the settings could not be taken; None if it was, or none is set."""
    wanted = context.settings.focus
    if not wanted:
        return None
    id = context.once(names).get(fold(wanted))
    return context.say(UNKNOWN, name=wanted) if id is None or id in MONEY else None


def people(context: Context, made: Activity, measure: Measure) -> list[tuple[str, Pace]]:
    """Who works now, has a plan or a fact this month, with the pace of each; «Без менеджера» left out."""
    totals, month = context.once(month_totals), plans(context, context.asof)
    at = made.measures.index(measure)
    listed = {made.managers[i] for i in shown(context, np.nan_to_num(totals[:, at])) if i < len(made.managers)}
    listed |= {name for name in month.people if month.of(measure.id, name) is not None}
    return [
        (name, pace(context, fact_of(made, totals, name, at), month.of(measure.id, name))) for name in sorted(listed)
    ]


def fact_of(
    made: Activity, totals: np.ndarray[tuple[int, ...], np.dtype[np.float64]], name: str, at: int
) -> float | None:
    place = made.place(name)
    return None if place is None or np.isnan(totals[place, at]) else float(totals[place, at])
