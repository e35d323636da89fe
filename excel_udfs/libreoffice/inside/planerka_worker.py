"""The office's side of the pipe. Of the standard library only, for any Python that LibreOffice brings (3.7 or newer).

It starts the worker at the first question, once more if it has died since, and gives up on an answer that takes too
long: a frozen office is worse than a sentence in a cell.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from typing import IO, Any, cast

SECONDS = 120

_SENTENCES = {
    "absent": {
        "ru": "Планёрка: не найден Python по адресу {python}. Установите Планёрку заново или задайте PLANERKA_PYTHON.",
        "en": "Planerka: no Python at {python}. Install Planerka again, or set PLANERKA_PYTHON.",
    },
    "silent": {
        "ru": "Планёрка: вычислитель остановился. Подробности в журнале {log}.",
        "en": "Planerka: the worker has stopped. Details are in the log {log}.",
    },
    "late": {
        "ru": "Планёрка: не удалось посчитать за {seconds} с. Уменьшите диапазон.",
        "en": "Planerka: not computed within {seconds} s. Give a smaller range.",
    },
}


class Trouble(Exception):
    """No answer; the text is a sentence for the cell."""


class Worker:
    """One process of our Python; its calls are one after the other."""

    def __init__(self, python: str, log: str, seconds: float = SECONDS) -> None:
        self.python, self.log, self.seconds = python, log, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, name: str, args: Sequence[Any], language: str) -> dict[str, Any]:
        """The worker's answer. Raises :class:`Trouble`."""
        line = json.dumps({"name": name, "args": args, "language": language}).encode() + b"\n"
        with self._lock:
            answer: dict[str, Any] = json.loads(self._exchange(line, language))
        return answer

    def stop(self) -> None:
        """Ends the worker; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _exchange(self, line: bytes, language: str) -> bytes:
        process = self._process
        fresh = process is None or process.poll() is not None
        if process is None or fresh:
            process = self._start(language)
        answer = self._within(process, line)
        if answer is None:
            raise self._trouble("late", language)
        if not answer.endswith(b"\n"):
            self.stop()
            if not fresh:  # it has died since the last question: that may have been an accident
                return self._exchange(line, language)
            raise self._trouble("silent", language)
        return answer

    def _within(self, process: subprocess.Popen[bytes], line: bytes) -> bytes | None:
        """The answer in time; None if it was too late; less than a line if the worker ended."""
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, give_up)
        timer.start()
        try:
            stdin.write(line)
            stdin.flush()
            answer = stdout.readline()
        except OSError:  # it ended before it had read everything
            answer = b""
        finally:
            timer.cancel()
        if late.is_set() and not answer.endswith(b"\n"):
            self.stop()
            return None
        return answer

    def _start(self, language: str) -> subprocess.Popen[bytes]:
        self.stop()
        # The office tells its own Python where to look by such variables; ours must not follow them.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        try:
            with open(self.log, "ab") as log:
                process = subprocess.Popen(
                    [self.python, "-I", "-m", "excel_udfs.libreoffice.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=environment,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except OSError:
            raise self._trouble("absent", language) from None
        self._process = process
        return process

    def _trouble(self, kind: str, language: str) -> Trouble:
        return Trouble(_SENTENCES[kind][language].format(python=self.python, log=self.log, seconds=self.seconds))
