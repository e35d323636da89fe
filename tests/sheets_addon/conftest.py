"""The service over a fake refresh, and a client that has signed in."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.desk import Desk
from sheets_addon.settings import Settings
from sheets_addon.work import Order
from tests.sheets_addon.fakes import FakeRefresh

PASSWORD, TOKEN = "right-password", "right-token-0123456789"


@pytest.fixture
def made() -> FakeRefresh:
    return FakeRefresh()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(b"one")
    return path


@pytest.fixture
def app(made: FakeRefresh, book: Path, tmp_path: Path) -> Flask:
    settings = Settings(home=tmp_path, password=PASSWORD, token=TOKEN, secret_key="s" * 32)
    app = create_app(settings, Desk(Order(book), made))
    app.testing = False  # an unforeseen error must come out as it would for a person
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def person(client: FlaskClient) -> FlaskClient:
    """A browser after the login form."""
    answer = client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    assert answer.status_code == 303
    return client


def csrf(client: FlaskClient, path: str = "/login") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]
