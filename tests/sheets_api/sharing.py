"""Who may do what with a file: Drive's permissions."""

from hashlib import blake2b
from typing import Any

from tests.sheets_api.errors import ApiError, invalid
from tests.sheets_api.state import Book

KINDS = ("user", "group", "domain", "anyone")
READ, WRITE = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"), ("owner", "writer")
Permission = dict[str, Any]


def allowed(book: Book, who: str, roles: tuple[str, ...]) -> bool:
    return any(one["role"] in roles and _is_for(one, who.casefold()) for one in book.permissions)


def check(book: Book, who: str, roles: tuple[str, ...]) -> None:
    if not allowed(book, who, roles):
        raise ApiError(403, "The caller does not have permission", "forbidden")


def _is_for(permission: Permission, who: str) -> bool:
    match permission["type"]:
        case "anyone":
            return True
        case "domain":
            return who.endswith("@" + str(permission.get("domain", "")).casefold())
        case _:
            return bool(permission.get("emailAddress", "").casefold() == who)


def own(book: Book, who: str) -> None:
    """The file is new, and its maker's alone."""
    given = {"type": "user", "role": "owner", "emailAddress": who}
    book.permissions = [{"kind": "drive#permission", "id": _id(given)} | given]


def share(book: Book, given: Permission) -> Permission:
    if given.get("type") not in KINDS or "role" not in given:
        raise invalid("The permission type and role fields are required.")
    if given["type"] in ("user", "group") and "@" not in given.get("emailAddress", ""):
        raise invalid("The specified emailAddress is invalid or not applicable for the given permission type.")
    made = {"kind": "drive#permission", "id": _id(given)} | {
        k: v for k, v in given.items() if k in ("type", "role", "emailAddress", "domain", "allowFileDiscovery")
    }
    book.permissions = [p for p in book.permissions if p["id"] != made["id"]] + [made]
    return made


def update(book: Book, id: str, given: Permission, who: str) -> Permission:
    """Another role; a pending owner becomes the owner by accepting, and the old one a writer."""
    old = found(book, id)
    made = old | {k: v for k, v in given.items() if k in ("role", "pendingOwner", "expirationTime")}
    others = [p for p in book.permissions if p["id"] != id]
    if made["role"] == "owner" and old["role"] != "owner":
        if not old.get("pendingOwner") or old.get("emailAddress") != who:
            raise ApiError(403, "The user does not have sufficient permissions for this file.", "forbidden")
        made.pop("pendingOwner")
        others = [p | {"role": "writer"} if p["role"] == "owner" else p for p in others]
    book.permissions = [*others, made]
    return made


def unshare(book: Book, id: str) -> None:
    if found(book, id)["role"] == "owner":
        raise ApiError(403, "The owner of a file cannot be removed.", "cannotRemoveOwner")
    book.permissions = [p for p in book.permissions if p["id"] != id]


def found(book: Book, id: str) -> Permission:
    one = next((p for p in book.permissions if p["id"] == id), None)
    if one is None:
        raise ApiError(404, f"Permission not found: {id}.", "notFound")
    return one


def _id(given: Permission) -> str:
    if given["type"] == "anyone":
        return "anyoneWithLink"
    address = str(given.get("emailAddress") or given.get("domain"))
    return str(int.from_bytes(blake2b(address.casefold().encode(), digest_size=8).digest(), "big"))
