"""The log: JSON lines, one an event, in a file or on stdout; our own and those of the libraries, redacted alike.

What is bound to the work under way stands on each of its lines: ``request`` (:mod:`sheets_addon.request_log`),
``workbook`` and ``run`` (:mod:`sheets_addon.sync.watching`).
"""

import logging
import os
import sys
import tempfile
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal, TextIO, cast

import structlog
from structlog.processors import ExceptionRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.tracebacks import ExceptionDictTransformer

from core.report import Failure
from sheets_addon.redaction import redacted

if sys.platform != "win32":
    import fcntl

Where = Literal["file", "stdout"]
_NAME = "planerka"
_ERRORS = "backslashreplace"  # half a character must not stop a line
_LEVELS = {_NAME: logging.INFO, "waitress": logging.INFO, "gunicorn.error": logging.INFO}
"""From which level on a logger is heard; all others from warnings on."""
_CHAIN: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),  # locals may hold secrets
)

structlog.configure(
    processors=[*_CHAIN, ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=False,
)
logging.getLogger(_NAME).addHandler(logging.NullHandler())  # before configure(): nothing on anybody's terminal


class Formatter(ProcessorFormatter):
    """A line of JSON. Its type tells our handler from other people's."""

    def __init__(self) -> None:
        super().__init__(
            foreign_pre_chain=_CHAIN,
            processors=[
                ProcessorFormatter.remove_processors_meta,
                redacted,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )


class File(RotatingFileHandler):
    """A log file that begins anew once it is full, for several processes at a time.

    The standard handler formats each line twice, to know beforehand whether it fits, and goes on writing into the old
    file, until that is deleted, when another process has begun a new one.
    """

    def shouldRollover(self, record: logging.LogRecord) -> int:
        return self._current().tell() >= self.maxBytes

    def doRollover(self) -> None:
        """The full file is the lock: whoever has waited for it finds that it is the current one no longer."""
        if sys.platform == "win32":  # no file that is open can be renamed there, so nobody else has it
            super().doRollover()
            return
        with open(self.baseFilename, "ab") as full:
            fcntl.flock(full, fcntl.LOCK_EX)
            if self._current().tell() >= self.maxBytes:
                super().doRollover()

    def _current(self) -> TextIO:
        """The stream to write to: another process may have put the file of the last line aside."""
        if self.stream is not None:
            try:
                if os.path.samestat(os.stat(self.baseFilename), os.fstat(self.stream.fileno())):
                    return self.stream
            except FileNotFoundError:  # put aside, and not begun anew yet
                pass
            self.stream.close()
        self.stream = self._open()
        return self.stream


def configure(home: Path, where: Where = "file") -> Path | None:
    """Send the log to ``home/logs/planerka.log`` (2 MB, three old ones) and say where it is; or to stdout."""
    path = _writable(home) if where == "file" else None
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler.formatter, Formatter):
            root.removeHandler(handler)
            handler.close()
    handler = (
        File(path, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True, errors=_ERRORS)
        if path
        else logging.StreamHandler(sys.stdout)
    )
    handler.setFormatter(Formatter())
    root.addHandler(handler)
    for name, level in _LEVELS.items():
        logger = logging.getLogger(name)
        logger.setLevel(level)
        if name != _NAME:  # a library's own handlers would say it twice, and unredacted
            logger.handlers, logger.propagate = [], True
    return path


def log() -> Any:
    """The logger; each call is an event with values by name. Never give it a secret or a person's data."""
    return structlog.get_logger(_NAME)


def keep_traceback(error: Exception) -> Path | str:
    """Write a command's unforeseen error down and say where."""
    path = _of_command()
    log().error("command_failed", exc_info=error)
    return path


def keep_failures(failures: Iterable[Failure]) -> Path | str:
    """Write the errors that stopped single reports down, as a command does, and say where."""
    path = _of_command()
    log_failures(failures)
    return path


def log_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        log().error("report_failed", report=failure.where, exc_info=failure.error)


def _of_command() -> Path | str:
    where = os.environ.get("PLANERKA_LOG", "file")
    given = cast(Where, where if where == "stdout" else "file")
    return configure(Path(os.environ.get("PLANERKA_HOME", "var")), given) or "stdout"


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
