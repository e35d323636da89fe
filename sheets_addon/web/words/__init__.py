"""The words of the pages, a module a page; templates know every one of them as ``w.<name>`` in small letters.

Whoever adds a page adds a module here. A name belongs to one module (a test compares them).
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType, SimpleNamespace

from core.i18n import Language, T


@cache
def words(language: Language) -> SimpleNamespace:
    """Every word in one language."""
    return SimpleNamespace(
        **{
            name.lower(): value.to(language)
            for module in modules()
            for name, value in vars(module).items()
            if isinstance(value, T)
        }
    )


@cache
def modules() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
