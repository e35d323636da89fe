"""The service's settings from the environment and the command line; what does not fit is one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.exits import Exit

if TYPE_CHECKING:
    from sheets_addon.settings import Settings
    from sheets_addon.store import Store

WRONG = T(
    "Настройка {name} не подходит: {why}. Исправьте переменную окружения.",
    "The setting {name} does not fit: {why}. Mend the environment variable.",
)


def configured(given: dict[str, Any], language: Language) -> "Settings":
    """``given`` (None: not on the command line) over ``PLANERKA_…`` over the defaults."""
    from pydantic import ValidationError

    from sheets_addon.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]  # the input may be a password
        name = f"PLANERKA_{'_'.join(map(str, first['loc'])).upper()}"
        raise Sentence(WRONG.say(language, name=name, why=first["msg"]), Exit.USAGE) from None


@contextmanager
def opened(language: Language) -> Iterator["Store"]:
    """The service's store, closed at the end. Raises StoreError."""
    from sheets_addon.store import open_store

    store = open_store(configured({}, language).store_url)
    try:
        yield store
    finally:
        store.close()
