"""CalcAddIns.xcu: the names and the help that Calc's function wizard shows, in Russian and English."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from core.i18n import LANGUAGES, T
from core.registry import Argument, Function
from excel_udfs.libreoffice.names import EXPLAIN, IMPLEMENTATION, parameter

_OOR = "http://openoffice.org/2001/registry"
_XS = "http://www.w3.org/2001/XMLSchema"
_OFFICE_CODES = {"ru": "ru", "en": "en-US"}
_OPTIONAL = T(" (необязательно)", " (optional)")

_EXPLAIN_TITLE = T(
    "Почему ошибка. Предложение о том, почему функция Планёрки показывает ошибку; пусто, если ошибки нет.",
    "Why the error. A sentence on why a function of Planerka shows an error; blank if there is none.",
)
_EXPLAIN_ARGUMENTS = (
    (
        T("функция", "function"),
        T('Имя функции в кавычках: "FUNNEL_CONVERSION".', 'The function\'s name in quotes: "FUNNEL_CONVERSION".'),
    ),
    (T("аргументы", "arguments"), T("Её аргументы, как в ней самой.", "Its arguments, as in the function itself.")),
)


def catalogue(functions: Iterable[Function]) -> bytes:
    """The configuration that Calc reads when it starts, before any Python does."""
    root = ET.Element(
        "oor:component-data",
        {"xmlns:oor": _OOR, "xmlns:xs": _XS, "oor:name": "CalcAddIns", "oor:package": "org.openoffice.Office"},
    )
    known = _node(_member(_node(root, "AddInInfo"), IMPLEMENTATION), "AddInFunctions")
    for function in functions:
        _function(known, function.name, describe(function), [_argument(argument) for argument in function.args])
    _function(known, EXPLAIN, _EXPLAIN_TITLE, _EXPLAIN_ARGUMENTS)
    ET.indent(root, " ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def describe(function: Function) -> T:
    """What the wizard says of a function: its title, then its help."""
    return T(f"{function.title.ru}. {function.help.ru}", f"{function.title.en}. {function.help.en}")


def _argument(argument: Argument) -> tuple[T, T]:
    title, help = argument.title, argument.help
    if argument.optional:
        help = T(help.ru + _OPTIONAL.ru, help.en + _OPTIONAL.en)
    return title, help


def _function(parent: ET.Element, name: str, description: T, arguments: Sequence[tuple[T, T]]) -> None:
    node = _member(parent, name)
    _text(node, "DisplayName", T.same(name))
    _text(node, "Description", description)
    _plain(node, "Category", "Add-In")
    _text(node, "CompatibilityName", T.same(name))
    parameters = _node(node, "Parameters")
    for i, (title, help) in enumerate(arguments):
        one = _member(parameters, parameter(i))
        _text(one, "DisplayName", title)
        _text(one, "Description", help)


def _node(parent: ET.Element, name: str) -> ET.Element:
    """A place that the office's schema knows."""
    return ET.SubElement(parent, "node", {"oor:name": name})


def _member(parent: ET.Element, name: str) -> ET.Element:
    """One more of a set."""
    return ET.SubElement(parent, "node", {"oor:name": name, "oor:op": "replace"})


def _text(parent: ET.Element, name: str, text: T) -> None:
    prop = ET.SubElement(parent, "prop", {"oor:name": name})
    for language in LANGUAGES:
        ET.SubElement(prop, "value", {"xml:lang": _OFFICE_CODES[language]}).text = text.to(language)


def _plain(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(ET.SubElement(parent, "prop", {"oor:name": name}), "value").text = value
