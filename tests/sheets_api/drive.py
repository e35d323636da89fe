"""Drive's files: what gspread and a sync ask about a spreadsheet as a file."""

import copy
import re
import secrets
from datetime import timedelta
from typing import Any

from tests.sheets_api.auth import READ, WRITE, allowed
from tests.sheets_api.errors import ApiError, invalid, unimplemented
from tests.sheets_api.masks import kept, parse
from tests.sheets_api.state import Book, World, new_book, new_id

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_DEFAULT = "kind,id,name,mimeType"
LONGEST_WATCH = timedelta(hours=24)


def missing(id: str) -> ApiError:
    return ApiError(404, f"File not found: {id}.", "notFound")


def file(world: World, id: str, who: str, roles: tuple[str, ...] = READ) -> Book:
    """A file that the caller may see; Drive says «not found» of one he may not."""
    book = world.books.get(id)
    if book is None or not allowed(book, who, READ):
        raise missing(id)
    if not allowed(book, who, roles):
        raise ApiError(
            403, "The user does not have sufficient permissions for this file.", "insufficientFilePermissions"
        )
    return book


def shown(book: Book, who: str, mask: str | None) -> dict[str, Any]:
    whole = book.file | {
        "permissions": book.permissions,
        "capabilities": {"canEdit": allowed(book, who, WRITE)},
        "ownedByMe": any(p["role"] == "owner" and p.get("emailAddress") == who for p in book.permissions),
    }
    made: dict[str, Any] = kept(whole, {} if mask == "*" else parse(mask or _DEFAULT))
    return made


def listing(world: World, who: str, query: dict[str, str]) -> dict[str, Any]:
    found = [book for book in world.books.values() if allowed(book, who, READ) and _matches(book, query.get("q", ""))]
    tree = parse(query["fields"]) if "fields" in query else {}
    mask = tree.get("files", {}) if "*" not in tree else {}
    whole = [kept(book.file, mask) if mask else shown(book, who, _DEFAULT) for book in found]
    made: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False, "files": whole}
    return {name: value for name, value in made.items() if not tree or "*" in tree or name in tree}


def _matches(book: Book, q: str) -> bool:
    """``a = 'b' and c contains 'd'``; what else Drive understands is not pretended."""
    for term in filter(None, re.split(r"\s+and\s+", q.strip())):
        found = re.fullmatch(r"(\w+)\s*(=|!=|contains)\s*(?:['\"](.*)['\"]|(true|false))", term.strip())
        if found:
            name, operator, text, flag = found.groups()
            wanted: Any = text if flag is None else flag == "true"
            value = book.file.get(name)
            ok = (wanted in str(value)) if operator == "contains" else (value == wanted) == (operator == "=")
        elif inside := re.fullmatch(r"['\"](.*)['\"] in (\w+)", term.strip()):
            ok = inside[1] in book.file.get(inside[2], [])
        else:
            raise unimplemented(f"Drive query {term}")
        if not ok:
            return False
    return True


def create(world: World, who: str, given: dict[str, Any]) -> Book:
    book = new_book(given.get("name", "Untitled"))
    book.file |= {
        k: v for k, v in given.items() if k in ("name", "parents", "description", "appProperties", "mimeType")
    }
    _own(book, who)
    world.add(book)
    world.commit(book, who)
    return book


def copy_of(world: World, source: Book, who: str, given: dict[str, Any]) -> Book:
    book = source.copy()
    book.id = new_id()
    book.file |= {"id": book.id, "name": given.get("name", f"Copy of {source.file['name']}"), "version": "1"}
    book.file |= {k: v for k, v in given.items() if k in ("parents", "description")}
    book.properties["title"] = book.file["name"]
    book.permissions, book.comments = [], []
    _own(book, who)
    world.add(book)
    world.commit(book, who)
    return book


def update(book: Book, given: dict[str, Any]) -> None:
    book.file |= {k: v for k, v in given.items() if k in ("name", "description", "trashed", "appProperties")}
    book.properties["title"] = book.file["name"]


def share(book: Book, given: dict[str, Any]) -> dict[str, Any]:
    if given.get("type") in ("user", "group") and "@" not in given.get("emailAddress", ""):
        raise invalid("The specified emailAddress is invalid or not applicable for the given permission type.")
    if given.get("type") not in ("user", "group", "domain", "anyone") or "role" not in given:
        raise invalid("The permission type and role fields are required.")
    made = {"kind": "drive#permission", "id": _permission_id(given)} | {
        k: v for k, v in given.items() if k in ("type", "role", "emailAddress", "domain", "allowFileDiscovery")
    }
    book.permissions = [p for p in book.permissions if p["id"] != made["id"]] + [made]
    return made


def unshare(book: Book, id: str) -> None:
    if not any(p["id"] == id for p in book.permissions):
        raise ApiError(404, f"Permission not found: {id}.", "notFound")
    book.permissions = [p for p in book.permissions if p["id"] != id]


def watch(book: Book, given: dict[str, Any], world: World) -> dict[str, Any]:
    """A push channel; Google keeps one for a day at most."""
    if given.get("type") != "web_hook" or not str(given.get("address", "")).startswith("https://"):
        raise invalid("WebHook callback must be HTTPS: " + str(given.get("address")))
    latest = world.now() + LONGEST_WATCH
    asked = int(given.get("expiration") or latest.timestamp() * 1000)
    channel = {
        "kind": "api#channel",
        "id": given["id"],
        "resourceId": secrets.token_urlsafe(16),
        "resourceUri": f"https://www.googleapis.com/drive/v3/files/{book.id}?alt=json",
        "expiration": str(min(asked, int(latest.timestamp() * 1000))),
    } | ({"token": given["token"]} if "token" in given else {})
    world.channels[channel["id"]] = channel | {"address": given["address"], "file": book.id}
    return channel


def comments(book: Book) -> dict[str, Any]:
    return {"kind": "drive#commentList", "comments": copy.deepcopy(book.comments)}


def _own(book: Book, who: str) -> None:
    given = {"type": "user", "role": "owner", "emailAddress": who}
    book.permissions = [{"kind": "drive#permission", "id": _permission_id(given)} | given]


def _permission_id(given: dict[str, Any]) -> str:
    if given["type"] == "anyone":
        return "anyoneWithLink"
    address = str(given.get("emailAddress") or given.get("domain"))
    return str(int.from_bytes(address.casefold().encode()[:8].ljust(8, b"0"), "big"))
