"""Whether the process lives and is ready: what a balancer or a container asks."""

from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service


def test_a_service_that_can_answer_is_ready(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "ok"}
    assert client.get("/health/ready").json == {"status": "ok"}


def test_one_that_is_told_to_stop_lives_but_is_not_ready(client: FlaskClient, running: Service) -> None:
    running.stopping.begin()
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503


def test_one_whose_store_is_gone_is_not_ready(app: Flask, running: Service) -> None:
    running.store.close()
    path = running.settings.home / "planerka.db"
    for file in path.parent.glob("planerka.db*"):
        file.unlink()
    path.mkdir()  # no database can be opened here
    assert app.test_client().get("/health/ready").status_code == 503
