"""The log: JSON lines in a file, so that a person never meets a traceback."""

import logging
import os
import tempfile
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from core.report import Failure

_NAME = "planerka"


def configure(home: Path) -> Path:
    """Send ``planerka``'s log to ``home/logs/planerka.log`` (2 MB, three old ones) and say where it is."""
    logger = logging.getLogger(_NAME)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    path = _writable(home)
    handler = RotatingFileHandler(path, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),  # locals may hold secrets
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return path


def log() -> Any:
    """The logger; each call is an event with values by name. Never give it a secret or a person's data."""
    return structlog.get_logger(_NAME)


def keep_traceback(error: Exception) -> Path:
    """Write a command's unforeseen error down and say where."""
    path = configure(Path(os.environ.get("PLANERKA_HOME", "var")))
    log().error("command_failed", exc_info=error)
    return path


def keep_failures(failures: Iterable[Failure]) -> Path:
    """Write the errors that stopped single reports down, as a command does, and say where."""
    path = configure(Path(os.environ.get("PLANERKA_HOME", "var")))
    log_failures(failures)
    return path


def log_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        log().error("report_failed", report=failure.where, exc_info=failure.error)


def _writable(home: Path) -> Path:
    """The log file's path; in the system's temporary folder if ``home`` cannot be written."""
    folder = home / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder / "planerka.log"
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / "planerka.log"
