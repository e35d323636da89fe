"""Drive's push channels: a day at most, a notice for each change, wherever the test wants it delivered."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import gspread
import pytest

from tests.sheets_api import admin, push
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, ask, refused

HOOK = {"type": "web_hook", "address": "https://planerka.example/google/push", "token": "secret"}


@pytest.fixture(autouse=True)
def _no_channels(server: Server) -> Iterator[None]:
    yield
    server.world.channels.clear()
    server.world.notices.clear()
    server.world.now_offset = timedelta()
    server.world.deliver_to = ""


def test_a_channel_is_told_of_every_change_until_it_is_stopped(server: Server, book: gspread.Spreadsheet) -> None:
    url = f"{DRIVE}/files/{book.id}/watch"
    channel = ask(book.client, "post", url, HOOK | {"id": "one"})
    admin.type_in(server, book.id, "A1", [["x"]])
    told = [one["headers"] for one in server.world.notices]
    assert [one["X-Goog-Resource-State"] for one in told] == ["sync", "update"]
    assert told[1]["X-Goog-Channel-Token"] == "secret"
    assert [one["X-Goog-Message-Number"] for one in told] == ["1", "2"]
    stop = {"id": "one", "resourceId": channel["resourceId"]}
    assert ask(book.client, "post", f"{DRIVE}/channels/stop", stop) is None
    admin.type_in(server, book.id, "A1", [["y"]])
    assert len(server.world.notices) == 2
    refused(404, book.client, "post", f"{DRIVE}/channels/stop", stop)


def test_a_day_is_the_longest(server: Server, book: gspread.Spreadsheet) -> None:
    week = int((server.world.now() + timedelta(days=7)).timestamp() * 1000)
    channel = ask(book.client, "post", f"{DRIVE}/files/{book.id}/watch", HOOK | {"id": "two", "expiration": str(week)})
    latest = (server.world.now() + push.LONGEST).timestamp() * 1000
    assert int(channel["expiration"]) <= latest
    server.world.now_offset = timedelta(hours=25)
    admin.type_in(server, book.id, "A1", [["x"]])
    assert len(server.world.notices) == 1
    assert server.world.channels == {}


def test_only_https_and_each_id_once(book: gspread.Spreadsheet) -> None:
    url = f"{DRIVE}/files/{book.id}/watch"
    said = refused(400, book.client, "post", url, HOOK | {"id": "x", "address": "http://example.com"})
    assert "must be HTTPS" in said
    ask(book.client, "post", url, HOOK | {"id": "x"})
    assert "not unique" in refused(400, book.client, "post", url, HOOK | {"id": "x"})


def test_notices_are_delivered_where_the_test_listens(server: Server, book: gspread.Spreadsheet) -> None:
    heard: list[tuple[str, str]] = []
    done = threading.Event()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append((self.path, self.headers["X-Goog-Resource-State"]))
            self.send_response(200)
            self.end_headers()
            done.set()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Listener) as listener:
        thread = threading.Thread(target=listener.handle_request)
        thread.start()
        server.world.deliver_to = f"http://127.0.0.1:{listener.server_port}"
        ask(book.client, "post", f"{DRIVE}/files/{book.id}/watch", HOOK | {"id": "heard"})
        assert done.wait(5)
        thread.join(5)
    assert heard == [("/google/push", "sync")]
