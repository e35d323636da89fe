"""Every client's ABC and XYZ class over 12 months: :mod:`core.metrics.segments` over :mod:`core.metrics.purchases`."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.metrics.days import NEVER, number
from core.metrics.owners import looked_up, manager_names
from core.metrics.purchases import Codes, Events, Purchases, purchases
from core.metrics.rates import Floats
from core.metrics.segments import GROUPS, Abc, Bools, Xyz, abc, distinct, group_codes, xyz


@dataclass(frozen=True)
class Segments:
    """One entry a client of ``clients`` (all who ever bought); ``there`` are those of the window."""

    clients: tuple[str, ...]
    first: date
    last: date
    there: Bools
    """Bought or paid in the window."""
    amount: Floats
    abc: Abc
    xyz: Xyz
    nobody: float
    """The value of events that name no client: outside the classes."""

    @property
    def group(self) -> Codes:
        """Index into :data:`core.metrics.segments.GROUPS`."""
        return np.asarray(group_codes(self.abc.classes, self.xyz.classes), np.int64)

    @property
    def ranked(self) -> Codes:
        """The clients that are there, by value; ties by name."""
        order = self.abc.order
        return np.asarray(order[self.there[order]], np.int64)


def window(asof: date) -> tuple[date, date]:
    """The 12 months to ``asof``: 01.04.2025–31.03.2026 for 31.03.2026."""
    after = asof + timedelta(days=1)
    try:
        return after.replace(year=after.year - 1), asof
    except ValueError:
        return date(after.year - 1, 3, 1), asof


def segments(context: Context) -> Segments:
    """The classes at the report date; ask with ``context.once(segments)``."""
    return segments_at(context, context.asof)


def segments_at(context: Context, asof: date) -> Segments:
    """The classes at any day up to the report date, over the 12 months to it."""
    made, rules = context.once(purchases), context.settings
    first, last = window(asof)
    n, lo, hi = len(made.clients), number(first), number(last)
    who, _, amount = _inside(made.value, lo, hi)
    known = who >= 0
    if not known.all():
        nobody, who, amount = float(amount[~known].sum()), who[known], amount[known]
    else:
        nobody = 0.0
    value = np.asarray(np.round(np.bincount(who, amount, n), 6), np.float64)
    buyer, day = _bought(made, lo, hi, n)
    there = np.bincount(who, minlength=n) + np.bincount(buyer, minlength=n) > 0
    return Segments(
        made.clients,
        first,
        last,
        there,
        value,
        abc(value, rules.abc_a, rules.abc_b),
        xyz(buyer, day, n, hi, rules.xyz_theta),
        nobody,
    )


def client_managers(context: Context) -> list[str | None]:
    """Per client of the purchases whose it is: by the tab «Клиенты», else by its latest purchase or payment."""
    made, names = context.once(purchases), context.once(manager_names)
    latest = made.manager_of(-NEVER, number(context.asof))
    frame = context.tables["clients"].frame
    if len(frame):
        own = pd.Series(pd.Categorical(made.clients, list(made.clients)))
        listed = looked_up(own, frame["client"], names.codes(frame["manager"]), len(names))
        latest = np.where(listed < len(names), listed, latest)
    spoken: list[str | None] = [*names.names, None]
    return [spoken[code] for code in latest.tolist()]


def managers_of(context: Context, clients: tuple[str, ...]) -> Codes:
    """The codes of whose any clients are, also those who never bought: as :func:`client_managers` finds it."""
    names, frame = context.once(manager_names), context.tables["clients"].frame
    code = {name: i for i, name in enumerate(names.names)}
    bought = [len(names) if name is None else code[name] for name in context.once(client_managers)]
    place = pd.Index(context.once(purchases).clients).get_indexer(pd.Index(clients, dtype=object))
    own = pd.Series(pd.Categorical(clients, sorted(set(clients))))
    listed = looked_up(own, frame["client"], names.codes(frame["manager"]), len(names))
    return np.where(listed < len(names), listed, np.array([*bought, len(names)], np.int64)[place])


def purchase_days(context: Context) -> Codes:
    """On how many days each client of the purchases ever bought, up to the report date."""
    made = context.once(purchases)
    n = len(made.clients)
    key, _, width = distinct(*_bought(made, -NEVER, number(context.asof), n), n)
    return np.bincount(key // width, minlength=n)


def group_of(context: Context) -> dict[str, str]:
    """Client → its group («AX») at the report date, for reports that show it beside a client."""
    found = context.once(segments)
    codes = found.group.tolist()
    return {found.clients[i]: GROUPS[codes[i]] for i in np.flatnonzero(found.there).tolist()}


def _inside(events: Events, first: int, last: int) -> tuple[Codes, Codes, Floats]:
    inside = (events.day >= first) & (events.day <= last)
    if events.until is not None:
        inside &= events.until > last
    if inside.all():
        return events.who, events.day, events.amount
    return events.who[inside], events.day[inside], events.amount[inside]


def _bought(made: Purchases, first: int, last: int, n: int) -> tuple[Codes, Codes]:
    """Purchase days in the window: of each client from the first source that knows one."""
    known: npt.NDArray[np.bool_] = np.zeros(n + 1, bool)
    known[n] = True  # who = −1
    parts = []
    for _, events in made.bought:
        who, day, _ = _inside(events, first, last)
        fresh = ~known[who]
        who, day = (who, day) if fresh.all() else (who[fresh], day[fresh])
        parts.append((who, day))
        known[who] = True
    return np.concatenate([who for who, _ in parts]), np.concatenate([day for _, day in parts])
