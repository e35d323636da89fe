"""A manager may have typed a client's phone or e-mail into a step: no message carries it out of the workbook."""

import re
from dataclasses import replace

from core.agenda import Agenda, Section
from core.i18n import Language, T

PHONE = T("[телефон]", "[phone]")
EMAIL = T("[почта]", "[e-mail]")
_EMAIL = re.compile(r"[^\s@<>(),;:\"«»]+@[^\s@<>(),;:\"«»]+\.[^\W\d_]{2,}")
_GAP = r"[ \-‐-―.()]{0,3}"
"""Not the no-break space, which stands between the thousands of our amounts."""
_PHONE = re.compile(rf"(?<![\d+])(?:\+\d{{1,3}}|8){_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")


def masked(made: Agenda) -> Agenda:
    return replace(made, sections=tuple(_section(one, made.language) for one in made.sections))


def mask(text: str, language: Language) -> str:
    return _PHONE.sub(PHONE.to(language), _EMAIL.sub(EMAIL.to(language), text))


def _section(one: Section, language: Language) -> Section:
    def all_of(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(mask(text, language) for text in texts)

    return replace(one, lines=all_of(one.lines), rows=tuple(map(all_of, one.rows)), below=all_of(one.below))
