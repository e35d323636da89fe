"""Rows of a random workbook, table by table."""

from datetime import date, timedelta
from random import Random
from typing import Any

from core.i18n import T
from core.tables.clients import SEXES
from core.tables.deals import DEAL_TYPES, STATUSES
from core.tables.declare import Choice
from core.tables.recommendations import GROUPS
from core.tables.reviews import ANSWERS
from core.tables.reviews import KINDS as REVIEW_KINDS
from core.tables.stages import KINDS
from core.tables.stakeholders import LEVELS, ROLES

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


class Maker:
    """Rows of a workbook of ``n`` deals, before anything is spoiled."""

    def __init__(self, rng: Random, n: int) -> None:
        self.rng, self.n = rng, n
        self.currency = self.rng.choice([0.0, 0.2])
        self.dated, self.ids = self.rng.random() < 0.6, self.rng.choice([1.0, 0.7])

    def ago(self, most: int, least: int = 0) -> date:
        return ASOF - timedelta(days=self.rng.randint(least, most))

    def maybe(self, value: Any, share: float = 0.5) -> Any:
        return value if self.rng.random() < share else None

    def one(self, choices: tuple[Choice, ...], share: float = 1.0) -> Any:
        return self.maybe(self.rng.choice(choices).title, share)

    def near(self, days: int = 30) -> date:
        return ASOF + timedelta(days=self.rng.randint(-days, days))

    def money(self) -> Any:
        return self.rng.choice([0, 1, 10, 250, 999.99, 1200.5, 5000, 100000])

    def deal(self, i: int) -> Row:
        stage, created = self.rng.randrange(6), self.ago(400, -5)
        closed = self.maybe(created + timedelta(days=self.rng.randint(0, 90)), 0.8) if stage > 2 else None
        row = {
            "client": self.rng.choice(CLIENTS),
            "manager": self.rng.choice(MANAGERS),
            "created": created,
            "amount": self.maybe(self.money(), 0.9),
            "stage": STAGE_NAMES[stage] if self.rng.random() < 0.97 else "Nowhere",
            "expected": self.maybe(self.near()),
            "next_step": self.maybe("call"),
            "next_step_date": self.maybe(self.near(10)),
            "closed": closed,
            "loss_reason": self.rng.choice(REASONS) if stage == 5 and self.rng.random() < 0.7 else None,
            "deal_id": self.maybe(f"D{i}", self.ids),
            "deal_type": self.one(DEAL_TYPES, 0.5),
            "product": self.maybe(self.rng.choice(PRODUCTS), 0.7),
            "channel": self.maybe(self.rng.choice(CHANNELS)),
            "currency": self.maybe(self.rng.choice(["USD", "EUR"]), self.currency),
            "status": self.one(STATUSES, 0.1),
            "lost_stage": self.maybe(self.rng.choice(STAGE_NAMES[:3]), 0.3) if stage == 5 else None,
            "probability": self.maybe(self.rng.choice([0.1, 0.5, 0.75, 1]), 0.4),
            "hot": self.maybe(YES, 0.1),
            "last_contact": self.maybe(self.ago(40)),
            "comment": self.maybe("…"),
        }
        day = created
        for s in range(min(stage, 4) + 1) if self.dated else ():
            row[f"x:{STAGE_NAMES[s]}"] = self.maybe(day, 0.8)
            day += timedelta(days=self.rng.randint(-1, 20))
        return row

    def invoice(self, i: int) -> Row:
        day = self.ago(400, -5)
        return {
            "invoice_id": f"{i:03}",
            "client": self.rng.choice(CLIENTS),
            "manager": self.maybe(self.rng.choice(MANAGERS), 0.7),
            "date": day,
            "amount": self.money(),
            "due": self.maybe(day + timedelta(days=self.rng.randint(0, 40)), 0.8),
            "promised": self.maybe(self.near(10), 0.3),
            "deal_id": self.maybe(f"D{self.rng.randrange(self.n + 1)}"),
            "currency": self.maybe(self.rng.choice(["USD", "EUR"]), self.currency),
            "shipped": self.maybe(day + timedelta(days=3), 0.1),
            "cancelled": self.maybe(self.ago(60), 0.05),
        }

    def payment(self, _i: int) -> Row:
        paid = self.rng.choice([self.money(), self.money(), -round(self.money() / 10, 2)])
        return {
            "date": self.ago(380, -5),
            "amount": paid,
            "invoice_id": self.maybe(f"{self.rng.randrange(self.n + 1):03}", 0.8),
            "client": self.maybe(self.rng.choice(CLIENTS), 0.4),
            "manager": self.maybe(self.rng.choice(MANAGERS), 0.2),
            "currency": self.maybe(self.rng.choice(["USD", "EUR"]), self.currency),
        }

    def activity(self, i: int) -> Row:
        calls = self.rng.randint(0, 30)
        return {
            "date": ASOF - timedelta(days=i // 3),
            "manager": MANAGERS[i % 3],
            "cold_calls": calls,
            "calls": self.maybe(calls + self.rng.randint(0, 9), 0.8),
            "conversations": self.rng.randint(0, 10),
            "meetings": self.maybe(self.rng.randint(0, 3), 0.8),
            "applications": self.rng.randint(0, 2),
            "proposals": self.rng.randint(0, 2),
            "invoices": self.maybe(self.rng.randint(0, 2), 0.3),
            "deals": self.maybe(self.rng.randint(0, 1), 0.3),
            "payments": self.maybe(self.rng.randint(0, 2), 0.3),
            "absent": self.maybe(YES, 0.03),
            "x:demos": self.maybe(self.rng.randint(0, 4)),
        }

    def client(self, i: int) -> Row:
        return {
            "client": CLIENTS[i],
            "inn": f"77{i:08}",
            "first_seen": self.maybe(self.ago(900, 300)),
            "manager": self.rng.choice(MANAGERS),
            "region": self.maybe(self.rng.choice(REGIONS), 0.8),
            "channel": self.maybe(self.rng.choice(CHANNELS)),
            "key": self.maybe(YES, 0.2),
            "sex": self.one(SEXES, 0.6),
            "birth_year": self.maybe(self.rng.randint(1950, 2008), 0.6),
            "industry": self.maybe("steel"),
            "marital_status": self.maybe("single"),
            "occupation": self.maybe("driver"),
            "size": self.maybe("small"),
            "phone": "007",
        }

    def line(self, _i: int) -> Row:
        return {
            "deal_id": self.maybe(f"D{self.rng.randrange(self.n + 1)}"),
            "invoice_id": self.maybe(f"{self.rng.randrange(self.n + 1):03}"),
            "product": self.rng.choice(PRODUCTS),
            "quantity": self.maybe(self.rng.randint(1, 5), 0.8),
            "amount": self.money(),
            "cost": self.maybe(self.money()),
        }

    def review(self, _i: int) -> Row:
        return {
            "date": self.ago(60, -2),
            "kind": self.one(REVIEW_KINDS),
            "manager": self.rng.choice(MANAGERS),
            "answered": self.maybe(YES),
            "note": self.maybe("ok"),
            "x:Told": self.one(ANSWERS, 0.7),
            "x:Asked": self.one(ANSWERS, 0.7),
        }

    def tables(self) -> Tables:
        return {**self.work(), **self.dictionaries()}

    def work(self) -> Tables:
        return {
            "daily_metrics": [self.activity(i) for i in range(self.n)],
            "deals": [self.deal(i) for i in range(self.n)],
            "hot_clients": [
                {
                    "client": self.rng.choice([*CLIENTS, "New one"]),
                    "manager": self.rng.choice(MANAGERS),
                    "amount": self.money(),
                    "expected": self.maybe(self.near(10)),
                    "probability": self.maybe(0.9),
                    "next_step": self.maybe("call"),
                    "last_contact": self.maybe(self.ago(9)),
                }
                for _ in range(self.n // 10)
            ],
            "invoices": [self.invoice(i) for i in range(self.n)],
            "payments": [self.payment(i) for i in range(self.n)],
            "clients": [self.client(i) for i in range(min(self.n, 5))],
            "lines": [self.line(i) for i in range(self.n // 2)],
            "stakeholders": [
                {
                    "client": self.rng.choice(CLIENTS),
                    "person": f"Person {i}",
                    "role": self.one(ROLES),
                    "level": self.one(LEVELS),
                    "last_contact": self.maybe(self.ago(90)),
                }
                for i in range(self.n // 4)
            ],
            "reviews": [self.review(i) for i in range(self.n // 3)],
        }

    def dictionaries(self) -> Tables:
        return {
            "stages": [
                {
                    "order": i + 1,
                    "stage": name,
                    "kind": KINDS[kind].title,
                    "probability": self.maybe(0.1 + i / 10, 0.8),
                    "norm_days": self.maybe(10),
                    "hot": YES if i == 2 else None,
                }
                for i, (name, kind) in enumerate(zip(STAGE_NAMES, STAGE_KINDS, strict=True))
            ],
            "managers": [
                {
                    "manager": name,
                    "active_from": date(2024, 1, 1),
                    "active_to": self.ago(30) if name == "Vera" and self.rng.random() < 0.3 else None,
                    "team": self.maybe("first"),
                    "absences": self.maybe("10.03–12.03", 0.2),
                }
                for name in MANAGERS
            ],
            "targets": [
                {
                    "month": date(2026, month, 1),
                    "manager": who,
                    "metric": metric,
                    "value": self.rng.choice([0, 10, 5000]),
                }
                for month in (2, 3)
                for who in (*MANAGERS, EVERYONE)
                for metric in METRICS
                if self.rng.random() < 0.5
            ],
            "products": [
                {"product": name, "group": self.maybe("machines"), "price": self.maybe(100)} for name in PRODUCTS
            ],
            "lists": [
                {"loss_reason": reason, "channel": channel, "region": region}
                for reason, channel, region in zip(REASONS, [*CHANNELS, None], [*REGIONS, None], strict=True)
            ],
            "fx": [
                {
                    "date": self.ago(400),
                    "currency": self.rng.choice(["USD", "EUR"]),
                    "rate": self.rng.choice([80, 90.5]),
                }
                for _ in range(self.n)
            ],
            "recommendations": [{"group": group.title, "text": "do it"} for group in GROUPS[:3]],
            "settings": [
                {"parameter": "min_n", "value": 3},
                {"parameter": "default_due_days", "value": self.maybe(14)},
                {"parameter": "funnel_mode", "value": self.rng.choice(["cohort", "cohort_strict", "flow", "snapshot"])},
            ],
        }
