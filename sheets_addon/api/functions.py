"""``/v1/functions``: which spreadsheet functions there are, one call, up to 128 calls at once."""

from typing import Annotated, Any, Literal

from flask import Blueprint
from pydantic import Field, WithJsonSchema

from core.call import answer
from core.errors import FunctionError
from core.i18n import LANGUAGES, Language, T
from core.registry import Argument, Function, all_functions
from sheets_addon.access.needs import needs
from sheets_addon.api import limits, shapes
from sheets_addon.api.bodies import Body, body
from sheets_addon.api.operation import Gives, Operation, operation
from sheets_addon.api.problem import Refusal, language_of_request, refused
from sheets_addon.arguments import check

MOST_CALLS = 128
TIMES_THE_BODY = 4
"""A batch may be this many times larger than the body of another request: its calls bring whole tables."""
NOT_AN_OBJECT = T("Нужен объект JSON.", "A JSON object is needed.")
UNKNOWN_KEY = T("Лишнее поле: {names}.", "Unknown field: {names}.")
NO_ARGS = T("Поле «args» — список аргументов.", "The field “args” is the list of arguments.")
NO_NAME = T("Поле «name» — имя функции.", "The field “name” is the function's name.")
UNKNOWN = T("Нет функции {name}. Список: GET /v1/functions", "There is no function {name}. The list: GET /v1/functions")

functions = Blueprint("functions", __name__, url_prefix="/v1")
Answer = dict[str, Any]
Header = Literal["ids", "titles"]


CALLS = {
    "type": "array",
    "maxItems": MOST_CALLS,
    "items": {
        "anyOf": [
            {
                "type": "object",
                "properties": {"name": {"type": "string"}, "args": {"type": "array", "items": {}}},
                "required": ["name"],
                "additionalProperties": False,
            },
            {},
        ]
    },
}
"""For the document: whatever else stands there is an error of that call alone."""
EXAMPLE = "FUNNEL_CONVERSION"


class Asked(Body):
    """``header``: the columns of a table are named by their ``ids``, or by their ``titles`` as the input's are."""

    language: Language | None = None
    header: Header = "ids"


class OneCall(Asked):
    args: list[Any] = Field(default_factory=list)


class Calls(Asked):
    calls: Annotated[list[Any], Field(max_length=MOST_CALLS), WithJsonSchema(CALLS)]


@functions.get("/functions")
@needs("functions")
@operation(
    Operation(
        T("Какие функции есть", "Which functions there are"),
        {200: Gives(T("Функции со словами и примерами", "The functions, their words and examples"), shapes.Functions)},
    )
)
def listed() -> Answer:
    """Every function with its words in both languages, its arguments and worked examples."""
    return {"functions": [described(function) for function in all_functions().values()]}


@functions.post("/functions/<name>")
@needs("functions")
@operation(
    Operation(
        T("Один вызов функции", "One call of a function"),
        {200: Gives(T("Значение", "The value"), shapes.Value)},
        body=OneCall,
        problems=("unknown_function", "function"),
        example=lambda: {"args": all_functions()[EXAMPLE].examples[0].args},
    )
)
def one(name: str) -> Answer:
    """The value of one call. Where columns of it are days, ``dates`` has their numbers from 0."""
    asked = body(OneCall)
    if not _is_known(name):
        raise Refusal("unknown_function", UNKNOWN, name=name)
    try:
        return _value(name, asked.args, language_of_request(), asked.header)
    except FunctionError as error:
        raise refused("function", error) from None


@functions.post("/functions:batch")
@needs("functions")
@operation(
    Operation(
        T("Много вызовов сразу", "Many calls at once"),
        {200: Gives(T("Ответ на каждый вызов, по порядку", "An answer a call, in their order"), shapes.Results)},
        body=Calls,
        times_the_body=TIMES_THE_BODY,
        example=lambda: {"calls": [{"name": EXAMPLE, "args": all_functions()[EXAMPLE].examples[0].args}]},
    )
)
def batch() -> Answer:
    """Each stands alone: ``{"value"}`` or ``{"error": {"code", "message"}}``."""
    asked = body(Calls)
    limits.count(len(asked.calls) - 1)
    language = language_of_request()
    return {"results": [_item(item, language, asked.header) for item in asked.calls]}


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


def _item(item: Any, language: Language, header: Header) -> Answer:
    if wrong := _wrong(item):
        return _error("bad_request", wrong.to(language))
    name = item["name"]
    if not _is_known(name):
        return _error("unknown_function", UNKNOWN.say(language, name=name))
    try:
        return _value(name, item.get("args", []), language, header)
    except FunctionError as error:
        return _error(error.code, error.message(language))


def _wrong(item: Any) -> T | None:
    """What is wrong with the shape of a call, or None."""
    if not isinstance(item, dict):
        return NOT_AN_OBJECT
    if unknown := sorted(item.keys() - {"name", "args"}):
        return T(*(UNKNOWN_KEY.say(language, names=", ".join(unknown)) for language in LANGUAGES))
    if not isinstance(item.get("name"), str):
        return NO_NAME
    return None if isinstance(item.get("args", []), list) else NO_ARGS


def _value(name: str, args: list[Any], language: Language, header: Header) -> Answer:
    check(args)
    made = answer(name, args, language=language, header=header)
    return {"value": made.value} | ({"dates": list(made.dates)} if made.dates else {})


def _is_known(name: str) -> bool:
    return name.strip().upper() in all_functions()


def _error(code: str, message: str) -> Answer:
    return {"error": {"code": code, "message": message}}
