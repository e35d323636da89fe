"""Which workbooks a person may see: administrators all of them, others those that they were given."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sheets_addon.store.models import MemberRow, PersonRow
from sheets_addon.store.people import Person


def may_see(session: Session, person: Person, workbook_id: int) -> bool:
    return person.role == "admin" or session.get(MemberRow, (workbook_id, person.id)) is not None


def seen_by(session: Session, person: Person) -> frozenset[int] | None:
    """The ids of the workbooks; None: all of them."""
    if person.role == "admin":
        return None
    return frozenset(session.scalars(select(MemberRow.workbook_id).where(MemberRow.person_id == person.id)))


def of_workbook(session: Session, workbook_id: int) -> frozenset[int]:
    """The ids of the people."""
    return frozenset(session.scalars(select(MemberRow.person_id).where(MemberRow.workbook_id == workbook_id)))


def put(session: Session, workbook_id: int, people: Iterable[int]) -> None:
    """Let exactly these people see the workbook; ids that are nobody's (any more) are passed over."""
    wanted = set(session.scalars(select(PersonRow.id).where(PersonRow.id.in_(set(people)))))
    there = set(of_workbook(session, workbook_id))
    if gone := there - wanted:
        session.execute(delete(MemberRow).where(MemberRow.workbook_id == workbook_id, MemberRow.person_id.in_(gone)))
    session.add_all(MemberRow(workbook_id=workbook_id, person_id=id) for id in sorted(wanted - there))
    session.flush()


def add(session: Session, workbook_id: int, person_id: int) -> None:
    """Let one more person see it."""
    put(session, workbook_id, of_workbook(session, workbook_id) | {person_id})
