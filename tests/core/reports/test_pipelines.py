"""The three pipelines: every level adds up to the one above, and all three to the same deals."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reports import all_reports
from core.reports.build import build
from tests.core.metrics.pipeline_books import ASOF, STAGES, deals, open_ones, total
from tests.support import context

NO_DATE, PASSED = "Без даты", "Дата прошла"


def report(id, rows, **more):
    return build(all_reports()[id], context(ASOF, deals=rows, stages=STAGES, **more))


def table(block):
    ids = [column.id for column in block.columns]
    return [dict(zip(ids, row, strict=True)) for row in block.rows]


def total_of(block):
    return dict(zip([column.id for column in block.columns], block.total, strict=True))


def near(value):
    return None if value is None else pytest.approx(value)


def check_levels(block, keys, rows, of):
    """Each heading and each leaf against the rows it stands for."""
    made, path = table(block), {}
    leaves = 0
    for row, level in zip(made, block.levels, strict=True):
        if level < 2:
            path = {k: row[k] for k in keys[: level + 1]}
            mine = [one for one in rows if all(of(one)[k] == v for k, v in path.items())]
            assert mine
            assert (row["n"], row["amount"], row["weighted"]) == (
                len(mine),
                near(total(mine, "amount")),
                near(total(mine, "weighted")),
            )
        else:
            leaves += 1
            assert {k: row[k] for k in keys} == path
    assert leaves == len(rows)
    last = total_of(block)
    assert (last["n"], last["amount"], last["weighted"]) == (
        len(rows),
        near(total(rows, "amount")),
        near(total(rows, "weighted")),
    )


def owner(row):
    return {"manager": row["manager"] or "Без менеджера", "client": row["client"] or "Клиент не указан"}


def month_of(row):
    when = row["expected"]
    if when is None:
        return NO_DATE
    names = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
    return PASSED if when < ASOF else f"{names[when.month - 1]} {when.year}"


@given(deals())
@settings(max_examples=20)
def test_clients_add_up_at_every_level(rows):
    wanted, block = open_ones(rows), report("pipeline_clients", rows).block("deals")
    if not wanted:
        assert block.unavailable.code == "empty"
        return
    check_levels(block, ("manager", "client"), wanted, owner)
    leaves = [row for row, level in zip(table(block), block.levels, strict=True) if level == 2]
    key = lambda row: str((row["manager"], row["client"], row["stage"], row["amount"], row["weighted"]))  # noqa: E731
    assert sorted(map(key, leaves)) == sorted(key(one | owner(one)) for one in wanted)


@given(deals())
@settings(max_examples=20)
def test_the_forecast_adds_up_at_every_level(rows):
    wanted, made = open_ones(rows), report("pipeline_forecast", rows)
    if not wanted:
        return
    check_levels(
        made.block("deals"), ("month", "stage"), wanted, lambda one: {"month": month_of(one), "stage": one["stage"]}
    )
    months = made.block("months")
    stages = {column.id: column.title.ru for column in months.columns if column.heat}
    for row in table(months):
        mine = [one for one in wanted if month_of(one) == row["month"]]
        assert (row["n"], row["amount"], row["weighted"]) == (
            len(mine),
            near(total(mine, "amount")),
            near(total(mine, "weighted")),
        )
        for id, stage in stages.items():
            assert row[id] == near(total([one for one in mine if one["stage"] == stage], "amount"))
    assert sum(row["n"] for row in table(months)) == len(wanted)
    assert total_of(months)["amount"] == near(total(wanted, "amount"))


@given(deals())
@settings(max_examples=20)
def test_stages_by_manager_add_up_both_ways(rows):
    wanted, made = open_ones(rows), report("pipeline_stages", rows)
    if not wanted:
        return
    people = {row["manager"] for row in table(made.block("stages"))}
    assert people >= {owner(one)["manager"] for one in wanted}
    for row, level in zip(table(made.block("stages")), made.block("stages").levels, strict=True):
        stage = [one for one in wanted if not level or one["stage"] == row["stage"]]
        mine = [one for one in stage if owner(one)["manager"] == row["manager"]]
        sums = {
            name: total([one for one in stage if owner(one)["manager"] == name], "amount") or 0.0 for name in people
        }
        assert (row["n"], row["amount"], row["weighted"]) == (
            len(mine),
            near(total(mine, "amount")),
            near(total(mine, "weighted")),
        )
        whole = sum(sums.values())
        share = row["amount"] / whole if whole and row["amount"] is not None else None
        assert row["share"] == near(share)
        rank = 1 + sum(value > sums[row["manager"]] for value in sums.values())
        assert row["rank"] == (rank if mine else None)
    for id, field in (("amounts", "amount"), ("counts", "n")):
        block = made.block(id)
        bottom = total_of(block)
        for column in block.columns[1:]:
            cells = [row[column.id] for row in table(block) if row[column.id] is not None]
            assert sum(cells) == pytest.approx(bottom[column.id] or 0)
        for row in table(block):
            cells = [row[column.id] for column in block.columns if column.heat and row[column.id] is not None]
            assert sum(cells) == pytest.approx(row["total"] or 0)
        assert bottom["total"] == near(len(wanted) if field == "n" else total(wanted, "amount"))


@given(deals(), st.randoms())
@settings(max_examples=6)
def test_the_order_of_rows_says_nothing(rows, rng):
    def plain(ordered):
        return [
            [str([v for v in row if not hasattr(v, "cell")]) for row in [*block.rows, block.total or []]]
            for id in ("pipeline_clients", "pipeline_stages", "pipeline_forecast")
            for block in report(id, ordered).blocks
        ]

    assert plain(rng.sample(rows, len(rows))) == plain(rows)


def row(client, manager="Анна", **more):
    base = {"client": client, "manager": manager, "created": "2026-04-01", "stage": "КП", "amount": 100.0}
    return base | {"next_step": "Позвонить", "expected": "2026-04-20"} | more


def test_what_a_deal_needs_and_who_acts_are_said_in_words():
    rows = [
        row("Всё хорошо"),
        row("Нет шага", next_step=None),
        row("Старая", created="2026-01-01"),
        row("Ничья", None),
        row("И то и другое", created="2026-01-01", next_step_date="2026-04-14"),
    ]
    block = report("pipeline_clients", rows).block("deals")
    said = {
        one["client"]: (one["attention"], one["who"])
        for one, level in zip(table(block), block.levels, strict=True)
        if level == 2
    }
    assert said == {
        "Всё хорошо": (None, None),
        "Нет шага": ("нет следующего шага", "Менеджер"),
        "Старая": ("открыта дольше 90 дней", "РОП"),
        "Ничья": ("нет менеджера: назначить", "РОП"),
        "И то и другое": ("шаг просрочен; открыта дольше 90 дней", "Менеджер и РОП"),
    }
    assert table(block)[0]["attention"] == "внимание нужно: 3 из 4"
    care = {one["manager"]: one for one in table(report("pipeline_clients", rows).block("care"))}
    assert (care["Анна"]["n"], care["Анна"]["needs"], care["Анна"]["of_seller"], care["Анна"]["of_head"]) == (
        4,
        3,
        2,
        2,
    )


def test_links_lead_to_the_rows():
    rows = [row("Б", amount=1.0), row("А", amount=2.0)]
    block = report("pipeline_clients", rows).block("deals")
    found = {one["client"]: str(one["link"]) for one in table(block) if one["link"]}
    assert found == {"Б": "Сделки!A2", "А": "Сделки!A3"}


def test_a_manager_beside_the_others():
    rows = [row("А", amount=300.0), row("Б", "Борис", amount=100.0, stage="Лид"), row("В", "Вера", amount=100.0)]
    made = {one["manager"]: one for one in table(report("pipeline_stages", rows).block("managers"))}
    assert [made[name]["verdict"] for name in ("Анна", "Борис", "Вера")] == [
        "больше остальных",
        "меньше остальных",
        "меньше остальных",
    ]
    assert (made["Анна"]["against"], made["Анна"]["rank"], made["Анна"]["share"]) == (2.0, 1, 0.6)
    assert (made["Борис"]["rank"], made["Вера"]["rank"]) == (2, 2)
    assert made["Борис"]["thin"] == "КП"
    assert made["Анна"]["amount_prev"] == 0
    assert made["Анна"]["change"] == 300


def test_one_who_works_and_leads_nothing_has_a_row_of_zeros():
    made = report("pipeline_stages", [row("А")], managers=[{"manager": "Пусто"}, {"manager": "Анна"}])
    [one] = [one for one in table(made.block("managers")) if one["manager"] == "Пусто"]
    assert (one["n"], one["amount"], one["verdict"], one["thin"]) == (0, 0.0, "пусто", "КП")


def test_months_without_a_deal_in_between_are_shown_and_a_far_one_is_not_reached_over():
    rows = [row("А", expected="2026-06-01"), row("Б", expected="2030-01-01"), row("В", expected=None)]
    block = report("pipeline_forecast", rows).block("months")
    assert [(one["month"], one["n"]) for one in table(block)] == [
        ("апрель 2026", 0),
        ("май 2026", 0),
        ("июнь 2026", 1),
        ("январь 2030", 1),
        ("Без даты", 1),
    ]


def test_notes_say_what_the_sums_leave_out():
    rows = [row("А", created="2026-03-01"), row("Б", amount=None), row("В", stage="Договор")]
    assert list(report("pipeline_stages", rows).notes) == [
        "Всего 3 на 200\u00a0₽; месяц назад, 15.03.2026, было 1 на 100\u00a0₽.",
        "Без суммы: 1; в суммы они не вошли.",
        "Без вероятности: 1 на 100\u00a0₽; в «сумма × вероятность» они не вошли.",
    ]


def test_nothing_open():
    for id in ("pipeline_clients", "pipeline_stages", "pipeline_forecast"):
        made = report(id, [row("А", stage="Отказ", closed="2025-04-02", created="2025-01-01")])
        assert {block.unavailable.code for block in made.blocks} == {"empty"}
        json.dumps(list(made.notes))
