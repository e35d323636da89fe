"""Every declared function as an Excel function. This module names none of them: a new declaration is here at once.

Off Windows xlwings' decorators do nothing, and the functions can be called with rows of cells as anywhere else.
"""

import keyword
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from core.call import answer
from core.errors import FunctionError
from core.i18n import Language, T
from core.registry import Function, all_functions
from excel_udfs.alone import xw
from excel_udfs.cells import Cells, for_excel, in_array
from excel_udfs.errors import line, unexpected
from excel_udfs.language import language
from excel_udfs.memo import Memo

CATEGORY = T("Планёрка", "Planerka")
MEMO = Memo()
LONGEST = 255
_RESERVED = frozenset(
    "and as boolean by byref byte byval call case const currency date decimal declare dim do double each else end enum "
    "erase error event exit false for friend function get global goto if implements in integer is let like line lock "
    "long loop lset me mod name new next not nothing null object on open option optional or paramarray preserve print "
    "private property public put redim resume return rset seek select set single static step stop string sub then time "
    "to true type until variant wend while with write xor".split()
)
"""Words that are no names in VBA, in which the wrapper is written."""


def parameter(name: str) -> str:
    """An argument's name where neither Python nor VBA means something else by it: ``to_``."""
    return f"{name}_" if keyword.iskeyword(name) or name.casefold() in _RESERVED else name


def called(name: str, args: tuple[Any, ...]) -> Any:
    """The value for the cell, or one line that says what is wrong. Nothing is raised: Excel would show its text."""
    try:
        return MEMO.get(name, args, lambda: _computed(name, args))
    except Exception:  # noqa: BLE001 - an error of ours, whatever it is: the log has it, the cell a sentence
        return unexpected(name, language())


def _computed(name: str, args: tuple[Any, ...]) -> Any:
    try:
        return for_excel(answer(name, args, language(), "titles", in_array))
    except FunctionError as error:
        return line(error, language())


def as_udf(function: Function, xl: Any, language: Language) -> Callable[..., Any]:
    """The function as xlwings wants one: its name, signature and help say all that Excel shows of it.

    ``xl`` has xlwings' decorators ``func`` and ``arg``.
    """

    def udf(*args: Any) -> Any:
        return called(function.name, args)

    names = {argument.name: parameter(argument.name) for argument in function.args}
    udf.__name__ = udf.__qualname__ = function.name
    udf.__doc__ = function.help.to(language)[:LONGEST]
    udf.__module__ = __name__
    udf.__annotations__ = {}  # xlwings would convert by them
    udf.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(
                names[argument.name],
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if argument.optional else Parameter.empty,
            )
            for argument in function.args
        ]
    )
    made: Callable[..., Any] = udf
    for argument in function.args:
        said = f"{argument.title.to(language)}. {argument.help.to(language)}"
        help = said if len(said) <= LONGEST else argument.help.to(language)[:LONGEST]
        made = xl.arg(names[argument.name], Cells, doc=help)(made)
    category: Callable[..., Callable[..., Any]] = xl.func(category=CATEGORY.to(language))
    return category(made)  # last: each decorator puts the category back to its own


globals().update({name: as_udf(function, xw, language()) for name, function in all_functions().items()})
