"""The state of deals as of a day: each rule by an example, all of them against the slow oracle."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.deals import deal_state, entries, is_hot, state, win_counts
from core.metrics.stages import LOST, OPEN, WON
from tests.core.metrics import deal_oracle as oracle
from tests.support import context, typed

STAGES = [
    {"order": 10, "stage": "Лид", "kind": "open", "probability": 0.1},
    {"order": 20, "stage": "КП", "kind": "open", "probability": 0.5, "hot": 1},
    {"order": 30, "stage": "Оплачено", "kind": "won"},
    {"order": 40, "stage": "Отгружено", "kind": "won"},
    {"order": 50, "stage": "Отказ", "kind": "lost"},
]
NAMES = [s["stage"] for s in STAGES]
KINDS = ("open", "won", "lost")
DAY0 = date(2026, 3, 1)
TABLE = typed("stages", STAGES)


def deal(stage: str, created: str | None = "2026-03-01", **more: Any) -> dict[str, Any]:
    dates = {f"x:{name}": value for name, value in more.pop("dates", {}).items()}
    return {"client": "А", "manager": "И", "created": created, "stage": stage, **more, **dates}


def one(row: dict[str, Any], asof: str = "2026-03-31") -> Any:
    """The state of one deal: (status, closed, step, furthest, stage's name)."""
    found = deal_state(typed("deals", [row]), TABLE, date.fromisoformat(asof))
    if not len(found):
        return None
    closed = None if np.isnat(found.closed[0]) else str(found.closed[0])
    name = found.stages.name[found.stage[0]] if found.stage[0] >= 0 else None
    return KINDS[found.status[0]], closed, int(found.step[0]), int(found.furthest[0]), name


@pytest.mark.parametrize(
    ("row", "asof", "wanted"),
    [
        pytest.param(deal("лид "), "2026-03-31", ("open", None, 0, 0, "Лид"), id="names match whatever their case"),
        pytest.param(deal("Лид"), "2026-02-28", None, id="created later does not exist"),
        pytest.param(deal("Лид", None), "2026-02-28", ("open", None, 0, 0, "Лид"), id="without a date it exists"),
        pytest.param(deal("КП"), "2026-03-31", ("open", None, 1, 1, "КП"), id="stands at its stage"),
        pytest.param(deal("Обед"), "2026-03-31", ("open", None, 0, 0, None), id="unknown stage counts at the first"),
        pytest.param(
            deal("Оплачено", closed="2026-03-20"), "2026-03-31", ("won", "2026-03-20", 2, 2, "Оплачено"), id="won"
        ),
        pytest.param(
            deal("Оплачено", closed="2026-04-20"), "2026-03-31", ("open", None, 0, 0, "Лид"), id="closed later: first"
        ),
        pytest.param(
            deal("Оплачено", closed="2026-04-20", dates={"Лид": "2026-03-02", "КП": "2026-03-09"}),
            "2026-03-31",
            ("open", None, 1, 1, "КП"),
            id="closed later: the last stage dated by then",
        ),
        pytest.param(
            deal("Отгружено", dates={"Оплачено": "2026-03-20", "Отгружено": "2026-04-02"}),
            "2026-03-31",
            ("won", "2026-03-20", 2, 2, "Оплачено"),
            id="won on the first won stage, not delivered yet",
        ),
        pytest.param(deal("Отгружено"), "2026-03-31", ("won", None, 3, 3, "Отгружено"), id="won, nobody knows when"),
        pytest.param(
            deal("КП", loss_reason="Дорого"), "2026-03-31", ("lost", None, 0, 0, "КП"), id="a reason makes it lost"
        ),
        pytest.param(
            deal("КП", status="open", loss_reason="Дорого"),
            "2026-03-31",
            ("open", None, 1, 1, "КП"),
            id="status counts over a reason",
        ),
        pytest.param(
            deal("Лид", status="won", closed="2026-03-05"),
            "2026-03-31",
            ("won", "2026-03-05", 2, 2, "Оплачено"),
            id="status won against an open stage",
        ),
        pytest.param(
            deal("Отказ", status="open", dates={"КП": "2026-03-03"}),
            "2026-03-31",
            ("open", None, 1, 1, "КП"),
            id="status open against a lost stage",
        ),
        pytest.param(
            deal("Отказ", dates={"КП": "2026-03-09", "Отказ": "2026-03-11"}),
            "2026-03-31",
            ("lost", "2026-03-11", 1, 1, "Отказ"),
            id="lost: reaches dated stages, closed by its lost stage",
        ),
        pytest.param(
            deal("Отказ", dates={"КП": "2026-03-09", "Отказ": "2026-04-11"}),
            "2026-03-31",
            ("open", None, 1, 1, "КП"),
            id="lost later is open",
        ),
        pytest.param(
            deal("КП", dates={"Лид": "2026-03-01", "КП": "2026-04-09"}),
            "2026-03-31",
            ("open", None, 0, 0, "Лид"),
            id="came to its stage later",
        ),
        pytest.param(
            deal("Лид", dates={"КП": "2026-03-09"}),
            "2026-03-31",
            ("open", None, 0, 1, "Лид"),
            id="went back: reached the later one",
        ),
    ],
)
def test_rules(row: dict[str, Any], asof: str, wanted: Any) -> None:
    assert one(row, asof) == wanted


def test_probability_is_its_own_else_its_stage() -> None:
    rows = [deal("Лид"), deal("Лид", probability=0.9), deal("КП"), deal("Обед"), deal("Лид", hot=1)]
    found = deal_state(typed("deals", rows), TABLE, date(2026, 3, 31))
    assert found.probability.tolist()[:3] == [0.1, 0.9, 0.5]
    assert np.isnan(found.probability[3])
    assert is_hot(found, 0.9).tolist() == [False, True, True, False, True]


def test_without_stages_status_words_decide() -> None:
    rows = [
        deal("Успешно реализовано", closed="2026-03-05"),
        deal("Отказ"),
        deal("Лид"),
        deal("Лид", status="won", closed="2026-03-05"),
    ]
    found = deal_state(typed("deals", rows), None, date(2026, 3, 31))
    assert found.status.tolist() == [WON, LOST, OPEN, WON]
    assert win_counts(found) == (2, 0)  # the lost one has no date


def test_win_counts_by_closed_date() -> None:
    rows = [deal("Оплачено", closed=f"2026-03-{d:02}") for d in (2, 9, 30)] + [deal("Отказ", closed="2026-03-09")]
    found = deal_state(typed("deals", rows), TABLE, date(2026, 3, 31))
    assert win_counts(found) == (3, 1)
    assert win_counts(found, date(2026, 3, 9), date(2026, 3, 29)) == (1, 1)
    assert win_counts(found, None, date(2026, 3, 8)) == (1, 0)
    assert win_counts(found, where=found.row > 0) == (2, 1)


def test_entries_fill_the_first_step_and_the_won_one() -> None:
    rows = [deal("Оплачено", closed="2026-03-20", dates={"КП": "2026-03-05"}), deal("КП")]
    found = entries(deal_state(typed("deals", rows), TABLE, date(2026, 3, 31))).astype(str).tolist()
    assert found == [["2026-03-01", "2026-03-05", "2026-03-20", "NaT"], ["2026-03-01", "NaT", "NaT", "NaT"]]


def test_empty_tables() -> None:
    assert len(deal_state(typed("deals", []), TABLE, DAY0)) == 0
    assert deal_state(typed("deals", [deal("Лид")]), typed("stages", []), DAY0).step.tolist() == [0]


class TestSeveralFunnels:
    STAGES = (
        {"order": 1, "stage": "Заявка", "kind": "open", "pipeline": "Опт"},
        {"order": 2, "stage": "Договор", "kind": "open", "pipeline": "Опт"},
        {"order": 1, "stage": "Звонок", "kind": "open", "pipeline": "Розница"},
        {"order": 2, "stage": "Договор", "kind": "open", "pipeline": "Розница"},
        {"order": 9, "stage": "Оплата", "kind": "won"},
        {"order": 10, "stage": "Отказ", "kind": "lost"},
    )

    def state(self, *rows: dict[str, Any]) -> Any:
        return deal_state(typed("deals", rows), typed("stages", self.STAGES), date(2026, 3, 31))

    def test_closing_stages_are_common(self) -> None:
        found = self.state(deal("Оплата", pipeline="опт", closed="2026-03-02"), deal("Отказ", pipeline="Розница"))
        assert found.stages.funnels == ("Опт", "Розница")
        assert found.stages.names_of(0) == ["Заявка", "Договор", "Оплата"]
        assert found.status.tolist() == [WON, LOST]
        assert found.funnel.tolist() == [0, 1]
        assert found.step.tolist() == [2, 0]

    def test_a_blank_pipeline_follows_the_stage(self) -> None:
        found = self.state(deal("Звонок"), deal("Договор"), deal("Что?"))
        assert found.funnel.tolist() == [1, 0, 0]
        assert found.step.tolist() == [0, 1, 0]

    def test_unnamed_in_work_stages_are_a_funnel_of_their_own(self) -> None:
        stages = [*self.STAGES, {"order": 1, "stage": "Лид", "kind": "open"}]
        found = deal_state(
            typed("deals", [deal("Лид"), deal("Заявка", pipeline="Опт"), deal("Лид", pipeline="?")]),
            typed("stages", stages),
            DAY0,
        )
        assert found.stages.funnels == ("", "Опт", "Розница")
        assert found.funnel.tolist() == [0, 1, 0]

    def test_a_repeated_stage_keeps_its_first_place(self) -> None:
        stages = [*STAGES, {"order": 60, "stage": "лид", "kind": "won"}]
        assert deal_state(typed("deals", [deal("Лид")]), typed("stages", stages), DAY0).stages.name == tuple(NAMES)


def dates_between(lo: int, hi: int) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.integers(lo, hi).map(lambda n: (DAY0 + timedelta(days=n)).isoformat()))


@st.composite
def deals(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for i in range(draw(st.integers(1, 12))):
        row: dict[str, Any] = {
            "deal_id": f"d{i:02}",
            "client": draw(st.sampled_from("АБВ")),
            "manager": draw(st.sampled_from("ИП")),
            "created": draw(dates_between(0, 40)),
            "stage": draw(st.sampled_from([*NAMES, "Обед"])),
            "amount": draw(st.one_of(st.none(), st.integers(0, 1000))),
            "status": draw(st.sampled_from([None, None, None, *KINDS])),
            "loss_reason": draw(st.sampled_from([None, None, None, "Дорого"])),
            "closed": draw(st.one_of(st.none(), dates_between(0, 60))),
        }
        row |= {f"x:{name}": draw(dates_between(0, 60)) for name in NAMES}
        rows.append(row)
    return rows


@settings(max_examples=60)
@given(deals(), st.integers(0, 60))
def test_against_the_oracle(rows: list[dict[str, Any]], n: int) -> None:
    asof = DAY0 + timedelta(days=n)
    found = deal_state(typed("deals", rows), TABLE, asof)
    wanted = {i: one for i, row in enumerate(rows) if (one := oracle.as_of(row, STAGES, asof))}
    assert found.row.tolist() == list(wanted)
    for at, one in enumerate(wanted.values()):
        assert KINDS[found.status[at]] == one["status"]
        assert found.closed[at].astype(object) == one["closed"]
        assert found.step[at] == one["step"]
        assert found.furthest[at] == one["furthest"]
        assert found.entered[at].astype(object).tolist() == one["dates"]


@given(deals(), st.integers(0, 60), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_order_and_blank_rows_change_nothing(rows: list[dict[str, Any]], n: int, chance: Any) -> None:
    asof = DAY0 + timedelta(days=n)

    def by_id(rows: list[dict[str, Any]], stages: list[dict[str, Any]]) -> list[Any]:
        table = typed("deals", rows)
        found = deal_state(table, typed("stages", stages), asof)
        ids = table.frame["deal_id"].to_numpy()[found.row]
        return sorted(zip(ids, found.status, found.step, found.furthest, found.closed.astype(str), strict=True))

    shuffled, stages = rows.copy(), STAGES.copy()
    chance.shuffle(shuffled)
    chance.shuffle(stages)
    assert by_id(rows, STAGES) == by_id(shuffled, stages)


def test_amounts_of_the_state_are_in_the_base_currency() -> None:
    made = context(
        "2026-03-31",
        deals=[deal("КП", amount=100, currency="USD"), deal("КП", amount=50), deal("КП", amount=7, currency="EUR")],
        stages=STAGES,
        fx=[{"date": "2026-03-30", "currency": "USD", "rate": 90}],
    )
    assert made.once(state).amount.tolist()[:2] == [9000, 50]
    assert np.isnan(made.once(state).amount[2])
