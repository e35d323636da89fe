"""Which function answers which request, and whether that is a read or a write of Sheets' quota."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from werkzeug.datastructures import MultiDict

from tests.sheets_api import batch, book, drive, metadata, values
from tests.sheets_api.auth import READ, WRITE, check
from tests.sheets_api.batch.sheets import duplicate
from tests.sheets_api.errors import ApiError, invalid, unimplemented
from tests.sheets_api.grid import Box
from tests.sheets_api.state import Book

if TYPE_CHECKING:
    from tests.sheets_api.server import Server


class Call(NamedTuple):
    """One request: who asks, the names in its path, its query and its body."""

    server: "Server"
    who: str
    names: dict[str, str]
    query: dict[str, str]
    args: "MultiDict[str, str]"
    body: dict[str, Any]
    raw: Any

    def reading(self) -> Book:
        found = self.server.world.book(self.names["id"])
        check(found, self.who, READ)
        return found

    def change(self, work: Callable[[Book], Any]) -> Any:
        """``work`` on a draft of the file; the draft replaces it if nothing failed."""
        found = self.server.world.book(self.names["id"])
        check(found, self.who, WRITE)
        draft = found.copy()
        draft.caller = self.who
        result = work(draft)
        self.server.world.commit(draft, self.who)
        return result

    def ranges(self, found: Book) -> list[Box]:
        return [found.range(one) for one in self.args.getlist("ranges")]


class Route(NamedTuple):
    id: str
    verb: str
    path: "re.Pattern[str]"
    handler: Callable[[Call], Any]
    reads: bool

    @property
    def is_sheets(self) -> bool:
        return self.id.startswith("sheets.")


ROUTES: list[Route] = []


def route(id: str, verb: str, path: str, reads: bool = False) -> Callable[[Callable[[Call], Any]], Any]:
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+?)", path.replace(".", r"\.")))

    def declare(handler: Callable[[Call], Any]) -> Callable[[Call], Any]:
        ROUTES.append(Route(id, verb, pattern, handler, reads))
        return handler

    return declare


def find(verb: str, path: str) -> tuple[Callable[[Call], Any], Route, dict[str, str]]:
    for one in ROUTES:
        found = one.path.fullmatch(path)
        if found and one.verb == verb:
            return one.handler, one, {name: unquote(text) for name, text in found.groupdict().items()}
    raise unimplemented(f"{verb} {path}")


_SHEETS = "/v4/spreadsheets"
_FILES = "/drive/v3/files"


@route("sheets.spreadsheets.create", "POST", _SHEETS)
def _create(call: Call) -> Any:
    made = book.create(call.body)
    drive._own(made, call.who)
    call.server.world.add(made)
    call.server.world.commit(made, call.who)
    return book.resource(made)


@route("sheets.spreadsheets.batchUpdate", "POST", _SHEETS + "/{id}:batchUpdate")
def _batch_update(call: Call) -> Any:
    def work(draft: Book) -> Any:
        replies = batch.apply(draft, call.body.get("requests", []))
        made: dict[str, Any] = {"spreadsheetId": draft.id, "replies": replies}
        if call.body.get("includeSpreadsheetInResponse"):
            ranges = [draft.range(one) for one in call.body.get("responseRanges", [])]
            made["updatedSpreadsheet"] = book.resource(
                draft, "", call.body.get("responseIncludeGridData", False), ranges
            )
        return made

    return call.change(work)


@route("sheets.spreadsheets.getByDataFilter", "POST", _SHEETS + "/{id}:getByDataFilter", reads=True)
def _get_by_filter(call: Call) -> Any:
    found = call.reading()
    ranges = [box for one in call.body.get("dataFilters", []) for box in values.chosen(found, one)]
    return book.resource(found, call.query.get("fields", ""), call.body.get("includeGridData", False), ranges)


@route("sheets.spreadsheets.values.batchGet", "GET", _SHEETS + "/{id}/values:batchGet", reads=True)
def _batch_get(call: Call) -> Any:
    found = call.reading()
    got = [values.get(found, box, call.query) for box in call.ranges(found)]
    return _masked(call, {"spreadsheetId": found.id, "valueRanges": got})


@route("sheets.spreadsheets.values.batchGetByDataFilter", "POST", _SHEETS + "/{id}/values:batchGetByDataFilter", True)
def _batch_get_by_filter(call: Call) -> Any:
    found = call.reading()
    options = {name: str(value) for name, value in call.body.items() if name != "dataFilters"}
    got = [
        {"valueRange": values.get(found, box, options), "dataFilters": [one]}
        for one in call.body.get("dataFilters", [])
        for box in values.chosen(found, one)
    ]
    return _masked(call, {"spreadsheetId": found.id, "valueRanges": got})


@route("sheets.spreadsheets.values.batchUpdate", "POST", _SHEETS + "/{id}/values:batchUpdate")
def _values_batch_update(call: Call) -> Any:
    return call.change(lambda draft: _written(draft, [(draft.range(d["range"]), d) for d in call.body["data"]], call))


@route("sheets.spreadsheets.values.batchUpdateByDataFilter", "POST", _SHEETS + "/{id}/values:batchUpdateByDataFilter")
def _values_batch_update_by_filter(call: Call) -> Any:
    def work(draft: Book) -> Any:
        wanted = [(box, d) for d in call.body["data"] for box in values.chosen(draft, d["dataFilter"])]
        return _written(draft, wanted, call)

    return call.change(work)


def _written(draft: Book, wanted: list[tuple[Box, dict[str, Any]]], call: Call) -> dict[str, Any]:
    option = call.body.get("valueInputOption", "")
    replies = [values.put(draft, box, given, option) for box, given in wanted]
    if not option:
        raise invalid("'valueInputOption' is required but not specified")
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
    return call.change(lambda d: values.append(d, d.range(call.names["range"]), call.body, call.query))


@route("sheets.spreadsheets.values.clear", "POST", _SHEETS + "/{id}/values/{range}:clear")
def _clear(call: Call) -> Any:
    return call.change(lambda d: {"spreadsheetId": d.id, "clearedRange": values.clear(d, d.range(call.names["range"]))})


@route("sheets.spreadsheets.values.get", "GET", _SHEETS + "/{id}/values/{range}", reads=True)
def _get_values(call: Call) -> Any:
    found = call.reading()
    return _masked(call, values.get(found, found.range(call.names["range"]), call.query))


@route("sheets.spreadsheets.values.update", "PUT", _SHEETS + "/{id}/values/{range}")
def _update_values(call: Call) -> Any:
    option = call.query.get("valueInputOption", "")

    def work(draft: Book) -> Any:
        made = values.put(draft, draft.range(call.names["range"]), call.body, option)
        if call.query.get("includeValuesInResponse", "").casefold() == "true":
            options = {"valueRenderOption": call.query.get("responseValueRenderOption", "")}
            made["updatedData"] = values.get(draft, draft.range(made["updatedRange"]), options)
        return made

    return call.change(work)


@route("sheets.spreadsheets.developerMetadata.search", "POST", _SHEETS + "/{id}/developerMetadata:search", reads=True)
def _search(call: Call) -> Any:
    return metadata.search(call.reading(), call.body["dataFilters"])


@route("sheets.spreadsheets.sheets.copyTo", "POST", _SHEETS + "/{id}/sheets/{sheet}:copyTo")
def _copy_to(call: Call) -> Any:
    source = call.reading().tab(int(call.names["sheet"]))
    target = call._replace(names={"id": call.body["destinationSpreadsheetId"]})

    def work(draft: Book) -> Any:
        draft.tabs.append(source)
        title, n = f"Copy of {source.title}", 2
        while draft.titled(title):
            title, n = f"Copy of {source.title} {n}", n + 1
        made = duplicate(draft, {"sourceSheetId": source.id, "newSheetName": title})
        draft.tabs.remove(source)
        for i, tab in enumerate(draft.tabs):
            tab.properties["index"] = i
        return made["duplicateSheet"]["properties"]

    return target.change(work)


@route("sheets.spreadsheets.get", "GET", _SHEETS + "/{id}", reads=True)
def _get(call: Call) -> Any:
    found = call.reading()
    grid_data = call.query.get("includeGridData", "").casefold() == "true"
    return book.resource(found, call.query.get("fields", ""), grid_data, call.ranges(found))


def _masked(call: Call, reply: dict[str, Any]) -> Any:
    from tests.sheets_api.masks import kept, parse

    return kept(reply, parse(call.query["fields"])) if "fields" in call.query else reply


# Drive ------------------------------------------------------------------------------------------------


@route("drive.files.list", "GET", _FILES, reads=True)
def _files(call: Call) -> Any:
    return drive.listing(call.server.world, call.who, call.query)


@route("drive.files.create", "POST", _FILES)
def _new_file(call: Call) -> Any:
    return drive.shown(drive.create(call.server.world, call.who, call.body), call.who, call.query.get("fields"))


@route("drive.files.copy", "POST", _FILES + "/{id}/copy")
def _copy(call: Call) -> Any:
    source = drive.file(call.server.world, call.names["id"], call.who)
    made = drive.copy_of(call.server.world, source, call.who, call.body)
    return drive.shown(made, call.who, call.query.get("fields"))


@route("drive.files.watch", "POST", _FILES + "/{id}/watch")
def _watch(call: Call) -> Any:
    return drive.watch(drive.file(call.server.world, call.names["id"], call.who), call.body, call.server.world)


@route("drive.channels.stop", "POST", "/drive/v3/channels/stop")
def _stop(call: Call) -> Any:
    if call.server.world.channels.pop(call.body.get("id", ""), None) is None:
        raise ApiError(404, "Channel not found", "notFound")
    return ("", 204)


@route("drive.files.export", "GET", _FILES + "/{id}/export", reads=True)
def _export(call: Call) -> Any:
    found = drive.file(call.server.world, call.names["id"], call.who)
    if call.query.get("mimeType") != "text/csv":
        raise unimplemented(f"export to {call.query.get('mimeType')}")
    import csv
    import io

    out = io.StringIO()
    rows = values.get(found, Box(found.tabs[0].id), {}).get("values", [])
    csv.writer(out).writerows(rows)
    return (out.getvalue(), 200, {"Content-Type": "text/csv"})


@route("drive.permissions.list", "GET", _FILES + "/{id}/permissions", reads=True)
def _permissions(call: Call) -> Any:
    found = drive.file(call.server.world, call.names["id"], call.who)
    return {"kind": "drive#permissionList", "permissions": found.permissions}


@route("drive.permissions.create", "POST", _FILES + "/{id}/permissions")
def _share(call: Call) -> Any:
    return drive.share(drive.file(call.server.world, call.names["id"], call.who, WRITE), call.body)


@route("drive.permissions.delete", "DELETE", _FILES + "/{id}/permissions/{permission}")
def _unshare(call: Call) -> Any:
    drive.unshare(drive.file(call.server.world, call.names["id"], call.who, WRITE), call.names["permission"])
    return ("", 204)


@route("drive.comments.list", "GET", _FILES + "/{id}/comments", reads=True)
def _comments(call: Call) -> Any:
    return drive.comments(drive.file(call.server.world, call.names["id"], call.who))


@route("drive.files.get", "GET", _FILES + "/{id}", reads=True)
def _file(call: Call) -> Any:
    found = drive.file(call.server.world, call.names["id"], call.who)
    return drive.shown(found, call.who, call.query.get("fields"))


@route("drive.files.update", "PATCH", _FILES + "/{id}")
def _rename(call: Call) -> Any:
    draft = drive.file(call.server.world, call.names["id"], call.who, WRITE).copy()
    drive.update(draft, call.body)
    call.server.world.commit(draft, call.who)
    return drive.shown(draft, call.who, call.query.get("fields"))


@route("drive.files.delete", "DELETE", _FILES + "/{id}")
def _delete(call: Call) -> Any:
    found = drive.file(call.server.world, call.names["id"], call.who, ("owner",))
    del call.server.world.books[found.id]
    return ("", 204)
