"""Whatever is sent to the API, it is answered: never an error of ours, never a traceback, every refusal a problem."""

import json
import re
from typing import Any
from urllib.parse import quote

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sheets_addon.api import events
from sheets_addon.api.openapi import PLACE, routes
from sheets_addon.jobs.service import Service
from sheets_addon.settings import Settings
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.conftest import CSRF, bearer, browser, person, shown

SAMPLE, LONG = 150, 10_000
TRACES = re.compile(r'Traceback|File "|\.py\b|sqlalchemy')
JSON = "application/json"
ODD = ["", " ", "0", "-1", "2147483648", "9" * 30, "nul\0", "../..", "%00", "é", "Сделки", "'--", "null", "x" * 300]
FIELDS = ["args", "calls", "name", "language", "header", "sheets", "title", "rows", "titles", "url", "asof", "slot"]
METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"]
HEADERS = ["Accept", "Accept-Language", "If-None-Match", "Idempotency-Key", "Last-Event-ID", "Range", "Origin"]
KINDS = [JSON, JSON, JSON, "application/json; charset=utf-16", "text/plain", ""]

words = st.sampled_from(ODD) | st.text(max_size=8)
cells = st.none() | st.booleans() | st.integers() | st.floats() | words | st.sampled_from([10**400, 1e308, "\ud800"])
values = st.recursive(
    cells, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=12
)
rows = st.lists(st.lists(cells, max_size=5), max_size=5)
sheets = st.lists(st.fixed_dictionaries({"title": words, "rows": rows}), min_size=1, max_size=3)
calls = st.lists(st.fixed_dictionaries({"name": words, "args": st.lists(values, max_size=3)}), max_size=3)
bodies = (
    st.dictionaries(st.sampled_from(FIELDS) | words, values, max_size=5)
    | values
    | st.fixed_dictionaries({"sheets": sheets})
    | st.fixed_dictionaries({"calls": calls})
    | st.fixed_dictionaries({"args": st.lists(values, max_size=3)})
)
PARAMETERS = ["limit", "cursor", "severity", "tab", "slot", "purge", "lang"]
latin = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=12)
requests = st.fixed_dictionaries(
    {
        "route": st.integers(0, 10**6),
        "method": st.none() | st.sampled_from(METHODS),  # None: one that the route has
        "places": st.lists(st.sampled_from(["1", "1", "PLAN_GAP", "day"]) | words, min_size=2, max_size=2),
        "query": st.dictionaries(st.sampled_from(PARAMETERS) | words, words, max_size=3),
        "headers": st.dictionaries(st.sampled_from(HEADERS), latin, max_size=3),
        "body": bodies.map(json.dumps) | st.text(max_size=20),
        "kind": st.sampled_from(KINDS),
        "is_program": st.booleans(),
    }
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"calls_per_minute": 10**8, "requests_per_minute": 10**8})


def test_a_sample(app: Flask, running: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(app, running, monkeypatch, SAMPLE) >= SAMPLE


@pytest.mark.long
def test_ten_thousand(app: Flask, running: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(app, running, monkeypatch, LONG) >= LONG


def asked(app: Flask, running: Service, monkeypatch: pytest.MonkeyPatch, n: int) -> int:
    """Send ``n`` requests of a program and of an administrator; how many were answered as they must be."""
    monkeypatch.setattr(events, "LONGEST", 0.0)
    clients = {
        True: with_key(app, bearer(running, functions=True, workbooks=None)),
        False: browser(app, running, person(running, "admin", "admin")),
    }
    shown(running)
    known = [(rule.rule, method) for rule, method, _ in routes(app)]
    answered: list[int] = []

    @hypothesis.settings(max_examples=n, suppress_health_check=[*HealthCheck])
    @given(requests)
    def send(one: dict[str, Any]) -> None:
        rule, method = known[one["route"] % len(known)]
        places = iter(one["places"])
        path = PLACE.sub(lambda _: quote(next(places), safe=""), rule)
        answered.append(_status(clients[one["is_program"]], path, one["method"] or method, one))

    send()
    assert len({*answered}) > 3 and 200 in answered  # not everything was refused at the door
    return len(answered)


def _status(client: FlaskClient, path: str, method: str, one: dict[str, Any]) -> int:
    answer = client.open(
        path,
        method=method,
        query_string=one["query"],
        headers={**one["headers"], "X-CSRF-Token": CSRF},
        data=one["body"].encode("utf-8", "surrogatepass"),
        content_type=one["kind"],
        buffered=True,
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code < 500, (method, path, one, text[:500])
    assert answer.status_code < 400 or method == "HEAD" or answer.mimetype == "application/problem+json", path
    assert answer.status_code < 400 or not TRACES.search(text), text[:500]
    return answer.status_code
