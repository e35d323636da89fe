"""Drive's push notifications: a channel for one file, open for a day at most."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sheets_addon.workbooks.google.client import DRIVE, FILE, Http
from sheets_addon.workbooks.google.retries import status
from sheets_addon.workbooks.google.sentences import FAILURES, said

STOP = f"{DRIVE}/drive/v3/channels/stop"


@dataclass(frozen=True, slots=True)
class Watched:
    """``resource`` is Google's name for what is watched; nothing is told after ``ends_at``."""

    resource: str
    ends_at: datetime


def watch(http: Http, id: str, channel: str, token: str, address: str, until: datetime) -> Watched:
    """Have changes of the file told to ``address`` (https). Raises WorkbookError."""
    wanted = {
        "id": channel,
        "type": "web_hook",
        "address": address,
        "token": token,
        "expiration": str(int(until.timestamp() * 1000)),
    }
    try:
        made = http.call("post", f"{FILE % id}/watch", {"supportsAllDrives": "true"}, wanted)
    except FAILURES as error:
        raise said(error, http.address) from error
    return Watched(str(made["resourceId"]), datetime.fromtimestamp(int(made["expiration"]) / 1000, UTC))


def stop(http: Http, channel: str, resource: str) -> None:
    """Have no more told; one that has ended already is as good. Raises WorkbookError."""
    try:
        http.request("post", STOP, json={"id": channel, "resourceId": resource})
    except FAILURES as error:
        if status(error) != 404:
            raise said(error, http.address) from error
