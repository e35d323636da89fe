"""In which language a command speaks."""

import locale
import os
from collections.abc import Mapping, Sequence

from core.i18n import Language


def spoken(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """``--language`` of the command line, else PLANERKA_LANGUAGE, else the system's: Russian or English."""
    for i, word in enumerate(argv):
        if word.startswith("--language="):
            return _of(word.partition("=")[2])
        if word == "--language" and i + 1 < len(argv):
            return _of(argv[i + 1])
    for name in ("PLANERKA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return _of(environ[name])
    return _of(locale.getlocale()[0] or "")


def _of(name: str) -> Language:
    return "ru" if name.casefold().startswith("ru") else "en"
