"""Small workbooks of deals for the tests of the pipelines, and the slow reading of the open ones."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.core.metrics import deal_oracle as oracle

ASOF = date(2026, 4, 15)
STAGES = [
    {"order": 10, "stage": "Лид", "kind": "open", "probability": 0.1, "norm_days": 10.0},
    {"order": 20, "stage": "КП", "kind": "open", "probability": 0.5},
    {"order": 30, "stage": "Договор", "kind": "open"},
    {"order": 40, "stage": "Оплата", "kind": "won", "probability": 1.0},
    {"order": 50, "stage": "Отказ", "kind": "lost"},
]
NAMES = [str(stage["stage"]) for stage in STAGES]


def _day(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: (ASOF + timedelta(days=n)).isoformat())


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def deals(draw: st.DrawFn, most: int = 12) -> list[dict[str, Any]]:
    """Deals with every oddity: blank amounts, owners and dates, dates ahead, closed later, unknown stages."""
    return [
        {
            "deal_id": str(i),
            "client": draw(maybe(st.sampled_from("АБВ"))),
            "manager": draw(maybe(st.sampled_from(["Анна", "Борис", "Вера"]))),
            "created": draw(maybe(_day(-200, 10))),
            "stage": draw(st.sampled_from([*NAMES, *NAMES[:3], "Обед"])),
            "amount": draw(maybe(st.integers(0, 900).map(float))),
            "probability": draw(maybe(st.sampled_from([0.0, 0.25, 0.9]))),
            "expected": draw(maybe(_day(-40, 120))),
            "next_step": draw(maybe(st.just("Позвонить"))),
            "next_step_date": draw(maybe(_day(-5, 5))),
            "closed": draw(maybe(_day(-60, 10))),
            "loss_reason": draw(st.sampled_from([None, None, None, "Дорого"])),
            "x:КП": draw(maybe(_day(-60, 10))),
        }
        for i in range(draw(st.integers(0, most)))
    ]


def open_ones(rows: list[dict[str, Any]], asof: date = ASOF) -> list[dict[str, Any]]:
    """The open deals of a day, one by one: what stands in the row, and its stage, weight and stage days."""
    found = []
    for row in rows:
        one = oracle.as_of(row, STAGES, asof)
        if one is None or one["status"] != "open":
            continue
        closed = oracle.closed_today(row, STAGES)
        known = row["stage"] in NAMES or bool(closed and closed > asof)  # not closed yet: it stands at a known stage
        stage = oracle.steps_of(STAGES)[one["step"]] if known else {"stage": row["stage"]}
        chance = row["probability"] if row["probability"] is not None else stage.get("probability")
        weighted = None if row["amount"] is None or chance is None else row["amount"] * chance
        since = one["dates"][one["step"]] or (one["created"] if one["step"] == 0 else None)
        found.append(
            row
            | {
                "stage": stage["stage"],
                "weighted": weighted,
                "stage_days": (asof - since).days if since and known else None,
                "norm": stage.get("norm_days"),
                "expected": oracle.day(row["expected"]),
                "created": oracle.day(row["created"]),
                "next_step_date": oracle.day(row["next_step_date"]),
            }
        )
    return found


def total(rows: list[dict[str, Any]], field: str) -> float | None:
    """The sum of what is known; nothing where there are rows and none is known, 0 without rows."""
    values = [row[field] for row in rows if row[field] is not None]
    return None if rows and not values else float(sum(values))
