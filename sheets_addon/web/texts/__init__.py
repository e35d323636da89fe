"""The words of the pages that set things, a module a page; their templates know them as ``t.<name>``."""

from types import ModuleType, SimpleNamespace

from core.i18n import Language, T
from sheets_addon.web.language import page_language
from sheets_addon.web.texts import common


def texts(*modules: ModuleType) -> SimpleNamespace:
    """Every word of these modules, and those that all pages share, in the language of the request's page."""
    return texts_in(page_language(), *modules)


def texts_in(language: Language, *modules: ModuleType) -> SimpleNamespace:
    words = {name: value for module in (common, *modules) for name, value in vars(module).items()}
    return SimpleNamespace(**{name.lower(): one.to(language) for name, one in words.items() if isinstance(one, T)})
