"""One request, and how a function says which requests it answers."""

import re
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from werkzeug.datastructures import MultiDict

from tests.sheets_api.grid import Box
from tests.sheets_api.sharing import READ, WRITE, check
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
    template: str
    path: "re.Pattern[str]"
    handler: Callable[[Call], Any]
    reads: bool

    @property
    def is_sheets(self) -> bool:
        return self.id.startswith("sheets.")


def route(id: str, verb: str, path: str, reads: bool = False) -> Callable[[Callable[[Call], Any]], Any]:
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+?)", path.replace(".", r"\.")))

    def declare(handler: Callable[[Call], Any]) -> Callable[[Call], Any]:
        handler.route = Route(id, verb, path, pattern, handler, reads)  # type: ignore[attr-defined]
        return handler

    return declare


def declared(module: ModuleType) -> list[Route]:
    """The routes of a module, in the order written: the first that fits a request answers it."""
    return [one.route for one in vars(module).values() if hasattr(one, "route")]
