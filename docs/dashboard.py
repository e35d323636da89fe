"""The dashboard for Grafana, in both languages of one list of panels."""

import json
from dataclasses import dataclass
from typing import Any

from core.i18n import Language, T

SOURCE = {"type": "prometheus", "uid": "${source}"}
WIDTH = 24


@dataclass(frozen=True)
class Panel:
    """``queries``: legend → expression. ``limit`` colours what is above it."""

    title: T
    queries: dict[str, str]
    unit: str = "short"
    kind: str = "timeseries"
    width: int = 8
    limit: float | None = None
    about: T = T.same("")


@dataclass(frozen=True)
class Row:
    title: T
    panels: tuple[Panel, ...]


ROWS = (
    Row(
        T("Свежесть отчётов", "Freshness of the reports"),
        (
            Panel(
                T("Самый старый отчёт", "The oldest report"),
                {"": "max(planerka_report_age_seconds)"},
                "s",
                "stat",
                4,
                26 * 3600,
                T("Сколько времени прошло с последнего удачного обновления.", "Since the last good refresh."),
            ),
            Panel(
                T("Неудач подряд, больше всего", "Failures in a row, the most"),
                {"": "max(planerka_workbook_failures)"},
                "short",
                "stat",
                4,
                2,
            ),
            Panel(T("Книги", "Workbooks"), {"{{state}}": "max by (state) (planerka_workbooks)"}),
            Panel(
                T("Десять самых старых", "The ten oldest"),
                {"№ {{workbook}}": "topk(10, max by (workbook) (planerka_report_age_seconds))"},
                "s",
            ),
        ),
    ),
    Row(
        T("Обновления", "Refreshes"),
        (
            Panel(
                T("Чем кончились, за час", "How they ended, an hour"),
                {"{{outcome}}": "sum by (outcome) (increase(planerka_runs_total[1h]))"},
            ),
            Panel(
                T("Почему не удались, за час", "Why they failed, an hour"),
                {"{{code}}": "sum by (code) (increase(planerka_run_failures_total[1h]))"},
            ),
            Panel(
                T("Сколько длятся", "How long they take"),
                {
                    share: f"histogram_quantile({q}, sum by (le) (rate(planerka_run_seconds_bucket[1h])))"
                    for share, q in (("50 %", 0.5), ("95 %", 0.95), ("99 %", 0.99))
                },
                "s",
            ),
            Panel(T("Ждут очереди", "Waiting"), {"": "max(planerka_queue_workbooks)"}, width=12),
            Panel(T("Дольше всех ждёт", "The longest wait"), {"": "max(planerka_queue_oldest_seconds)"}, "s", width=12),
        ),
    ),
    Row(
        T("Google", "Google"),
        (
            Panel(
                T("Запросы в минуту", "Requests a minute"),
                {"{{kind}} {{status}}": "60 * sum by (kind, status) (rate(planerka_google_requests_total[5m]))"},
            ),
            Panel(
                T("Доля квоты самого занятого аккаунта", "Share of the quota, the busiest account"),
                {"{{kind}}": "max by (kind) (planerka_google_minute_share)"},
                "percentunit",
                limit=0.9,
            ),
            Panel(
                T("Запросы за последнюю минуту", "Requests in the last minute"),
                {"{{kind}}": "max by (kind) (planerka_google_minute_requests)"},
            ),
            Panel(
                T("Ожидание своей очереди, 99 %", "The wait for a turn, 99 %"),
                {
                    "{{kind}}": "histogram_quantile(0.99, "
                    "sum by (kind, le) (rate(planerka_google_wait_seconds_bucket[15m])))"
                },
                "s",
                width=12,
            ),
            Panel(
                T("Не дождались, за час", "Given up, an hour"),
                {"{{kind}}": "sum by (kind) (increase(planerka_google_given_up_total[1h]))"},
                width=12,
            ),
        ),
    ),
    Row(
        T("Страницы и API", "Pages and API"),
        (
            Panel(
                T("Ответы в секунду", "Answers a second"),
                {"{{status}}": "sum by (status) (rate(planerka_requests_total[5m]))"},
                "reqps",
            ),
            Panel(
                T("Время ответа", "Time of an answer"),
                {
                    share: f"histogram_quantile({q}, sum by (le) (rate(planerka_request_seconds_bucket[5m])))"
                    for share, q in (("50 %", 0.5), ("95 %", 0.95), ("99 %", 0.99))
                },
                "s",
            ),
            Panel(
                T("Самые долгие адреса, 95 %", "The slowest routes, 95 %"),
                {
                    "{{route}}": "topk(5, histogram_quantile(0.95, "
                    "sum by (route, le) (rate(planerka_request_seconds_bucket[15m]))))"
                },
                "s",
            ),
        ),
    ),
    Row(
        T("Данные и процессы", "Data and processes"),
        (
            Panel(
                T("Проблемы в ячейках", "Problems in the cells"),
                {"{{severity}}": "max by (severity) (planerka_problems)"},
            ),
            Panel(
                T("Память процессов", "Memory of the processes"),
                {"{{instance}}": "process_resident_memory_bytes"},
                "bytes",
            ),
            Panel(
                T("База отвечает", "The database answers"), {"{{instance}}": "planerka_store_up"}, kind="stat", width=4
            ),
            Panel(
                T("Версии", "Versions"),
                {"{{version}}": "count by (version) (planerka_build_info)"},
                kind="stat",
                width=4,
            ),
        ),
    ),
)


def dashboard(language: Language) -> str:
    """The file to import into Grafana (10 or later); it asks which Prometheus to read."""
    panels: list[dict[str, Any]] = []
    y = 0
    for row in ROWS:
        panels.append({"type": "row", "title": row.title.to(language), "gridPos": _place(0, y, WIDTH, 1), "panels": []})
        x, y = 0, y + 1
        for panel in row.panels:
            if x + panel.width > WIDTH:
                x, y = 0, y + 8
            panels.append(_panel(panel, language, x, y))
            x += panel.width
        y += 8
    made = {
        "title": T("Планёрка", "Planerka").to(language),
        "uid": f"planerka-{language}",
        "tags": ["planerka"],
        "timezone": "browser",
        "schemaVersion": 39,
        "refresh": "1m",
        "time": {"from": "now-24h", "to": "now"},
        "templating": {
            "list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]
        },
        "panels": [panel | {"id": n} for n, panel in enumerate(panels, 1)],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _panel(panel: Panel, language: Language, x: int, y: int) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    if panel.limit is not None:
        steps.append({"color": "red", "value": panel.limit})
    return {
        "type": panel.kind,
        "title": panel.title.to(language),
        "description": panel.about.to(language),
        "datasource": SOURCE,
        "gridPos": _place(x, y, panel.width, 8),
        "fieldConfig": {
            "defaults": {"unit": panel.unit, "min": 0, "thresholds": {"mode": "absolute", "steps": steps}},
            "overrides": [],
        },
        "targets": [
            {"refId": chr(ord("A") + n), "datasource": SOURCE, "expr": expr, "legendFormat": legend or "__auto"}
            for n, (legend, expr) in enumerate(panel.queries.items())
        ],
    }


def _place(x: int, y: int, w: int, h: int) -> dict[str, int]:
    return {"x": x, "y": y, "w": w, "h": h}
