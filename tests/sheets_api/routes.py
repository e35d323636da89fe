"""Which function answers which request."""

from urllib.parse import unquote

from tests.sheets_api import drive_routes, sheets_routes
from tests.sheets_api.errors import unimplemented
from tests.sheets_api.routing import Route, declared

ROUTES = (*declared(sheets_routes), *declared(drive_routes))


def find(verb: str, path: str) -> tuple[Route, dict[str, str]]:
    for one in ROUTES:
        found = one.path.fullmatch(path)
        if found and one.verb == verb:
            return one, {name: unquote(text) for name, text in found.groupdict().items()}
    raise unimplemented(f"{verb} {path}")
