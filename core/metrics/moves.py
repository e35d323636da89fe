"""How clients moved between the ABC-XYZ classes of two days, each over the 12 months to it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.client_groups import Segments, segments, segments_at
from core.metrics.rates import Floats
from core.metrics.segments import Bools, Classes, Codes

ABSENT = 3
"""The class beside the three: new (was not there then) or gone (is not there now)."""
SAME, DOWN, IRREGULAR, GONE, REGULAR, UP, NEW = range(7)
"""What became of a client: the value's class decides, and where it stayed, the regularity's."""
WORSE = (DOWN, IRREGULAR, GONE)


@dataclass(frozen=True)
class Moves:
    """Both looks, with an entry a client of ``now.clients`` (all who ever bought)."""

    then: Segments
    now: Segments

    @property
    def known(self) -> Codes:
        """The clients who are there at one of the two days, by name."""
        return np.flatnonzero(self.then.there | self.now.there)

    @property
    def change(self) -> Floats:
        """Value now − value then."""
        return np.asarray(np.round(self.now.amount - self.then.amount, 6), np.float64)

    @property
    def abc(self) -> tuple[Classes, Classes]:
        """The class then and now; :data:`ABSENT` for a client who is not there."""
        return _placed(self.then, self.then.abc.classes), _placed(self.now, self.now.abc.classes)

    @property
    def xyz(self) -> tuple[Classes, Classes]:
        return _placed(self.then, self.then.xyz.classes), _placed(self.now, self.now.xyz.classes)

    @property
    def verdict(self) -> Codes:
        """``SAME`` … ``NEW`` for each client (``SAME`` too for those who are there on neither day)."""
        (a, b), (x, y) = self.abc, self.xyz
        here, was = self.now.there, self.then.there
        conditions = [~here & ~was, ~here, ~was, b > a, b < a, y > x, y < x]
        return np.select(conditions, [SAME, GONE, NEW, DOWN, UP, IRREGULAR, REGULAR], SAME)


def moves(context: Context) -> Moves:
    """The report date against ``moves_months`` earlier; ask with ``context.once(moves)``."""
    earlier = months_before(context.asof, context.settings.moves_months)
    return Moves(segments_at(context, earlier), context.once(segments))


def months_before(day: date, n: int) -> date:
    """The same day ``n`` months earlier; that month's last day if it is shorter, or if ``day`` is a month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    longest = monthrange(max(year, 1), month + 1)[1]
    is_last = (day + timedelta(days=1)).day == 1
    return date(max(year, 1), month + 1, longest if is_last else min(day.day, longest))


def transitions(was: Classes, now: Classes) -> npt.NDArray[np.int64]:
    """4×4 counts of clients: rows A, B, C (or X, Y, Z) and new, columns A, B, C and gone."""
    cells = np.bincount(was.astype(np.int64) * 4 + now, minlength=16).reshape(4, 4)
    cells[ABSENT, ABSENT] = 0
    return cells


@dataclass(frozen=True)
class Tally:
    """One entry a group of clients (a manager's, a product's buyers)."""

    then: Codes
    now: Codes
    up: Codes
    down: Codes
    regular: Codes
    irregular: Codes
    new: Codes
    gone: Codes
    a_then: Codes
    a_kept: Codes
    amount_then: Floats
    amount_now: Floats


def tally(found: Moves, who: Codes, group: Codes, n: int) -> Tally:
    """What became of the clients ``who`` (indices), each counted in its ``group`` 0…n−1.

    Then = up + down + of one class + gone, now = up + down + of one class + new; regularity is apart.
    """
    (a, b), (x, y) = found.abc, found.xyz
    was, here = found.then.there, found.now.there
    both = was & here

    def count(mask: Bools) -> Codes:
        return np.bincount(group[mask[who]], minlength=n)

    def add(values: Floats) -> Floats:
        return np.asarray(np.round(np.bincount(group, np.nan_to_num(values[who]), n), 6), np.float64)

    return Tally(
        then=count(was),
        now=count(here),
        up=count(both & (b < a)),
        down=count(both & (b > a)),
        regular=count(both & (y < x)),
        irregular=count(both & (y > x)),
        new=count(here & ~was),
        gone=count(was & ~here),
        a_then=count(a == 0),
        a_kept=count((a == 0) & (b == 0)),
        amount_then=add(found.then.amount),
        amount_now=add(found.now.amount),
    )


def _placed(found: Segments, classes: Classes) -> Classes:
    return np.where(found.there, classes, ABSENT).astype(np.int8)
