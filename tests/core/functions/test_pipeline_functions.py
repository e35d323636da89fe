"""The functions of the pipeline equal the cells of its reports; money, pace and next purchase by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.call import call
from core.errors import BadArgument, NoData, ZeroDenominator
from core.functions._pipeline import DEALS_EXAMPLE, STAGES_EXAMPLE
from core.metrics.pace import pace
from core.reports import all_reports
from core.reports.build import build
from core.tables import table
from tests.core.metrics.money_books import ASOF as MONEY_ASOF
from tests.core.metrics.money_books import books
from tests.core.metrics.pipeline_books import ASOF, STAGES, deals, open_ones, total
from tests.support import context

KINDS = {"open": "в работе", "won": "выигран", "lost": "проигран"}
DEAL_COLUMNS = (
    "deal_id", "client", "manager", "created", "stage", "amount", "probability", "expected", "next_step",
    "next_step_date", "closed", "loss_reason", "hot", "x:КП",
)  # fmt: skip
STAGE_COLUMNS = ("order", "stage", "kind", "probability", "norm_days")
DAY = ASOF.isoformat()


def grid(id, columns, rows):
    """Rows as a person has them in a range."""
    named = table(id).by_id
    head = [f"Дата: {name[2:]}" if name.startswith("x:") else named[name].ru for name in columns]
    cells = [[row.get(name) for name in columns] for row in rows]
    return [head, *([c.isoformat() if isinstance(c, date) else c for c in row] for row in cells)]


def stage_grid():
    rows = [stage | {"kind": KINDS[str(stage["kind"])]} for stage in STAGES]
    return grid("stages", STAGE_COLUMNS, rows)


def plain(columns, rows):
    """A block's rows without links, as a function gives them."""
    kept = [i for i, column in enumerate(columns) if column.kind != "link"]
    return [[row[i].isoformat() if isinstance(row[i], date) else row[i] for i in kept] for row in rows]


def near(rows):
    return [[pytest.approx(value) if isinstance(value, float) else value for value in row] for row in rows]


@given(deals())
@settings(max_examples=20)
def test_a_function_is_the_reports_block(rows):
    """With managers filled in, as REPORTS §3 has it."""
    rows = [row | {"manager": row["manager"] or "Анна"} for row in rows]
    given_deals, given_stages = grid("deals", DEAL_COLUMNS, rows), stage_grid()
    where = context(ASOF, deals=rows, stages=STAGES)
    wanted = open_ones(rows)
    for name, id, block, depth in (
        ("PIPELINE_BY_CLIENT", "pipeline_clients", "deals", 2),
        ("PIPELINE_BY_STAGE", "pipeline_stages", "stages", 1),
        ("PIPELINE_BY_MONTH", "pipeline_forecast", "months", 0),
    ):
        made = build(all_reports()[id], where).block(block)
        if not wanted:
            with pytest.raises(NoData):
                call(name, [given_deals, given_stages, DAY])
            continue
        levels = made.levels or [0] * len(made.rows)
        leaves = [row for row, level in zip(made.rows, levels, strict=True) if level == depth]
        assert call(name, [given_deals, given_stages, DAY])[1:] == near(plain(made.columns, leaves))
    if wanted and total(wanted, "weighted") is not None:
        assert call("WEIGHTED_PIPELINE", [given_deals, given_stages, DAY]) == pytest.approx(total(wanted, "weighted"))
        may = [row for row in wanted if row["expected"] and (row["expected"].year, row["expected"].month) == (2026, 5)]
        span = ["2026-05-01", "2026-05-31"]
        if total(may, "weighted") is not None:
            got = call("WEIGHTED_PIPELINE", [given_deals, given_stages, DAY, *span])
            assert got == pytest.approx(total(may, "weighted"))


@given(deals(6), books())
@settings(max_examples=15)
def test_hot_clients_is_the_report(rows, book):
    rows = [row | {"manager": "Анна", "hot": 1, "client": row["client"] or "Альфа"} for row in rows]
    invoices, payments = ([row | {"manager": "Анна"} for row in book[table]] for table in ("invoices", "payments"))
    if not rows or not invoices or not payments:
        return
    where = context(MONEY_ASOF, deals=rows, stages=STAGES, invoices=invoices, payments=payments)
    made = build(all_reports()["hot_clients"], where).block("clients")
    args = [
        grid("deals", DEAL_COLUMNS, [row | {"hot": "да"} for row in rows]),
        grid(
            "invoices", ("invoice_id", "client", "manager", "date", "amount", "due", "promised", "cancelled"), invoices
        ),
        grid("payments", ("date", "amount", "invoice_id", "client", "manager"), payments),
        stage_grid(),
        MONEY_ASOF.isoformat(),
    ]
    if not made.rows:
        with pytest.raises(NoData):
            call("HOT_CLIENTS", args)
        return
    assert call("HOT_CLIENTS", args)[1:] == near(plain(made.columns, made.rows))


def test_what_the_weighted_pipeline_cannot_answer():
    unsure = [[*STAGES_EXAMPLE[0][:3]], *(row[:3] for row in STAGES_EXAMPLE[1:])]
    with pytest.raises(NoData, match="probability"):
        call("WEIGHTED_PIPELINE", [DEALS_EXAMPLE, unsure])
    with pytest.raises(NoData, match="Сидоров"):
        call("WEIGHTED_PIPELINE", [DEALS_EXAMPLE, STAGES_EXAMPLE, DAY, None, None, "Сидоров"])
    with pytest.raises(NoData):
        call("WEIGHTED_PIPELINE", [DEALS_EXAMPLE[:1], STAGES_EXAMPLE])
    with pytest.raises(BadArgument):
        call("WEIGHTED_PIPELINE", [DEALS_EXAMPLE, STAGES_EXAMPLE, DAY, "2026-05-02", "2026-05-01"])
    won = [DEALS_EXAMPLE[0], DEALS_EXAMPLE[5]]
    assert call("WEIGHTED_PIPELINE", [won, STAGES_EXAMPLE]) == 0
    euros = [[*DEALS_EXAMPLE[0], "Валюта"], [*DEALS_EXAMPLE[1], "EUR"], [*DEALS_EXAMPLE[2], None]]
    with pytest.raises(BadArgument, match="CONVERT_MONEY"):
        call("WEIGHTED_PIPELINE", [euros, STAGES_EXAMPLE])


FX = [["Дата", "Валюта", "Курс"], ["2026-03-24", "USD", 90], ["2026-03-31", "usd", 92], ["2026-03-31", "RUB", 1.5]]


@pytest.mark.parametrize(
    ("args", "value"),
    [
        ((10, "USD", "2026-03-24"), 900),
        ((10, "$", "2026-03-30"), 900),
        ((10, "USD", "2026-03-31"), 920),
        ((10, "USD", "2026-04-07"), 920),
        ((-10, "руб.", "2026-03-31"), -15),
        (([1, None, 3], ["USD", "USD", None], ["2026-03-31", None, None]), [[92], [None], [3]]),
        ((["Сумма", 2], ["Валюта", "USD"], ["Дата", "2026-03-31"]), [[None], [184]]),
    ],
)
def test_convert_money(args, value):
    assert call("CONVERT_MONEY", [*args, FX]) == value


def test_roubles_are_the_base_currency_unless_they_have_a_rate():
    assert call("CONVERT_MONEY", [10, "RUB", "2026-03-31", FX[:3]]) == 10


@pytest.mark.parametrize(
    ("args", "error", "words"),
    [
        ((10, "USD", "2026-04-08"), NoData, "Row 1: no rate of USD on 2026-04-08, nor in the 7 days before."),
        ((10, "USD", "2026-03-23"), NoData, "no rate of USD on 2026-03-23"),
        (([1, 2], ["USD", "EUR"], ["2026-03-31", "2026-03-31"]), NoData, "Row 2: no rate of EUR"),
        (([1, 2], ["USD", "USD"], ["2026-03-31", None]), BadArgument, "Row 2"),
        (([None, "Сумма"], ["USD", "EUR"], ["2026-03-31"] * 2), BadArgument, "not a number"),
        (([1, 2], ["USD"], ["2026-03-31"]), BadArgument, "length"),
    ],
)
def test_what_cannot_be_converted_says_why(args, error, words):
    with pytest.raises(error, match=words):
        call("CONVERT_MONEY", [*args, FX])


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)))
@settings(max_examples=25)
def test_the_run_rate_is_that_of_the_reports(day):
    wanted = pace(context(day), 700.0, None).run_rate
    if wanted is None:
        with pytest.raises(ZeroDenominator):
            call("RUN_RATE", [700, day.isoformat()])
    else:
        assert call("RUN_RATE", [700, day.isoformat()]) == pytest.approx(wanted)


def test_days_off_of_ones_own():
    assert call("RUN_RATE", [100, "2026-06-03"]) == pytest.approx(100 / 3 * 21)
    assert call("RUN_RATE", [100, "2026-06-03", ["2026-06-02", "2026-06-30", "2026-06-07", None]]) == pytest.approx(
        100 / 2 * 19
    )
    assert call("RUN_RATE", [0, "2026-06-03"]) == 0


def test_next_purchase_date_is_the_reports_date():
    days = ["2026-01-01", "2026-01-30", "2026-03-07"]
    rows = [{"client": "А", "manager": "М", "created": "2025-12-01", "stage": "Оплата", "closed": day} for day in days]
    made = build(all_reports()["current_clients"], context(ASOF, deals=rows, stages=STAGES)).block("now")
    expected = dict(zip([column.id for column in made.columns], made.rows[0], strict=True))["expected"]
    assert call("NEXT_PURCHASE_DATE", [[*days, days[0]]]) == expected.isoformat() == "2026-04-09"
    for nothing in ([days[0]], [days[0], days[0]]):
        with pytest.raises(NoData):
            call("NEXT_PURCHASE_DATE", [nothing])
