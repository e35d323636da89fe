"""Other managers' names in what one of them reads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.i18n import Language, T, fold
from core.metrics.people import NO_MANAGER
from core.report import Result
from core.reports.ratios import TEAM

OTHER = T("другой менеджер", "another manager")
NOBODY = {fold(name) for word in (NO_MANAGER, TEAM) for name in (word.ru, word.en)}
"""What stands in a column of managers and is nobody's name."""


@dataclass(frozen=True)
class Mentions:
    """Who reads (his name, folded), and how the names of the others look in a text."""

    his: str
    pattern: re.Pattern[str] | None
    language: Language

    def is_his(self, name: Any) -> bool:
        """Whether that is his own name, however it is spelt."""
        return isinstance(name, str) and bool(self.his) and fold(name) == self.his

    def names(self, text: str) -> bool:
        """Whether the text names one of the others."""
        return self.hidden(text) != text

    def hidden(self, text: str) -> str:
        """The text with the others' names left out."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda found: found[0] if self.is_his(found[0]) else OTHER.to(self.language), text)


def mentions(result: Result, manager: str) -> Mentions:
    """The others are all that any row or problem of the result belongs to."""
    his = fold(manager)
    others = {fold(name): name for name in named(result) if fold(name) not in NOBODY}
    others.pop(his, None)
    if not others:
        return Mentions(his, None, result.stamp.language)
    # His own name goes along: «Анна» is another's, and stands in «Анна Белова» too.
    words = sorted({*others.values(), manager} - {""}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_spelt, words))})(?!\w)", re.IGNORECASE)
    return Mentions(his, pattern, result.stamp.language)


def named(result: Result) -> Iterator[str]:
    for report in result.reports:
        for block in report.blocks:
            at = [i for i, column in enumerate(block.columns) if column.id == "manager"]
            yield from _texts(row[i] for row in block.rows for i in at)
    yield from _texts(problem.manager for problem in result.problems)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and value.strip())


def _spelt(name: str) -> str:
    """A name as people write it: blanks of any kind, ё as е."""
    words = (re.escape(word) for word in name.split())
    return re.sub("[её]", "[её]", r"\s+".join(words), flags=re.IGNORECASE)
