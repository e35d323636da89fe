"""The tables of the guide to operations that the code knows: settings, alerts, exit codes, codes of errors."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from core.i18n import Language, T
from docs import alerts
from docs.markdown import said, table
from docs.operations_codes import CODES
from docs.operations_settings import MADE_ANEW, SETTINGS
from sheets_addon.exits import MEANINGS
from sheets_addon.settings import Settings

NAMES = (T("переменная", "variable"), T("по умолчанию", "default"), T("что задаёт", "what it sets"))
EXITS = (T("код", "code"), T("что значит", "what it means"))
ERRORS = (T("код", "code"), T("что случилось", "what happened"), T("что делать", "what to do"))
NONE = T("нет", "none")


def page(path: Path, language: Language) -> str:
    """The hand-written page with its tables as they must be."""
    text = path.read_text("utf-8")
    return re.sub(
        r"<!-- made: (\w+) -->.*?<!-- end -->", lambda found: _made(found[1], language), text, flags=re.DOTALL
    )


def _made(name: str, language: Language) -> str:
    return "\n".join([f"<!-- made: {name} -->", *MADE[name](language)]).rstrip() + "\n<!-- end -->"


def settings(language: Language) -> Iterator[str]:
    """In the order of the class; one without its words here stops the build."""
    rows = (
        (f"`PLANERKA_{name.upper()}`", _default(name, field, language), _words(name).to(language))
        for name, field in Settings.model_fields.items()
    )
    yield from table(said(NAMES, language), rows)


def _words(name: str) -> T:
    """Raises LookupError that says what to write where."""
    if name not in SETTINGS:
        raise LookupError(f"say in docs/operations_settings.py what the setting {name} sets")
    return SETTINGS[name]


def _default(name: str, field: FieldInfo, language: Language) -> str:
    if field.default_factory is not None:
        return MADE_ANEW.to(language)
    value: Any = field.default
    return f"`{value}`" if value not in (None, ()) else NONE.to(language)


def exits(language: Language) -> Iterator[str]:
    yield from table(said(EXITS, language), ((str(code.value), text.to(language)) for code, text in MEANINGS.items()))


def errors(language: Language) -> Iterator[str]:
    yield from table(said(ERRORS, language), ((f"`{code}`", *said(texts, language)) for code, texts in CODES.items()))


MADE: dict[str, Callable[[Language], Iterator[str]]] = {
    "settings": settings,
    "alerts": alerts.lines,
    "exits": exits,
    "errors": errors,
}
