"""Whether Google takes a service account's key: an access token is asked for, nothing else."""

from collections.abc import Mapping
from typing import Any

import requests
from google.auth.transport.requests import Request

from sheets_addon.workbooks.google.client import connect, http_of
from sheets_addon.workbooks.google.sentences import spoken


def obtained(info: Mapping[str, Any]) -> None:
    """Raises KeyRefused for a key that Google does not know, ServiceDown where it does not answer."""
    http = http_of(connect(info))
    with spoken(http.address):
        http.session.credentials.refresh(Request(requests.Session()))  # type: ignore[attr-defined]
