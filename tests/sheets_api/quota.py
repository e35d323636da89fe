"""Google's request quotas: so many reads and writes a minute, for each user and for the whole project."""

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from tests.sheets_api.errors import ApiError

USER, PROJECT = 60, 300
_WORDS = {"read": "Read requests", "write": "Write requests"}


@dataclass
class Quota:
    """``minute`` may be shortened or lengthened for a test; None switches the quota off."""

    minute: float | None = None
    user: int = USER
    project: int = PROJECT
    refused: int = 0
    _seen: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reset(self) -> None:
        """No quota, nothing counted."""
        self.minute, self.user, self.project, self.refused = None, USER, PROJECT, 0
        self._seen.clear()

    def take(self, kind: str, who: str) -> None:
        """Count one request of ``kind`` (read or write); raises 429 when the minute is full."""
        if self.minute is None:
            return
        with self._lock:
            now = time.monotonic()
            places = ((self.user, who, "per minute per user"), (self.project, "", "per minute"))
            full = [words for limit, name, words in places if len(self._recent(kind, name, now)) >= limit]
            if full:
                self.refused += 1
                raise ApiError(
                    429,
                    f"Quota exceeded for quota metric '{_WORDS[kind]}' and limit '{_WORDS[kind]} {full[0]}' "
                    "of service 'sheets.googleapis.com' for consumer 'project_number:1'.",
                    "rateLimitExceeded",
                )
            for _, name, _ in places:
                self._seen[kind, name].append(now)

    def _recent(self, kind: str, name: str, now: float) -> "deque[float]":
        seen = self._seen.setdefault((kind, name), deque())
        while seen and now - seen[0] >= (self.minute or 0):
            seen.popleft()
        return seen
