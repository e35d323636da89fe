"""The worker: answers the office's calls, one line of JSON each, until the office closes the pipe.

A question is ``{"name", "args", "language"}``; the answer ``{"value"}``, or ``{"error", "number", "message"}``. A
mistake of ours is told as a short sentence; its traceback goes to the log beside the office's profile.
"""

import json
import logging
import sys
from typing import Any, BinaryIO

import core.call
from core.errors import FunctionError
from core.i18n import T
from excel_udfs.libreoffice.cells import ERROR_NUMBERS, cells, given

BROKEN = T(
    "Внутренняя ошибка {name}: подробности в журнале planerka.log.",
    "An internal error in {name}: details are in planerka.log.",
)


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question, whatever happens in the function."""
    name, language = question["name"], question["language"]
    try:
        args = given(core.call.find(name), question["args"])
        return {"value": cells(core.call.answer(name, args, language=language, header="titles"))}
    except FunctionError as error:
        return {"error": error.code, "number": ERROR_NUMBERS[error.code], "message": error.message(language)}
    except Exception:  # a cell shows a sentence, never a traceback
        logging.exception("%s", name)
        return {"value": BROKEN.say(language, name=name)}


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answers every line of ``questions``; ends when they do."""
    for line in questions:
        answers.write(json.dumps(answer(json.loads(line)), allow_nan=False).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    logging.basicConfig(format="%(asctime)s %(message)s")
    serve(questions, answers)
