"""What a failed run does to the next one: whose fault it is decides.

============  ========================================================================================
it passes     Google is busy or away: tried again after 1, 2, 4 … 32 minutes, then with the meetings
a person's    not shared, deleted, a key revoked: with the meetings; after days of it once a day
ours          an error of the program, or a worker that died of it: pushed away for 5, 10, 20 … minutes
              up to a day, so that one poisoned workbook does not keep the workers from the others
============  ========================================================================================
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from core.i18n import Language, T

Fault = Literal["passes", "person", "ours"]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
QUICK = 6
"""Tries in a row before Google is left alone until the next meeting."""
PATIENT = 12
"""Failures in a row, some three days of meetings, after which a person's fault is looked at once a day."""
JITTER = 0.2

GIVEN_UP = T(
    "Google не ответил {n} раз подряд: чаще не пробуем, следующая попытка — {at}.",
    "Google did not answer {n} times in a row: no more quick tries, the next one is at {at}.",
)
PUSHED = T(
    "Книга сбивает Планёрку уже {n} раз подряд: она отложена до {at}, остальные обновляются как обычно.",
    "The workbook has made Planerka fail {n} times in a row: it is put off until {at}; the others are not affected.",
)
PERSON = T(
    "Следующая попытка — {at}; раньше — командой planerka sync {id}.",
    "The next try is at {at}; to try before that: planerka sync {id}.",
)


def next_try(
    fault: Fault,
    failures: int,
    now: datetime,
    meeting: Callable[[datetime], datetime | None],
    draw: Callable[[], float] = random.random,
) -> datetime | None:
    """When to run again after ``failures`` in a row; ``meeting(after)`` is the next scheduled run, None: none is.

    ``draw`` in [0, 1) spreads the tries of workbooks that failed together by ± :data:`JITTER`.
    """
    spread = 1 + JITTER * (2 * draw() - 1)
    doubled = 1 << min(max(failures - 1, 0), 20)
    if fault == "ours":
        return now + min(5 * MINUTE * doubled, DAY) * spread
    scheduled = meeting(now)
    if fault == "passes" and failures <= QUICK:
        soon = now + MINUTE * doubled * spread
        return soon if scheduled is None else min(soon, scheduled)
    if fault == "person" and failures > PATIENT:
        return meeting(now + DAY - timedelta(hours=1))
    return scheduled


def sentence(fault: Fault, failures: int, at: str, id: int, language: Language) -> str:
    """What is said of the next try; '' while it is a matter of minutes."""
    if fault == "ours":
        return PUSHED.say(language, n=failures, at=at) if failures > 1 else ""
    if fault == "passes":
        return GIVEN_UP.say(language, n=failures, at=at) if failures > QUICK else ""
    return PERSON.say(language, at=at, id=id)
