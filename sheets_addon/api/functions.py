"""``/v1/functions``: which spreadsheet functions there are, one call, up to 128 calls at once."""

from typing import Any

from flask import Blueprint, current_app, request

from core.call import answer
from core.errors import FunctionError
from core.i18n import LANGUAGES, T
from core.registry import Argument, Function, all_functions
from sheets_addon.access.needs import needs
from sheets_addon.arguments import check

MOST_CALLS = 128
TIMES_THE_BODY = 4
"""A batch may be this many times larger than the body of another request: its calls bring whole tables."""
NOT_AN_OBJECT = T("Нужен объект JSON.", "A JSON object is needed.")
UNKNOWN_KEY = T("Лишнее поле: {names}.", "Unknown field: {names}.")
NO_ARGS = T("Поле «args» — список аргументов.", "The field “args” is the list of arguments.")
NO_CALLS = T(
    "Поле «calls» — список вызовов, не больше {most}.", "The field “calls” is the list of calls, at most {most}."
)
NO_NAME = T("Поле «name» — имя функции.", "The field “name” is the function's name.")
NO_HEADER = T("Поле «header» — ids или titles.", "The field “header” is ids or titles.")
NO_LANGUAGE = T("Поле «language» — ru или en.", "The field “language” is ru or en.")
UNKNOWN = T("Нет функции {name}. Список: GET /v1/functions", "There is no function {name}. The list: GET /v1/functions")

functions = Blueprint("functions", __name__, url_prefix="/v1")
Answer = dict[str, Any]


@functions.get("/functions")
@needs("functions")
def listed() -> Answer:
    """Every function with its words in both languages, its arguments and worked examples."""
    return {"functions": [described(function) for function in all_functions().values()]}


@functions.post("/functions/<name>")
@needs("functions")
def one(name: str) -> tuple[Answer, int]:
    """``{"args": […], "language", "header"}`` → 200 ``{"value"}``, or 422 ``{"error": {"code", "message"}}``.

    ``header``: the columns of a table are named by their ``ids``, or by their ``titles`` in the language of the input.
    Where columns of the value are days, ``dates`` has their numbers from 0.
    """
    body = request.get_json()
    if wrong := _wrong(body, {"args", "language", "header"}):
        return wrong, 400
    made = _call(name, body.get("args", []), body.get("language", "ru"), body.get("header", "ids"))
    return made, _status(made)


@functions.post("/functions:batch")
@needs("functions")
def batch() -> tuple[Answer, int]:
    """``{"calls": [{"name", "args"}…], "language", "header"}`` → 200, an answer a call; each stands alone."""
    request.max_content_length = TIMES_THE_BODY * int(current_app.config["MAX_CONTENT_LENGTH"])
    body = request.get_json()
    if wrong := _wrong(body, {"calls", "language", "header"}):
        return wrong, 400
    calls, language, header = body.get("calls"), body.get("language", "ru"), body.get("header", "ids")
    if not isinstance(calls, list) or len(calls) > MOST_CALLS:
        return _error("bad_request", NO_CALLS.say(language, most=MOST_CALLS)), 400
    return {"results": [_item(item, language, header) for item in calls]}, 200


def described(function: Function) -> Answer:
    return {
        "name": function.name,
        "title": function.title._asdict(),
        "help": function.help._asdict(),
        "unit": function.unit,
        "args": [_argument(argument) for argument in function.args],
        "examples": [{"args": example.args, "value": example.value} for example in function.examples],
    }


def _argument(argument: Argument) -> Answer:
    given = {
        "table": argument.table,
        "choices": argument.choices,
        "minimum": argument.minimum,
        "maximum": argument.maximum,
    }
    return {
        "name": argument.name,
        "kind": argument.kind,
        "title": argument.title._asdict(),
        "help": argument.help._asdict(),
        "optional": argument.optional,
    } | {key: value for key, value in given.items() if value not in (None, "", ())}


def _item(item: Any, language: Any, header: Any) -> Answer:
    if wrong := _wrong(item, {"name", "args"}, language):
        return wrong
    if not isinstance(item.get("name"), str):
        return _error("bad_request", NO_NAME.to(language))
    return _call(item["name"], item.get("args", []), language, header)


def _call(name: str, args: list[Any], language: Any, header: Any) -> Answer:
    if name.strip().upper() not in all_functions():
        return _error("unknown_function", UNKNOWN.say(language, name=name))
    try:
        check(args)
        made = answer(name, args, language=language, header=header)
    except FunctionError as error:
        return _error(error.code, error.message(language))
    return {"value": made.value} | ({"dates": list(made.dates)} if made.dates else {})


def _wrong(body: Any, known: set[str], language: Any = "ru") -> Answer | None:
    """What is wrong with the shape of a request, or None."""
    if not isinstance(body, dict):
        return _error("bad_request", NOT_AN_OBJECT.to(language))
    if body.get("language", "ru") not in LANGUAGES:
        return _error("bad_request", NO_LANGUAGE.to(language))
    language = body.get("language", language)
    if body.get("header", "ids") not in {"ids", "titles"}:
        return _error("bad_request", NO_HEADER.to(language))
    if unknown := sorted(set(body) - known):
        return _error("bad_request", UNKNOWN_KEY.say(language, names=", ".join(unknown)))
    if not isinstance(body.get("args", []), list):
        return _error("bad_request", NO_ARGS.to(language))
    return None


def _status(answer: Answer) -> int:
    if "value" in answer:
        return 200
    return 404 if answer["error"]["code"] == "unknown_function" else 422


def _error(code: str, message: str) -> Answer:
    return {"error": {"code": code, "message": message}}
