"""The problems of a workbook's last run. Their history is the ``counts`` of the runs."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.i18n.sentences import Severity
from core.report import Problem
from sheets_addon.store.codec import problems_from_json, problems_to_json
from sheets_addon.store.columns import pack, unpack
from sheets_addon.store.models import ProblemsRow, RunRow

MOST = 10_000
"""Kept of one run; the worst ones, if there are more."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def body_of(problems: Sequence[Problem]) -> bytes:
    """What is kept of them."""
    worst = sorted(problems, key=lambda problem: SEVERITIES.index(problem.severity))[:MOST]
    return pack(problems_to_json(worst))


def keep(
    session: Session, workbook_id: int, run_id: int, problems: Sequence[Problem], body: bytes | None = None
) -> dict[str, int]:
    """Put the problems in the place of the last ones; their counts, for the run. ``body``: made by :func:`body_of`."""
    row = session.get(ProblemsRow, workbook_id)
    if row is None:
        row = ProblemsRow(workbook_id=workbook_id)
        session.add(row)
    row.run_id, row.total, row.body = run_id, len(problems), body or body_of(problems)
    session.flush()
    return counts(problems)


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """By severity, those without any too."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in SEVERITIES}


def load(session: Session, workbook_id: int) -> tuple[Problem, ...]:
    """The worst first, each severity in the order of the refresh; none before the first run."""
    body = session.scalar(select(ProblemsRow.body).where(ProblemsRow.workbook_id == workbook_id))
    return () if body is None else problems_from_json(unpack(body))


def total(session: Session, workbook_id: int) -> int:
    """How many there were, also those beyond :data:`MOST`."""
    return session.scalar(select(ProblemsRow.total).where(ProblemsRow.workbook_id == workbook_id)) or 0


def past(session: Session, workbook_id: int, limit: int = 30) -> list[tuple[int, dict[str, int]]]:
    """(run, counts) of the newest runs that computed something, the newest first."""
    rows = session.execute(
        select(RunRow.id, RunRow.counts)
        .where(RunRow.workbook_id == workbook_id, RunRow.status == "ok")
        .order_by(RunRow.id.desc())
        .limit(limit)
    )
    return [(run_id, {severity: found.get(severity, 0) for severity in SEVERITIES}) for run_id, found in rows]
