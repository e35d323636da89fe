"""What can be asked of Google before anything is connected: whether it takes a key, and what time it has."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from google.auth.transport.requests import Request

from core.errors import ServiceDown
from core.i18n import T
from sheets_addon.workbooks.google.client import CONNECT, DRIVE, connect, http_of
from sheets_addon.workbooks.google.sentences import spoken

OFFLINE = T(
    "Google не отвечает ({why}). Проверьте сеть, прокси и доступ к {host}.",
    "Google does not answer ({why}). Check the network, the proxy and the way to {host}.",
)


def try_key(info: Mapping[str, Any]) -> None:
    """Ask for an access token. Raises KeyRefused for a key that Google does not know, ServiceDown for no answer."""
    http = http_of(connect(info))
    with requests.Session() as session, spoken(http.address):
        http.session.credentials.refresh(Request(session))  # type: ignore[attr-defined]


def clock_off(root: str | None) -> timedelta | None:
    """How far our clock is from Google's, by the Date of any answer; None where there is none. Raises ServiceDown."""
    host = root or DRIVE
    try:
        said = requests.head(host, timeout=2 * CONNECT).headers.get("Date")
    except requests.RequestException as error:
        raise ServiceDown(OFFLINE, why=type(error).__name__, host=host) from error
    return None if said is None else abs(datetime.now(UTC) - parsedate_to_datetime(said))
