"""A few formulas, so that references of people to other cells and tabs live: arithmetic, references, SUM."""

import ast
import re
from collections.abc import Callable
from typing import Any

from tests.sheets_api.errors import ApiError
from tests.sheets_api.grid import Box
from tests.sheets_api.state import Book, Tab

Value = dict[str, Any]
_REFERENCE = re.compile(r"((?:'(?:[^']|'')+'|[\w.]+)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)(?![\w(])")
_DEEP = 50
_NODES = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Constant, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow,
          ast.USub, ast.UAdd)  # fmt: skip


def effective(book: Book, tab: Tab, at: tuple[int, int], depth: int = 0) -> Value:
    """The ExtendedValue that a cell shows; what we do not compute is #NAME?."""
    value: Value = tab.cells.get(at, {}).get("userEnteredValue", {})
    if "formulaValue" not in value:
        return value
    if "#REF!" in value["formulaValue"]:
        return {"errorValue": {"type": "REF", "message": "Reference does not exist."}}
    if depth > _DEEP:
        return {"errorValue": {"type": "REF", "message": "Circular dependency detected."}}
    try:
        return _computed(book, tab, value["formulaValue"][1:].strip(), depth)
    except ZeroDivisionError:
        return {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "Division by zero."}}
    except ApiError:
        return {"errorValue": {"type": "REF", "message": "Reference does not exist."}}
    except (SyntaxError, ValueError, TypeError):
        return {"errorValue": {"type": "NAME", "message": "Unknown function."}}


def _computed(book: Book, tab: Tab, text: str, depth: int) -> Value:
    if (alone := _REFERENCE.fullmatch(text)) and ":" not in alone[2]:
        box = _box(book, tab, alone)
        found = effective(book, book.tab(box.sheet), (box.top or 0, box.left or 0), depth + 1)
        return found or {"numberValue": 0}
    summed = re.sub(r"SUM\(([^()]+)\)", lambda m: repr(_sum(book, tab, m[1], depth)), text, flags=re.I)
    filled = _REFERENCE.sub(lambda m: repr(_figure(book, tab, m, depth)), summed)
    tree = ast.parse(filled.replace("^", "**"), mode="eval")
    if not all(isinstance(node, _NODES) for node in ast.walk(tree)):
        raise ValueError(text)
    return {"numberValue": _value(tree.body)}


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand) if isinstance(node.op, ast.USub) else _value(node.operand)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left), _value(node.right)
        table: dict[type[ast.operator], Callable[[], float]] = {
            ast.Add: lambda: left + right,
            ast.Sub: lambda: left - right,
            ast.Mult: lambda: left * right,
            ast.Div: lambda: left / right,
            ast.Pow: lambda: left**right,
        }
        return table[type(node.op)]()
    raise ValueError(node)


def _box(book: Book, tab: Tab, found: "re.Match[str]") -> Box:
    return book.range(found[0].replace("$", "")) if found[1] else _own(book, tab, found[2])


def _own(book: Book, tab: Tab, cells: str) -> Box:
    title = tab.title.replace("'", "''")
    return book.range(f"'{title}'!{cells.replace('$', '')}")


def _figure(book: Book, tab: Tab, found: "re.Match[str]", depth: int) -> float:
    box = _box(book, tab, found)
    value = effective(book, book.tab(box.sheet), (box.top or 0, box.left or 0), depth + 1)
    if "stringValue" in value or "errorValue" in value:
        raise ValueError(found[0])
    return float(value.get("numberValue", value.get("boolValue", 0)))


def _sum(book: Book, tab: Tab, arguments: str, depth: int) -> float:
    total = 0.0
    for part in re.split("[;,]", arguments):
        found = _REFERENCE.fullmatch(part.strip())
        if found is None:
            total += float(part)
            continue
        box = _box(book, tab, found)
        there = book.tab(box.sheet)
        top, bottom, left, right = box.within(*there.size)
        for at in there.cells:
            if top <= at[0] < bottom and left <= at[1] < right:
                total += float(effective(book, there, at, depth + 1).get("numberValue", 0))
    return total
