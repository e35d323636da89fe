"""The forecasts of one past day in plain Python, from the deals as they were on that day and nothing later."""

from calendar import monthrange
from datetime import date
from typing import Any

import numpy as np

from core.intake.typed import Typed
from core.metrics.deals import DealState, deal_state

AGES = (31, 61, 91, 181, 366)
ENOUGH = 20


def shifted(month: date, by: int) -> date:
    n = month.year * 12 + month.month - 1 + by
    return date(n // 12, n % 12 + 1, 1)


def between(month: date, other: date) -> int:
    return (other.year - month.year) * 12 + other.month - month.month


class Day:
    """A day from which a forecast is made; ``like`` is the report date, whose day of the month it repeats."""

    def __init__(self, deals: Typed, stages: Typed, month: date, like: date) -> None:
        self.deals, self.stages, self.month, self.like = deals, stages, month, like
        self.seen: dict[date, list[dict[str, Any]]] = {}
        self.ended = like.day == monthrange(like.year, like.month)[1]
        self.today = self.cut(month)
        self.state = deal_state(deals, stages, self.today)
        self.won = [
            (closed, 0.0 if np.isnan(amount) else amount)
            for closed, amount, won in zip(self.state.closed.tolist(), self.state.amount, self.state.won, strict=True)
            if won and closed is not None
        ]
        self.history = min((closed.replace(day=1) for closed, _ in self.won), default=None)
        self.complete = shifted(month, 0 if self.ended else -1)

    def cut(self, month: date) -> date:
        last = monthrange(month.year, month.month)[1]
        return month.replace(day=last if self.ended else min(last, self.like.day))

    @property
    def length(self) -> int:
        return 0 if self.history is None else max(0, between(self.history, self.complete) + 1)

    def money(self, month: date, ahead: int) -> float:
        """Of the month, or (for the running month) of what came in it after its cut."""
        return sum(
            amount
            for closed, amount in self.won
            if closed.replace(day=1) == month and (ahead or closed > self.cut(month))
        )

    def naive(self, ahead: int) -> float | None:
        if not self.length:
            return None
        lag = 12 if self.length >= 24 else 3 if self.length >= 3 else 1
        month = shifted(self.month, ahead - lag)
        while month > self.complete:
            month = shifted(month, -lag)
        return self.money(month, ahead)

    def mean_of_three(self, ahead: int) -> float | None:
        if self.length < 3:
            return None
        return sum(self.money(shifted(self.complete, -i), ahead) for i in range(3)) / 3

    # from deals

    def open_on(self, month: date) -> list[dict[str, Any]]:
        """The deals open at a month's cut with what is known of them, and what became of them by today."""
        if month not in self.seen:
            self.seen[month] = self._open_on(month)
        return self.seen[month]

    def _open_on(self, month: date) -> list[dict[str, Any]]:
        day = self.cut(month)
        then = deal_state(self.deals, self.stages, day)
        now = {int(row): i for i, row in enumerate(self.state.row)}
        found = []
        for i in range(len(then)):
            if then.status[i] != 0 or np.isnat(then.created[i]):
                continue
            j = now[int(then.row[i])]
            closed = self.state.closed[j].item()
            if self.state.status[j] != 0 and closed is None:
                continue  # closed, nobody knows when
            dated = [k for k, when in enumerate(then.entered[i].tolist()) if when is not None]
            found.append(
                {
                    "row": int(then.row[i]),
                    "stage": (int(then.funnel[i]), max(dated, default=0)),
                    "is_dated": bool(dated),
                    "age": sum((day - then.created[i].item()).days >= edge for edge in AGES),
                    "amount": float(then.amount[i]),
                    "won": between(month, closed) if closed and self.state.status[j] == 1 else None,
                    "closed": between(month, closed) if closed else None,
                }
            )
        return found

    def past(self, ahead: int) -> list[date]:
        """The last twelve months whose outcome ``ahead`` months later is known today."""
        assert self.history is not None
        first = shifted(self.history, -min(ahead, 1))
        last = shifted(self.complete, -ahead)
        return [month for i in range(12) if (month := shifted(last, -i)) >= first]

    def share(self, ahead: int, outcome: str, age: int, stage: tuple[int, int] | None) -> float:
        seen = [deal for month in self.past(ahead) for deal in self.open_on(month)]
        aged = [deal for deal in seen if deal["age"] == age]
        own = [deal for deal in aged if stage is None or deal["stage"] == stage]
        group = own if len(own) >= ENOUGH else aged if len(aged) >= ENOUGH else seen
        return sum(deal[outcome] == ahead for deal in group) / len(group) if group else 0.0

    @property
    def mean(self) -> float:
        return sum(amount for _, amount in self.won) / len(self.won)

    def worth(self, deal: dict[str, Any]) -> float:
        return deal["amount"] if deal["amount"] > 0 else self.mean

    def hazard(self, ahead: int) -> float | None:
        if not self.length:
            return None
        old = sum(self.worth(d) * self.share(ahead, "won", d["age"], d["stage"]) for d in self.open_on(self.month))
        new = []
        for month in self.past(ahead):
            known = sum(np.nan_to_num(d["amount"]) for d in self.open_on(month) if d["won"] == ahead)
            new.append(self.money(shifted(month, ahead), ahead) - known)
        return float(old + (sum(new) / len(new) if new else 0.0))

    def pipeline(self, ahead: int) -> float | None:
        if not self.length:
            return None
        lost = [c for c, s in zip(self.state.closed, self.state.status, strict=True) if s == 2 and not np.isnat(c)]
        rate = len(self.won) / (len(self.won) + len(lost))
        frame, total = self.deals.frame, 0.0
        for deal in self.open_on(self.month):
            own = frame["probability"].iat[deal["row"]]
            chance = own if 0 < own < 1 else np.nan
            if np.isnan(chance) and deal["is_dated"]:
                chance = _probability(self.state, deal["stage"])
            chance = rate if np.isnan(chance) else chance
            expected = frame["expected"].iat[deal["row"]]
            if expected == expected and expected.date() > self.today:
                timed = float(between(self.month, expected.date()) == ahead)
            else:
                timed = self.share(ahead, "closed", deal["age"], None)
            total += self.worth(deal) * chance * timed
        return float(total)


def _probability(state: DealState, stage: tuple[int, int]) -> float:
    at = state.stages.at[stage]
    return float(state.stages.probability[at]) if at >= 0 else np.nan
