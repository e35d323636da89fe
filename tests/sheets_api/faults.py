"""Faults on demand: what may go wrong with a request, before it is done or after it took effect."""

import re
import threading
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.sheets_api.errors import ApiError

Kind = Literal["status", "reset", "slow", "truncate", "expired", "type"]
"""``status`` an HTTP error · ``reset`` the connection breaks · ``slow`` the reply waits ``seconds`` · ``truncate``
half a body · ``expired`` the token is no longer good · ``type`` a person types before the request is done."""


@dataclass
class Fault:
    """Strikes the requests whose ``METHOD path`` matches ``match``, after ``skip`` of them, ``times`` times."""

    kind: Kind
    match: str = ".*"
    when: Literal["before", "after"] = "before"
    times: int = 1
    skip: int = 0
    code: int = 503
    message: str = "The service is currently unavailable."
    reason: str = ""
    page: str = ""
    """For ``status``: an HTML page in place of the JSON."""
    seconds: float = 0.0
    retry_after: str = ""
    typed: dict[str, Any] = field(default_factory=dict)
    """For ``type``: {"book": id, "range": A1, "values": rows}."""

    @property
    def error(self) -> ApiError:
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        made = ApiError(self.code, self.message, self.reason, headers)
        made.page = self.page
        return made


class Faults:
    """The faults still to come, in the order given."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.struck: list[str] = []
        self._lock = threading.Lock()

    def plan(self, **given: Any) -> None:
        with self._lock:
            self.planned.append(Fault(**given))

    def clear(self) -> None:
        with self._lock:
            self.planned.clear()
            self.struck.clear()

    def due(self, request: str) -> list[Fault]:
        """The faults that strike this request; each is used up as often as it may strike."""
        found = []
        with self._lock:
            for fault in self.planned:
                if fault.times and re.search(fault.match, request):
                    if fault.skip:
                        fault.skip -= 1
                        continue
                    fault.times -= 1
                    found.append(fault)
                    self.struck.append(f"{fault.kind} {request}")
        return found
