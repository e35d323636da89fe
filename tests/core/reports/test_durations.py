"""The durations report: what stands in it, what is said of it, and when it has nothing to say."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.call import call
from core.context import Context
from core.report import Ref, Report
from core.reports.build import build
from core.reports.durations import DURATIONS
from core.reports.summary import summary
from tests.core.metrics import test_maven_deals as maven
from tests.support import context

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "Договор", "kind": "open", "norm_days": 10},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]


def deal(id: str, stage: str, created: str, **more: Any) -> dict[str, Any]:
    return {"deal_id": id, "client": f"К{id}", "manager": "Ира", "created": created, "stage": stage, **more}


DEALS = [
    deal("1", "Оплата", "2026-01-01", **{"x:Договор": "2026-01-03", "x:Оплата": "2026-01-07"}),
    deal("2", "Оплата", "2026-02-01", **{"x:Договор": "2026-02-05", "x:Оплата": "2026-02-15"}),
    deal("3", "Договор", "2026-02-01", amount=50, next_step="Звонок", **{"x:Договор": "2026-03-01"}),
    deal("4", "Договор", "2026-02-01", amount=90, next_step_date="2026-04-02", **{"x:Договор": "2026-03-11"}),
    deal("5", "Договор", "2026-02-01", **{"x:Договор": "2026-03-21"}),
    deal("6", "Лид", "2026-03-25"),
    deal("7", "Отказ", "2026-03-01", closed="2026-03-06", lost_stage="Лид", loss_reason="Дорого"),
    deal("8", "Договор", "2026-02-01"),
]
INVOICES = [
    {"invoice_id": "1", "client": "К1", "date": "2026-01-05", "amount": 10, "deal_id": "1"},
    {"invoice_id": "2", "client": "К2", "date": "2026-02-04", "amount": 10, "deal_id": "2"},
    {"invoice_id": "3", "client": "К5", "date": "2026-03-21", "amount": 10, "deal_id": "5"},
]
PAYMENTS = [{"date": "2026-01-11", "amount": 4, "invoice_id": "1"}]


def around(rows: Any = DEALS, rules: Any = None, **tables: Any) -> Context:
    return context("2026-03-31", settings=rules, deals=rows, stages=STAGES, **tables)


def made(rows: Any = DEALS, rules: Any = None, **tables: Any) -> Report:
    return build(DURATIONS, around(rows, rules, **tables))


def cells(report: Report, block: str, *ids: str) -> list[tuple[Any, ...]]:
    found = report.block(block)
    at = [[c.id for c in found.columns].index(id) for id in ids]
    return [tuple(row[i] for i in at) for row in found.rows]


def test_days_at_each_stage() -> None:
    report = made()
    block = report.block("stages")
    assert ", ".join(c.id for c in block.columns[:10]) == (
        "stage, n, mean, median, p75, p90, km_median, open_n, oldest, over_norm"
    )
    assert cells(report, "stages", "stage", "n", "mean", "median", "open_n", "oldest", "lost_n", "undated_n") == [
        ("Лид", 5, (2 + 4 + 28 + 38 + 48) / 5, 28, 1, 6, 1, 0),
        ("Договор", 2, 7, 7, 4, 30, 0, 1),
    ]
    # 4 and 10 are over, 30, 20 and 10 go on: at 4 four of five are left, at 10 three of four of these
    assert cells(report, "stages", "km_median", "norm", "limit", "over_norm") == [
        (28, None, None, None),
        (None, 10, 10, 2),
    ]
    (note,) = block.notes
    assert (note.row, note.column) == (1, "km_median")
    assert note.sentence.startswith("больше 30")
    assert {c.id for c in block.columns if c.detail} == {"p75", "km_median", "undated_n", "lost_n"}
    (chart,) = [chart for chart in report.charts if chart.block == "stages"]
    assert (chart.series, chart.lines) == (("median",), ("limit",))


def test_deals_with_both_starts() -> None:
    tables = {
        "invoices": INVOICES,
        "payments": PAYMENTS,
        "clients": [{"client": "К1", "first_seen": "2025-12-22"}],
    }
    report = made(**tables)
    ids = [c.id for c in report.block("deals").columns]
    assert ids[:7] == ["from", "to", "n", "mean", "median", "km_median", "open_n"]
    assert cells(report, "deals", "from", "n", "mean", "open_n", "main") == [
        ("создана сделка", 2, 12, 5, True),
        ("клиент появился в базе (первая сделка)", 2, 17, 5, False),
        ("создана сделка", 3, (6 + 14 + 5) / 3, 5, False),
        ("создана сделка", 1, 5, 5, False),
    ]
    swapped = made(rules={"duration_start": "client", "duration_end": "won"}, **tables)
    assert cells(swapped, "deals", "from", "to", "mean", "main")[:2] == [
        ("клиент появился в базе (первая сделка)", "выигрыш", 15, True),
        ("создана сделка", "выигрыш", 10, False),
    ]
    assert (
        swapped.mode == "Все сделки по 31.03.2026; наш срок сделки: клиент появился в базе (первая сделка) → выигрыш."
    )


def test_months_are_those_of_the_summary() -> None:
    rows = [
        deal("1", "Оплата", "2026-03-01", closed="2026-03-09"),
        deal("2", "Оплата", "2026-02-01", closed="2026-02-15"),
    ]
    found = cells(made(rows), "months", "month", "n", "mean")
    assert found[-2:] == [(date(2026, 2, 1), 1, 14), (date(2026, 3, 1), 1, 8)]
    assert len(found) == 12
    kpis = build(summary, around(rows)).block("kpis")
    assert [row[1:3] for row in kpis.rows if row[0] == "Средний срок сделки"] == [[8, 14]]


def test_stuck_deals_by_amount_with_a_link() -> None:
    report = made()
    assert cells(report, "stuck", "client", "manager", "stage", "days", "limit", "amount", "next_step") == [
        ("К4", "Ира", "Договор", 20, 10, 90, None),
        ("К3", "Ира", "Договор", 30, 10, 50, "Звонок"),
    ]
    assert cells(report, "stuck", "next_step_date", "link") == [
        (date(2026, 4, 2), Ref("Сделки", "A5", "сделка")),
        (None, Ref("Сделки", "A4", "сделка")),
    ]
    assert "Застряли: 2 на 140\u00a0₽." in report.notes
    assert sum(one for (one,) in cells(report, "stages", "over_norm") if one) == 2


def test_without_a_norm_nine_of_ten_are_the_limit() -> None:
    stages = [{**one, "norm_days": None} for one in STAGES]
    gone = [
        deal(str(i), "Договор", "2026-01-01", **{"x:Договор": date(2026, 1, 1) + timedelta(days=i)})
        for i in range(1, 22)
    ]
    waits = [deal("a", "Лид", "2026-03-12"), deal("b", "Лид", "2026-03-11")]
    report = build(DURATIONS, context("2026-03-31", deals=[*gone, *waits], stages=stages))
    assert cells(report, "stages", "p90", "limit", "over_norm") == [(19, 19, 1), (None, None, None)]
    assert cells(report, "stuck", "client", "days") == [("Кb", 20)]
    few = build(DURATIONS, context("2026-03-31", deals=[*gone[:19], *waits], stages=stages))
    assert few.block("stuck").unavailable is not None
    assert "Предела пока нет" in few.block("stuck").unavailable.message


def test_contracts_without_an_invoice() -> None:
    report = made(invoices=INVOICES)
    assert cells(report, "forgotten", "client", "amount", "contract", "days") == [
        ("К4", 90, date(2026, 3, 11), 20),
        ("К3", 50, date(2026, 3, 1), 30),
    ]
    assert report.block("forgotten").total == ["Итого", None, 140, None, None, None, None]
    assert cells(report, "invoicing", "n", "median", "mean", "before_n", "forgotten_n", "forgotten_amount") == [
        (2, 1, 1, 1, 2, 140)
    ]


def test_what_is_missing_is_said() -> None:
    without_stages = build(DURATIONS, context("2026-03-31", deals=DEALS))
    assert [block.id for block in without_stages.blocks if block.unavailable] == [
        "stages", "stuck", "forgotten", "invoicing", "months"
    ]  # fmt: skip
    assert not build(DURATIONS, context("2026-03-31")).has_data
    nothing = made([])
    assert not nothing.has_data and nothing.notes == ()
    assert "появятся по мере работы" in "".join(made([deal("1", "Договор", "2026-01-01")]).notes)


def test_in_english() -> None:
    report = made(rules={"language": "en"}, invoices=INVOICES)
    assert report.title == "Durations"
    assert cells(report, "deals", "from", "to")[0] == ("deal created", "first payment, else the win")


def test_functions_give_the_cells_of_the_report() -> None:
    head = ["Клиент", "Менеджер", "Создана", "Этап", "Закрыта", "Этап отказа", "Причина отказа"]
    head += ["Дата: Договор", "Дата: Оплата"]
    ids = ["client", "manager", "created", "stage", "closed", "lost_stage", "loss_reason", "x:Договор", "x:Оплата"]
    sheet = [head, *([row.get(id) for id in ids] for row in DEALS)]
    kinds = {"open": "в работе", "won": "выигран", "lost": "проигран"}
    stages = [["Порядок", "Этап", "Вид", "Норма, дней"]]
    stages += [[s["order"], s["stage"], kinds[str(s["kind"])], s.get("norm_days")] for s in STAGES]  # type: ignore[misc]
    block = made().block("stages")
    table = call("STAGE_DURATIONS", [sheet, stages, "2026-03-31"])
    assert table == [[c.id for c in block.columns], *block.rows]
    assert call("STAGE_DAYS", [sheet, stages, "договор", "p90", "2026-03-31"]) == block.rows[1][5]
    assert call("STAGE_DAYS", [sheet, stages, "Лид", "n"]) == 5


@maven.pytestmark
def test_published_deals() -> None:
    report = build(DURATIONS, context(maven.ASOF, deals=maven.table(), stages=maven.STAGES))
    rows = cells(report, "deals", "n", "mean", "median", "km_median")
    assert rows[0] == (4238, pytest.approx(51.782, abs=5e-4), 57, 93)
    assert rows[2][2:] == (45, 69)
    assert rows[3][:3] == (2473, pytest.approx(41.479, abs=5e-4), 14)
