"""The history of rows: what a reading changed, and that its replay is the state of any moment."""

import json
import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.history import Change, History, difference, extended, from_json, read_rows, replay, to_json
from core.intake.book import read_book
from core.workbook import Cells, Sheet

DEALS = ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "ID сделки", "Комментарий"]
T0 = datetime(2026, 3, 30, 9)
DAY = date(2026, 3, 1)


def read(**tabs):
    """A reading of tabs given by title («Сделки Иванова» as Сделки_Иванова)."""
    cells = Cells([Sheet(title.replace("_", " "), rows) for title, rows in tabs.items()])
    return read_rows(read_book(cells, {}).tables)


def deal(client="А", manager="М", created=DAY, amount=100, stage="Новая", id=None, comment=None):
    return [client, manager, created, amount, stage, id, comment]


def deals(*rows, head=DEALS):
    return read(Сделки=[head, *rows])


def at(n):
    return T0 + timedelta(hours=n)


def after(*reads):
    history = History()
    for n, one in enumerate(reads):
        history = extended(history, one, at(n))
    return history


def news(*reads):
    """The changes of the last reading, as (column, old, new)."""
    return [(c.column, c.old, c.new) for c in difference(after(*reads[:-1]), reads[-1], at(len(reads)))]


def test_an_edited_cell_is_one_change_of_the_row_with_its_id():
    history = after(deals(deal(id="7"), deal(id="8")), deals(deal(id="7", amount=150), deal(id="8")))
    assert history.changes[-1] == Change("deals", "7", "amount", 100.0, 150.0, at(1))
    assert {key: row["amount"] for key, row in history.before("deals", at(0)).items()} == {"7": 100}
    assert replay(history.changes, at(0))["deals"]["7"]["amount"] == 100
    assert replay(history.changes)["deals"]["7"]["amount"] == 150


def test_a_deal_without_an_id_keeps_its_history_through_edits():
    assert news(deals(deal(), deal("Б")), deals(deal("Б"), deal(stage="КП", amount=5))) == [
        ("amount", 100.0, 5.0),
        ("stage", "Новая", "КП"),
    ]


def test_an_id_that_appears_later_is_one_change_and_serves_from_then_on():
    first, second = deals(deal(), deal("Б")), deals(deal(id="77"), deal("Б"))
    assert news(first, second) == [("deal_id", None, "77")]
    assert news(first, second, deals(deal("Новое имя", id="77"), deal("Б"))) == [("client", "А", "Новое имя")]


def test_rows_of_one_id_are_matched_with_the_nearest():
    both = deals(deal(id="1", amount=10), deal(id="1", amount=20, stage="КП"))
    assert news(both, deals(deal(id="1", amount=30, stage="КП"), deal(id="1", amount=10))) == [("amount", 20.0, 30.0)]


def test_formatting_sorting_and_columns_moved_change_nothing():
    first = deals(deal("А", amount=1234.5, id="1"), deal("Б", id="2"))
    assert news(first, deals(deal(" А ", created="01.03.2026", amount="1 234,50 ₽", id="1"), deal("Б", id="2"))) == []
    assert news(first, deals(deal("Б", id="2"), deal("А", amount=1234.5, id="1"))) == []
    turned = [row[::-1] for row in (DEALS, deal("А", amount=1234.5, id="1"), deal("Б", id="2"))]
    assert news(first, deals(*turned[1:], head=turned[0])) == []


def test_a_missing_tab_removes_no_row_and_a_removed_row_is_a_change():
    both = read(Сделки=[DEALS, deal(id="1")], Сделки_Иванова=[DEALS, deal("Б", id="2"), deal("В", id="3")])
    alone = read(Сделки=[DEALS, deal(id="1")])
    assert news(both, alone) == []
    assert news(both, alone, both) == []
    assert news(both, read(Счета=[["№ счёта", "Клиент", "Дата", "Сумма"]])) == []
    less = read(Сделки=[DEALS, deal(id="1")], Сделки_Иванова=[DEALS, deal("Б", id="2")])
    [(column, old, new)] = news(both, less)
    assert (column, old["client"], new) == ("", "В", None)
    [(column, old, new)] = news(
        both, read(Сделки=[DEALS], Сделки_Иванова=[DEALS, deal("Б", id="2"), deal("В", id="3")])
    )
    assert (column, old["client"], new) == ("", "А", None)


def test_a_renamed_tab_changes_nothing_but_the_manager_it_names():
    named = [DEALS, deal("Б", id="2"), deal("В", id="3", manager=None)]
    first = read(Сделки_Иванова=named)
    assert news(first, read(Сделки_Петрова=named)) == [("manager", "Иванова", "Петрова")]
    assert news(first, read(Сделки=named[:2], Сделки_Иванова=[DEALS, named[2]])) == []


def test_a_column_that_is_gone_for_one_reading_clears_nothing():
    first = deals(deal(id="1", amount=10))
    without = deals(["А", "М", DAY, "КП", "1"], head=["Клиент", "Менеджер", "Создана", "Этап", "ID сделки"])
    assert news(first, without) == [("stage", "Новая", "КП")]
    assert news(first, without, deals(deal(id="1", amount=10, stage="КП"))) == []
    assert news(first, deals(deal(id="1", amount=None))) == [("amount", 10.0, None)]


def test_what_people_write_freely_is_not_kept():
    first, second = deals(deal(id="1", comment="+7 900 000-00-00")), deals(deal(id="1", comment="другое"))
    assert news(first, second) == []
    assert "900" not in json.dumps(to_json(after(first, second)), ensure_ascii=False)


def test_an_unreadable_cell_is_a_blank_one():
    assert news(deals(deal(id="1")), deals(deal(id="1", amount="много"))) == [("amount", 100.0, None)]


def test_what_was_before_the_first_reading_of_a_table_is_not_known():
    history = after(deals(deal(id="1")), read(Сделки=[DEALS, deal(id="1")], Оплаты=[["Дата", "Сумма"], [DAY, 5]]))
    assert history.knows("deals", at(0))
    assert not history.knows("payments", at(0))


def test_a_clock_set_back_does_not_turn_the_log():
    history = extended(after(deals(deal(id="1"))), deals(deal(id="1", amount=1)), at(-9))
    assert history.changes[0].at < history.changes[1].at


@pytest.mark.parametrize(
    "kept",
    [None, [], {}, {"version": 2}, {"version": 1}, {"version": 1, "reads": 3, "begun": {}, "tabs": {}},
     {"version": 1, "begun": {}, "tabs": {}, "reads": [{"at": "soon", "changes": {"deals": [[1, "", None, {}]]}}]},
     {"version": 1, "begun": {}, "tabs": {}, "reads": [{"at": "2026-03-01T09:00", "changes": {"deals": [[1]]}}]},
     {"version": 1, "begun": {}, "tabs": {}, "reads": [
         {"at": "2026-03-01T09:00", "changes": {"deals": [["1", "amount", 1, 2]]}}]}],
)  # fmt: skip
def test_what_is_no_history_is_refused(kept):
    with pytest.raises(ValueError):
        from_json(kept)


# any sequence of edits --------------------------------------------------------------------------------

_IDS = st.sampled_from([None, None, "1", "2", "3"])
_ROWS = st.builds(
    deal,
    client=st.sampled_from(["А", "Б", None]),
    manager=st.sampled_from(["М", None]),
    created=st.sampled_from([DAY, None]),
    amount=st.sampled_from([None, 1, 2, "много"]),
    stage=st.sampled_from(["Новая", "КП"]),
    id=_IDS,
)
_TAB = st.lists(_ROWS, max_size=5)
_READS = st.lists(
    st.dictionaries(st.sampled_from(["Сделки", "Сделки_Иванова", "Сделки_Б"]), _TAB), min_size=1, max_size=6
)


@given(_READS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_state_of_any_moment_is_the_replay_up_to_it(readings, rnd: random.Random):
    history, states = History(), []
    for n, tabs in enumerate(readings):
        seen = read(**{title: [DEALS, *rows] for title, rows in tabs.items()})
        history = extended(history, seen, at(n))
        states.append(history.rows)
        # every row read is in the state, as often as it was read
        lines = seen.lines.get("deals", [])
        keys = history.seen.get("deals", ())
        assert len(set(keys)) == len(lines)
        for key, line in zip(keys, lines, strict=True):
            assert line.row.items() <= history.rows["deals"][key].items()
        # the same reading again, in another order, adds nothing
        again = {title: [DEALS, *rnd.sample(rows, len(rows))] for title, rows in tabs.items()}
        assert difference(history, read(**again), at(n)) == []
        assert extended(history, seen, at(n) + timedelta(minutes=1)).changes == history.changes
    kept = json.loads(json.dumps(to_json(history), allow_nan=False))
    assert from_json(kept) == history
    for n, state in enumerate(states):
        assert filled(replay(history.changes, at(n))) == filled(state)
        back = history.before("deals", at(n))
        now = {key: back.get(key, row) for key, row in history.rows.get("deals", {}).items()} | back
        assert {key: row for key, row in now.items() if row is not None} == state.get("deals", {})


def filled(rows):
    return {table: found for table, found in rows.items() if found}
