"""All reports of a typical team, warm, against reading its cells.

``python -m benchmarks.team`` prints the figures. Promise (DESIGN.md): 10 managers, 5,000 deals, 3,000 payments and
90 days of activity compute in at most 0.3 s on one core, everything imported and the cells already read and typed.
"""

import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from core import checks
from core.context import Context
from core.intake import book
from core.intake.book import TypedBook
from core.report import Report
from core.reports import all_reports
from core.reports.build import build
from core.workbook import Cells, Sheet

PROMISES = {"seconds": 0.3}
ASOF = date(2026, 3, 31)
STAGES = ("Заявка", "КП", "Договор", "Оплата", "Отказ")
REASONS = ("Дорого", "Выбрали другого", "Нет бюджета", None)
PRODUCTS = tuple(f"Товар {i}" for i in range(40))
CHANNELS = ("Сайт", "Выставка", "Рекомендация", "Холодный звонок", None)
REGIONS = ("Москва", "Урал", "Сибирь", "Юг", None)
ROLES = ("ЛПР", "ЛВР", "Финансы", "Техэксперт", "Пользователь")
KINDS = ("в работе", "в работе", "в работе", "выигран", "проигран")


def team(deals: int = 5_000, payments: int = 3_000, managers: int = 10, days: int = 90) -> Cells:
    """A workbook whose every report has data, deterministic."""
    rng = Random(1)
    people = [f"Менеджер {i}" for i in range(managers)]
    clients = [f"Клиент {i}" for i in range(600)]

    def ago(most: int) -> date:
        return ASOF - timedelta(days=rng.randrange(most))

    def deal(i: int) -> list[Any]:
        made = ago(365)
        stage = rng.choices(STAGES, (1, 1, 1, 14, 15) if (ASOF - made).days > 60 else (6, 4, 3, 3, 3))[0]
        closed = min(made + timedelta(days=rng.randrange(60)), ASOF) if stage in STAGES[3:] else None
        moved = [min(made + timedelta(days=rng.randrange(1, 30)), closed or ASOF) for _ in range(2)]
        reason = rng.choice(REASONS) if stage == STAGES[-1] else None
        expected = ASOF + timedelta(days=rng.randrange(-10, 60)) if closed is None and rng.random() < 0.7 else None
        step = rng.choice((None, "Позвонить")) if closed is None else None
        return [
            rng.choice(clients), rng.choice(people), made, rng.randrange(10, 900) * 1000, stage, f"D{i}", closed,
            rng.choice((None, None, 0.5, 0.8)) if closed is None else None, reason, expected, step,
            rng.choice(PRODUCTS), rng.choice(CHANNELS), *(sorted(moved) if stage != STAGES[0] else (None, None)),
        ]  # fmt: skip

    def invoice(i: int) -> list[Any]:
        made = ago(400)
        due = made + timedelta(days=14)
        return [f"{i}", rng.choice(clients), rng.choice(people), made, rng.randrange(10, 500) * 1000, due, f"D{i}"]

    def payment(i: int) -> list[Any]:
        return [ago(365), rng.randrange(5, 400) * 1000, f"{rng.randrange(payments)}"]

    def work(i: int) -> list[Any]:
        day, who = divmod(i, managers)
        return [ASOF - timedelta(days=day), people[who], *(rng.randrange(most) for most in (40, 60, 20, 5, 6, 5))]

    tabs: dict[str, tuple[list[str], list[list[Any]]]] = {
        "Сделки": (
            [
                "Клиент",
                "Менеджер",
                "Создана",
                "Сумма",
                "Этап",
                "ID сделки",
                "Закрыта",
                "Вероятность, %",
                "Причина отказа",
                "Ожидаемая оплата",
                "Следующий шаг",
                "Продукт",
                "Канал",
                "Дата: КП",
                "Дата: Договор",
            ],
            [deal(i) for i in range(deals)],
        ),
        "Счета": (
            ["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты", "ID сделки"],
            [invoice(i) for i in range(payments)],
        ),
        "Оплаты": (["Дата", "Сумма", "№ счёта"], [payment(i) for i in range(payments)]),
        "Метрика дня": (
            ["Дата", "Менеджер", "Холодные звонки", "Звонки", "Предметные разговоры", "Встречи", "Заявки", "КП"],
            [work(i) for i in range(days * managers)],
        ),
        "Этапы": (
            ["Порядок", "Этап", "Вид", "Вероятность, %"],
            [[i + 1, name, kind, 20 + 15 * i] for i, (name, kind) in enumerate(zip(STAGES, KINDS, strict=True))],
        ),
        "Клиенты": (
            ["Клиент", "Менеджер", "Регион", "Канал", "Ключевой", "Отрасль", "Пол", "Год рождения"],
            [
                [
                    name,
                    rng.choice(people),
                    rng.choice(REGIONS),
                    rng.choice(CHANNELS),
                    rng.choice(("да", None, None)),
                    rng.choice(("Торговля", "Стройка")),
                    rng.choice(("м", "ж")),
                    rng.randrange(1960, 2000),
                ]
                for name in clients
            ],
        ),
        "Состав заказов": (
            ["ID сделки", "Товар", "Количество", "Сумма", "Себестоимость"],
            [
                [f"D{i}", product, rng.randrange(1, 9), rng.randrange(1, 300) * 1000, rng.randrange(1, 200) * 1000]
                for i in range(deals)
                for product in rng.sample(PRODUCTS, rng.choice((1, 1, 2, 3)))
            ],
        ),
        "Контактные лица": (
            ["Клиент", "ФИО", "Роль", "Уровень"],
            [[rng.choice(clients), f"Лицо {i}", rng.choice(ROLES), rng.randrange(5)] for i in range(600)],
        ),
        "Контроль": (
            ["Дата", "Вид", "Менеджер", "Ответил", "Всё рассказал", "Задал вопросы"],
            [
                [
                    ASOF - timedelta(days=rng.randrange(days)),
                    rng.choice(("Звонок", "Перекличка", "Ревизия")),
                    rng.choice(people),
                    rng.choice(("да", "нет")),
                    rng.choice(("да", "нет")),
                    rng.choice(("да", "нет")),
                ]
                for _ in range(900)
            ],
        ),
        "Планы": (
            ["Месяц", "Менеджер", "Показатель", "План"],
            [[ASOF.replace(day=1), name, "Поступления", 5_000_000] for name in people],
        ),
    }
    return Cells([Sheet(title, [header, *rows]) for title, (header, rows) in tabs.items()])


def reports(typed: TypedBook) -> int:
    """Every report over cells that are typed already; how many there are."""
    context = Context(typed.tables, typed.settings, ASOF, "evening", datetime(2026, 3, 31, 18), typed.problems)
    made = replace(context, problems=checks.problems(context))
    done: list[Report] = []
    for spec in sorted(all_reports().values(), key=lambda spec: spec.last):
        done.append(build(spec, replace(made, reports=tuple(done))))
    return len(done)


def run() -> dict[str, float]:
    """Seconds of the best of five: typing the cells, and all reports over them."""
    cells = team()
    read = min(_timed(lambda: book.read_book(cells, {})) for _ in range(5))
    typed = book.read_book(cells, {})
    computed = min(_timed(lambda: reports(typed)) for _ in range(5))
    return {"reports": float(len(all_reports())), "read_s": read, "seconds": computed, "to_reading": computed / read}


def _timed(what: Any) -> float:
    begun = time.process_time()
    what()
    return time.process_time() - begun


if __name__ == "__main__":
    for figure, value in run().items():
        sys.stdout.write(f"{figure:<12} {value:,.3f}\n")
