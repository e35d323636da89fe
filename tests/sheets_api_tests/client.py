"""gspread and google-auth as they are; only the two hosts of Google's APIs are another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gspread
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from requests import Response

from tests.sheets_api.running import ACCOUNT, credentials
from tests.sheets_api.server import Server

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"]
HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class LocalHTTPClient(gspread.HTTPClient):
    """What ``PLANERKA_GOOGLE_ROOT`` makes of gspread's client, and nothing more."""

    root = ""

    def request(self, method: str, endpoint: str, *args: Any, **named: Any) -> Response:
        for host in HOSTS:
            if endpoint.startswith(host):
                endpoint = self.root + endpoint.removeprefix(host)
        return super().request(method, endpoint, *args, **named)


@contextmanager
def signed(root: str, key: Path, scopes: list[str] = SCOPES) -> Iterator[gspread.Client]:
    """A client of the service account whose key file that is."""
    account = Credentials.from_service_account_file(str(key), scopes=scopes)  # type: ignore[no-untyped-call]
    made = gspread.Client(auth=account, http_client=type("Local", (LocalHTTPClient,), {"root": root}))
    made.set_timeout(20)
    session: AuthorizedSession = made.http_client.session
    with session:
        yield made


@contextmanager
def connected(
    server: Server, folder: Path, name: str = ACCOUNT, scopes: list[str] = SCOPES
) -> Iterator[gspread.Client]:
    """A client of a service account of that name; its key is made when it first connects."""
    path = folder / f"{name}.json"
    if not path.exists():
        credentials(server, folder, name)
    with signed(server.root, path, scopes) as made:
        yield made
