"""The JSON of a request as a declared model, and what of it does not fit, field by field."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from flask import g, request
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from core.i18n import T
from sheets_addon.api.problem import Field, Refusal

WRONG = T("{place}: {what}.", "{place}: {what}.")
WHOLE = T("Запрос", "The request")
SENTENCES: Mapping[str, T] = {
    "missing": T("нужно это поле", "this field is needed"),
    "extra_forbidden": T("лишнее поле", "unknown field"),
    "model_type": T("нужен объект", "an object is needed"),
    "model_attributes_type": T("нужен объект", "an object is needed"),
    "dict_type": T("нужен объект", "an object is needed"),
    "list_type": T("нужен список", "a list is needed"),
    "too_long": T("здесь не больше {max_length}", "at most {max_length} here"),
    "too_short": T("здесь не меньше {min_length}", "at least {min_length} here"),
    "string_type": T("нужен текст", "a text is needed"),
    "string_too_short": T("текст короче {min_length} знаков", "the text is shorter than {min_length} characters"),
    "string_too_long": T("текст длиннее {max_length} знаков", "the text is longer than {max_length} characters"),
    "string_unicode": T("в тексте половина знака", "the text holds half a character"),
    "int_type": T("нужно целое число", "a whole number is needed"),
    "int_parsing": T("нужно целое число", "a whole number is needed"),
    "int_parsing_size": T("число слишком велико", "the number is too large"),
    "bool_type": T("нужно true или false", "true or false is needed"),
    "bool_parsing": T("нужно true или false", "true or false is needed"),
    "literal_error": T("подходит: {expected}", "what fits: {expected}"),
    "greater_than_equal": T("не меньше {ge}", "at least {ge}"),
    "less_than_equal": T("не больше {le}", "at most {le}"),
}
OTHER = T("это не подходит", "this does not fit")
TWICE = T("этот параметр дан дважды", "this parameter is given twice")
Model = TypeVar("Model", bound="Body")
Asked = TypeVar("Asked", bound="Query")


class Body(BaseModel):
    """Of a request: no field besides those that are declared, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Query(BaseModel):
    """Of an address: no parameter besides those that are declared, none twice."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Misfit(ValueError):
    """Raised within a model by what checks more than types: one sentence for its reader."""

    def __init__(self, sentence: T, **values: Any) -> None:
        super().__init__(sentence.en)
        self.sentence = T(*(sentence.say(language, **values) for language in ("ru", "en")))


A_NUMBER, A_FLAG = SENTENCES["int_type"], SENTENCES["bool_type"]


def _number(given: Any) -> Any:
    if isinstance(given, str) and not (given.isascii() and given.isdecimal() and len(given) <= 9):
        raise Misfit(A_NUMBER)
    return given


def _flag(given: Any) -> Any:
    if isinstance(given, str) and given not in ("true", "false"):
        raise Misfit(A_FLAG)
    return given


DIGITS = BeforeValidator(_number)
"""A number in an address: digits alone, no sign, no fraction. Stands after the number's limits."""
Flag = Annotated[bool, BeforeValidator(_flag)]


def body(model: type[Model]) -> Model:
    """Raises Refusal: ``bad_request`` with a pointer to each field; Flask's own for what is no JSON at all."""
    g.body = request.get_json()
    try:
        return model.model_validate(g.body)
    except ValidationError as error:
        raise misfit(error) from None


def query(model: type[Asked]) -> Asked:
    """The parameters of the address. Raises Refusal: ``bad_request`` with the name of each that does not fit."""
    given = request.args.to_dict(flat=False)
    if twice := [name for name, values in given.items() if len(values) > 1]:
        fields = [Field(name, TWICE, is_parameter=True) for name in twice]
        raise Refusal("bad_request", WRONG, errors=fields, place=T.same(twice[0]), what=TWICE)
    try:
        return model.model_validate({name: value for name, [value] in given.items()})
    except ValidationError as error:
        raise misfit(error, is_query=True) from None


def misfit(error: ValidationError, is_query: bool = False) -> Refusal:
    """Every field of ``error``, the first of them as the sentence."""
    fields = [_field(one, is_query) for one in error.errors(include_url=False, include_input=False)]
    first = fields[0]
    return Refusal(
        "bad_request", WRONG, errors=fields, place=T.same(first.place) if first.place else WHOLE, what=first.detail
    )


def _field(one: Any, is_query: bool) -> Field:
    context = one.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, Misfit):
        sentence = raised.sentence
    else:
        known, context = SENTENCES.get(one["type"], OTHER), {key: _plain(value) for key, value in context.items()}
        sentence = T(*(known.say(language, **context) for language in ("ru", "en")))
    return Field(str(one["loc"][0]) if is_query and one["loc"] else _pointer(one["loc"]), sentence, is_query)


def _pointer(parts: Sequence[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _plain(value: Any) -> Any:
    """Pydantic's list of what fits, «'ru' or 'en'», as any language has it."""
    return value.replace(" or ", ", ").replace("'", "") if isinstance(value, str) else value
