"""The declarations as custom functions' metadata and as JavaScript: derived, never written by hand."""

import json
from typing import Any

from core.i18n import Language
from core.registry import Argument, Function, all_functions

_SCALARS = frozenset({"number", "date", "choice", "text"})
_HEAD = """// Made from the declarations in core/functions by `python -m excel_udfs.office_addin`: change those instead.
// @ts-check
import { call } from "./runtime.js";

/** @typedef {import("./runtime.js").Cell} Cell */
/** @typedef {CustomFunctions.CancelableInvocation} Invocation */
"""
_ASSOCIATE = """
const all = {{
{pairs}
}};

// Outside Excel (tests) there is nothing to associate with.
if (typeof CustomFunctions !== "undefined") CustomFunctions.associate(all);
"""


def function_id(function: Function) -> str:
    """Letters, digits and periods are all that an id may hold."""
    return function.name.replace("_", ".")


def metadata(language: Language) -> str:
    """``functions.json`` of one language."""
    made = {
        "allowCustomDataForDataTypeAny": True,
        "allowErrorForDataTypeAny": True,
        "functions": [_function(function, language) for function in all_functions().values()],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _function(function: Function, language: Language) -> dict[str, Any]:
    return {
        "id": function_id(function),
        "name": function.name,
        "description": f"{function.title.to(language)}. {function.help.to(language)}",
        "parameters": [_parameter(argument, language) for argument in function.args],
        "result": {"type": "any", "dimensionality": "matrix" if is_matrix(function) else "scalar"},
        "options": {"cancelable": True},
    }


def _parameter(argument: Argument, language: Language) -> dict[str, Any]:
    said = f"{argument.title.to(language)}. {argument.help.to(language)}"
    if argument.choices:
        said += f" ({' | '.join(argument.choices)})"
    return {
        "name": argument.name,
        "description": said,
        "type": "any",
        "dimensionality": "scalar" if argument.kind in _SCALARS else "matrix",
    } | ({"optional": True} if argument.optional else {})


def is_matrix(function: Function) -> bool:
    """Whether a call may give more than one cell."""
    return function.unit == "table" or any(isinstance(example.value, list) for example in function.examples)


def javascript() -> str:
    """``functions.js``: a function each, which hands its arguments to the runtime."""
    functions = [*all_functions().values()]
    pairs = "\n".join(f'  "{function_id(function)}": {function.name},' for function in functions)
    return _HEAD + "".join(map(_script, functions)) + _ASSOCIATE.format(pairs=pairs)


def _script(function: Function) -> str:
    names = [_safe(argument.name) for argument in function.args]
    kinds = [_kind(argument) for argument in function.args]
    returns = "Promise<Cell[][]>" if is_matrix(function) else "Promise<Cell>"
    shape = "matrix" if is_matrix(function) else "scalar"
    doc = "".join(f" * @param {{{kind}}} {name}\n" for kind, name in zip(kinds, names, strict=True))
    return (
        f"\n/**\n * {function.title.en}.\n{doc} * @param {{Invocation}} invocation\n * @returns {{{returns}}}\n */\n"
        f"export function {function.name}({', '.join([*names, 'invocation'])}) {{\n"
        f'  return call("{function.name}", [{", ".join(names)}], invocation, "{shape}");\n}}\n'
    )


def _kind(argument: Argument) -> str:
    kind = "Cell" if argument.kind in _SCALARS else "Cell[][]"
    return f"{kind} | null | undefined" if argument.optional else kind


def _safe(name: str) -> str:
    """A word that JavaScript keeps for itself gets a tail."""
    return f"{name}_" if name in {"from", "default", "function", "case", "class", "in", "new", "with"} else name
