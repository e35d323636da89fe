"""Conditional formats: an ordered list on each sheet."""

import copy

from tests.sheets_api.batch.objects import Body
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import box
from tests.sheets_api.state import Book


def add_rule(book: Book, request: Body) -> None:
    rule = copy.deepcopy(request["rule"])
    tab = book.tab(box(rule["ranges"][0]).sheet)
    if any(box(one).sheet != tab.id for one in rule["ranges"]):
        raise invalid("All ranges of a conditional format must be on the same sheet.")
    rules = tab.parts.setdefault("conditionalFormats", [])
    rules.insert(request.get("index", 0), rule)


def update_rule(book: Book, request: Body) -> Body:
    tab = book.tab(request.get("sheetId", box(request["rule"]["ranges"][0]).sheet if "rule" in request else 0))
    rules, index = tab.parts.get("conditionalFormats", []), request.get("index", 0)
    if index >= len(rules):
        raise invalid(f"No conditional format on sheet: {tab.id} at index: {index}")
    old = rules[index]
    if "rule" in request:
        rules[index] = copy.deepcopy(request["rule"])
    else:
        rules.insert(request["newIndex"], rules.pop(index))
    return {"updateConditionalFormatRule": {"oldRule": old, "oldIndex": index}}


def delete_rule(book: Book, request: Body) -> Body:
    tab = book.tab(request.get("sheetId", 0))
    rules, index = tab.parts.get("conditionalFormats", []), request.get("index", 0)
    if index >= len(rules):
        raise invalid(f"No conditional format on sheet: {tab.id} at index: {index}")
    return {"deleteConditionalFormatRule": {"rule": rules.pop(index)}}


HANDLERS = {
    "addConditionalFormatRule": add_rule,
    "updateConditionalFormatRule": update_rule,
    "deleteConditionalFormatRule": delete_rule,
}
