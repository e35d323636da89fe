"""Moments and results to store."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from core.i18n import T
from core.report import (
    Block,
    CellNote,
    Chart,
    Column,
    Failure,
    Problem,
    Ref,
    Report,
    Result,
    Stamp,
    Unavailable,
)
from sheets_addon.store.codec import Told

NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

texts = st.text(max_size=8)
"""Any character, halves of them and the character 0 too."""
strange = st.one_of(texts, st.characters(categories=["Cs"]))
values = st.one_of(
    st.none(),
    strange,
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.builds(Ref, texts, texts, texts),
)
kinds = st.sampled_from(["text", "count", "number", "money", "rate", "date", "link", "flag"])
words = st.builds(T, texts, texts)
columns = st.builds(
    Column, texts, words, kinds, st.booleans(), words, st.one_of(st.none(), st.booleans()), st.booleans()
)
tuples = st.lists(texts, max_size=3).map(tuple)
rows = st.lists(values, max_size=4)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    made = draw(st.lists(rows, max_size=4))
    return Block(
        draw(texts),
        draw(texts),
        tuple(draw(st.lists(columns, max_size=3))),
        made,
        draw(st.one_of(st.none(), rows)),
        tuple(draw(st.lists(st.integers(0, 4), max_size=4))),
        tuple(draw(st.lists(st.builds(CellNote, st.integers(0, 9), texts, strange), max_size=2))),
        draw(texts),
        draw(st.one_of(st.none(), st.builds(Unavailable, texts, texts))),
        tuple(draw(st.lists(kinds, max_size=4))),
    )


charts = st.builds(
    Chart,
    st.sampled_from(["funnel", "bar", "line"]),
    texts,
    texts,
    texts,
    tuples,
    tuples,
    st.one_of(st.none(), st.integers(0, 50)),
    tuples,
)
problems = st.builds(
    Problem,
    texts,
    st.integers(0, 99),
    strange,
    texts,
    texts,
    st.sampled_from(["error", "warning", "info"]),
    strange,
    texts,
    texts,
    texts,
)


@st.composite
def results(draw: st.DrawFn) -> Result:
    ids = draw(st.lists(st.sampled_from(["day", "funnel", "summary", "finance"]), unique=True))
    reports = tuple(
        Report(
            id,
            draw(texts.filter(lambda text: "\0" not in text)),
            "morning",
            draw(texts),
            draw(texts),
            tuple(draw(st.lists(blocks(), max_size=2))),
            tuple(draw(st.lists(charts, max_size=2))),
            draw(tuples),
            draw(texts),
        )
        for id in ids
    )
    stamp = Stamp(draw(st.dates()), "14", draw(st.datetimes()), draw(texts), "ru", "USD")
    found = tuple(draw(st.lists(problems, max_size=4)))
    failures = tuple(
        Failure(where, Told(kind, said)) for where, kind, said in draw(st.lists(said_failures, max_size=2))
    )
    return Result(reports, found, stamp, draw(tuples), failures)


said_failures = st.tuples(texts, texts, texts)


def told(result: Result) -> list[tuple[str, str]]:
    """The failures, whose errors know no equality."""
    return [(failure.where, str(failure.error)) for failure in result.failures]


def large(reports: int = 27, rows: int = 80, problems: int = 10_000) -> Result:
    """A result as large as a busy team's: the reports of the sample have 2,200 rows in all."""
    columns = tuple(Column(f"c{i}", T(f"Столбец {i}", f"Column {i}"), "money") for i in range(12))
    made = tuple(
        Report(
            f"report{n}",
            f"Отчёт {n}",
            "week",
            "Определение",
            "март 2026",
            (
                Block(
                    "one",
                    "Блок",
                    columns,
                    [
                        ["Анна Белова", date(2026, 3, i % 28 + 1), *(i * 1234.5 + n + c for c in range(10))]
                        for i in range(rows)
                    ],
                ),
            ),
        )
        for n in range(reports)
    )
    found = tuple(
        Problem(
            "Сделки",
            i + 2,
            "Сумма",
            f"F{i + 2}",
            "not_number",
            "error",
            f"12x{i}",
            f"«12x{i}» — не число",
            "число",
            "Анна",
        )
        for i in range(problems)
    )
    return Result(made, found, Stamp(date(2026, 3, 31), "14", datetime(2026, 3, 31, 13, 50), "1", "ru"))
