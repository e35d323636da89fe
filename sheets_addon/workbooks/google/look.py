"""The cheapest question: has anybody touched the file? Drive's ``files.get``, of another, far larger quota."""

from dataclasses import dataclass
from typing import Any

from core.errors import WorkbookNotFound, WorkbookReadOnly, WorkbookTrashed
from sheets_addon.workbooks.google import words
from sheets_addon.workbooks.google.client import FILE, SPREADSHEET, Http
from sheets_addon.workbooks.google.retries import status
from sheets_addon.workbooks.google.sentences import FAILURES, said

_FIELDS = "name,version,modifiedTime,trashed,lastModifyingUser(emailAddress,displayName),capabilities/canEdit"


@dataclass(frozen=True, slots=True)
class Look:
    """``version`` rises with every change, ours too. ``by`` is the address of who touched the file last, '' unknown."""

    version: str
    modified: str
    by: str
    who: str
    title: str


def look(http: Http, id: str) -> Look:
    """The file as it is. Raises WorkbookError: not shared, deleted, in the bin, for viewing only, no answer."""
    try:
        found = http.call("get", FILE % id, {"fields": _FIELDS, "supportsAllDrives": "true"})
    except FAILURES as error:
        raise _missing(http, id) if status(error) == 404 else said(error, http.address) from error
    if found.get("trashed"):
        raise WorkbookTrashed(words.TRASHED, title=found.get("name", ""))
    if not found.get("capabilities", {}).get("canEdit", False):
        raise WorkbookReadOnly(words.READ_ONLY, address=http.address)
    user: dict[str, Any] = found.get("lastModifyingUser", {})
    return Look(
        str(found["version"]),
        found.get("modifiedTime", ""),
        user.get("emailAddress", ""),
        user.get("displayName", ""),
        found.get("name", ""),
    )


def _missing(http: Http, id: str) -> Exception:
    """Drive says the same of a file that is deleted and of one that we may not see; Sheets tells them apart."""
    try:
        http.call("get", SPREADSHEET % id, {"fields": "spreadsheetId"})
    except FAILURES as error:
        return said(error, http.address)
    return WorkbookNotFound(words.NOT_THERE)
