"""Small books of invoices and payments for the tests of money, and the slow reading of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

START, ASOF = date(2026, 1, 20), date(2026, 4, 15)
SPAN = (ASOF - START).days + 12
RATES = {"RUB": 1.0, "USD": 80.0, "EUR": 95.5}


def on(n):
    return START + timedelta(days=n)


def maybe(strategy):
    return st.none() | strategy


def days(low=0):
    return st.integers(low, SPAN).map(on)


def cents(low=-20_000):
    return st.integers(low, 30_000).map(lambda n: n / 100)


@st.composite
def books(draw, currencies=("RUB",), shipped=False):
    """``{"invoices": rows, "payments": rows, "fx": rows}`` with every oddity that people make."""
    currency = st.sampled_from([None, *currencies])
    people = maybe(st.sampled_from(["Анна", "Борис"]))
    invoices = [
        {
            "invoice_id": draw(st.sampled_from([str(i), "1"])),
            "client": draw(st.sampled_from(["Альфа", "Бета", "Гамма"])),
            "manager": draw(people),
            "date": draw(maybe(days()) if draw(st.integers(0, 9)) == 0 else days()),
            "amount": draw(maybe(cents(0)) if draw(st.integers(0, 9)) == 0 else cents(0)),
            "due": draw(maybe(days())),
            "promised": draw(maybe(days())),
            "cancelled": draw(st.one_of(st.none(), st.none(), days())),
            "currency": draw(currency),
            "shipped": draw(maybe(days())) if shipped else None,
        }
        for i in range(draw(st.integers(0, 5)))
    ]
    payments = [
        {
            "date": draw(days()),
            "amount": draw(cents()),
            "invoice_id": draw(maybe(st.sampled_from(["0", "1", "2", "3", "4", "нет такого"]))),
            "client": draw(maybe(st.sampled_from(["Альфа", "Дельта"]))),
            "manager": draw(people),
            "currency": draw(currency),
        }
        for _ in range(draw(st.integers(0, 9)))
    ]
    return {"invoices": invoices, "payments": payments, "fx": fx(currencies, draw(st.integers(1, 7)))}


def fx(currencies, every):
    """A rate each ``every`` days from a week before the first day, moving a little."""
    return [
        {"date": on(n), "currency": name, "rate": RATES[name] + (n * 7) % 13}
        for name in currencies
        if name != "RUB"
        for n in range(-10, SPAN + 1, every)
    ]


class Slow:
    """The definitions read aloud: one invoice, one payment, one day at a time."""

    def __init__(self, book):
        self.invoices, self.payments, self.fx = book["invoices"], book["payments"], book["fx"]

    def rate(self, currency, day):
        if currency in (None, "RUB"):
            return 1.0
        known = [r for r in self.fx if r["currency"] == currency and 0 <= (day - r["date"]).days <= 7]
        return max(known, key=lambda r: r["date"])["rate"]

    def target(self, payment):
        """The invoice that a payment names; of several the first by date, amount, client."""
        named = [
            (row["date"] or date.max, float("inf") if row["amount"] is None else row["amount"], row["client"], i)
            for i, row in enumerate(self.invoices)
            if row["invoice_id"] == payment["invoice_id"]
        ]
        return min(named)[3] if payment["invoice_id"] and named else None

    def rest(self, i, day):
        """In the invoice's own currency, at the end of ``day``."""
        row = self.invoices[i]
        if row["date"] is None or row["amount"] is None or row["date"] > day:
            return 0.0
        if row["cancelled"] and max(row["cancelled"], row["date"]) <= day:
            return 0.0
        return max(0.0, row["amount"] - self.paid(i, day))

    def paid(self, i, day):
        """Everything paid on an invoice by ``day``, in its own currency, refunds negative."""
        row, total = self.invoices[i], 0.0
        for payment in self.payments:
            counts = self.target(payment) == i and max(payment["date"], row["date"]) <= day
            gone = row["cancelled"] and max(payment["date"], row["date"]) >= max(row["cancelled"], row["date"])
            if counts and not gone:
                there = self.rate(payment["currency"], payment["date"]) / self.rate(row["currency"], payment["date"])
                same = (payment["currency"] or "RUB") == (row["currency"] or "RUB")
                total += payment["amount"] * (1.0 if same else there)
        return total

    def worth(self, day):
        """All rests in the base currency."""
        return sum(
            r * self.rate(row["currency"], day)
            for i, row in enumerate(self.invoices)
            if (r := self.rest(i, day)) > 1e-9
        )
