"""Drive's push channels: opened for a day at most, told of every change of the file they watch."""

import json
import secrets
import threading
import urllib.request
from datetime import timedelta
from typing import Any

from tests.sheets_api.errors import ApiError, invalid
from tests.sheets_api.state import Book, World

LONGEST = timedelta(hours=24)


def watch(book: Book, given: dict[str, Any], world: World) -> dict[str, Any]:
    if given.get("type") != "web_hook" or not str(given.get("address", "")).startswith("https://"):
        raise invalid("WebHook callback must be HTTPS: " + str(given.get("address")))
    if given["id"] in world.channels:
        raise ApiError(400, "Channel id not unique", "channelIdNotUnique")
    latest = int((world.now() + LONGEST).timestamp() * 1000)
    channel = {
        "kind": "api#channel",
        "id": given["id"],
        "resourceId": secrets.token_urlsafe(16),
        "resourceUri": f"https://www.googleapis.com/drive/v3/files/{book.id}?alt=json",
        "expiration": str(min(int(given.get("expiration") or latest), latest)),
    } | ({"token": given["token"]} if "token" in given else {})
    world.channels[channel["id"]] = channel | {"address": given["address"], "file": book.id}
    _tell(world, world.channels[channel["id"]], "sync")
    return channel


def stop(world: World, given: dict[str, Any]) -> None:
    found = world.channels.get(given.get("id", ""))
    if found is None or found["resourceId"] != given.get("resourceId"):
        raise ApiError(404, f"Channel '{given.get('id')}' not found for project", "channelNotFound")
    del world.channels[found["id"]]


def changed(world: World, book: Book) -> None:
    """Tell every open channel of the file; one past its time is forgotten."""
    now = world.now().timestamp() * 1000
    for channel in [one for one in world.channels.values() if one["file"] == book.id]:
        if int(channel["expiration"]) <= now:
            del world.channels[channel["id"]]
        else:
            _tell(world, channel, "update", "content,properties")


def _tell(world: World, channel: dict[str, Any], state: str, what: str = "") -> None:
    channel["told"] = channel.get("told", 0) + 1
    headers = {
        "X-Goog-Channel-ID": channel["id"],
        "X-Goog-Message-Number": str(channel["told"]),
        "X-Goog-Resource-ID": channel["resourceId"],
        "X-Goog-Resource-State": state,
        "X-Goog-Resource-URI": channel["resourceUri"],
        "X-Goog-Channel-Expiration": channel["expiration"],
    }
    headers |= {"X-Goog-Channel-Token": channel["token"]} if "token" in channel else {}
    headers |= {"X-Goog-Changed": what} if what else {}
    world.notices.append({"address": channel["address"], "headers": headers})
    if world.deliver_to:
        path = "/" + channel["address"].removeprefix("https://").partition("/")[2]
        threading.Thread(target=_post, args=(world.deliver_to + path, headers), daemon=True).start()


def _post(url: str, headers: dict[str, str]) -> None:
    """Like Google, we do not mind who does not answer."""
    request = urllib.request.Request(url, data=json.dumps({}).encode(), headers=headers, method="POST")
    try:
        urllib.request.urlopen(request, timeout=10).close()
    except OSError:
        return
