"""How a workbook stands, as its card says it: in words, with a bar while something is under way."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from core.i18n import Language
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import last_held
from sheets_addon.jobs.standing import Standing
from sheets_addon.store.runs import Run
from sheets_addon.sync.status import age
from sheets_addon.web.words import state as words

PATIENCE = timedelta(seconds=30)
"""How long a run may wait for a worker before the card asks whether there is one."""
SOON, LATER = 1, 10
"""Seconds until the card asks again: while something moves, and while nobody takes it up."""
STEPS = {"look": words.LOOK, "read": words.READ, "compute": words.COMPUTE, "write": words.WRITE}
REACHED = {"look": 5, "read": 15, "compute": 30, "write": 90}
"""Per cent of the bar at the beginning of a step."""
COMPUTING = 55
Tone = Literal["good", "bad", "busy", "none"]


@dataclass(frozen=True)
class Card:
    """``again``: in how many seconds to ask again, 0: not; ``step`` '' while nothing is under way."""

    tone: Tone
    fresh: str
    lines: tuple[str, ...]
    step: str = ""
    count: str = ""
    percent: int = 0
    again: int = 0


def card(stands: Standing, language: Language) -> Card:
    status = stands.status
    book, now = status.workbook, status.now
    fresh = _fresh(stands, language)
    lines = tuple(stands.lines(language, brief=True))
    if status.state == "running" and status.running is not None:
        step, count, percent = _progress(status.running, language)
        return Card("busy", fresh, lines[1:], step, count, percent, SOON)
    if status.state == "broken":
        return Card("bad", fresh, lines, words.BROKE.to(language), again=LATER)
    if book.wanted_at is not None and book.kind != "upload":
        waits = now - book.wanted_at
        if waits < PATIENCE:
            return Card("busy", fresh, (), words.QUEUED.to(language), again=SOON)
        return Card("bad", fresh, (words.SLOW.say(language, age=_span(waits, language)), *lines), again=LATER)
    if status.good is not None and status.good.status == "nothing" and status.failed is None:
        lines = (*lines, words.UNCHANGED.to(language))
    return Card("good" if stands.is_fine and status.good else "none" if stands.is_fine else "bad", fresh, lines)


def stale(stands: Standing, language: Language) -> str:
    """The sentence over reports that the last meeting should have had newer, else ''."""
    book, good, now = stands.status.workbook, stands.status.good, stands.status.now
    if book.kind == "upload" or good is None or good.finished_at is None:
        return ""
    meeting = last_held(rules_of(book), now)
    if meeting is None or good.finished_at >= meeting.at:
        return ""
    at, since = (stands.at(moment, language) for moment in (meeting.begins, good.finished_at))
    return words.STALE.say(language, at=at, good=since)


def _fresh(stands: Standing, language: Language) -> str:
    good = stands.status.good
    if good is None or good.finished_at is None:
        return words.NEVER.to(language)
    word = words.SENT if stands.status.workbook.kind == "upload" else words.UPDATED
    return word.say(language, age=age(stands.status.now - good.finished_at, language))


def _progress(run: Run, language: Language) -> tuple[str, str, int]:
    told = run.progress
    if not told or told["step"] not in STEPS:
        return words.BEGUN.to(language), "", 2
    step, done, of = str(told["step"]), int(told["done"]), int(told["of"])
    if step != "compute" or not of:
        return STEPS[step].to(language), "", REACHED[step]
    return (
        STEPS[step].to(language),
        words.COUNTED.say(language, done=done, of=of),
        REACHED[step] + COMPUTING * done // of,
    )


def _span(passed: timedelta, language: Language) -> str:
    seconds = int(passed.total_seconds())
    if seconds < 120:
        return words.FOR_SECONDS.say(language, n=seconds)
    return words.FOR_MINUTES.say(language, n=seconds // 60)
