"""The service on a store of its own, with people of every role, and browsers and programs that speak with it."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.report import Result
from core.settings import Settings as Rules
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.people.passwords import hashed
from sheets_addon.settings import Settings
from sheets_addon.store import api_keys, leases, members, people, runs, sessions, workbooks
from sheets_addon.store.people import Person, Role
from sheets_addon.store.workbooks import Kind
from sheets_addon.sync import keeping
from sheets_addon.sync.guard import Guard
from sheets_addon.work import utc_now
from sheets_addon.workbooks.google.known import Known, Tab
from tests.sheets_addon.fakes import fake_result

PASSWORD, CSRF, SECRET = "верный-пароль-29", "right-token", "s" * 32


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", password=PASSWORD, secret_key=SECRET)


@pytest.fixture
def running(settings: Settings) -> Iterator[Service]:
    with service(settings) as made:
        yield made


@pytest.fixture
def app(running: Service) -> Flask:
    app = create_app(running)
    app.testing = False  # an unforeseen error must come out as it would for a person
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def admin(app: Flask, running: Service) -> FlaskClient:
    return browser(app, running, person(running, "admin", "admin"))


@pytest.fixture
def head(app: Flask, running: Service) -> FlaskClient:
    return browser(app, running, person(running, "head", "head"))


@pytest.fixture
def manager(app: Flask, running: Service) -> FlaskClient:
    return browser(app, running, person(running, "anna", "manager", "Анна Белова"))


@pytest.fixture
def book(running: Service) -> int:
    """A workbook with one good run, which the head and the manager of the fixtures may see."""
    return shown(running)


def person(running: Service, login: str, role: Role, manager: str = "") -> Person:
    """Someone of that login with :data:`PASSWORD`; the same one if there is one."""
    with running.store.write() as session:
        there = next((one for one in people.everyone(session) if one.login == login), None)
        return there or people.add(session, login, role, now=utc_now(), password=_hash(), manager=manager)


def browser(app: Flask, running: Service, who: Person) -> FlaskClient:
    """Signed in already, with the token for its forms: ``data={"csrf": CSRF}``."""
    client = app.test_client()
    with running.store.write() as session:
        token = sessions.begin(session, who.id, utc_now())
    with client.session_transaction() as cookie:
        cookie["token"], cookie["csrf"] = token, CSRF
    return client


def bearer(running: Service, functions: bool = False, workbooks: tuple[int, ...] | None = ()) -> dict[str, str]:
    """The header of a program with a new key."""
    signing = api_keys.signing(SECRET)
    with running.store.write() as session:
        _, token = api_keys.add(
            session, signing, "test", now=utc_now(), added_by="cli", functions=functions, workbooks=workbooks
        )
    return {"Authorization": f"Bearer {token}"}


def shown(running: Service, title: str = "Отдел продаж", kind: Kind = "google", result: Result | None = None) -> int:
    """A connected workbook whose last good run left ``result``; «head» and «anna» may see it."""
    seen_by = [person(running, "head", "head"), person(running, "anna", "manager", "Анна Белова")]
    with running.store.write() as session:
        id = workbooks.add(
            session,
            f"{kind}-{title}",
            title=title,
            language="ru",
            time_zone="Europe/Moscow",
            now=utc_now(),
            kind=kind,
        ).id
        members.put(session, id, [one.id for one in seen_by])
    keep(running, id, result or fake_result())
    return id


def keep(running: Service, id: int, result: Result) -> None:
    """A run that left ``result``, kept as the engine keeps one; two of people's tabs are known."""
    store, now, ttl = running.store, utc_now(), timedelta(minutes=1)
    tabs = (Tab(11, "Сделки", 1000, 20), Tab(12, "Счета", 1000, 12))
    with store.write() as session:
        title = workbooks.get(session, id).title
        lease = leases.acquire(session, id, secrets.token_hex(4), now, ttl)
        assert lease is not None
        stamp = result.stamp
        run = runs.begin(session, lease, reason="schedule", slot=stamp.slot, asof=stamp.asof, now=now)
    rules = replace(Rules(), language=stamp.language)
    guard, known = Guard(store, lease, utc_now, ttl), Known(title=title, tabs=tabs)
    keeping.refreshed(guard, run, "same", result, rules, known, "1")


@cache
def _hash() -> str:
    return hashed(PASSWORD)
