"""Lines of Markdown."""

from collections.abc import Iterable, Iterator

from core.i18n import Language, T


def cells(*values: str) -> str:
    escaped = (value.replace("|", "\\|").replace("\n", " ") for value in values)
    return f"| {' | '.join(escaped)} |"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(head)
    yield cells(*titles)
    yield cells(*("---" for _ in titles))
    yield from (cells(*row) for row in rows)
    yield ""


def said(texts: Iterable[T], language: Language) -> list[str]:
    return [text.to(language) for text in texts]
