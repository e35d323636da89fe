"""In which language a command speaks."""

import locale
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.i18n import LANGUAGES, Language


def spoken(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """``--language`` of the command line, else PLANERKA_LANGUAGE, else the system's: Russian or English."""
    for word, following in pairwise((*argv, "")):
        given = following if word == "--language" else word.removeprefix("--language=")
        if word.startswith("--language") and given in LANGUAGES:  # of another one the refusal is to be understood
            return _of(given)
    for name in ("PLANERKA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return _of(environ[name])
    return _of(locale.getlocale()[0] or "")


def _of(name: str) -> Language:
    return "ru" if name.casefold().startswith("ru") else "en"
