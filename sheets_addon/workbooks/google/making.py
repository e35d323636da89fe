"""Input tabs made in a person's spreadsheet, because the person has asked for them: as the template has them, empty.

One batchUpdate makes all of them or none. A tab that is there is never touched; where a title is taken,
nothing is made. What is made is the person's from then on; it carries no mark of ours.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from core.errors import WorkbookError
from core.i18n import Language, T, fold
from core.intake.titles import match_title
from core.tables import Table, table
from sheets_addon.workbooks.google.client import Http
from sheets_addon.workbooks.google.known import Request, Tab
from sheets_addon.workbooks.google.send import send
from sheets_addon.workbooks.google.sentences import spoken
from sheets_addon.workbooks.google.structure import structure
from templates.columns import Heading, Rows, headings
from templates.dictionaries import dictionaries
from templates.validation import NO, YES, parameter_rule, rule

TAKEN = T(
    "Вкладка «{title}» в таблице уже есть, поэтому ничего не создано. Откройте таблицу и проверьте её вкладки.",
    "The spreadsheet has a tab “{title}” already, so nothing was made. Open the spreadsheet and look at its tabs.",
)
ROWS = 1000
PREFILLED = ("settings",)
"""Of these tabs the rows come too: without the names of its parameters a settings tab is of no use."""
_PIXELS = 7.5
"""A character of the template's width."""
_HEAD = {"red": 0.929, "green": 0.949, "blue": 0.969}
_REQUIRED = {"red": 0.812, "green": 0.886, "blue": 0.953}
_FORMATS = {
    "date": {"type": "DATE"},
    "number": {"type": "NUMBER", "pattern": "#,##0.00"},
    "count": {"type": "NUMBER", "pattern": "0"},
    "percent": {"type": "PERCENT", "pattern": "0%"},
    "id": {"type": "TEXT"},
}


class TitleTaken(WorkbookError):
    code = "title_taken"


def make_tabs(http: Http, id: str, tables: Sequence[str], language: Language) -> tuple[str, ...]:
    """Add the tabs of these input tables to the spreadsheet; their titles. Raises WorkbookError: then none was made."""
    wanted = [table(name) for name in tables]
    if not wanted:
        return ()
    with spoken(http.address):
        known = structure(http, id, None)
    _none_is_there(wanted, known.tabs, language)
    titles = {tab.title for tab in known.tabs} | {one.title.to(language) for one in wanted}
    made = list(requests_of(wanted, language, titles, {tab.id for tab in known.tabs}))
    with spoken(http.address, known, made, writes=True):
        send(http, id, made, known, uuid4().hex)
    return tuple(one.title.to(language) for one in wanted)


def _none_is_there(wanted: Sequence[Table], tabs: Sequence[Tab], language: Language) -> None:
    """Raises TitleTaken where a tab has such a title, or one that means the same table."""
    ids, names = {one.id for one in wanted}, {fold(one.title.to(language)) for one in wanted}
    for tab in tabs:
        found = match_title(tab.title)
        if fold(tab.title) in names or (found is not None and found[0] in ids):
            raise TitleTaken(TAKEN, title=tab.title)


def requests_of(wanted: Sequence[Table], language: Language, titles: set[str], taken: set[int]) -> Iterator[Request]:
    """``titles``: of the tabs that there will be, for drop-downs of another tab's values; ``taken``: their ids."""
    rows = dictionaries(language)
    used = set(taken)
    numbered = [(one, _free(used), headings(one, language, rows["stages"])) for one in wanted]
    # First all tabs: a drop-down may look at a tab that comes after its own.
    for one, sheet, columns in numbered:
        yield _tab(one, sheet, len(columns), language)
    for one, sheet, columns in numbered:
        filled = rows.get(one.id, []) if one.id in PREFILLED else []
        yield _cells(sheet, columns, filled, language)
        yield from _looks(sheet, columns, filled, language, titles)


def _free(used: set[int]) -> int:
    id = next(id for id in iter(lambda: secrets.randbelow(2**31 - 2) + 1, 0) if id not in used)
    used.add(id)
    return id


def _tab(one: Table, sheet: int, columns: int, language: Language) -> Request:
    grid = {"rowCount": ROWS + 1, "columnCount": columns, "frozenRowCount": 1}
    return {"addSheet": {"properties": {"sheetId": sheet, "title": one.title.to(language), "gridProperties": grid}}}


def _cells(sheet: int, columns: Sequence[Heading], rows: Rows, language: Language) -> Request:
    head = {"values": [_head(heading) for heading in columns]}
    body = [{"values": [_value(row.get(one.key), one, language) for one in columns]} for row in rows]
    start = {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0}
    fields = "userEnteredValue,note,userEnteredFormat(textFormat/bold,wrapStrategy,backgroundColor)"
    return {"updateCells": {"start": start, "rows": [head, *body], "fields": fields}}


def _head(heading: Heading) -> dict[str, Any]:
    required = heading.column is not None and heading.column.required
    look = {
        "textFormat": {"bold": required},
        "wrapStrategy": "WRAP",
        "backgroundColor": _REQUIRED if required else _HEAD,
    }
    cell: dict[str, Any] = {"userEnteredValue": {"stringValue": heading.title}, "userEnteredFormat": look}
    return cell | ({"note": heading.note} if heading.note else {})


def _value(value: object, heading: Heading, language: Language) -> dict[str, Any]:
    """As the template has it: typed, never parsed."""
    if value is None:
        return {}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"userEnteredValue": {"numberValue": value}}
    text = (YES if value else NO).to(language) if isinstance(value, bool) else str(value)
    return {"userEnteredValue": {"stringValue": dict(heading.choices).get(text, text)}}


def _looks(
    sheet: int, columns: Sequence[Heading], rows: Rows, language: Language, titles: set[str]
) -> Iterator[Request]:
    for c, heading in enumerate(columns):
        column = {"sheetId": sheet, "startColumnIndex": c, "endColumnIndex": c + 1}
        below = column | {"startRowIndex": 1, "endRowIndex": ROWS + 1}
        if heading.kind in _FORMATS:
            cell = {"userEnteredFormat": {"numberFormat": _FORMATS[heading.kind]}}
            yield {"repeatCell": {"range": below, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}
        if found := _rule(rule(heading, language), titles):
            yield {"setDataValidation": {"range": below, "rule": found}}
        size = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": c, "endIndex": c + 1}
        pixels = {"pixelSize": round(heading.width * _PIXELS)}
        yield {"updateDimensionProperties": {"range": size, "properties": pixels, "fields": "pixelSize"}}
    at = next((c for c, heading in enumerate(columns) if heading.key == "value"), 0)
    for r, row in enumerate(rows, 1):
        if found := _rule(parameter_rule(str(row["parameter"]), language), titles):
            one = {"sheetId": sheet, "startRowIndex": r, "endRowIndex": r + 1}
            yield {
                "setDataValidation": {"range": one | {"startColumnIndex": at, "endColumnIndex": at + 1}, "rule": found}
            }


def _rule(given: dict[str, Any] | None, titles: set[str]) -> dict[str, Any] | None:
    """The template's rule as Google has it. It warns and never forbids; a list on a tab that is not there is none."""
    if given is None:
        return None
    source = given.get("source")
    match given["validate"]:
        case "list" if isinstance(source, str):
            named = source.removeprefix("='").partition("'!")[0].replace("''", "'")
            return _condition("ONE_OF_RANGE", source) if named in titles else None
        case "list":
            return _condition("ONE_OF_LIST", *given["source"])
        case "date":
            return _condition("DATE_IS_VALID")
        case "integer":
            return _condition("NUMBER_GREATER_THAN_EQ", given["value"])
        case "decimal":
            return _condition("NUMBER_BETWEEN", given["minimum"], given["maximum"])
        case other:
            raise ValueError(f"a rule that Google's sheets are not told of yet: {other}")


def _condition(type: str, *values: object) -> dict[str, Any]:
    written = [{"userEnteredValue": _plain(value)} for value in values]
    condition = {"type": type} | ({"values": written} if written else {})
    return {"condition": condition, "strict": False, "showCustomUi": True}


def _plain(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)
