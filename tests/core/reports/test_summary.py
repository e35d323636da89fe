"""The summary over a workbook small enough to check by hand, and over the filled template's story."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.metrics.attention import KINDS, attention
from core.metrics.plan_gap import Ratios, needed
from core.reports import all_reports
from core.reports.build import build
from templates.demo import ASOF, demo
from tests.support import context

DAY = date(2026, 3, 16)
INVOICES = [
    {
        "invoice_id": "1",
        "client": "Ромашка",
        "manager": "Иванов",
        "date": "2026-03-02",
        "amount": 100.0,
        "promised": "2026-03-10",
    },
    {
        "invoice_id": "2",
        "client": "Лютик",
        "manager": "Петров",
        "date": "2026-03-03",
        "amount": 300.0,
        "promised": "2026-03-12",
    },
    {
        "invoice_id": "3",
        "client": "Мак",
        "manager": "Петров",
        "date": "2026-03-03",
        "amount": 50.0,
        "promised": "2026-03-17",
    },
    {
        "invoice_id": "4",
        "client": "Астра",
        "manager": "Иванов",
        "date": "2026-02-02",
        "amount": 80.0,
        "due": "2026-02-10",
    },
]
PAYMENTS = [
    {"date": "2026-03-05", "amount": 40.0, "invoice_id": "1"},
    {"date": "2026-03-13", "amount": 20.0, "invoice_id": "2"},
    {"date": "2026-03-16", "amount": 10.0, "invoice_id": "2"},
    {"date": "2026-02-16", "amount": 30.0, "invoice_id": "4"},
    {"date": "2026-02-20", "amount": 5.0, "invoice_id": "4"},
]
TARGETS = [{"month": "2026-03-01", "manager": "Все", "metric": "Поступления", "value": 210.0}]
STAGES = [
    {"order": 1, "stage": "Заявка", "kind": "open", "probability": 0.2},
    {"order": 2, "stage": "Договор", "kind": "open", "probability": 0.8},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
DEALS = [
    {
        "deal_id": "A",
        "client": "Роза",
        "manager": "Иванов",
        "created": "2026-03-01",
        "amount": 500.0,
        "stage": "Договор",
        "expected": "2026-03-25",
    },
    {
        "deal_id": "B",
        "client": "Пион",
        "manager": "Сидоров",
        "created": "2026-03-01",
        "amount": 70.0,
        "stage": "Заявка",
    },
    {
        "deal_id": "C",
        "client": "Мак",
        "manager": "Петров",
        "created": "2026-03-02",
        "amount": 50.0,
        "stage": "Оплата",
        "closed": "2026-03-12",
    },
    {
        "deal_id": "D",
        "client": "Астра",
        "manager": "Иванов",
        "created": "2026-02-01",
        "amount": 80.0,
        "stage": "Отказ",
        "closed": "2026-03-03",
    },
]
STAFF = [{"manager": "Иванов"}, {"manager": "Петров"}, {"manager": "Сидоров", "active_to": "2026-03-10"}]


def made(slot="evening", **tables):
    given = {
        "invoices": INVOICES,
        "payments": PAYMENTS,
        "targets": TARGETS,
        "deals": DEALS,
        "stages": STAGES,
        "managers": STAFF,
    }
    where = context(DAY, slot, **(given | tables))
    return build(all_reports()["summary"], where), where


def cells(report, block):
    found = report.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_the_month_against_the_plan():
    report, where = made()
    [month] = cells(report, "month")
    working, gone = (
        where.calendar.count(date(2026, 3, 1), date(2026, 3, 31)),
        where.calendar.count(date(2026, 3, 1), DAY),
    )
    assert month["received"] == 70.0
    assert month["left"] == 140.0
    assert month["days_left"] == working - gone
    assert month["per_day"] == pytest.approx(140 / (working - gone))
    assert month["pace"] == pytest.approx(70 / (210 * gone / working))


def test_yesterday_today_and_what_is_expected():
    report, _ = made()
    [today] = cells(report, "today")
    assert today == {
        "yesterday": 20.0,
        "received": 10.0,
        "today": 0.0,
        "tomorrow": 50.0,
        "week": 50.0,
        "overdue": 60.0 + 270.0 + 45.0,
    }


def test_attention_goes_by_kind_then_by_money():
    _, where = made()
    found = [(m.kind, m.client, m.amount) for m in attention(where)]
    assert found == [
        ("broken_promise", "Лютик", 270.0),
        ("broken_promise", "Ромашка", 60.0),
        ("no_step", "Роза", 500.0),
        ("leaver", "Пион", 70.0),
    ]


def test_a_contract_needs_an_invoice_as_the_durations_report_says():
    others = [one for one in INVOICES if one["client"] != "Мак"]
    _, where = made(invoices=others)
    assert [(m.client, m.since) for m in attention(where) if m.kind == "no_invoice"] == [("Мак", date(2026, 3, 12))]
    forgotten = build(all_reports()["durations"], where).block("forgotten").rows
    assert [row[0] for row in forgotten] == ["Мак"]
    for deal_id, missed in (("A", True), ("C", False)):
        _, where = made(invoices=[*others, INVOICES[0] | {"invoice_id": "5", "deal_id": deal_id}])
        assert any(m.kind == "no_invoice" for m in attention(where)) == missed


def test_a_stock_of_a_day_without_a_rate_is_no_figure():
    bill = {
        "invoice_id": "9",
        "client": "Ёж",
        "date": "2026-01-02",
        "amount": 10.0,
        "due": "2026-01-20",
        "currency": "EUR",
    }
    rates = [{"date": day, "currency": "EUR", "rate": 90.0} for day in ("2026-01-01", "2026-01-31", "2026-02-28", DAY)]
    report, _ = made(invoices=[*INVOICES, bill], fx=rates)
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert found["Просрочено"]["value"] == 45.0 + 900.0
    assert found["Просрочено"]["previous"] is None
    assert found["Долг клиентов"]["previous"] is None


def test_indicators_now_and_a_month_before():
    report, _ = made()
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert found["Поступило с начала месяца"]["value"] == 70.0
    assert found["Поступило с начала месяца"]["previous"] == 30.0
    assert found["Прогноз поступлений на месяц"]["value"] == 70 + 50 + 500 * 0.8
    assert found["Прогноз поступлений на месяц"]["previous"] == 35.0
    assert found["Долг клиентов"]["value"] == 60 + 270 + 50 + 45
    assert found["Долг клиентов"]["previous"] == 50.0
    assert found["Просрочено"]["value"] == 45.0
    assert found["Открытые сделки"]["value"] == 570.0
    assert found["Открытые сделки × вероятность"]["value"] == pytest.approx(0.8 * 500 + 0.2 * 70)
    assert found["Доля выигранных"]["value"] == 0.5
    assert found["Средний срок сделки"]["value"] == 10.0


def test_a_deal_ends_with_its_first_payment():
    paid = [INVOICES[2] | {"deal_id": "C"}]
    report, _ = made(invoices=paid, payments=[{"date": "2026-03-09", "amount": 5.0, "invoice_id": "3"}])
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert found["Средний срок сделки"]["value"] == 7.0


def test_what_is_left_in_payments_invoices_and_calls():
    assert needed(1000.0, Ratios(100.0, 1.5, 20.0)).calls == 300.0
    assert needed(1000.0, Ratios(None, None, None)).payments is None
    report, _ = made()
    rows = cells(report, "gap")
    assert [row["needed"] for row in rows][:2] == [140.0, 140.0 / (105.0 / 5)]


def test_the_curve_ends_with_the_month_s_figure_and_the_plan():
    report, _ = made()
    rows = cells(report, "curve")
    assert len(rows) == 31
    assert [row["received"] for row in rows if row["received"] is not None][-1] == 70.0
    assert rows[-1]["received"] is None
    assert rows[-1]["plan"] == pytest.approx(210.0)


def test_what_is_missing_is_listed_with_its_tab():
    from core.refresh import compute
    from core.workbook import Cells

    result = compute(Cells([]), DAY, "evening", datetime(2026, 3, 16, 18))
    rows = result.report("summary").block("missing").rows
    assert ["Воронка", "Появится, когда заполните вкладку «Сделки»."] in rows


@pytest.mark.parametrize("slot", ["morning", "11", "evening"])
def test_the_demo_company_has_every_kind_of_matter_but_no_empty_block(slot):
    where = context(ASOF, slot, **{id: rows for id, rows in demo("ru").items() if id != "settings"})
    report = build(all_reports()["summary"], where)
    assert not [block.id for block in report.blocks if not block.rows and block.id != "missing"]
    kinds = [matter.kind for matter in attention(where, most=1000)]
    assert set(kinds) >= {"broken_promise", "no_step", "silent_a", "leaver"}
    assert kinds == sorted(kinds, key=KINDS.index)


def test_no_row_no_figure():
    where = context(DAY, invoices=[], payments=[], deals=[], stages=[])
    report = build(all_reports()["summary"], where)
    assert [row["value"] for row in cells(report, "kpis") if row["figure"] == "Доля выигранных"] == [None]
    assert report.block("attention").unavailable is not None


def test_rows_in_another_order_say_the_same():
    report, _ = made()
    shuffled, _ = made(invoices=INVOICES[::-1], payments=PAYMENTS[::-1], deals=DEALS[::-1])
    for block in ("month", "today", "kpis", "gap", "curve"):
        assert report.block(block).rows == shuffled.block(block).rows


def test_on_the_first_of_a_month_nothing_is_received_yet():
    where = context(
        date(2026, 3, 1) + timedelta(days=0), "morning", invoices=INVOICES, payments=PAYMENTS, targets=TARGETS
    )
    [month] = cells(build(all_reports()["summary"], where), "month")
    assert month["received"] == 0.0


def test_monday_s_summary_has_the_money_of_friday_to_sunday_as_the_day_has():
    """REPORTS §0.1: on a Monday the money of Friday to Sunday."""
    weekend = [
        {"date": f"2026-03-{d}", "amount": a} for d, a in ((12, 1.0), (13, 2.0), (14, 4.0), (15, 8.0), (16, 16.0))
    ]
    report, where = made("morning", payments=weekend)
    [today] = cells(report, "today")
    assert (today["yesterday"], today["received"]) == (14.0, 16.0)
    day = build(all_reports()["day"], where).block("managers")
    assert day.total[[c.id for c in day.columns].index("received")] == 14.0


def test_what_is_overdue_is_a_part_of_the_receivable():
    """An invoice that waits for prepayment is neither; the aging of «Деньги» and the function say the same."""
    bills = [
        {"invoice_id": "1", "client": "Мак", "date": "2026-03-02", "amount": 100.0, "due": "2026-03-05"},
        {"invoice_id": "2", "client": "Мак", "date": "2026-03-02", "amount": 7.0, "due": "2026-03-05", "shipped": DAY},
        {"invoice_id": "3", "client": "Мак", "date": "2026-03-02", "amount": 2.0, "due": "2026-04-05", "shipped": DAY},
    ]
    report, where = made(invoices=bills, payments=[])
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert (found["Долг клиентов"]["value"], found["Просрочено"]["value"]) == (9.0, 7.0)
    aging = build(all_reports()["finance"], where).block("aging")
    late = dict(zip([c.id for c in aging.columns], aging.total, strict=True))
    assert sum(late[age] for age in ("d1_30", "d31_60", "d61_90", "d90_plus")) == 7.0


def test_a_morning_compares_its_stocks_with_the_same_day_of_last_month():
    """As «Деньги» does: on the morning of the 16th February's 16th, when the fourth invoice lost its thirty."""
    report, _ = made("morning")
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert found["Долг клиентов"]["previous"] == 50.0
    assert found["Просрочено"]["previous"] == 50.0


def test_money_of_this_morning_stays_in_the_forecast():
    """It has lowered the rest of its invoice already: 60 to the 15th, 10 today, 50 promised, 500 × 80 %."""
    report, _ = made("morning")
    found = {row["figure"]: row for row in cells(report, "kpis")}
    assert found["Поступило с начала месяца"]["value"] == 60.0
    assert found["Прогноз поступлений на месяц"]["value"] == 60 + 10 + 50 + 400


def test_on_the_morning_of_the_first_the_month_is_the_board_s():
    where = context(date(2026, 4, 1), "morning", payments=[{"date": "2026-04-01", "amount": 9.0}], managers=STAFF)
    report = build(all_reports()["summary"], where)
    [month], [today] = cells(report, "month"), cells(report, "today")
    assert (month["received"], today["received"]) == (0.0, 9.0)
    assert report.block("board").total[2] == 0.0


def test_a_payment_in_two_halves_needs_no_more_payments():
    """REPORTS §0.6."""
    halves = [one | {"amount": one["amount"] / 2} for one in PAYMENTS for _ in range(2)]
    assert made()[0].block("gap").rows == made(payments=halves)[0].block("gap").rows


def test_the_gap_knows_typed_counts_and_takes_no_missing_tab_for_nothing():
    """REPORTS §0.4: without the tab of invoices their number is that of «Метрика дня», else nobody's."""
    day = {"date": "2026-03-10", "manager": "Иванов", "calls": 60}
    for typed, wanted in (({}, ["Осталось до плана, деньги", "Оплат"]), ({"invoices": 6}, [*FOUR])):
        where = context(DAY, payments=PAYMENTS, targets=TARGETS, daily_metrics=[day | typed])
        rows = cells(build(all_reports()["summary"], where), "gap")
        assert [row["step"] for row in rows] == wanted
    payments = 140 / (105 / 5)
    assert [row["needed"] for row in rows][1:] == [payments, payments * 6 / 5, payments * 6 / 5 * 10]


FOUR = ("Осталось до плана, деньги", "Оплат", "Счетов", "Звонков")


def test_numerator_and_denominator_stand_beside_a_rate():
    """REPORTS §0.3."""
    found = {row["figure"]: row["note"] for row in cells(made()[0], "kpis")}
    assert found["Доля выигранных"] == "выиграно 1 из 2; открытых старше 90 дней: 0 — не вошли"


def test_a_tab_that_is_not_there_is_no_zero():
    """REPORTS §0.4 and §0.10: without invoices nobody knows what is expected, without payments what came."""
    for given, known in (({"payments": PAYMENTS}, 2), ({"invoices": INVOICES}, 4)):
        report = build(all_reports()["summary"], context(DAY, **given))
        [row] = report.block("today").rows
        assert [value is not None for value in row] == [known == 2] * 2 + [known == 4] * 4
        assert ("Близко к оплате × вероятность" in {one["figure"] for one in cells(report, "kpis")}) == (known == 4)


def test_what_is_missing_names_each_tab_or_column_by_itself():
    where = context(DAY, deals=DEALS, stages=STAGES)
    said = {sentence for _, sentence in build_missing(where)}
    assert "Появится, когда заполните вкладку «Счета» или «Оплаты»." in said
    assert "Появится, когда заполните вкладку «Состав заказов» или столбец «Продукт» на вкладке «Сделки»." in said


def build_missing(where):
    reports = tuple(build(spec, where) for spec in all_reports().values() if not spec.last)
    return build(all_reports()["summary"], replace(where, reports=reports)).block("missing").rows


def test_a_pipeline_that_nobody_has_weighed_is_blank_as_in_its_reports():
    bare = [{key: value for key, value in DEALS[0].items() if key != "amount"}]
    for deals, stages, wanted in (
        (DEALS[:1], [], (500.0, None)),
        (bare, STAGES, (None, None)),
        ([], STAGES, (0.0, 0.0)),
    ):
        found = {row["figure"]: row["value"] for row in cells(made(deals=deals, stages=stages)[0], "kpis")}
        assert (found["Открытые сделки"], found["Открытые сделки × вероятность"]) == wanted
