"""What the matrix of relations says of a client: the words of each role, the coverage, what is missing."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.days import NEVER, day, day_or_none
from core.metrics.rates import Floats
from core.metrics.relations import NOBODY, Known, coverage
from core.report import Column, Row
from core.tables.stakeholders import LEVELS, ROLES

NO_ACCESS = T("нет выхода на {roles}", "no access to: {roles}")
ACCESS = (
    T("ЛПР", "decision maker"),
    T("ЛВР", "influencer"),
    T("финансы", "finance"),
    T("техэксперта", "technical expert"),
    T("пользователя", "user"),
)
"""Whom we cannot reach, in the order of the roles."""
NO_ONE = T("нет выхода ни на кого", "no access to anyone")
ALL_REACHED = T("охвачены все роли", "all roles are reached")
NO_CONTACT = "—"
SEPARATOR = " · "

CELLS = (
    *(Column(role.id, role.title) for role in ROLES),
    Column("covered", T("Охвачено ролей из 5", "Roles covered of 5"), "count", adds=False),
    Column("coverage", T("Охват", "Coverage"), "rate", heat=True),
    Column("missing", T("Чего не хватает", "What is missing")),
    Column("last_contact", T("Последний контакт", "Last contact"), "date"),
)
"""What the people of a client say; also the table of RELATION_MATRIX."""


def cell_rows(known: Known, context: Context) -> list[Row]:
    """:data:`CELLS` of each client; what repeats is put into words once."""
    reached = known.level >= context.settings.coverage_level
    pairs, cell = np.unique(np.stack([known.level.ravel(), known.contact.ravel()]), axis=1, return_inverse=True)
    said = np.array([_level(level, spoken, context) for level, spoken in pairs.T.tolist()], object)
    sets, which = np.unique(reached, axis=0, return_inverse=True)
    missing = [_missing(found, context) for found in sets.tolist()]
    columns = (
        said[cell].reshape(known.level.shape).tolist(),
        reached.sum(1).tolist(),
        covered(known, context).tolist(),
        which.tolist(),
        known.last.tolist(),
    )
    return [
        [*levels, n, share, missing[lacking], day_or_none(last)]
        for levels, n, share, lacking, last in zip(*columns, strict=True)
    ]


def _level(level: int, spoken: int, context: Context) -> str:
    """«3 за нас · 19.03.2026»."""
    if level == NOBODY:
        return NO_CONTACT
    said = context.say(LEVELS[level].title)
    return said if spoken >= NEVER else f"{said}{SEPARATOR}{spoken_day(day(spoken), context.language)}"


def _missing(reached: list[bool], context: Context) -> str:
    lacking = [context.say(word) for word, there in zip(ACCESS, reached, strict=True) if not there]
    said = NO_ONE if len(lacking) == len(ROLES) else NO_ACCESS if lacking else ALL_REACHED
    return context.say(said, roles=", ".join(lacking))


def covered(known: Known, context: Context) -> Floats:
    """Each client's coverage at the level of the settings."""
    return coverage(known.level, context.settings.coverage_level)
