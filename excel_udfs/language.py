"""Which language the functions speak in Excel: PLANERKA_LANGUAGE, read once when Excel starts them; else Russian."""

import os
from functools import cache

from core.i18n import Language


@cache
def language() -> Language:
    return "en" if os.environ.get("PLANERKA_LANGUAGE", "").casefold().startswith("en") else "ru"
