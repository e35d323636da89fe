"""Small random workbooks over every input table, with the dirt that people leave; the same one in both languages.

A workbook is made from a seed and a size, so that it costs nothing to draw and shrinks to a small one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from core.i18n import Language, T
from core.tables import all_tables
from core.tables.clients import SEXES
from core.tables.deals import DEAL_TYPES, STATUSES
from core.tables.declare import Choice
from core.tables.recommendations import GROUPS
from core.tables.reviews import ANSWERS
from core.tables.reviews import KINDS as REVIEW_KINDS
from core.tables.stages import KINDS
from core.tables.stakeholders import LEVELS, ROLES
from core.workbook import Cells, Sheet

ASOF = date(2026, 3, 31)
CLIENTS = [f"Client {i}" for i in range(6)]
MANAGERS = ["Anna", "Boris", "Vera"]
PRODUCTS = ["Crane", "Lift", "Service"]
STAGE_NAMES = ["Lead", "Offer", "Contract", "Paid", "Shipped", "Refused"]
STAGE_KINDS = [0, 0, 0, 1, 1, 2]
REASONS = ["price", "terms", "rival"]
REGIONS = ["North", "South"]
CHANNELS = ["site", "call"]
METRICS = [T("Звонки", "Calls"), T("Встречи", "Meetings"), T("Поступления", "Received"), T("Выиграно", "Won")]
EVERYONE = T("Все", "All")
YES = T("да", "yes")

Row = dict[str, Any]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Book:
    """``tables``: id → rows of column → value; a T is in the workbook's language, an extra column is ``x:name``."""

    tables: Tables
    seed: int = 0

    def __repr__(self) -> str:
        return f"Book(seed={self.seed}, rows={ {id: len(rows) for id, rows in self.tables.items()} })"

    def with_rows(self, id: str, rows: list[Row]) -> "Book":
        return replace(self, tables={**self.tables, id: rows})

    def without(self, *ids: str) -> "Book":
        return replace(self, tables={id: rows for id, rows in self.tables.items() if id not in ids})

    def cells(self, language: Language = "ru", changed: Callable[[str, list[Any]], list[Any]] | None = None) -> Cells:
        """Its tabs; ``changed`` may reorder or spread the rows of one."""
        return Cells([_sheet(id, rows, language, changed) for id, rows in self.tables.items()])


def _sheet(id: str, rows: list[Row], language: Language, changed: Any) -> Sheet:
    table = all_tables()[id]
    extras = sorted({name for row in rows for name in row if name.startswith("x:")})
    prefix = table.extra.prefix.to(language) if table.extra else ""
    titles = [column.header.to(language) for column in table.columns] + [prefix + name[2:] for name in extras]
    body = [[_said(row.get(name), language) for name in (*table.by_id, *extras)] for row in rows]
    return Sheet(table.title.to(language), [titles, *(changed(id, body) if changed else body)])


def _said(value: Any, language: Language) -> Any:
    return value.to(language) if isinstance(value, T) else value


@st.composite
def books(draw: st.DrawFn, most: int = 60) -> Book:
    return book(draw(st.integers(0, 2**32)), draw(st.sampled_from([0, 1, 3, 10, most])))


def book(seed: int, n: int, dirt: float = 0.04) -> Book:
    """``n`` deals and invoices, more of the rest in proportion; ``dirt`` is the share of cells that are spoiled."""
    rng = Random(seed)
    made = {id: [_spoiled(rng, id, row, dirt) for row in rows] for id, rows in _clean(rng, n).items()}
    for rows in made.values():
        if rows and rng.random() < 0.3:
            rows.append(dict(rng.choice(rows)))  # pasted twice
    return Book(made, seed)


def _spoiled(rng: Random, id: str, row: Row, dirt: float) -> Row:
    kinds = {column.id: column.kind for column in all_tables()[id].columns}
    if id in ("settings", "stages"):
        return row
    return {
        name: _spoil(rng, kinds.get(name, ""), value) if rng.random() < dirt else value for name, value in row.items()
    }


def _spoil(rng: Random, kind: str, value: Any) -> Any:
    if kind == "date" and isinstance(value, date):
        return rng.choice([f"{value:%d.%m.%Y}", f"{value:%Y-%m-%d}", None, "soon", "#REF!"])
    if kind in ("number", "count", "percent") and isinstance(value, int | float):
        return rng.choice([f"{value}", f" {value} ", None, "?", "#N/A"])
    if isinstance(value, str):
        return rng.choice([f"  {value} ", value.upper(), None, f"{value}?"])
    return rng.choice([None, value])


def _clean(rng: Random, n: int) -> Tables:
    def ago(most: int, least: int = 0) -> date:
        return ASOF - timedelta(days=rng.randint(least, most))

    def maybe(value: Any, share: float = 0.5) -> Any:
        return value if rng.random() < share else None

    def one(choices: tuple[Choice, ...], share: float = 1.0) -> Any:
        return maybe(rng.choice(choices).title, share)

    def near(days: int = 30) -> date:
        return ASOF + timedelta(days=rng.randint(-days, days))

    def money() -> Any:
        return rng.choice([0, 1, 10, 250, 999.99, 1200.5, 5000, 100000])

    currency = rng.choice([0.0, 0.2])
    dated, ids = rng.random() < 0.6, rng.choice([1.0, 0.7])

    def deal(i: int) -> Row:
        stage, created = rng.randrange(6), ago(400, -5)
        closed = maybe(created + timedelta(days=rng.randint(0, 90)), 0.8) if stage > 2 else None
        row = {
            "client": rng.choice(CLIENTS), "manager": rng.choice(MANAGERS), "created": created, "amount": maybe(money(), 0.9),
            "stage": STAGE_NAMES[stage] if rng.random() < 0.97 else "Nowhere", "expected": maybe(near()),
            "next_step": maybe("call"), "next_step_date": maybe(near(10)), "closed": closed,
            "loss_reason": rng.choice(REASONS) if stage == 5 and rng.random() < 0.7 else None,
            "deal_id": maybe(f"D{i}", ids), "deal_type": one(DEAL_TYPES, 0.5), "product": maybe(rng.choice(PRODUCTS), 0.7),
            "channel": maybe(rng.choice(CHANNELS)), "currency": maybe(rng.choice(["USD", "EUR"]), currency),
            "status": one(STATUSES, 0.1), "lost_stage": maybe(rng.choice(STAGE_NAMES[:3]), 0.3) if stage == 5 else None,
            "probability": maybe(rng.choice([0.1, 0.5, 0.75, 1]), 0.4), "hot": maybe(YES, 0.1),
            "last_contact": maybe(ago(40)), "comment": maybe("…"),
        }  # fmt: skip
        day = created
        for s in range(min(stage, 4) + 1) if dated else ():
            row[f"x:{STAGE_NAMES[s]}"] = maybe(day, 0.8)
            day += timedelta(days=rng.randint(-1, 20))
        return row

    def invoice(i: int) -> Row:
        day = ago(400, -5)
        return {
            "invoice_id": f"{i:03}", "client": rng.choice(CLIENTS), "manager": maybe(rng.choice(MANAGERS), 0.7), "date": day,
            "amount": money(), "due": maybe(day + timedelta(days=rng.randint(0, 40)), 0.8), "promised": maybe(near(10), 0.3),
            "deal_id": maybe(f"D{rng.randrange(n + 1)}"), "currency": maybe(rng.choice(["USD", "EUR"]), currency),
            "shipped": maybe(day + timedelta(days=3), 0.1), "cancelled": maybe(ago(60), 0.05),
        }  # fmt: skip

    def payment(_i: int) -> Row:
        paid = rng.choice([money(), money(), -money() / 10])
        return {
            "date": ago(380, -5), "amount": paid, "invoice_id": maybe(f"{rng.randrange(n + 1):03}", 0.8),
            "client": maybe(rng.choice(CLIENTS), 0.4), "manager": maybe(rng.choice(MANAGERS), 0.2),
            "currency": maybe(rng.choice(["USD", "EUR"]), currency),
        }  # fmt: skip

    def activity(i: int) -> Row:
        calls = rng.randint(0, 30)
        return {
            "date": ASOF - timedelta(days=i // 3), "manager": MANAGERS[i % 3], "cold_calls": calls,
            "calls": maybe(calls + rng.randint(0, 9), 0.8), "conversations": rng.randint(0, 10),
            "meetings": maybe(rng.randint(0, 3), 0.8), "applications": rng.randint(0, 2), "proposals": rng.randint(0, 2),
            "invoices": maybe(rng.randint(0, 2), 0.3), "deals": maybe(rng.randint(0, 1), 0.3),
            "payments": maybe(rng.randint(0, 2), 0.3), "absent": maybe(YES, 0.03), "x:demos": maybe(rng.randint(0, 4)),
        }  # fmt: skip

    def client(i: int) -> Row:
        return {
            "client": CLIENTS[i], "inn": f"77{i:08}", "first_seen": maybe(ago(900, 300)), "manager": rng.choice(MANAGERS),
            "region": maybe(rng.choice(REGIONS), 0.8), "channel": maybe(rng.choice(CHANNELS)), "key": maybe(YES, 0.2),
            "sex": one(SEXES, 0.6), "birth_year": maybe(rng.randint(1950, 2008), 0.6), "industry": maybe("steel"),
            "marital_status": maybe("single"), "occupation": maybe("driver"), "size": maybe("small"), "phone": "007",
        }  # fmt: skip

    def line(_i: int) -> Row:
        return {
            "deal_id": maybe(f"D{rng.randrange(n + 1)}"), "invoice_id": maybe(f"{rng.randrange(n + 1):03}"),
            "product": rng.choice(PRODUCTS), "quantity": maybe(rng.randint(1, 5), 0.8), "amount": money(), "cost": maybe(money()),
        }  # fmt: skip

    def review(_i: int) -> Row:
        return {
            "date": ago(60, -2), "kind": one(REVIEW_KINDS), "manager": rng.choice(MANAGERS), "answered": maybe(YES),
            "note": maybe("ok"), "x:Told": one(ANSWERS, 0.7), "x:Asked": one(ANSWERS, 0.7),
        }  # fmt: skip

    return {
        "daily_metrics": [activity(i) for i in range(n)],
        "deals": [deal(i) for i in range(n)],
        "hot_clients": [
            {"client": rng.choice([*CLIENTS, "New one"]), "manager": rng.choice(MANAGERS), "amount": money(),
             "expected": maybe(near(10)), "probability": maybe(0.9), "next_step": maybe("call"), "last_contact": maybe(ago(9))}
            for _ in range(n // 10)
        ],
        "invoices": [invoice(i) for i in range(n)],
        "payments": [payment(i) for i in range(n)],
        "clients": [client(i) for i in range(min(n, 5))],
        "lines": [line(i) for i in range(n // 2)],
        "stakeholders": [
            {"client": rng.choice(CLIENTS), "person": f"Person {i}", "role": one(ROLES), "level": one(LEVELS),
             "last_contact": maybe(ago(90))}
            for i in range(n // 4)
        ],
        "reviews": [review(i) for i in range(n // 3)],
        "stages": [
            {"order": i + 1, "stage": name, "kind": KINDS[kind].title, "probability": maybe(0.1 + i / 10, 0.8),
             "norm_days": maybe(10), "hot": YES if i == 2 else None}
            for i, (name, kind) in enumerate(zip(STAGE_NAMES, STAGE_KINDS, strict=True))
        ],
        "managers": [
            {"manager": name, "active_from": date(2024, 1, 1), "active_to": ago(30) if name == "Vera" and rng.random() < 0.3
             else None, "team": maybe("first"), "absences": maybe("10.03–12.03", 0.2)}
            for name in MANAGERS
        ],
        "targets": [
            {"month": date(2026, month, 1), "manager": who, "metric": metric, "value": rng.choice([0, 10, 5000])}
            for month in (2, 3) for who in (*MANAGERS, EVERYONE) for metric in METRICS if rng.random() < 0.5
        ],
        "products": [{"product": name, "group": maybe("machines"), "price": maybe(100)} for name in PRODUCTS],
        "lists": [
            {"loss_reason": reason, "channel": channel, "region": region}
            for reason, channel, region in zip(REASONS, [*CHANNELS, None], [*REGIONS, None], strict=True)
        ],
        "fx": [{"date": ago(400), "currency": rng.choice(["USD", "EUR"]), "rate": rng.choice([80, 90.5])} for _ in range(n)],
        "recommendations": [{"group": group.title, "text": "do it"} for group in GROUPS[:3]],
        "settings": [{"parameter": "min_n", "value": 3}, {"parameter": "default_due_days", "value": maybe(14)},
                     {"parameter": "funnel_mode", "value": rng.choice(["cohort", "cohort_strict", "flow", "snapshot"])}],
    }  # fmt: skip
