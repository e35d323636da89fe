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
WHY = {
    "int_parsing": T("нужно целое число", "a whole number is needed"),
    "bool_parsing": T("нужно true или false", "true or false is needed"),
    "literal_error": T("подходит {expected}", "what fits is {expected}"),
    "greater_than_equal": T("нужно не меньше {ge}", "at least {ge} is needed"),
    "less_than_equal": T("нужно не больше {le}", "at most {le} is needed"),
    "date_from_datetime_parsing": T("нужен день вида 2026-03-31", "a day like 2026-03-31 is needed"),
    "string_pattern_mismatch": T(
        "нужен адрес вида https://sales.example, без пути", "an address like https://sales.example is needed, no path"
    ),
}
"""By pydantic's names of errors; only addresses have a pattern."""
A_LIST = T('нужен список в JSON, например ["sales.example"]', 'a list in JSON is needed, such as ["sales.example"]')


def configured(given: dict[str, Any], language: Language) -> "Settings":
    """``given`` (None: not on the command line) over ``PLANERKA_…`` over the defaults."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from sheets_addon.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]  # the input may be a password
        known = WHY.get(first["type"])
        context = {
            key: str(value).replace("'", "").replace(" or ", ", ") for key, value in first.get("ctx", {}).items()
        }
        why = known.say(language, **context) if known else first["msg"]
        raise _wrong(str(first["loc"][0]), why, language) from None
    except SettingsError as error:  # its sentence names the field, and quotes no value
        field = next((name for name in Settings.model_fields if f'"{name}"' in str(error)), "…")
        raise _wrong(field, A_LIST.to(language), language) from None


def _wrong(field: str, why: str, language: Language) -> Sentence:
    return Sentence(WRONG.say(language, name=f"PLANERKA_{field.upper()}", why=why), Exit.USAGE)


@contextmanager
def opened(language: Language) -> Iterator["Store"]:
    """The service's store, closed at the end. Raises StoreError."""
    from sheets_addon.store import open_store

    store = open_store(configured({}, language).store_url)
    try:
        yield store
    finally:
        store.close()
