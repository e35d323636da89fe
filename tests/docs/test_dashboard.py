"""The dashboard and the alerts ask for metrics that exist, with labels that they have."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from core.i18n import LANGUAGES, Language
from docs.alerts import ALERTS, lines, rules
from docs.dashboard import dashboard
from sheets_addon import metrics
from sheets_addon.store import open_store, workbooks
from sheets_addon.sync import Outcome
from sheets_addon.work import utc_now

ROOT = Path(__file__).parents[2]
OTHERS = {"up": {"job", "instance"}, "process_resident_memory_bytes": set[str]()}
"""Prometheus' own, and the process's."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every metric with its labels, each of them used once."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/s.db")
    with store.write() as session:
        workbooks.add(session, "x", title="x", language="ru", time_zone="UTC", now=utc_now())
    made = metrics.new(store)
    made.asked("GET", "/", 200, 0.1)
    made.answered("read", "200")
    made.waited("read", 1)
    made.waited("read", None)
    made.run_failures.labels("quota").inc()
    with made.run() as ended:
        ended(Outcome("written"))
    families = list(text_string_to_metric_families(made.text().decode()))
    found = {sample.name: set(sample.labels) for family in families for sample in family.samples}
    found["planerka_report_age_seconds"] = {"workbook"}  # of one that has reports
    store.close()
    return found | OTHERS


def queries(language: Language) -> Iterator[tuple[str, str]]:
    for panel in json.loads(dashboard(language))["panels"]:
        for target in panel.get("targets", ()):
            yield target["expr"], target["legendFormat"]


NAMES = re.compile(r"\b(planerka_\w+|process_\w+|up)\b(?:\{([^}]*)\})?")
GROUPED = re.compile(r"\bby \(([\w, ]+)\)")


def assert_known(expr: str, legend: str, there: dict[str, set[str]]) -> None:
    asked = NAMES.findall(expr)
    assert asked, expr
    for name, matchers in asked:
        assert name in there, f"{name} of {expr}"
        labels = there[name] | {"job", "instance"}
        assert set(re.findall(r"(\w+)=", matchers)) <= labels, expr
        for group in GROUPED.findall(expr):
            assert set(group.split(", ")) <= labels, expr
    kept = {label for group in GROUPED.findall(expr) for label in group.split(", ")} or {"instance"}
    assert set(re.findall(r"\{\{(\w+)\}\}", legend)) <= kept, (expr, legend)
    assert expr.count("(") == expr.count(")")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_of_the_dashboard_is_answered(language: Language, there: dict[str, set[str]]) -> None:
    found = list(queries(language))
    assert len(found) > 20
    for expr, legend in found:
        assert_known(expr, legend, there)


def test_every_metric_of_ours_is_on_it(there: dict[str, set[str]]) -> None:
    text = dashboard("en")
    ours = {re.sub(r"_(bucket|sum|count|created)$", "", name) for name in there if name.startswith("planerka_")}
    unshown = {name for name in ours - {"planerka_google_wait_seconds", "planerka_run_seconds"} if name not in text}
    assert {name for name in unshown if not any(name.removesuffix("_total") in one for one in (text,))} == set()


def test_every_alert_asks_for_what_exists(there: dict[str, set[str]]) -> None:
    for alert in ALERTS:
        assert_known(alert.expr, "", there)
        assert alert.name in rules() and json.dumps(alert.expr) in rules()
        assert all(alert.name in "\n".join(lines(language)) for language in LANGUAGES)


def test_a_query_for_what_is_not_there_would_be_found(there: dict[str, set[str]]) -> None:
    for expr in ("max(planerka_nothing)", "sum by (colour) (planerka_runs_total)", 'planerka_runs_total{colour="x"}'):
        with pytest.raises(AssertionError):
            assert_known(expr, "", there)


def test_panels_lie_side_by_side_and_none_over_another() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(dashboard("ru"))["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken and at["x"] + at["w"] <= 24
        taken |= cells


def test_the_russian_one_speaks_russian() -> None:
    titles = [panel["title"] for panel in json.loads(dashboard("ru"))["panels"]]
    assert all(re.search("[а-яё]", title.casefold()) for title in titles if title not in ("Google",))
