"""The stages of every funnel, in order: what the `stages` tab says, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.i18n import fold
from core.intake.typed import Typed

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

OPEN, WON, LOST = 0, 1, 2
KINDS = ("open", "won", "lost")


@dataclass(frozen=True)
class Stages:
    """One entry a stage of a funnel, sorted by funnel, then order, then name.

    A *step* is a stage of kind «в работе» or «выигран», numbered from 0 within its funnel; kind
    «проигран» is no step (REPORTS, «Definitions that must be exact → Funnel»).
    """

    funnels: tuple[str, ...]
    """Names of the funnels; '' is the funnel of stages whose `pipeline` is blank."""
    funnel: Ints
    name: tuple[str, ...]
    kind: Ints
    step: Ints
    """The number of the step, −1 for a lost stage."""
    probability: Floats
    norm_days: Floats
    hot: Bools
    row: Ints
    """The row of the `stages` frame."""

    def __len__(self) -> int:
        return len(self.name)

    @cached_property
    def width(self) -> int:
        """Steps of the longest funnel."""
        return int(self.step.max(initial=-1)) + 1

    @cached_property
    def at(self) -> Ints:
        """funnels × width: the stage that is step j of funnel f, −1 where the funnel is shorter."""
        out = np.full((max(len(self.funnels), 1), self.width), -1, np.intp)
        is_step = self.step >= 0
        out[self.funnel[is_step], self.step[is_step]] = np.flatnonzero(is_step)
        return out

    @cached_property
    def steps(self) -> Ints:
        """Per funnel, how many steps it has."""
        return np.asarray((self.at >= 0).sum(1), np.intp)

    @cached_property
    def first_won(self) -> Ints:
        """Per funnel, the step on which a deal is won; ``width`` where no stage is «выигран»."""
        out = np.full(len(self.at), self.width, np.intp)
        won = self.kind == WON
        np.minimum.at(out, self.funnel[won], self.step[won])
        return out

    def names_of(self, funnel: int) -> list[str]:
        """The names of a funnel's steps, in order."""
        return [self.name[i] for i in self.at[funnel] if i >= 0]

    @cached_property
    def by_name(self) -> dict[tuple[int, str], int]:
        """(funnel, folded name) → stage."""
        return {(int(f), fold(name)): i for i, (f, name) in enumerate(zip(self.funnel, self.name, strict=True))}


def stages_of(table: Typed) -> Stages:
    """The `stages` table in order. A name repeated within a funnel keeps its first place.

    Stages with a blank `pipeline` are a funnel of their own; if none of them is «в работе» they are
    the closing stages («Выиграна», «Отказ») common to every named funnel.
    """
    frame = table.frame
    names, pipelines, kinds = (_words(frame[column]) for column in ("stage", "pipeline", "kind"))
    rows = [i for i, name in enumerate(names) if name]
    shown = {fold(pipelines[i]): pipelines[i] for i in sorted(rows, key=lambda i: pipelines[i], reverse=True)}
    unnamed = [i for i in rows if not fold(pipelines[i])]
    common = bool(unnamed) and len(shown) > 1 and all(kinds[i] in ("won", "lost") for i in unnamed)
    funnels = sorted(key for key in shown if key or not common)
    order = frame["order"].to_numpy()
    found: list[tuple[int, int]] = []
    for f, key in enumerate(funnels):
        mine = [i for i in rows if fold(pipelines[i]) == key or (common and i in unnamed)]
        mine.sort(key=lambda i: (np.isnan(order[i]), order[i], names[i], i))
        first = {fold(names[i]): i for i in reversed(mine)}
        found += [(f, i) for i in mine if first[fold(names[i])] == i]
    funnel = np.array([f for f, _ in found], np.intp)
    row = np.array([i for _, i in found], np.intp)
    kind = np.array([KINDS.index(kinds[i] or "open") for i in row], np.intp)
    return Stages(
        tuple(shown[key] for key in funnels),
        funnel,
        tuple(names[i] for i in row),
        kind,
        _numbered(funnel, kind),
        frame["probability"].to_numpy()[row],
        frame["norm_days"].to_numpy()[row],
        frame["hot"].to_numpy()[row] == 1,
        row,
    )


def _numbered(funnel: Ints, kind: Ints) -> Ints:
    """The number of each step within its funnel, −1 for a lost stage."""
    step = np.full(len(kind), -1, np.intp)
    for f in np.unique(funnel):
        mine = np.flatnonzero((funnel == f) & (kind != LOST))
        step[mine] = np.arange(len(mine))
    return step


def _words(column: "pd.Series[str]") -> list[str]:
    """A category column as texts, '' for blank."""
    words = [*map(str, column.cat.categories), ""]
    return [words[code] for code in column.cat.codes.tolist()]
