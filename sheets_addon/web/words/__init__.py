"""The words of the pages, a module a page; templates know every one as ``w.<module>.<name>`` in small letters.

Whoever adds a page adds a module here.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType, SimpleNamespace

from core.i18n import Language, T


@cache
def words(language: Language) -> SimpleNamespace:
    """Every word in one language, by module and name."""
    return SimpleNamespace(**{name: _in(language, module) for name, module in modules().items()})


@cache
def modules() -> dict[str, ModuleType]:
    """The modules of words, by the name of the page."""
    return {found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}


def _in(language: Language, module: ModuleType) -> SimpleNamespace:
    named = vars(module).items()
    return SimpleNamespace(**{name.lower(): word.to(language) for name, word in named if isinstance(word, T)})
