"""What to be woken for: the rules of Prometheus, and the table of docs/operations.md, of one list."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from core.i18n import Language, T
from docs.markdown import said, table

HEAD = (T("тревога", "alert"), T("что значит", "what it means"), T("куда смотреть", "where to look"))


@dataclass(frozen=True)
class Alert:
    """``do`` is the first thing to look at."""

    name: str
    expr: str
    lasts: str
    severity: str
    means: T
    do: T


ALERTS = (
    Alert(
        "PlanerkaReportsOld",
        "max by (workbook) (planerka_report_age_seconds) > 4 * 24 * 3600",
        "15m",
        "warning",
        T("Отчётам книги больше четырёх суток.", "The reports of a workbook are over four days old."),
        T(
            "`planerka status`. Порог больше выходных; в долгие праздники заглушите.",
            "`planerka status`. The limit is above a weekend; silence it for long holidays.",
        ),
    ),
    Alert(
        "PlanerkaRefreshFails",
        "max by (workbook) (planerka_workbook_failures) >= 3",
        "5m",
        "warning",
        T("Книга не обновилась три раза подряд.", "A workbook has failed three times in a row."),
        T("`planerka status`, затем таблица кодов ниже.", "`planerka status`, then the table of codes below."),
    ),
    Alert(
        "PlanerkaQueueStands",
        "max(planerka_queue_oldest_seconds) > 900",
        "5m",
        "critical",
        T(
            "Книга ждёт обновления больше 15 минут: этим никто не занят или рабочих мало.",
            "A workbook has waited for over 15 minutes: nobody works the queue, or too few do.",
        ),
        T(
            "Запущена ли `planerka work` (с SQLite — `planerka serve`); если да, добавьте `PLANERKA_WORKERS`.",
            "Whether `planerka work` runs (with SQLite `planerka serve`); if so, raise `PLANERKA_WORKERS`.",
        ),
    ),
    Alert(
        "PlanerkaQuotaShort",
        "max(planerka_google_minute_share) > 0.95 or sum(increase(planerka_google_given_up_total[30m])) > 0",
        "15m",
        "warning",
        T("Квота Google почти исчерпана, обновления ждут.", "Google's quota is nearly used up, refreshes wait."),
        T("Добавьте сервисный аккаунт: `planerka connect --key`.", "Add a service account: `planerka connect --key`."),
    ),
    Alert(
        "PlanerkaErrors",
        'sum(increase(planerka_requests_total{status=~"5.."}[10m])) > 0 '
        'or sum(increase(planerka_runs_total{outcome="error"}[10m])) > 0',
        "0m",
        "warning",
        T(
            "Ошибка Планёрки: страница ответила 5xx или обновление сломалось.",
            "An error of Planerka: a page answered 5xx, or a refresh broke.",
        ),
        T(
            "В журнале — `request_failed` и `sync_failed` того же времени.",
            "In the log: `request_failed` and `sync_failed` of that time.",
        ),
    ),
    Alert(
        "PlanerkaSlow",
        "histogram_quantile(0.99, sum by (le) (rate(planerka_request_seconds_bucket[10m]))) > 3",
        "15m",
        "warning",
        T("Каждый сотый ответ дольше трёх секунд.", "One answer in a hundred takes over three seconds."),
        T(
            "Панель «Самые долгие адреса»; хватает ли процессора.",
            "The panel “The slowest routes”; whether the processor suffices.",
        ),
    ),
    Alert(
        "PlanerkaStoreDown",
        "min(planerka_store_up) < 1",
        "2m",
        "critical",
        T("База не отвечает.", "The database does not answer."),
        T("`planerka doctor` на той же машине.", "`planerka doctor` on the same machine."),
    ),
    Alert(
        "PlanerkaGone",
        'absent(planerka_build_info) or up{job="planerka"} == 0',
        "5m",
        "critical",
        T(
            "Метрик нет: служба не запущена или ключ монитора отозван.",
            "No metrics: the service is not running, or the monitor's key was revoked.",
        ),
        T(
            "`systemctl status planerka planerka-work`, `/health/ready`, `planerka keys list`.",
            "`systemctl status planerka planerka-work`, `/health/ready`, `planerka keys list`.",
        ),
    ),
)


def rules() -> str:
    """As Prometheus reads them, in both languages: who is woken reads one of them."""
    lines = ["# Made by `make docs` from docs/alerts.py.", "groups:", "  - name: planerka", "    rules:"]
    for alert in ALERTS:
        lines += [
            f"      - alert: {alert.name}",
            f"        expr: {json.dumps(alert.expr)}",
            f"        for: {alert.lasts}",
            "        labels:",
            f"          severity: {alert.severity}",
            "        annotations:",
            f"          summary: {json.dumps(alert.means.en)}",
            f"          summary_ru: {json.dumps(alert.means.ru, ensure_ascii=False)}",
        ]
    return "\n".join(lines) + "\n"


def lines(language: Language) -> Iterator[str]:
    rows = ((f"`{alert.name}`", *said((alert.means, alert.do), language)) for alert in ALERTS)
    yield from table(said(HEAD, language), rows)
