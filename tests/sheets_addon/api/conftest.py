"""Programs with keys."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from tests.sheets_addon.conftest import bearer


@pytest.fixture
def program(app: Flask, running: Service) -> FlaskClient:
    """Has a key for functions."""
    return with_key(app, bearer(running, functions=True))


def with_key(app: Flask, key: dict[str, str]) -> FlaskClient:
    """Sends the key with each request."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = key["Authorization"]
    return client
