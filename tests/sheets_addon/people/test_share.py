import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agenda import SLOTS, agenda
from core.i18n import Language, T
from core.report import Block, CellNote, Chart, Column, Problem, Ref, Report, Result, Stamp
from sheets_addon.people import comparisons
from sheets_addon.people.share import MANAGER, share, visible
from sheets_addon.store.codec import result_from_json, result_to_json
from sheets_addon.store.people import Person, Role
from sheets_addon.workbooks.as_json import as_json
from tests.sheets_addon.people.filled import cells, computed, filled, managers, others_changed, others_fewer

LANGUAGES: tuple[Language, ...] = ("ru", "en")
EVERYONE = [(language, name) for language in LANGUAGES for name in managers(language)]
NORMS = {"probability", "weighted", "expected_amount", "limit"} | {"group", "abc", "recommendation"}
"""Made from the whole department, and the same for everyone: the probability of a stage, its usual duration; the
group of a client, which is his place among all clients."""
CHOSEN = {("summary", "attention"), ("abc_xyz_moves", "movers"), ("abc_xyz_moves", "managers")}
"""Which of his rows are here depends on the others (the ten most urgent, clients of another group than before)."""

MISSED = {("pipeline_stages", "stages"), ("directions", "offers"), ("directions", "matrix")}
"""Where another's deal that is not there at all shows: a stage that only it had (a row of zeros), what similar clients
buy (which product is offered), what his own client has bought from a colleague."""


def written(result: Result) -> str:
    """Everything that a page, a file or the API could take from it."""
    return json.dumps([as_json(result), result_to_json(result)], ensure_ascii=False)


def figures(value: Any) -> Iterator[float]:
    """Those large enough not to be met by chance."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from figures(one)
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1000:
        yield round(float(value), 4)


def rows_of(result: Result, mine: str | None, not_mine: str | None = None) -> list[Any]:
    return [
        row
        for report in result.reports
        for block in report.blocks
        for at, column in enumerate(block.columns)
        if column.id == MANAGER
        for row in block.rows
        if (row[at] == mine if mine else row[at] != not_mine)
    ]


@pytest.mark.parametrize(("language", "name"), EVERYONE)
def test_no_other_managers_name_and_no_figure_of_anothers_row_is_anywhere(language: Language, name: str) -> None:
    result = filled(language)
    shown = share(result, name)
    text = written(shown)
    assert not [other for other in managers(language) if other != name and other in text]
    foreign = set(figures(rows_of(result, None, name))) - set(figures(rows_of(result, name)))
    assert foreign
    assert not foreign & set(figures(json.loads(text)))


@pytest.mark.parametrize(("language", "name"), EVERYONE)
def test_all_that_is_his_is_there(language: Language, name: str) -> None:
    result, shown = filled(language), share(filled(language), name)
    assert [report.id for report in shown.reports] == [report.id for report in result.reports]
    for before, after in zip(result.reports, shown.reports, strict=True):
        assert [block.id for block in after.blocks] == [block.id for block in before.blocks]
        for old, new in zip(before.blocks, after.blocks, strict=True):
            at = [i for i, column in enumerate(old.columns) if column.id == MANAGER]
            if not at or (before.id, old.id) == ("managers", "training"):
                assert new.rows == [] and new.columns == () and new.total is None
                assert new.unavailable and new.unavailable.code in ("hidden", "missing")
                continue
            his = [row for row in old.rows if row[at[0]] == name]
            assert (
                len(new.rows) == len(his) and len(new.levels) in (0, len(his)) and len(new.row_kinds) in (0, len(his))
            )
            assert bool(new.rows) != bool(new.unavailable)
            ids = [column.id for column in old.columns]
            for row, mine in zip(new.rows, his, strict=True):
                assert len(row) == len(new.columns)
                for column, value in zip(new.columns, row, strict=True):
                    assert isinstance(value, str) or value == mine[ids.index(column.id)]
        assert not after.notes


@pytest.mark.parametrize("name", managers("ru")[:3])
def test_what_he_sees_does_not_change_with_the_figures_of_the_others(name: str) -> None:
    changed = computed(others_changed(cells("ru"), name))
    other = next(one for one in managers("ru") if one != name)
    assert written(share(filled("ru"), other)) != written(share(changed, other))
    assert share(filled("ru"), name).problems == share(changed, name).problems
    same(share(filled("ru"), name), share(changed, name), CHOSEN)


@pytest.mark.parametrize("name", managers("ru")[:3])
def test_what_he_sees_does_not_change_with_the_number_of_the_others_rows(name: str) -> None:
    """Rates, places and verdicts depend on how many deals and calls the others have, not on their amounts."""
    fewer = computed(others_fewer(cells("ru"), name))
    same(share(filled("ru"), name), share(fewer, name), CHOSEN | MISSED)


def same(before: Result, after: Result, but: set[tuple[str, str]]) -> None:
    for old, new in zip(before.reports, after.reports, strict=True):
        assert (old.mode, old.notes, old.charts) == (new.mode, new.notes, new.charts)
        for was, now in zip(old.blocks, new.blocks, strict=True):
            if (old.id, was.id) not in but:
                both = {title(c) for c in was.columns} & {title(c) for c in now.columns}
                assert plain(was, both) == plain(now, both), (old.id, was.id)


def test_every_declared_comparison_is_there_and_is_hidden() -> None:
    result, shown = filled("ru"), share(filled("ru"), "Анна Белова")
    for (report, block), columns in comparisons.COLUMNS.items():
        assert columns <= {one.id for one in result.report(report).block(block).columns}
        assert not columns & {one.id for one in shown.report(report).block(block).columns}
    every = {one.id for report in result.reports for block in report.blocks for one in block.columns}
    assert every >= comparisons.ANYWHERE

    def left(report: str, block: str) -> list[str]:
        return [one.id for one in shown.report(report).block(block).columns]

    assert left("directions", "offers") == ["client", "product", "manager"]
    assert left("managers", "steps") == [
        "manager",
        "step",
        "n",
        "reached",
        "rate",
        "low",
        "high",
        "n_prev",
        "rate_prev",
    ]
    assert "like_n" not in left("data_quality", "names")


def title(column: Column) -> str:
    return column.title.ru  # the ids of products are their places


def plain(block: Block, titles: set[str]) -> list[Any]:
    keep = [i for i, one in enumerate(block.columns) if title(one) in titles and one.id not in NORMS]
    keep.sort(key=lambda i: title(block.columns[i]))
    rows = [[row[i] for i in keep] for row in [*block.rows, *([block.total] if block.total else [])]]
    return [sorted(map(repr, rows)), block.notes, block.unavailable]


@pytest.mark.parametrize(("language", "name"), EVERYONE[:3])
def test_whoever_draws_a_result_can_draw_his(language: Language, name: str) -> None:
    shown = share(filled(language), name)
    assert result_from_json(json.loads(json.dumps(result_to_json(shown)))).reports == shown.reports
    for slot in SLOTS:
        made = agenda(replace(shown, stamp=replace(shown.stamp, slot=slot)))
        text = str(made)
        assert not [other for other in managers(language) if other != name and other in text]


def test_the_head_and_the_admin_see_everything_and_an_unknown_role_nothing() -> None:
    result = filled("ru")
    for role in get_args(Role):
        shown = visible(result, person(role, managers("ru")[0] if role == "manager" else ""))
        assert (shown is result) == (role != "manager")
    with pytest.raises(ValueError, match="boss"):
        visible(result, person("boss"))  # type: ignore[arg-type]


def person(role: Role, manager: str = "") -> Person:
    return Person(1, "x", role, manager, True, True, datetime(2026, 3, 31))


def column(id: str, kind: str = "money", **more: Any) -> Column:
    return Column(id, T.same(id), kind, **more)  # type: ignore[arg-type]


def made(*blocks: Block, charts: tuple[Chart, ...] = (), problems: tuple[Problem, ...] = ()) -> Result:
    report = Report("day", "День", "morning", "", "", blocks, charts, ("Всего у отдела 7 000 000",))
    return Result((report,), problems, Stamp(date(2026, 3, 31), "14", datetime(2026, 3, 31, 14), "1", "ru"))


def only(result: Result) -> Block:
    [block] = result.reports[0].blocks
    return block


COLUMNS = (column("manager", "text"), column("client", "text"), column("amount"), column("rate", "rate"))


def test_a_total_is_over_his_rows_or_not_there() -> None:
    rows: list[Any] = [["Анна", "А", 1, 0.1], ["Пётр", "Б", 2, 0.2], ["Анна", "В", 4, 0.3]]
    block = Block("b", "", COLUMNS, rows, ["Итого", None, 7, None])
    assert only(share(made(block), "Анна")).total == ["Итого", None, 5, None]
    assert only(share(made(block), "Пётр")).total is None  # one row is its own total
    assert only(share(made(replace(block, total=["Итого", None, 6, 0.2])), "Анна")).total == ["Итого", None, None, None]


def test_rows_below_others_rows_come_up_and_totals_count_once() -> None:
    rows: list[Any] = [
        [None, "апрель", 9, None],
        ["Анна", "А", 4, None],
        ["Анна", "А1", 4, None],
        ["Пётр", "Б", 5, None],
        ["Анна", "под чужой", 1, None],
        ["Анна", "Г", 2, None],
    ]
    block = Block("b", "", COLUMNS, rows, ["Итого", None, 11, None], (0, 1, 2, 1, 2, 0))
    mine = only(share(made(block), "Анна"))
    assert mine.levels == (0, 1, 0, 0)
    assert mine.total == ["Итого", None, 7, None]


def test_notes_kinds_and_charts_follow_their_rows() -> None:
    rows: list[Any] = [["Пётр", "Б", 2, 0.2], ["Анна", "А", 1, 0.1], ["Анна", "В", 4, 0.3]]
    notes = (CellNote(0, "amount", "чужая"), CellNote(2, "rate", "моя, не Пётр"), CellNote(1, "rank", "место"))
    block = Block(
        "b",
        "",
        (*COLUMNS, column("rank", "count")),
        [[*row, 1] for row in rows],
        notes=notes,
        row_kinds=("rate", "money", "count"),
    )
    charts = (
        Chart("bar", "", "b", "client", ("amount",)),
        Chart("bar", "", "b", "client", ("rank",)),
        Chart("bar", "", "b", "manager", ("amount",)),
        Chart("bar", "", "gone", "client", ("amount",)),
    )
    shown = share(made(block, charts=charts), "Анна")
    mine = only(shown)
    assert mine.notes == (CellNote(1, "rate", "моя, не другой менеджер"),)
    assert mine.row_kinds == ("money", "count")
    assert [one.id for one in mine.columns] == [one.id for one in COLUMNS]
    assert shown.reports[0].charts == charts[:1]
    assert shown.reports[0].notes == ()
    assert share(made(block, charts=charts), "Пётр").reports[0].charts == ()


def test_names_are_hidden_however_they_are_spelt_and_ones_own_is_not() -> None:
    columns = (column("manager", "text"), column("what", "text"), column("link", "link"), column("client", "text"))
    rows: list[Any] = [
        ["Анна Белова", "от ПЕТР  Ежов к Анна Белова, не Анна", Ref("Сделки Пётр Ежов", "A1"), "ИП Анна"],
        ["анна  белова", "Отдел закупок; Аннана", Ref("Сделки", "A2"), None],
        ["Пётр Ежов", "x", None, None],
        ["Анна", "x", None, None],
        ["Отдел", "x", None, None],
    ]
    mine = only(share(made(Block("b", "", columns, rows)), "Анна Белова"))
    assert mine.rows == [
        ["Анна Белова", "от другой менеджер к Анна Белова, не другой менеджер", None, "ИП Анна"],
        ["анна  белова", "Отдел закупок; Аннана", Ref("Сделки", "A2"), None],
    ]


def test_problems_of_others_and_of_nobody_are_gone() -> None:
    def problem(manager: str, tab: str = "Сделки") -> Problem:
        return Problem(tab, 2, "Сумма", "F2", "x", "error", "Пётр", "спросите: Пётр", "не Пётр", manager)

    found = (problem("Анна"), problem("Пётр"), problem(""), problem("Анна", "Сделки Пётр"))
    [mine] = share(made(problems=found), "Анна").problems
    assert (mine.manager, mine.value, mine.message) == ("Анна", "другой менеджер", "спросите: другой менеджер")


@pytest.mark.parametrize("name", ["", " ", "*", "Никто"])
def test_a_name_that_nobody_has_owns_nothing(name: str) -> None:
    rows: list[Any] = [["", "А", 1, None], [None, "А", 1, None], ["*", "А", 1, None], ["Без менеджера", "А", 1, None]]
    shown = share(made(Block("b", "", COLUMNS, rows, ["Итого", None, 4, None])), name)
    assert only(shown).rows == [] and only(shown).total is None and shown.problems == ()
    whole = share(filled("ru"), name)
    assert not any(block.rows for report in whole.reports for block in report.blocks)


@settings(max_examples=60)
@given(st.data())
def test_nothing_of_another_is_left_in_any_table(data: st.DataObject) -> None:
    """Each figure of each row is met once in the whole result, so a leak of one shows."""
    names = ["Анна Белова", "Анна", "Пётр Ежов", "Белова"]
    count = iter(range(100_003, 10_000_000, 7))
    owners = data.draw(st.lists(st.sampled_from([*names, None, "", "Отдел"]), max_size=12))
    levels = data.draw(st.lists(st.integers(0, 2), min_size=len(owners), max_size=len(owners)))
    rows: list[Any] = [[owner, f"текст {next(count)}", next(count), next(count) / 7, next(count)] for owner in owners]
    columns = (*COLUMNS, column("rank", "count"))
    top = [row for row, level in zip(rows, levels, strict=True) if level == 0]
    total = ["Итого", None, sum(row[2] for row in top), next(count), next(count)]
    notes = tuple(CellNote(i, "amount", f"{next(count)} {row[0]}") for i, row in enumerate(rows))
    tree = data.draw(st.booleans())
    block = Block("b", "", columns, rows, total, tuple(levels) if tree else (), notes)
    me = data.draw(st.sampled_from(names))
    mine = [row for row in rows if row[0] == me]
    shown = share(made(block, charts=(Chart("bar", "", "b", "client", ("amount",), rows=3),)), me)
    assert [row[:4] for row in mine] == only(shown).rows
    text = written(shown)
    for row in rows:
        if row[0] != me:
            assert not [value for value in row[1:] if str(value) in text]
    if (sums := only(shown).total) is not None:
        assert sums[3] is None
        assert sums[2] is None or sums[2] <= sum(row[2] for row in mine)
