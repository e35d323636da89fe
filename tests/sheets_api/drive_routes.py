"""Drive's side of the routes: files, who may see them, comments, push channels."""

from collections.abc import Callable
from typing import Any

from tests.sheets_api import csvs, drive, push, sharing
from tests.sheets_api.errors import invalid, unimplemented
from tests.sheets_api.masks import kept, parse
from tests.sheets_api.routing import Call, route
from tests.sheets_api.sharing import READ, WRITE
from tests.sheets_api.state import Book

_FILES = "/drive/v3/files"


def _seen(call: Call, roles: tuple[str, ...] = READ) -> Book:
    return drive.file(call.server.world, call.names["id"], call.who, roles)


def _change(call: Call, work: Callable[[Book], None]) -> Book:
    draft = _seen(call, WRITE).copy()
    work(draft)
    call.server.world.commit(draft, call.who)
    return draft


@route("drive.files.list", "GET", _FILES, reads=True)
def _files(call: Call) -> Any:
    return drive.listing(call.server.world, call.who, call.query)


@route("drive.files.create", "POST", _FILES)
def _new_file(call: Call) -> Any:
    return drive.shown(drive.create(call.server.world, call.who, call.body), call.who, call.query.get("fields"))


@route("drive.files.copy", "POST", _FILES + "/{id}/copy")
def _copy(call: Call) -> Any:
    source = _seen(call)
    made = drive.copy_of(call.server.world, source, call.who, call.body)
    return drive.shown(made, call.who, call.query.get("fields"))


@route("drive.files.watch", "POST", _FILES + "/{id}/watch", reads=True)
def _watch(call: Call) -> Any:
    return push.watch(_seen(call), call.body, call.server.world)


@route("drive.channels.stop", "POST", "/drive/v3/channels/stop")
def _stop(call: Call) -> Any:
    push.stop(call.server.world, call.body)
    return ("", 204)


@route("drive.files.export", "GET", _FILES + "/{id}/export", reads=True)
def _export(call: Call) -> Any:
    mime = call.query.get("mimeType", "")
    return (csvs.exported(_seen(call), mime), 200, {"Content-Type": mime})


@route("drive.files.update", "PUT", "/upload/drive/v2/files/{id}")
def _import(call: Call) -> Any:
    if call.raw.mimetype != "text/csv":
        raise unimplemented(f"an upload of {call.raw.mimetype}")
    text = call.raw.get_data().decode("utf-8")
    draft = _change(call, lambda draft: csvs.imported(draft, text))
    return {"kind": "drive#file", "id": draft.id, "title": draft.file["name"], "mimeType": drive.SPREADSHEET}


@route("drive.permissions.list", "GET", _FILES + "/{id}/permissions", reads=True)
def _permissions(call: Call) -> Any:
    whole = {"kind": "drive#permissionList", "permissions": _seen(call).permissions}
    if "fields" in call.query:
        return whole
    short = [kept(one, parse("kind,id,type,role")) for one in whole["permissions"]]
    return whole | {"permissions": short}


@route("drive.permissions.get", "GET", _FILES + "/{id}/permissions/{permission}", reads=True)
def _permission(call: Call) -> Any:
    return sharing.found(_seen(call), call.names["permission"])


@route("drive.permissions.create", "POST", _FILES + "/{id}/permissions")
def _share(call: Call) -> Any:
    return sharing.share(_seen(call, WRITE), call.body)


@route("drive.permissions.update", "PATCH", _FILES + "/{id}/permissions/{permission}")
def _change_role(call: Call) -> Any:
    return sharing.update(_seen(call, WRITE), call.names["permission"], call.body, call.who)


@route("drive.permissions.delete", "DELETE", _FILES + "/{id}/permissions/{permission}")
def _unshare(call: Call) -> Any:
    sharing.unshare(_seen(call, WRITE), call.names["permission"])
    return ("", 204)


@route("drive.comments.list", "GET", _FILES + "/{id}/comments", reads=True)
def _comments(call: Call) -> Any:
    if "fields" not in call.query:
        raise invalid("The 'fields' parameter is required for this method.")
    return drive.comments(_seen(call))


@route("drive.comments.create", "POST", _FILES + "/{id}/comments")
def _comment(call: Call) -> Any:
    if "fields" not in call.query:
        raise invalid("The 'fields' parameter is required for this method.")
    return drive.comment(_seen(call), call.who, call.body)


@route("drive.files.get", "GET", _FILES + "/{id}", reads=True)
def _file(call: Call) -> Any:
    found = _seen(call)
    return drive.shown(found, call.who, call.query.get("fields"))


@route("drive.files.update", "PATCH", _FILES + "/{id}")
def _rename(call: Call) -> Any:
    draft = _change(call, lambda draft: drive.update(draft, call.body))
    return drive.shown(draft, call.who, call.query.get("fields"))


@route("drive.files.delete", "DELETE", _FILES + "/{id}")
def _delete(call: Call) -> Any:
    found = _seen(call, ("owner",))
    del call.server.world.books[found.id]
    return ("", 204)
