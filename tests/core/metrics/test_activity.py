from datetime import date, timedelta
from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.activity import activity, activity_problems, known_median, known_sum
from core.metrics.focus import focus, unknown_focus
from core.metrics.people import active_managers
from tests.support import context

STAGES = [{"order": 1, "stage": "Новая", "kind": "open"}, {"order": 2, "stage": "Оплачено", "kind": "won"}]


def row(manager, day, **counts):
    return {"manager": manager, "date": day, **counts}


def cell(made, manager, day, id):
    found = made.once(activity)
    at = [m.id for m in found.measures].index(id)
    value = found.totals(date.fromisoformat(day), date.fromisoformat(day))[found.managers.index(manager), at]
    return None if np.isnan(value) else float(value)


def test_calls_include_cold_ones_and_blank_means_only_those():
    made = context(
        "2026-03-31",
        daily_metrics=[row("А", "2026-03-30", cold_calls=20), row("Б", "2026-03-30", cold_calls=5, calls=12)],
    )
    assert cell(made, "А", "2026-03-30", "calls") == 20
    assert cell(made, "Б", "2026-03-30", "calls") == 12


def test_blank_is_not_zero_and_zero_is_a_report():
    made = context("2026-03-31", daily_metrics=[row("А", "2026-03-30", meetings=0), row("Б", "2026-03-30")])
    found = made.once(activity)
    assert cell(made, "А", "2026-03-30", "meetings") == 0
    assert cell(made, "Б", "2026-03-30", "meetings") is None and cell(made, "А", "2026-03-29", "meetings") is None
    assert found.has_reported("А", date(2026, 3, 30)) and not found.has_reported("Б", date(2026, 3, 30))
    assert not found.has_reported("Никто", date(2026, 3, 30))


def test_two_rows_of_a_day_add_up_and_are_said():
    rows = [
        row("А", "2026-03-30", calls=5, cold_calls=1),
        row("А", "2026-03-30", cold_calls=2),
        row("Б", "2026-03-30", calls=1, cold_calls=4),
    ]
    made = context("2026-03-31", daily_metrics=rows)
    assert cell(made, "А", "2026-03-30", "calls") == 7
    found = list(activity_problems(made))
    assert [(p.code, p.row, p.manager, p.severity) for p in found] == [
        ("two_rows", 2, "А", "warning"),
        ("two_rows", 3, "А", "warning"),
        ("fewer_calls", 4, "Б", "warning"),
    ]
    assert "строк: 2" in found[0].message


def test_tomorrow_does_not_exist_yet():
    made = context("2026-03-31", daily_metrics=[row("А", "2026-04-01", calls=5)])
    assert np.isnan(made.once(activity).values).all() and list(activity_problems(made)) == []


def test_blank_counts_come_from_the_tabs():
    made = context(
        "2026-03-31",
        stages=STAGES,
        daily_metrics=[row("А", "2026-03-30", calls=1), row("Б", "2026-03-30", invoices=3)],
        invoices=[
            {
                "invoice_id": "1",
                "client": "К",
                "manager": "А",
                "date": "2026-03-30",
                "amount": 10,
                "cancelled": "2026-03-31",
            },
            {"invoice_id": "2", "client": "К", "manager": "Б", "date": "2026-03-30", "amount": 20},
        ],
        deals=[
            {
                "client": "К",
                "manager": "А",
                "created": "2026-03-01",
                "stage": "Оплачено",
                "closed": "2026-03-30",
                "amount": 7,
            }
        ],
        payments=[
            {"date": "2026-03-30", "amount": 4, "invoice_id": "1", "client": "К", "manager": "А"},
            {"date": "2026-03-30", "amount": 6, "invoice_id": "1", "client": "К", "manager": "А"},
            {"date": "2026-03-30", "amount": -1, "client": "К", "manager": "А"},
            {"date": "2026-03-30", "amount": 5, "client": "К", "manager": None},
        ],
    )
    counts = {
        id: cell(made, "А", "2026-03-30", id) for id in ("invoices", "deals", "payments", "invoiced", "won", "received")
    }
    assert counts == {"invoices": 1, "deals": 1, "payments": 1, "invoiced": 10, "won": 7, "received": 10}
    assert cell(made, "Б", "2026-03-30", "invoices") == 3
    found = made.once(activity)
    received = [m.id for m in found.measures].index("received")
    assert np.nansum(found.totals(date(2026, 3, 30), date(2026, 3, 30))[:, received]) == 15
    assert cell(made, "А", "2026-03-31", "invoices") == 0
    assert cell(made, "А", "2026-03-29", "invoices") is None


def test_the_usual_is_the_median_of_twenty_reported_days():
    first = date(2026, 1, 1)
    rows = [row("А", first + timedelta(days=2 * n), calls=n) for n in range(30)] + [row("А", "2026-03-02", meetings=1)]
    found = context("2026-03-31", daily_metrics=rows).once(activity)
    calls = [m.id for m in found.measures].index("calls")
    assert found.medians(date(2026, 3, 31))[0, calls] == median(range(11, 30))
    assert found.medians(first + timedelta(days=20))[0, calls] == median(range(10))
    assert np.isnan(found.medians(first)[0]).all()


CELLS = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=3, max_size=3), max_size=9)


@settings(max_examples=50)
@given(CELLS)
def test_sums_and_medians_skip_what_is_not_known(rows):
    values = np.array([[np.nan if c is None else c for c in r] for r in rows], float).reshape(-1, 3)
    for column in range(3):
        known = [r[column] for r in rows if r[column] is not None]
        total, middle = known_sum(values)[column], known_median(values)[column]
        assert (np.isnan(total) and np.isnan(middle)) if not known else (total, middle) == (sum(known), median(known))


def test_rows_in_another_order_change_nothing():
    rows = [row(m, f"2026-03-{d:02d}", calls=d, meetings=None if d % 2 else 1) for m in "АБВ" for d in range(2, 28)]
    one, two = (context("2026-03-31", daily_metrics=r).once(activity) for r in (rows, rows[::-1]))
    assert np.array_equal(one.values, two.values, equal_nan=True) and np.array_equal(one.reported, two.reported)


TARGETS = [
    {"month": "2026-03-01", "manager": "А", "metric": m, "value": v}
    for m, v in (("Звонки", 100), ("Встречи", 10), ("Поступления", 1e6))
]
FACTS = [row("А", "2026-03-30", calls=40, meetings=5)]


def test_the_metric_of_the_day_is_the_furthest_below_its_plan():
    made = context(
        "2026-03-31",
        daily_metrics=FACTS,
        targets=TARGETS,
        payments=[{"date": "2026-03-02", "amount": 1, "client": "К"}],
    )
    found = focus(made)
    assert (
        found.measure.id == "calls"
        and "40 из 100" in found.why.ru
        and "40\u00a0%" in found.why.ru
        and "40%" in found.why.en
    )


def test_the_settings_may_name_the_metric_of_the_day():
    made = context("2026-03-31", settings={"focus": "встречи"}, daily_metrics=FACTS, targets=TARGETS)
    assert focus(made).measure.id == "meetings" and unknown_focus(made) is None
    wrong = context("2026-03-31", settings={"focus": "Улыбки"}, daily_metrics=FACTS, targets=TARGETS)
    assert focus(wrong).measure.id == "calls" and "Улыбки" in unknown_focus(wrong)
    money = context("2026-03-31", settings={"focus": "Поступления"}, daily_metrics=FACTS, targets=TARGETS)
    assert focus(money).measure.id == "calls" and unknown_focus(money)


def test_nothing_planned_or_nothing_done_is_no_metric_of_the_day():
    assert focus(context("2026-03-31", daily_metrics=FACTS)) is None
    assert focus(context("2026-03-31", targets=TARGETS)) is None
    assert focus(context("2026-03-02", "morning", daily_metrics=FACTS, targets=TARGETS)) is None


def test_who_was_met_is_found_in_any_row_order():
    rows = [row(m, f"2026-0{k}-10", calls=1) for k, m in enumerate("ВАБ", 1)]
    for some in (rows, rows[::-1]):
        assert active_managers(context("2026-03-31", daily_metrics=some), date(2026, 3, 31)) == ["Б"]


def test_many_clients_do_not_overflow_the_short_codes_of_a_few_invoices():
    paid = [{"date": "2026-03-30", "amount": 1, "client": f"К{n:05d}", "manager": "А"} for n in range(33_000)]
    assert cell(context("2026-03-31", payments=paid), "А", "2026-03-30", "payments") == 33_000


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.integers(28, 31),
            st.sampled_from("АБ"),
            st.sampled_from([None, "1", "2"]),
            st.sampled_from("КМ"),
            st.integers(-3, 3),
        )
    )
)
def test_payments_of_one_payer_and_day_count_once(events):
    rows = [
        {"date": f"2026-03-{d}", "manager": m, "invoice_id": i, "client": c, "amount": a} for d, m, i, c, a in events
    ]
    made = context("2026-03-31", payments=rows)
    first = min((d for d, *_ in events), default=99)
    for day in range(28, 32):
        for manager in {m for _, m, *_ in events}:
            own = {(i or c, i is None) for d, m, i, c, a in events if (d, m) == (day, manager) and a > 0}
            assert cell(made, manager, f"2026-03-{day}", "payments") == (len(own) if day >= first else None)
