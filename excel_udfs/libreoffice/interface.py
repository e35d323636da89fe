"""The interface that Calc calls, in UNOIDL: one method a function, every argument of any kind."""

from collections.abc import Iterable

from core.registry import Function
from excel_udfs.libreoffice.names import EXPLAIN, INTERFACE, MODULES, parameter

_CELL, _ROWS = "any", "sequence< sequence<any> >"


def idl(functions: Iterable[Function]) -> str:
    """``any`` alone lets Calc leave an argument out, and give one cell or a range as it comes."""
    methods = [_method(function) for function in functions]
    methods.append(f"{_CELL} {EXPLAIN}([in] any {parameter(0)}, [in] sequence<any> {parameter(1)});")
    opening = " ".join(f"module {name} {{" for name in MODULES)
    closing = "}; " * len(MODULES)
    lines = "\n".join(f"  {method}" for method in methods)
    return f"{opening}\ninterface {INTERFACE} {{\n{lines}\n}};\n{closing.rstrip()}\n"


def gives_rows(function: Function) -> bool:
    """Whether its result may be more than one cell, as its examples show: a method of the office's Python has one
    type of result, and only one declared as rows of cells can carry rows."""
    return any(isinstance(example.value, list) for example in function.examples)


def _method(function: Function) -> str:
    arguments = ", ".join(f"[in] any {parameter(i)}" for i in range(len(function.args)))
    return f"{_ROWS if gives_rows(function) else _CELL} {function.name}({arguments});"
