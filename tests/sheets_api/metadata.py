"""Developer metadata: what a program notes on a spreadsheet, a sheet, rows or columns, and how it finds it again."""

from collections.abc import Iterator
from typing import Any

from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box, box
from tests.sheets_api.state import Book

Metadata = dict[str, Any]
_SIMPLE = {
    "metadataId": "metadataId",
    "metadataKey": "metadataKey",
    "metadataValue": "metadataValue",
    "visibility": "visibility",
}


def everything(book: Book) -> Iterator[Metadata]:
    yield from book.developer_metadata


def matching(book: Book, lookup: dict[str, Any]) -> list[Metadata]:
    """What a DeveloperMetadataLookup finds."""
    return [one for one in everything(book) if _matches(one, lookup)]


def _matches(one: Metadata, lookup: dict[str, Any]) -> bool:
    if any(name in lookup and one.get(field) != lookup[name] for name, field in _SIMPLE.items()):
        return False
    location = one["location"]
    if "locationType" in lookup and location["locationType"] != lookup["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    if wanted is None:
        return True
    if wanted.get("spreadsheet"):
        return location["locationType"] == "SPREADSHEET"
    if "sheetId" in wanted:
        return bool(location.get("sheetId") == wanted["sheetId"])
    return bool(location.get("dimensionRange") == wanted.get("dimensionRange"))


def located(book: Book, lookup: dict[str, Any]) -> Iterator[Box]:
    """The cells that the found metadata stand on."""
    for one in matching(book, lookup):
        location = one["location"]
        if location["locationType"] == "SHEET":
            yield Box(location["sheetId"])
        elif location["locationType"] in ("ROW", "COLUMN"):
            span = location["dimensionRange"]
            rows = span["dimension"] == "ROWS"
            edges = (span["startIndex"], span["endIndex"])
            yield Box(span["sheetId"], *(edges if rows else (None, None)), *((None, None) if rows else edges))
        else:
            for tab in book.tabs:
                yield Box(tab.id)


def create(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    given = request["developerMetadata"]
    if "metadataKey" not in given or "visibility" not in given:
        raise invalid("Invalid requests: developer metadata needs a key and a visibility")
    taken = {one["metadataId"] for one in everything(book)}
    id = given.get("metadataId") or max(taken, default=0) + 1
    if id in taken:
        raise invalid(f"Developer metadata with ID {id} already exists")
    made = dict(given) | {"metadataId": id, "location": _location(book, given.get("location", {"spreadsheet": True}))}
    book.developer_metadata.append(made)
    return {"createDeveloperMetadata": {"developerMetadata": made}}


def _location(book: Book, given: dict[str, Any]) -> dict[str, Any]:
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "sheetId" in given:
        book.tab(given["sheetId"])
        return {"locationType": "SHEET", "sheetId": given["sheetId"]}
    span = given["dimensionRange"]
    book.tab(span["sheetId"])
    if span["endIndex"] - span["startIndex"] != 1:
        raise invalid("Developer metadata can only be on one row or column")
    return {"locationType": "ROW" if span["dimension"] == "ROWS" else "COLUMN", "dimensionRange": span}


def update(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    from tests.sheets_api.masks import parse, updated

    found = _found(book, request["dataFilters"])
    for one in found:
        changed = updated(one, request["developerMetadata"], parse(request["fields"]))
        one.clear()
        one.update(changed)
    return {"updateDeveloperMetadata": {"developerMetadata": found}}


def delete(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    found = _found(book, [request["dataFilter"]])
    book.developer_metadata = [one for one in book.developer_metadata if one not in found]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": found}}


def _found(book: Book, filters: list[dict[str, Any]]) -> list[Metadata]:
    found: list[Metadata] = []
    for one in filters:
        if "developerMetadataLookup" in one:
            found += [m for m in matching(book, one["developerMetadataLookup"]) if m not in found]
        else:
            wanted = box(one["gridRange"]) if "gridRange" in one else book.range(one["a1Range"])
            found += [m for m in everything(book) if m["location"].get("sheetId") == wanted.sheet and m not in found]
    return found


def search(book: Book, filters: list[dict[str, Any]]) -> dict[str, Any]:
    """developerMetadata:search."""
    found = [{"developerMetadata": one, "dataFilters": [f]} for f in filters for one in _found(book, [f])]
    return {"matchedDeveloperMetadata": found} if found else {}


def forget_sheet(book: Book, id: int) -> None:
    """What stood on a deleted sheet is gone with it."""
    kept = []
    for one in book.developer_metadata:
        location = one["location"]
        on = location.get("sheetId", location.get("dimensionRange", {}).get("sheetId"))
        if on != id:
            kept.append(one)
    book.developer_metadata = kept
