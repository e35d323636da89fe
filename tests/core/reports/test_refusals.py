"""The refusals report: Pareto, matrix and managers of one and the same losses."""

from typing import Any

from core.call import call
from core.report import Report
from core.reports.build import build
from core.reports.refusals import REFUSALS
from tests.core.metrics import test_maven_deals as maven
from tests.support import context

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]


def lost(manager: str, stage: str | None, reason: str | None, amount: float | None, day: str = "2026-03-10") -> Any:
    row = {"client": "А", "manager": manager, "created": "2026-01-01", "stage": "Отказ", "closed": day}
    return row | {"lost_stage": stage, "loss_reason": reason, "amount": amount}


DEALS = [
    lost("Ира", "КП", "Дорого", 100),
    lost("Ира", "КП", "Дорого", 50),
    lost("Яна", "КП", "Дорого", None),
    lost("Яна", "Лид", "Дорого", 10),
    lost("Яна", "Лид", "Не отвечает", 30),
    lost("Яна", "КП", None, 5),
    lost("Ира", None, "Не отвечает", 7),
    lost("Оля", "КП", "Дорого", 9, "2026-02-10"),
    lost("Ира", "КП", "Дорого", 9, None),  # type: ignore[arg-type]
    {"client": "Б", "manager": "Ира", "created": "2026-01-01", "stage": "КП", "amount": 1},
]


def made(rows: Any = DEALS, rules: Any = None, stages: Any = STAGES) -> Report:
    return build(REFUSALS, context("2026-03-31", settings=rules, deals=rows, **({"stages": stages} if stages else {})))


def cells(report: Report, block: str, *ids: str) -> list[tuple[Any, ...]]:
    found = report.block(block)
    at = [[c.id for c in found.columns].index(id) for id in ids]
    return [tuple(row[i] for i in at) for row in found.rows]


def test_stage_and_reason_from_the_most_frequent_on() -> None:
    report = made()
    block = report.block("stages")
    assert [c.id for c in block.columns[:5]] == ["stage", "reason", "n", "rate", "amount"]
    assert cells(report, "stages", "stage", "reason", "n", "amount", "n_prev") == [
        ("КП", "Дорого", 3, 150, 1),
        ("Лид", "Не отвечает", 1, 30, 0),
        ("Лид", "Дорого", 1, 10, 0),
        ("этап неизвестен", "Не отвечает", 1, 7, 0),
        ("КП", "причина не указана", 1, 5, 0),
    ]
    assert [round(one * 7) for (one,) in cells(report, "stages", "cumulative")] == [3, 4, 5, 6, 7]
    assert block.total == ["Итого", None, 7, None, 202, None, 1, None]
    assert report.mode == "Отказы 01.03.2026–31.03.2026 по дате отказа; рядом 01.02.2026–28.02.2026."


def test_the_other_blocks_add_up_to_the_same() -> None:
    report = made()
    assert cells(report, "reasons", "reason", "n", "amount") == [
        ("Дорого", 4, 160), ("Не отвечает", 2, 37), ("причина не указана", 1, 5)
    ]  # fmt: skip
    matrix = report.block("matrix")
    assert [c.title.ru for c in matrix.columns] == ["Этап", "Дорого", "Не отвечает", "причина не указана", "Всего"]
    assert [c.heat for c in matrix.columns] == [False, True, True, True, False]
    assert matrix.rows == [["Лид", 1, 1, None, 2], ["КП", 3, None, 1, 4], ["этап неизвестен", None, 1, None, 1]]
    assert matrix.total == ["Итого", 4, 2, 1, 7]
    assert cells(report, "managers", "manager", "n", "amount", "main", "main_rate", "blank_n", "n_prev") == [
        ("Яна", 4, 45, "Дорого", 2 / 3, 1, 0),
        ("Ира", 3, 157, "Дорого", 2 / 3, 0, 0),
        ("Оля", 0, None, None, None, 0, 1),
    ]
    assert all(report.block(id).total[1 if id != "stages" else 2] == 7 for id in ("stages", "reasons", "managers"))  # type: ignore[index]


def test_what_is_said() -> None:
    assert made().notes == (
        "Отказов 7 на 202\u00a0₽. Главное: «Дорого» — 57,1\u00a0%.",
        "Чаще всего отказываются на этапе «КП»: 57,1\u00a0%.",
        "Без причины: 1 из 7. Спросите у менеджеров.",
        "Когда отказались, неизвестно: 1. В отчёт они не вошли.",
    )


def test_two_funnels_name_their_stages_apart() -> None:
    stages = [one | {"pipeline": "Опт"} for one in STAGES] + [one | {"pipeline": "Розница"} for one in STAGES]
    rows = [lost("Ира", "КП", "Дорого", 1) | {"pipeline": name} for name in ("Опт", "Розница", "Розница")]
    assert cells(made(rows, stages=stages), "stages", "stage", "n") == [("Розница: КП", 2), ("Опт: КП", 1)]


def test_nothing_lost_is_said() -> None:
    report = made(rules={"period_from": None}, rows=DEALS[-1:])
    assert not report.has_data and report.notes == ()
    assert all(block.unavailable and "отказов нет" in block.unavailable.message for block in report.blocks)
    assert not build(REFUSALS, context("2026-03-31")).has_data
    before = made(rows=[DEALS[-3]])
    assert cells(before, "stages", "n", "rate", "n_prev", "rate_prev") == [(0, None, 1, 1)]
    assert before.block("matrix").unavailable is not None and before.notes == ()


def test_in_english() -> None:
    report = made(rules={"language": "en"})
    assert ("stage unknown", "Не отвечает") in cells(report, "stages", "stage", "reason")
    assert report.title == "Refusals"


def test_the_function_gives_the_cells_of_the_report() -> None:
    sheet = [["Клиент", "Менеджер", "Создана", "Этап", "Закрыта", "Этап отказа", "Причина отказа", "Сумма"]]
    ids = ["client", "manager", "created", "stage", "closed", "lost_stage", "loss_reason", "amount"]
    sheet += [[row.get(id) for id in ids] for row in DEALS]
    report = made(stages=None)
    wanted = cells(report, "stages", "stage", "reason", "n", "rate", "amount")
    found = call("LOSS_REASONS", [sheet, "2026-03-01", "2026-03-31"])
    assert [tuple(row[:5]) for row in found[1:]] == [row for row in wanted if row[2]]
    assert sum(row[2] for row in call("LOSS_REASONS", [sheet])[1:]) == 8


@maven.pytestmark
def test_published_deals() -> None:
    rules = {"period_from": maven.date(2017, 1, 1)}
    report = build(REFUSALS, context(maven.ASOF, settings=rules, deals=maven.table(), stages=maven.STAGES))
    assert cells(report, "stages", "stage", "reason", "n") == [("этап неизвестен", "причина не указана", 2473)]
