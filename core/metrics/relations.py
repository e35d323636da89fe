"""How well we know the people who decide at a client: its roles, each with a level and a last contact."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.intake.typed import Typed
from core.metrics.client_groups import managers_of, purchase_days, segments
from core.metrics.days import NEVER, Days, number, numbered
from core.metrics.lines import indexed
from core.metrics.rates import Floats
from core.tables.stakeholders import LEVELS, ROLES

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ROLE_IDS = tuple(role.id for role in ROLES)
LEVEL_IDS = tuple(level.id for level in LEVELS)
DECIDES = ROLE_IDS.index("decision_maker")
NOBODY = -1
"""The level of a role in which we have nobody, or whose level is blank."""
REGULAR_FROM = 2
"""Purchases that make a client one whose relations matter."""


@dataclass(frozen=True)
class Known:
    """One row a client of ``clients`` (by name), a column a role."""

    clients: tuple[str, ...]
    level: Codes
    """The highest level among the role's people, 0…4; :data:`NOBODY`."""
    contact: Days
    """The latest contact with them; ``NEVER`` without one."""

    @property
    def last(self) -> Days:
        """The client's latest contact."""
        spoken = np.where(self.contact < NEVER, self.contact, -1).max(1, initial=-1)
        return np.where(spoken >= 0, spoken, NEVER)


@dataclass(frozen=True)
class Relations:
    """The clients of the matrix: key ones, and those with at least two purchases."""

    known: Known
    manager: Codes
    """Code of :func:`core.metrics.owners.manager_names`."""
    key: Bools
    purchases: Codes
    amount: Floats
    """Value of the 12 months of ABC-XYZ."""
    outside: int
    """Clients with people on the tab who are not in the matrix."""


def coverage(level: Codes, threshold: float, weights: Floats | None = None) -> Floats:
    """Share of the roles (last axis) whose level reaches ``threshold``, by ``weights``; NaN where they are all 0."""
    shares = np.ones(level.shape[-1]) if weights is None else weights
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((level >= threshold) @ shares / shares.sum(), np.float64)


def known(stakeholders: Typed, clients: tuple[str, ...], asof: int) -> Known:
    """Levels and contacts of ``clients``. Contacts after ``asof`` have not happened; rows without a role are left."""
    frame, n, width = stakeholders.frame, len(clients), len(ROLES)
    who = indexed(frame["client"], pd.Index(clients))
    role, level = (_coded(frame[column], ids) for column, ids in (("role", ROLE_IDS), ("level", LEVEL_IDS)))
    at = np.flatnonzero((who >= 0) & (role >= 0))
    cell = who[at] * width + role[at]
    levels, contact = np.full(n * width, NOBODY, np.int64), np.full(n * width, -1, np.int64)
    np.maximum.at(levels, cell, level[at])
    day = numbered(frame["last_contact"])[at]
    np.maximum.at(contact, cell, np.where(day <= asof, day, -1))
    contact = np.where(contact >= 0, contact, NEVER)
    return Known(clients, levels.reshape(n, width), contact.reshape(n, width))


def relations(context: Context) -> Relations:
    """The matrix at the report date; ask with ``context.once(relations)``."""
    found, days = context.once(segments), purchase_days(context)
    frame = context.tables["clients"].frame
    key_names = {str(name) for name in frame["client"][frame["key"] == 1].dropna()}
    regular = {found.clients[i] for i in np.flatnonzero(days >= REGULAR_FROM).tolist()}
    clients = tuple(sorted(key_names | regular))
    place = pd.Index(found.clients).get_indexer(pd.Index(clients, dtype=object))
    stakeholders = context.tables["stakeholders"]
    listed = {str(name) for name in stakeholders.frame["client"].cat.categories}
    return Relations(
        known(stakeholders, clients, number(context.asof)),
        managers_of(context, clients),
        np.array([name in key_names for name in clients], bool),
        np.append(days, 0)[place],
        np.append(found.amount, 0.0)[place],
        len(listed.difference(clients)),
    )


def _coded(column: "pd.Series[str]", ids: tuple[str, ...]) -> Codes:
    """A choice column as indices into its ids, −1 for blank."""
    lookup = [ids.index(name) for name in column.cat.categories]
    return np.array([*lookup, -1], np.int64)[column.cat.codes.to_numpy()]
