"""What a cell says when a function has no value: one short line that begins with the error's code.

xlwings cannot give Excel a true error (its issue 776), and would show an exception's text: `#N/A: нет данных` is what
a person can act on, and `=LEFT(A1,1)="#"` what a formula can. What is our own fault goes to a log, never into a cell.
"""

import logging
import os
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.errors import FunctionError
from core.i18n import Language, T

LONGEST = 255
OURS = T(
    "#VALUE!: ошибка Планёрки, это не ваша вина. Подробности: {path}",
    "#VALUE!: an error of Planerka, not yours. Details: {path}",
)


def line(error: FunctionError, language: Language) -> str:
    """«#DIV/0!: …» on one line within what a cell of an array may hold."""
    text = " ".join(f"{error.code}: {error.message(language)}".split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def unexpected(name: str, language: Language) -> str:
    """For an ``except``: the traceback into the log, a sentence for the cell."""
    log().exception("%s", name)
    return OURS.say(language, path=log_path())[:LONGEST]


def log_path() -> Path:
    """Beside the installed program where there is one (Windows), else in the person's own folder."""
    root = os.environ.get("LOCALAPPDATA")
    return (Path(root) / "Planerka" if root else Path.home() / ".planerka") / "excel.log"


@cache
def log() -> logging.Logger:
    """Made at the first error: a function that works touches no file."""
    logger = logging.getLogger("planerka.excel")
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        logger.addHandler(RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8"))
    except OSError as error:  # a folder that cannot be written must not hide the error itself
        logger.warning("no log at %s: %s", path, error)
    return logger
