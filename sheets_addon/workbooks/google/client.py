"""gspread's client over an HTTP client of our own: time limits, retries, the shared budget, another host in tests.

gspread's ``BackOffHTTPClient`` is not used: it may go on for ever, and it repeats writes.
"""

import json as jsons
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal, Protocol, TypeVar, cast

import requests
from google.auth.exceptions import TransportError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from gspread import Client as Client  # others name it from here
from gspread import HTTPClient
from gspread.http_client import FileType, ParamsType

from core.errors import KeyRefused, OutOfTime
from sheets_addon.workbooks.google.retries import Unsure, in_doubt, parsed, passes, patient, refusal
from sheets_addon.workbooks.google.wire import encoded
from sheets_addon.workbooks.google.words import BAD_KEY, LATE

SHEETS, DRIVE = "https://sheets.googleapis.com", "https://www.googleapis.com"
SPREADSHEET, FILE = f"{SHEETS}/v4/spreadsheets/%s", f"{DRIVE}/drive/v3/files/%s"
SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive")
CONNECT, READ = 5.0, 190.0
"""Seconds for a connection, and for each answer: Google itself gives up after 180."""
PATIENCE = 300.0
"""Seconds for one request with all its retries, where no deadline is given."""
_READS = (":batchGetByDataFilter", ":getByDataFilter", ":search")
Kind = Literal["read", "write"]
R = TypeVar("R")


class Budget(Protocol):
    """The requests that Google allows, shared by all workers."""

    def turn(self, kind: Kind, account: str, deadline: float) -> AbstractContextManager[None]:
        """Wait until one more request of ``account`` is allowed. It is sent, and answered, in the block.

        ``deadline`` is on the clock that the client was given (``time.monotonic``). Raises
        :class:`core.errors.QuotaSpent` where none will be allowed before it.
        """


@dataclass(frozen=True)
class Terms:
    """On what terms requests are sent. ``deadline`` None: each has its own, :data:`PATIENCE` from its start."""

    root: str | None = None
    budget: Budget | None = None
    deadline: float | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    answered: Callable[[str, str], None] = lambda _kind, _status: None
    """Told the kind of each request (read, write, drive) and the status of its answer, ``broken`` where none came."""


class Http(HTTPClient):
    """One service account's requests. Raises gspread's, google-auth's and requests' own errors, and ``Unsure``."""

    def __init__(self, auth: Credentials, session: requests.Session | None, terms: Terms) -> None:
        super().__init__(auth, session or _session(auth, terms.root))
        self.terms = terms
        self.address = str(auth.service_account_email)
        """What a workbook is shared with."""

    @property
    def deadline(self) -> float:
        return self.terms.clock() + PATIENCE if self.terms.deadline is None else self.terms.deadline

    def request(
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: Any = None,
    ) -> requests.Response:
        """See gspread: whatever its methods ask goes this way too."""
        more = {"params": params, "data": data, "json": json, "files": files, "headers": headers}
        return self._patiently(method, endpoint, more, lambda response: response)

    def call(self, method: str, url: str, params: Any = None, json: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The JSON of an answer; one that is cut off is a failure like any other."""
        more: dict[str, Any] = {"params": params}
        if json is not None:
            more |= {"data": encoded(json), "headers": {"Content-Type": "application/json"}}
        return self._patiently(method, url, more, parsed)

    def _patiently(self, method: str, url: str, more: dict[str, Any], take: Callable[[requests.Response], R]) -> R:
        deadline = self.deadline
        once = partial(self._once, method, url, more, take, deadline)
        return patient(passes, self.terms.clock, self.terms.sleep, deadline)(once)

    def _once(
        self, method: str, url: str, more: dict[str, Any], take: Callable[[requests.Response], R], deadline: float
    ) -> R:
        kind = kind_of(method, url)
        budget = self.terms.budget
        turn = budget.turn(kind, self.address, deadline) if kind and budget else nullcontext()
        try:
            with turn:
                response = self._sent(method, url, kind or "drive", more, deadline)
            if not response.ok:
                raise refusal(response)
            return take(response)
        except Exception as error:
            if kind == "write" and in_doubt(error):
                raise Unsure from error
            raise

    def _sent(self, method: str, url: str, kind: str, more: dict[str, Any], deadline: float) -> requests.Response:
        left = deadline - self.terms.clock()
        if left <= 0:
            raise OutOfTime(LATE)
        timeout = (min(CONNECT, left), min(READ, left))
        status = "broken"
        try:
            response = self.session.request(method, rooted(url, self.terms.root), timeout=timeout, **more)
            status = str(response.status_code)
        finally:
            self.terms.answered(kind, status)
        return response


def connect(
    info: Mapping[str, Any],
    root: str | None = None,
    budget: Budget | None = None,
    deadline: float | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    answered: Callable[[str, str], None] = lambda _kind, _status: None,
) -> Client:
    """A client of the service account whose key file says ``info``; sends nothing yet.

    ``root`` stands for both hosts (the token endpoint is the key file's own); nothing is begun after ``deadline``,
    which is on ``clock``. Access tokens are shared by all clients of one key. Raises KeyRefused for no key.
    """
    auth = _credentials(jsons.dumps(dict(info), sort_keys=True))
    http = partial(Http, terms=Terms(root, budget, deadline, clock, sleep, answered))
    return Client(auth, http_client=cast(type[HTTPClient], http))


def http_of(client: Client) -> Http:
    """The HTTP client of a client made by :func:`connect`."""
    return cast(Http, client.http_client)


def kind_of(method: str, url: str) -> Kind | None:
    """Of which quota of Sheets a request takes; None for Drive, whose own is far larger."""
    if not url.startswith(SHEETS):
        return None
    return "read" if method.lower() == "get" or url.endswith(_READS) else "write"


def rooted(url: str, root: str | None) -> str:
    """``url`` on the host ``root``."""
    if root is None:
        return url
    host = next((host for host in (SHEETS, DRIVE) if url.startswith(f"{host}/")), "")
    return f"{root.rstrip('/')}{url.removeprefix(host)}" if host else url


@lru_cache(maxsize=64)
def _credentials(info: str) -> Credentials:
    try:
        return Credentials.from_service_account_info(jsons.loads(info), scopes=list(SCOPES))  # type: ignore[no-untyped-call, no-any-return]
    except ValueError as error:
        raise KeyRefused(BAD_KEY) from error


def _session(auth: Credentials, root: str | None) -> AuthorizedSession:
    """A session that renews a refused token once, and repeats nothing else by itself."""
    plain = requests.Session()
    asking = Request(plain) if root is None else _TokensOnly(plain)
    return AuthorizedSession(auth, max_refresh_attempts=1, auth_request=asking)  # type: ignore[no-untyped-call]


class _TokensOnly(Request):
    """google-auth also asks Google, in a thread, for which regions a token is good; not with another host's token."""

    def __call__(self, url: str, method: str = "GET", *args: Any, **more: Any) -> Any:
        if method != "POST":
            raise TransportError(f"not asked: {url}")  # type: ignore[no-untyped-call]
        return super().__call__(url, method, *args, **more)  # type: ignore[no-untyped-call]
