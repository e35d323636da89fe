"""spreadsheets.batchUpdate: requests one after the other on a draft; the first that fails undoes all."""

from collections.abc import Callable
from typing import Any

from tests.sheets_api import metadata
from tests.sheets_api.batch import cells, charts, dimensions, merges, objects, pastes, rules, sheets
from tests.sheets_api.errors import ApiError, invalid, unimplemented
from tests.sheets_api.plain import plain
from tests.sheets_api.state import Book

Handler = Callable[[Book, dict[str, Any]], "dict[str, Any] | None"]

HANDLERS: dict[str, Handler] = {
    **cells.HANDLERS,
    **charts.HANDLERS,
    **dimensions.HANDLERS,
    **merges.HANDLERS,
    **objects.HANDLERS,
    **pastes.HANDLERS,
    **rules.HANDLERS,
    **sheets.HANDLERS,
    "createDeveloperMetadata": metadata.create,
    "updateDeveloperMetadata": metadata.update,
    "deleteDeveloperMetadata": metadata.delete,
}


def apply(book: Book, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies, one a request; raises with the number of the request that failed, as Google says it."""
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = []
    for i, request in enumerate(requests):
        if len(request) != 1:
            raise invalid(f"Invalid requests[{i}]: exactly one kind of request must be set")
        ((kind, body),) = request.items()
        if kind not in HANDLERS:
            raise unimplemented(f"batchUpdate {kind}")
        try:
            replies.append(plain(HANDLERS[kind](book, body) or {}))
        except ApiError as error:
            raise ApiError(error.code, f"Invalid requests[{i}].{kind}: {error.message}", error.reason) from None
        except KeyError as error:
            raise invalid(f"Invalid requests[{i}].{kind}: {error.args[0]} is required") from None
    return replies
