"""Sheets' side of the routes: spreadsheets, their values, their metadata."""

from typing import Any

from tests.sheets_api import batch, book, metadata, values
from tests.sheets_api.batch.sheets import put_copy
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box
from tests.sheets_api.plain import plain
from tests.sheets_api.routing import Call, route
from tests.sheets_api.sharing import own
from tests.sheets_api.state import Book

_SHEETS = "/v4/spreadsheets"


@route("sheets.spreadsheets.create", "POST", _SHEETS)
def _create(call: Call) -> Any:
    made = book.create(call.body)
    own(made, call.who)
    call.server.world.add(made)
    call.server.world.commit(made, call.who)
    return book.resource(made, call.who)


@route("sheets.spreadsheets.batchUpdate", "POST", _SHEETS + "/{id}:batchUpdate")
def _batch_update(call: Call) -> Any:
    def work(draft: Book) -> Any:
        replies = batch.apply(draft, call.body.get("requests", []))
        made: dict[str, Any] = {"spreadsheetId": draft.id, "replies": replies}
        if call.body.get("includeSpreadsheetInResponse"):
            ranges = [draft.range(one) for one in call.body.get("responseRanges", [])]
            made["updatedSpreadsheet"] = book.resource(
                draft, call.who, "", call.body.get("responseIncludeGridData", False), ranges
            )
        return made

    return call.change(work)


@route("sheets.spreadsheets.getByDataFilter", "POST", _SHEETS + "/{id}:getByDataFilter", reads=True)
def _get_by_filter(call: Call) -> Any:
    found = call.reading()
    ranges = [box for one in call.body.get("dataFilters", []) for box in values.chosen(found, one)]
    return book.resource(found, call.who, call.query.get("fields", ""), call.body.get("includeGridData", False), ranges)


@route("sheets.spreadsheets.values.batchGet", "GET", _SHEETS + "/{id}/values:batchGet", reads=True)
def _batch_get(call: Call) -> Any:
    found = call.reading()
    got = [values.get(found, box, call.query) for box in call.ranges(found)]
    return {"spreadsheetId": found.id, "valueRanges": got}


@route("sheets.spreadsheets.values.batchGetByDataFilter", "POST", _SHEETS + "/{id}/values:batchGetByDataFilter", True)
def _batch_get_by_filter(call: Call) -> Any:
    found = call.reading()
    options = {name: str(value) for name, value in call.body.items() if name != "dataFilters"}
    got = [
        {"valueRange": values.get(found, box, options), "dataFilters": [one]}
        for one in call.body.get("dataFilters", [])
        for box in values.chosen(found, one)
    ]
    return {"spreadsheetId": found.id, "valueRanges": got}


@route("sheets.spreadsheets.values.batchUpdate", "POST", _SHEETS + "/{id}/values:batchUpdate")
def _values_batch_update(call: Call) -> Any:
    return call.change(lambda draft: _written(draft, [(draft.range(d["range"]), d) for d in call.body["data"]], call))


@route("sheets.spreadsheets.values.batchUpdateByDataFilter", "POST", _SHEETS + "/{id}/values:batchUpdateByDataFilter")
def _values_batch_update_by_filter(call: Call) -> Any:
    def work(draft: Book) -> Any:
        wanted = [(box, d) for d in call.body["data"] for box in values.chosen(draft, d["dataFilter"])]
        made = _written(draft, wanted, call)
        for one, (_, given) in zip(made["responses"], wanted, strict=True):
            del one["spreadsheetId"]
            one["dataFilter"] = given["dataFilter"]
        return made

    return call.change(work)


def _written(draft: Book, wanted: list[tuple[Box, dict[str, Any]]], call: Call) -> dict[str, Any]:
    option = call.body.get("valueInputOption", "")
    if not option:
        raise invalid("'valueInputOption' is required but not specified")
    replies = [_with_values(draft, values.put(draft, box, given, option), call.body) for box, given in wanted]
    return {
        "spreadsheetId": draft.id,
        "totalUpdatedRows": sum(one["updatedRows"] for one in replies),
        "totalUpdatedColumns": sum(one["updatedColumns"] for one in replies),
        "totalUpdatedCells": sum(one["updatedCells"] for one in replies),
        "totalUpdatedSheets": len({box.sheet for box, _ in wanted}),
        "responses": replies,
    }


@route("sheets.spreadsheets.values.batchClear", "POST", _SHEETS + "/{id}/values:batchClear")
def _batch_clear(call: Call) -> Any:
    def work(draft: Book) -> Any:
        done = [values.clear(draft, draft.range(one)) for one in call.body["ranges"]]
        return {"spreadsheetId": draft.id, "clearedRanges": done}

    return call.change(work)


@route("sheets.spreadsheets.values.append", "POST", _SHEETS + "/{id}/values/{range}:append")
def _append(call: Call) -> Any:
    def work(draft: Book) -> Any:
        made = values.append(draft, draft.range(call.names["range"]), call.body, call.query)
        return made | {"updates": _with_values(draft, made["updates"], call.query)}

    return call.change(work)


def _with_values(draft: Book, made: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """An UpdateValuesResponse, with what now stands there if that was asked for."""
    if str(options.get("includeValuesInResponse", "")).casefold() != "true":
        return made
    render = {
        "valueRenderOption": options.get("responseValueRenderOption", ""),
        "dateTimeRenderOption": options.get("responseDateTimeRenderOption", ""),
    }
    return made | {"updatedData": values.get(draft, draft.range(made["updatedRange"]), render)}


@route("sheets.spreadsheets.values.clear", "POST", _SHEETS + "/{id}/values/{range}:clear")
def _clear(call: Call) -> Any:
    return call.change(lambda d: {"spreadsheetId": d.id, "clearedRange": values.clear(d, d.range(call.names["range"]))})


@route("sheets.spreadsheets.values.get", "GET", _SHEETS + "/{id}/values/{range}", reads=True)
def _get_values(call: Call) -> Any:
    found = call.reading()
    return values.get(found, found.range(call.names["range"]), call.query)


@route("sheets.spreadsheets.values.update", "PUT", _SHEETS + "/{id}/values/{range}")
def _update_values(call: Call) -> Any:
    option = call.query.get("valueInputOption", "")

    def work(draft: Book) -> Any:
        made = values.put(draft, draft.range(call.names["range"]), call.body, option)
        return _with_values(draft, made, call.query)

    return call.change(work)


@route("sheets.spreadsheets.developerMetadata.search", "POST", _SHEETS + "/{id}/developerMetadata:search", reads=True)
def _search(call: Call) -> Any:
    return metadata.search(call.reading(), call.body["dataFilters"])


@route("sheets.spreadsheets.sheets.copyTo", "POST", _SHEETS + "/{id}/sheets/{sheet}:copyTo")
def _copy_to(call: Call) -> Any:
    source = call.reading().tab(int(call.names["sheet"])).copy()
    target = call._replace(names={"id": call.body["destinationSpreadsheetId"]})

    def work(draft: Book) -> Any:
        title, n = f"Copy of {source.title}", 2
        while draft.titled(title):
            title, n = f"Copy of {source.title} {n}", n + 1
        return plain(put_copy(draft, source, title).properties)

    return target.change(work)


@route("sheets.spreadsheets.get", "GET", _SHEETS + "/{id}", reads=True)
def _get(call: Call) -> Any:
    found = call.reading()
    grid_data = call.query.get("includeGridData", "").casefold() == "true"
    return book.resource(found, call.who, call.query.get("fields", ""), grid_data, call.ranges(found))
