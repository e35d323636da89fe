"""The declarations as custom functions of Google Sheets, and the project's manifest: derived, never written by hand."""

import json
from collections.abc import Iterator

from core.i18n import Language
from core.registry import Argument, Function, all_functions
from core.renderings import ERRORS

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.currentonly",
    "https://www.googleapis.com/auth/script.container.ui",
    "https://www.googleapis.com/auth/script.external_request",
)
"""This one spreadsheet, a menu and a sidebar in it, and requests to the addresses of the manifest's list."""
PLACEHOLDER = "https://planerka.example.com"
"""Stands for the service's address until :func:`sheets_addon.apps_script.project.project` is given one."""
_SCALARS = frozenset({"number", "date", "choice", "text"})
_HEAD = """// Made from the declarations in core/functions by `python -m sheets_addon.apps_script`: change those.
// @ts-check

/** The codes of errors that a function's text begins with. */
const CODES_ = {codes};
"""


def manifest(url: str = PLACEHOLDER, zone: str = "Europe/Moscow") -> str:
    """``appsscript.json``: what the project may do. ``zone`` should be the spreadsheet's own."""
    made = {
        "timeZone": zone,
        "runtimeVersion": "V8",
        "exceptionLogging": "NONE",  # cells and names of clients do not belong into Google's logs
        "oauthScopes": list(SCOPES),
        "urlFetchWhitelist": [f"{url}/"],
    }
    return json.dumps(made, indent=2) + "\n"


def functions(language: Language) -> str:
    """``functions.gs``: a function each, named as declared, which hands its arguments to the runtime."""
    return _HEAD.format(codes=json.dumps([*ERRORS])) + "".join(
        _script(one, language) for one in all_functions().values()
    )


def _script(function: Function, language: Language) -> str:
    names = [safe(argument.name) for argument in function.args]
    single = [] if is_matrix(function) else [i for i, one in enumerate(function.args) if one.kind in _SCALARS]
    doc = "\n".join(f" * {line}".rstrip() for line in _doc(function, language))
    return (
        f"\n/**\n{doc}\n */\nfunction {function.name}({', '.join(names)}) {{\n"
        f'  return call_("{function.name}", [{", ".join(names)}], {json.dumps(single)});\n}}\n'
    )


def _doc(function: Function, language: Language) -> Iterator[str]:
    yield f"{function.title.to(language)}. {_quiet(function.help.to(language))}"
    yield ""
    for argument in function.args:
        yield f"@param {{{_type(argument)}}} {_named(argument)} {_argument(argument, language)}"
    yield "@return {any}"
    yield "@customfunction"


def _argument(argument: Argument, language: Language) -> str:
    said = f"{argument.title.to(language)}. {_quiet(argument.help.to(language))}"
    return f"{said} ({' | '.join(argument.choices)})" if argument.choices else said


def _type(argument: Argument) -> str:
    """What Google's help shows, and what the type check takes: a range may stand for a cell."""
    return "any" if argument.kind in _SCALARS else "any[][]"


def _named(argument: Argument) -> str:
    return f"[{safe(argument.name)}]" if argument.optional else safe(argument.name)


def _quiet(text: str) -> str:
    """A comment's end within it would end it, a tag's sign would begin a tag."""
    return text.replace("*/", "* /").replace("@", "(at)")


def safe(name: str) -> str:
    """A word that JavaScript keeps for itself gets a tail."""
    return f"{name}_" if name in {"default", "function", "case", "class", "in", "new", "with"} else name


def is_matrix(function: Function) -> bool:
    """Whether a call may give more than one cell."""
    return function.unit == "table" or any(isinstance(example.value, list) for example in function.examples)
