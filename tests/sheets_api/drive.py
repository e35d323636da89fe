"""Drive's files: what gspread and a sync ask about a spreadsheet as a file."""

import copy
import html
import re
import secrets
from typing import Any

from tests.sheets_api.errors import ApiError, invalid, unimplemented
from tests.sheets_api.masks import Tree, kept, parse
from tests.sheets_api.sharing import READ, WRITE, allowed, own
from tests.sheets_api.state import Book, World, new_book, new_id, stamp

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_DEFAULT = "kind,id,name,mimeType"


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
    """One page of the caller's files; a page token is the number of the file it begins with."""
    found = [book for book in world.books.values() if allowed(book, who, READ) and _matches(book, query.get("q", ""))]
    start, size = int(query.get("pageToken") or 0), int(query.get("pageSize") or 100)
    tree = parse(query["fields"]) if "fields" in query else {}
    inner = tree.get("files", {})
    mask = None if not tree else ("*" if "*" in tree or not inner else _text(inner))
    files = [shown(book, who, mask) for book in found[start : start + size]]
    made: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False, "files": files}
    if start + size < len(found):
        made["nextPageToken"] = str(start + size)
    return {name: value for name, value in made.items() if not tree or "*" in tree or name in tree}


def _text(tree: Tree) -> str:
    return ",".join(f"{name}({_text(below)})" if below else name for name, below in tree.items())


_TERM = re.compile(
    r"""\s*(?:(?P<name>\w+)\s*(?P<operator>=|!=|contains|in)\s*(?P<value>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|true|false)"""
    r"""|(?P<item>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s+in\s+(?P<list>\w+))\s*(?:and|$)"""
)


def _matches(book: Book, q: str) -> bool:
    """``a = 'b' and c contains 'd'``; what else Drive understands is not pretended."""
    at, q = 0, q.strip()
    while at < len(q):
        found = _TERM.match(q, at)
        if found is None:
            raise unimplemented(f"Drive query {q[at:]}")
        at = found.end()
        if not _holds(book, found):
            return False
    return True


def _holds(book: Book, found: "re.Match[str]") -> bool:
    if found["list"]:
        return _said(found["item"]) in book.file.get(found["list"], [])
    wanted, value = _said(found["value"]), book.file.get(found["name"])
    match found["operator"]:
        case "contains":
            return str(wanted).casefold() in str(value).casefold()
        case "in":
            return wanted in (value or [])
        case operator:
            return (value == wanted) == (operator == "=")


def _said(text: str) -> Any:
    return text == "true" if text in ("true", "false") else re.sub(r"\\(.)", r"\1", text[1:-1])


def create(world: World, who: str, given: dict[str, Any]) -> Book:
    book = new_book(given.get("name", "Untitled"))
    book.file |= {
        k: v for k, v in given.items() if k in ("name", "parents", "description", "appProperties", "mimeType")
    }
    own(book, who)
    world.add(book)
    world.commit(book, who)
    return book


def copy_of(world: World, source: Book, who: str, given: dict[str, Any]) -> Book:
    book = source.copy()
    book.id = new_id()
    book.file |= {
        "id": book.id,
        "name": given.get("name") or f"Copy of {source.file['name']}",
        "version": "1",
        "createdTime": stamp(world.now()),
    }
    book.file |= {k: v for k, v in given.items() if k in ("parents", "description")}
    book.properties["title"] = book.file["name"]
    book.permissions, book.comments = [], []
    own(book, who)
    world.add(book)
    world.commit(book, who)
    return book


def update(book: Book, given: dict[str, Any]) -> None:
    book.file |= {k: v for k, v in given.items() if k in ("name", "description", "trashed", "appProperties")}
    book.properties["title"] = book.file["name"]


def comments(book: Book) -> dict[str, Any]:
    return {"kind": "drive#commentList", "comments": copy.deepcopy(book.comments)}


def comment(book: Book, who: str, given: dict[str, Any]) -> dict[str, Any]:
    if not given.get("content"):
        raise invalid("The content of a comment is required.")
    made = {k: v for k, v in given.items() if k in ("content", "anchor", "quotedFileContent")}
    made |= {
        "kind": "drive#comment",
        "id": secrets.token_urlsafe(8),
        "author": {"kind": "drive#user", "displayName": who.split("@")[0]},
        "htmlContent": html.escape(given["content"]),
        "deleted": False,
    }
    book.comments = [*book.comments, made]
    return made
