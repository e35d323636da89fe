"""Everything one refresh computes from: the typed tables, the rules, and the date it speaks of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal, TypeVar

from core.calendar import Calendar, calendar
from core.history import History
from core.i18n import Language, T
from core.intake.typed import Typed
from core.report import Problem, Report
from core.settings import Settings

Slot = Literal["morning", "11", "14", "16", "evening"]
SLOTS: tuple[Slot, ...] = ("morning", "11", "14", "16", "evening")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Context:
    """``asof`` is the report date; ``slot`` the meeting. Nothing in core knows another clock."""

    tables: Mapping[str, Typed]
    settings: Settings
    asof: date
    slot: Slot
    now: datetime
    problems: tuple[Problem, ...] = ()
    history: History | None = None
    reports: tuple[Report, ...] = ()
    """What is computed already; only a report declared ``last`` sees it."""
    _made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def language(self) -> Language:
        return self.settings.language

    @property
    def currency(self) -> str:
        return self.settings.base_currency

    @cached_property
    def calendar(self) -> Calendar:
        return calendar(self.settings)

    def say(self, text: T, /, **values: Any) -> str:
        return text.say(self.language, **values)

    def has(self, *needs: str) -> bool:
        """Whether each need is there: «payments», «deals.amount», or «invoices|deals» any of them."""
        return all(any(self._has(one) for one in need.split("|")) for need in needs)

    def _has(self, need: str) -> bool:
        id, _, column = need.partition(".")
        found = self.tables.get(id)
        if found is None or not found.parts:
            return False
        if column:
            return column in found.present
        return all(c.id in found.present for c in found.table.required)

    def once(self, make: Callable[["Context"], Made]) -> Made:
        """``make(self)``, computed once a refresh however many blocks ask."""
        if make not in self._made:
            self._made[make] = make(self)
        result: Made = self._made[make]
        return result

    # the days that figures speak of -----------------------------------------------------------

    @property
    def fact_days(self) -> tuple[date, date]:
        """The day(s) of fact columns. In the morning slot the last working day and the days off after it."""
        if self.slot != "morning":
            return self.asof, self.asof
        return self.calendar.previous(self.asof), self.asof - timedelta(days=1)

    @property
    def closed_day(self) -> date:
        """The last day that is over: «не сдал отчёт» is judged on it only."""
        return self.asof if self.slot == "evening" else self.calendar.previous(self.asof)

    @property
    def period(self) -> tuple[date, date]:
        """The period of funnel, slices, managers, refusals …: the month of ``asof`` up to it, or the settings'."""
        last = min(self.settings.period_to or self.asof, self.asof)
        return self.settings.period_from or last.replace(day=1), last

    @property
    def previous_period(self) -> tuple[date, date]:
        """The full month before the period's first day, or the equally long period before a set one."""
        first, last = self.period
        if self.settings.period_from is None:
            before = first - timedelta(days=1)
            return before.replace(day=1), before
        length = last - first
        return first - length - timedelta(days=1), first - timedelta(days=1)

    @property
    def month_start(self) -> date:
        return self.asof.replace(day=1)

    @property
    def month_end(self) -> date:
        return (self.month_start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
