"""The last question before anything is written to Google: is the workbook still ours?"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from core.report import Result
from sheets_addon.store import Store, history, leases, workbooks
from sheets_addon.store.leases import Lease
from sheets_addon.workbooks.google.client import Budget, Kind
from sheets_addon.workbooks.google.known import Known


@dataclass
class Guard:
    """Asked before each request that writes, repeated ones too. Raises LeaseLost, and then nothing is sent.

    The first time it keeps, in the transaction that asserts the fence, that a write is under way: what is known is
    stored as doubtful, so whatever becomes of this worker, the next run looks at the tabs anew and writes every
    report. What people's rows changed is kept there too: it is true however the write ends.
    """

    store: Store
    lease: Lease
    clock: Callable[[], datetime]
    ttl: timedelta
    known: Known | None = None
    result: Result | None = None
    begun: bool = False
    requests: Counter[str] = field(default_factory=Counter)

    def ask(self) -> None:
        now = self.clock()
        with self.store.write() as session:
            self.lease = leases.renew(session, self.lease, now, self.ttl)
            if self.begun:
                return
            if self.known is not None:
                workbooks.keep_known(session, self.lease.workbook_id, doubtful(self.known).to_json())
            if self.result is not None and self.result.history is not None:
                history.keep(session, self.lease.workbook_id, self.result.history)
        self.begun = True


def doubtful(known: Known) -> Known:
    """What may be relied on while it is open whether a write was done: nothing of what was written."""
    return replace(known.rewritten(), stale=True)


def still_known(stored: Any) -> Any:
    """What may be relied on of a workbook's stored JSON when the store was put back from a backup."""
    return doubtful(Known.from_json(stored)).to_json()


@dataclass(frozen=True)
class Guarded:
    """A budget that counts, and asks the guard once its turn has come: right before a write is sent."""

    budget: Budget | None
    guard: Guard

    @contextmanager
    def turn(self, kind: Kind, account: str, deadline: float) -> Iterator[None]:
        with nullcontext() if self.budget is None else self.budget.turn(kind, account, deadline):
            if kind == "write":
                self.guard.ask()
            self.guard.requests[kind] += 1
            yield
