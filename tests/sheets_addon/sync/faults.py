"""The fault matrix: each fault × each request of a sync, once and lasting; what one run of it leaves.

``python -m tests.sheets_addon.sync.faults`` writes docs/fault-matrix.md; the test runs every case anew and compares.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

PAGE = Path(__file__).parents[3] / "docs" / "fault-matrix.md"
MANY = 60
"""A lasting fault strikes so often: longer than any sync tries."""
Times = Literal["once", "lasting"]
Request = Literal["token", "look", "structure", "read", "first write", "write", "staging", "unstaging"]

REQUESTS: dict[Request, str] = {
    "token": r"^POST /token",
    "look": r"^GET /drive/v3/files/",
    "structure": r"^GET /v4/spreadsheets/[^/:]+$",
    "read": r":batchGetByDataFilter$",
    "first write": r":batchUpdate$",
    "write": r":batchUpdate$",
    "staging": r":batchUpdate$",
    "unstaging": r":batchUpdate$",
}
HEADS: dict[Request, str] = {
    "token": "access token",
    "look": "Drive look",
    "structure": "structure",
    "read": "read",
    "first write": "first write",
    "write": "write",
    "staging": "a large write, its first part",
    "unstaging": "a large write, its last part",
}
WRITES: tuple[Request, ...] = ("first write", "write", "staging", "unstaging")


@dataclass(frozen=True)
class Kind:
    """A fault as the local server plans it. ``where``: the requests that it can strike."""

    name: str
    planned: dict[str, Any] = field(default_factory=dict)
    where: tuple[Request, ...] = tuple(REQUESTS)


_APIS = tuple(request for request in REQUESTS if request != "token")
_SLOW = 0.45
"""Seconds: longer than the time limit that the test gives an answer."""
TIME_LIMIT = 0.2

KINDS: tuple[Kind, ...] = (
    Kind("429", {"kind": "status", "code": 429, "message": "Quota exceeded", "reason": "rateLimitExceeded"}, _APIS),
    Kind("429, Retry-After 30 s", {"kind": "status", "code": 429, "message": "Quota", "retry_after": "30"}, _APIS),
    Kind("500", {"kind": "status", "code": 500, "message": "Internal error"}),
    Kind("503 before", {"kind": "status", "code": 503}),
    Kind("503 after it was done", {"kind": "status", "code": 503, "when": "after"}, _APIS),
    Kind("connection reset before", {"kind": "reset"}),
    Kind("connection reset after it was done", {"kind": "reset", "when": "after"}, _APIS),
    Kind("no answer in time, done after we gave up", {"kind": "slow", "seconds": _SLOW}, _APIS),
    Kind("no answer in time, done", {"kind": "slow", "seconds": _SLOW, "when": "after"}, _APIS),
    Kind("half an answer", {"kind": "truncate"}, _APIS),
    Kind("403, no access", {"kind": "status", "code": 403, "message": "The caller does not have permission"}, _APIS),
    Kind(
        "403, protected",
        {"kind": "status", "code": 403, "message": "You are trying to edit a protected cell or object."},
        WRITES,
    ),
    Kind(
        "403, Drive's quota",
        {"kind": "status", "code": 403, "message": "Rate Limit Exceeded", "reason": "userRateLimitExceeded"},
        ("look",),
    ),
    Kind("token expired", {"kind": "expired"}, _APIS),
    Kind("a person types into an input tab", {"kind": "type", "typed": "input"}, ("read", "first write", "write")),
    Kind("a person types over a report", {"kind": "type", "typed": "report"}, ("read", "write", "unstaging")),
)


@dataclass(frozen=True)
class Case:
    kind: Kind
    request: Request
    times: Times

    @property
    def id(self) -> str:
        return f"{self.kind.name} · {self.request} · {self.times}"


def cases() -> Iterator[Case]:
    for kind in KINDS:
        for request in REQUESTS:
            if request in kind.where:
                yield Case(kind, request, "once")
                if kind.planned["kind"] != "type":
                    yield Case(kind, request, "lasting")


HEAD = """# The fault matrix

Each fault strikes each request of a sync, once and lasting (it is over before the next sync begins). Run against the
local Sheets server by `tests/sheets_addon/sync/test_faults.py`, which fails if this table is not what it sees.

In every one of the {n} cases: no cell of people's changed, after every single change of the file each reader saw whole
reports (all of the old or all of the new ones), the total time limit was kept, a failed run said why and kept the last
good result, and the next sync left every report right.

**right** the sync itself left the reports right · **old** it failed, the old reports stand whole, the next sync
brings the new ones · **new** it failed to learn that its write was done: the new reports stand whole · **next** right
as it was read, what was typed meanwhile comes with the next sync · in brackets: what the page and the store say ·
— cannot happen there.

"""


def page(cells: dict[str, str]) -> str:
    """The table of what each case left, by the case's id."""
    lines = ["| fault | times | " + " | ".join(HEADS.values()) + " |", "|---" * (len(HEADS) + 2) + "|"]
    for kind in KINDS:
        rows: list[Times] = ["once"] if kind.planned["kind"] == "type" else ["once", "lasting"]
        for times in rows:
            found = [cells.get(Case(kind, request, times).id, "—") for request in HEADS]
            lines.append(f"| {kind.name} | {times} | " + " | ".join(found) + " |")
    return HEAD.format(n=len(cells)) + "\n".join(lines) + "\n"


def kept() -> dict[str, str]:
    """What the page says, by the case's id."""
    out: dict[str, str] = {}
    for line in PAGE.read_text("utf-8").splitlines() if PAGE.exists() else []:
        parts = [part.strip() for part in line.strip("|").split("|")]
        kind = next((kind for kind in KINDS if kind.name == parts[0]), None)
        if kind is not None and len(parts) == len(HEADS) + 2:
            times: Times = "once" if parts[1] == "once" else "lasting"
            out |= {Case(kind, request, times).id: cell for request, cell in zip(HEADS, parts[2:], strict=True)}
    return out


def main() -> None:
    from tests.sheets_addon.sync.striking import bench

    with bench() as strike:
        PAGE.write_text(page({case.id: strike(case) for case in cases()}), "utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(list(cases()))} cases\n")


if __name__ == "__main__":
    main()
