"""A text in Russian and English, and the two forms in which people's words are compared."""

import re
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")

_HALVES = re.compile(r"[\ud800-\udfff]")
"""Half a letter of UTF-16, which some programs leave behind: no file and no library takes it."""
_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


class T(NamedTuple):
    """One text, Russian and English; ``{name}`` places are filled by :meth:`say`."""

    ru: str
    en: str

    def to(self, language: Language) -> str:
        return self.ru if language == "ru" else self.en

    def say(self, language: Language, /, **values: Any) -> str:
        """The text in one language with its places filled; a :class:`T` value is translated too, and a whole number
        is said without a fraction: cells of most spreadsheets know no other numbers than 7.0."""
        spoken = {k: v.to(language) if isinstance(v, T) else _whole(v) for k, v in values.items()}
        return self.to(language).format(**spoken)

    @classmethod
    def same(cls, text: str) -> "T":
        """A person's own word (a stage, a manager): never translated, and no place in it is filled."""
        return _Own(text, text)


class _Own(T):
    """«{10}» in what people type is no place of ours."""

    __slots__ = ()

    def say(self, language: Language, /, **values: Any) -> str:
        return self.to(language)


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def clean(text: str) -> str:
    """A person's text without the blanks that nobody sees: ends trimmed, runs of blanks one space."""
    return _BLANKS.sub(" ", text if text.isascii() else _HALVES.sub("\ufffd", text)).strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which headers, tab names and choices are equal: case, ё/е, blanks and ``*`` ignored."""
    return clean(text).rstrip("* ").casefold().replace("ё", "е")
