"""Who asks: a person who has signed in, or a program with a key; what may be seen by them."""

from dataclasses import dataclass, replace
from typing import cast

from flask import g

from core.report import Result
from sheets_addon.jobs.standing import Standing
from sheets_addon.people.share import visible
from sheets_addon.store import Session, members
from sheets_addon.store.api_keys import ApiKey
from sheets_addon.store.people import Person
from sheets_addon.store.workbooks import Workbook


@dataclass(frozen=True)
class Caller:
    """At most one of the two; neither: nobody that we know."""

    person: Person | None = None
    key: ApiKey | None = None

    @property
    def name(self) -> str:
        """For the audit: the login, or the key's prefix; '' of nobody."""
        if self.person is not None:
            return self.person.login
        return self.key.prefix if self.key is not None else ""

    @property
    def is_known(self) -> bool:
        return self.person is not None or self.key is not None

    @property
    def leads(self) -> bool:
        return self.person is not None and self.person.role in ("admin", "head")

    @property
    def is_admin(self) -> bool:
        return self.person is not None and self.person.role == "admin"

    @property
    def calls_functions(self) -> bool:
        return self.person is not None or (self.key is not None and self.key.functions)

    def sees(self, session: Session) -> frozenset[int] | None:
        """The ids of the workbooks that exist for this caller; None: all of them."""
        if self.person is not None:
            return members.seen_by(session, self.person)
        return self.key.workbooks if self.key is not None else frozenset()

    def connects_again(self, session: Session, book: Workbook) -> bool:
        """Whether a workbook that is there may be connected once more: one that rests, by whoever may see it."""
        seen = self.sees(session)
        return book.paused and (seen is None or book.id in seen)

    def of(self, result: Result) -> Result:
        """What of a result is for this caller: a manager's own rows; a key is as good as a head."""
        return result if self.person is None else visible(result, self.person)

    def told(self, stands: Standing) -> Standing:
        """How a workbook stands: a tab that is gone may bear another manager's name, and only heads can put it back."""
        if self.person is None or self.person.role != "manager":
            return stands
        return replace(stands, status=replace(stands.status, lost=()))


def caller() -> Caller:
    """Of this request; the guard has found out."""
    return cast(Caller, g.get("caller", Caller()))


def workbook() -> Workbook:
    """Of this request's route, which the caller may see: the guard has looked."""
    return cast(Workbook, g.workbook)
