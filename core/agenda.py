"""The agenda of a meeting, from the reports that are computed: one page to print, or a short text for a chat.

In the morning: what each promised yesterday, what came of it, what is promised today; three hot clients; one metric.
At 11, 14 and 16: only what has changed and what the day's plan still lacks (REPORTS §2, end).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from core import _agenda_words as said
from core.i18n import Language, T, day, money, percent
from core.report import Block, Column, Report, Result, Row, Value

SLOTS = said.SLOTS
"""The meetings of a day and the words for them."""
HOT_SHOWN = 3
BEHIND_SHOWN = 3
MOST_EVENTS = 8
MOST_NAMES = 10
MOST_ROWS = 12
"""Managers on the page; the others are one row together, so that it stays one A4."""


class Cells(dict[str, Value]):
    """A row by column id; a column that the block does not have is blank."""

    def __missing__(self, id: str) -> Value:
        return None


@dataclass(frozen=True)
class Section:
    """A heading, then lines; ``head``, ``rows`` (the total last) and ``below`` say the same as a table for a page."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    below: tuple[str, ...] = ()
    """What a page says under the table."""


@dataclass(frozen=True)
class Agenda:
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: Language


def agenda(result: Result) -> Agenda:
    """The meeting of the result's slot, in the workbook's language."""
    stamp = result.stamp
    is_morning = stamp.slot == "morning"
    make = _morning if is_morning else _short
    reports = {report.id: report for report in result.reports}
    when = said.SLOTS.get(stamp.slot, said.SLOTS["evening"]).to(stamp.language)
    return Agenda(
        said.TITLE.say(stamp.language, day=day(stamp.asof, stamp.language), slot=when),
        reports["day"].mode if is_morning and "day" in reports else "",
        tuple(make(_Reader(reports, stamp.language, stamp.currency, stamp.asof))),
        stamp.language,
    )


def text(made: Agenda) -> str:
    """The agenda for a chat: headings and lines, no table."""
    parts = [made.title]
    for section in made.sections:
        parts += ["", section.title.upper(), *section.lines]
    return "\n".join(parts) + "\n"


@dataclass(frozen=True)
class _Reader:
    """The reports, and how their values are said."""

    reports: dict[str, Report]
    language: Language
    currency: str
    asof: date

    def say(self, text: T, /, **values: object) -> str:
        return text.say(self.language, **values)

    def block(self, report: str, block: str) -> Block | None:
        """None where the report could not be computed."""
        found = self.reports.get(report)
        return next((one for one in found.blocks if one.id == block), None) if found else None

    def rows(self, report: str, block: str) -> list[Cells]:
        found = self.block(report, block)
        return [_cells(found, row) for row in found.rows] if found else []

    def total(self, report: str, block: str) -> Cells:
        found = self.block(report, block)
        return _cells(found, found.total) if found and found.total else Cells()

    def money(self, value: Value, sign: bool = True) -> str:
        amount = value if isinstance(value, int | float) else 0
        return money(amount, self.language, self.currency if sign else None)

    def number(self, value: Value) -> str:
        """A whole number, as a person counts."""
        return money(value, self.language) if isinstance(value, int | float) else "—"

    def day(self, value: Value) -> str:
        return "" if value is None else day(value, self.language)  # type: ignore[arg-type]


def _cells(block: Block, row: Row) -> Cells:
    return Cells(zip((column.id for column in block.columns), row, strict=True))


# morning --------------------------------------------------------------------------------------------


def _morning(read: _Reader) -> Iterator[Section]:
    yield _promises(read)
    yield _hot(read)
    yield _metric(read)
    if late := [str(row["manager"]) for row in read.rows("daily_metrics", "day") if _is_late(read, row)]:
        yield Section(read.say(said.LATE), (_few(read, late),))


PROMISES = ("promised_prev", "kept", "due_today")


def _promises(read: _Reader) -> Section:
    """Everyone stands in the table, so that what is promised at the meeting can be written in."""
    title, found = read.say(said.PROMISES), read.rows("day", "managers")
    if not found:
        return Section(title, (_why(read.block("day", "managers"), read.say(said.NO_DATA)),))
    found.sort(key=lambda row: (-_n(row["due_today"]) - _n(row["promised_prev"]), str(row["manager"])))
    shown = [(str(row["manager"]), _sums([row])) for row in found[:MOST_ROWS]]
    if rest := found[MOST_ROWS:]:
        shown.append((read.say(said.OTHERS, n=len(rest)), _sums(rest)))
    total = (read.say(said.TOTAL), _sums(found))
    lines = [f"{name}: {_arrows(read, sums)}" for name, sums in (*shown, total) if any(sums)]
    if quiet := [name for name, sums in shown if not any(sums)]:
        lines.append(read.say(said.NO_PROMISES, names=_few(read, quiet)))
    return Section(
        title,
        tuple(lines),
        tuple(read.say(word) for word in said.PROMISE_HEAD),
        tuple((name, *(read.money(v) if v else "—" for v in sums)) for name, sums in (*shown, total)),
    )


def _sums(rows: list[Cells]) -> list[float]:
    return [sum(_n(row[id]) for row in rows) for id in PROMISES]


def _arrows(read: _Reader, sums: list[float]) -> str:
    """«107 700 → 107 700 → 84 900 ₽»: the currency once."""
    *first, last = sums
    return " → ".join([*(read.money(v, sign=False) for v in first), read.money(last)])


def _hot(read: _Reader) -> Section:
    rows = read.rows("hot_clients", "clients")[:HOT_SHOWN]
    lines = []
    for n, row in enumerate(rows, 1):
        parts = [f"{read.money(row['amount'])}, {percent(_n(row['probability']), read.language)}"]
        if row["date"] is not None:
            is_late = row["date"] < read.asof  # type: ignore[operator]
            parts.append(read.say(said.WAS_DUE if is_late else said.UNTIL, day=read.day(row["date"])))
        if row["next_step"] is not None:
            step = f"{row['next_step']} {read.day(row['next_step_date'])}".strip()
            parts.append(read.say(said.STEP, step=step))
        if row["attention"] is not None:
            parts.append(f"⚠ {row['attention']}")
        lines.append(f"{n}. {row['client']} ({row['manager']}): {'; '.join(parts)}")
    return Section(
        read.say(said.HOT), tuple(lines) or (_why(read.block("hot_clients", "clients"), read.say(said.NO_DATA)),)
    )


def _metric(read: _Reader) -> Section:
    block, title = read.block("daily_metrics", "focus"), read.say(said.METRIC)
    whole = read.total("daily_metrics", "focus")
    if block is None or not whole:
        return Section(title, (_why(block, read.say(said.NO_DATA)),))
    name = next(column for column in block.columns if column.id == "fact").title.to(read.language)
    fact, needed, share = whole["fact"], whole["by_today"], whole["attainment"]
    if needed is None or share is None:
        lines = [f"{name}: {read.number(fact)}"]
    else:
        shown = {"fact": read.number(fact), "needed": read.number(ceil(_n(needed) - 1e-9))}
        lines = [f"{name}: {read.say(said.OF, **shown)} ({percent(_n(share), read.language)})"]
    per_day = whole["per_day"]
    if per_day is not None:
        lines.append(read.say(said.PER_DAY, n=read.number(ceil(_n(per_day) - 1e-9))))
    behind = [row for row in read.rows("daily_metrics", "focus") if _n(row["behind"]) >= 0.5]
    behind.sort(key=lambda row: (-_n(row["behind"]), str(row["manager"])))
    if behind:
        names = ", ".join(f"{row['manager']} −{read.number(round(_n(row['behind'])))}" for row in behind[:BEHIND_SHOWN])
        lines.append(read.say(said.BEHIND, names=names))
    return Section(title, tuple(lines))


def _is_late(read: _Reader, row: Cells) -> bool:
    return row.get("report") == said.NOT_SENT.to(read.language)


# 11, 14, 16 -----------------------------------------------------------------------------------------


def _short(read: _Reader) -> Iterator[Section]:
    yield Section(read.say(said.CHANGED), tuple(_changes(read)))
    yield _missing(read)
    if (money_left := _awaited(read)) is not None:
        yield money_left


def _changes(read: _Reader) -> Iterator[str]:
    """What the report of changes lists: money first, then deals."""
    found = read.rows("changes", "events")
    if not found:
        yield _why(read.block("changes", "events"), read.say(said.QUIET))
    for row in found[:MOST_EVENTS]:
        parts = [str(part) for part in (row["client"], row["manager"]) if part]
        if row["amount"] is not None:
            parts.append(read.money(row["amount"]))
        if row["before"] or row["after"]:
            parts.append(" → ".join(str(part) for part in (row["before"], row["after"]) if part))
        yield f"{row['what']}: {', '.join(parts)}"
    if len(found) > MOST_EVENTS:
        yield read.say(said.MORE_EVENTS, n=len(found) - MOST_EVENTS, tab=read.reports["changes"].title)


def _missing(read: _Reader) -> Section:
    title, block = read.say(said.MISSING), read.block("daily_metrics", "day")
    ids = {column.id for column in block.columns} if block else set()
    planned = [column for column in block.columns if f"{column.id}_plan" in ids] if block else []
    if block is None or not block.rows or not planned:
        return Section(title, (_why(block, read.say(said.NO_PLAN)),))
    lines, rows, done = [], [], []
    for row in read.rows("daily_metrics", "day"):
        name = str(row["manager"])
        left = [(c, row[c.id], row[f"{c.id}_plan"]) for c in planned if _lacks(row[c.id], row[f"{c.id}_plan"])]
        if left:
            lines.append(f"{name}: {_left(read, left)}")
            rows.append((name, *(_cell(read, row[c.id], row[f"{c.id}_plan"]) for c in planned)))
        elif any(_need(row[f"{c.id}_plan"]) for c in planned):
            done.append(name)
    if (rest := len(lines) - MOST_ROWS) > 0:
        lines, rows = [*lines[:MOST_ROWS], read.say(said.OTHERS, n=rest)], rows[:MOST_ROWS]
    whole = read.total("daily_metrics", "day")
    lacking = [
        _of_plan(read, c, whole[c.id], whole[f"{c.id}_plan"])
        for c in planned
        if whole and _lacks(whole[c.id], whole[f"{c.id}_plan"])
    ]
    if lacking:
        lines.append(f"{read.say(said.TOTAL)}: {', '.join(lacking)}")
    if rows:
        rows.append((read.say(said.TOTAL), *(_cell(read, whole[c.id], whole[f"{c.id}_plan"]) for c in planned)))
    below = (read.say(said.DONE, names=_few(read, done)),) if done else ()
    head = (read.say(said.MANAGER), *(column.title.to(read.language) for column in planned)) if rows else ()
    return Section(title, (*lines, *below) or (read.say(said.NO_PLAN),), head, tuple(rows), below)


def _awaited(read: _Reader) -> Section | None:
    """The money of today that has not come yet."""
    found = [row for row in read.rows("day", "managers") if _n(row["due_today"])]
    if not found:
        return None
    found.sort(key=lambda row: (-_n(row["due_today"]), str(row["manager"])))
    names = [f"{row['manager']} {read.money(row['due_today'], sign=False)}" for row in found]
    whole = read.money(sum(_n(row["due_today"]) for row in found))
    return Section(read.say(said.AWAITED), (f"{whole}: {_few(read, names)}",))


def _few(read: _Reader, names: list[str]) -> str:
    """So many names that they stay a line or two."""
    rest = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" {read.say(said.OTHERS, n=rest)}" if rest > 0 else "")


def _left(read: _Reader, left: list[tuple[Column, Value, Value]]) -> str:
    """«Звонки 12 из 30, Встречи 0 из 1»; where nothing is written down, only what was planned."""
    if all(fact is None for _, fact, _ in left):
        plan = ", ".join(f"{column.title.to(read.language)} {read.number(_need(plan))}" for column, _, plan in left)
        return read.say(said.NOTHING_WRITTEN, plan=plan)
    return ", ".join(_of_plan(read, column, fact, plan) for column, fact, plan in left)


def _need(plan: Value) -> int:
    """A day's plan as a whole number: two thirds of a meeting are one, a third is none."""
    return int(_n(plan) + 0.5)


def _lacks(fact: Value, plan: Value) -> bool:
    return _need(plan) > _n(fact)


def _cell(read: _Reader, fact: Value, plan: Value) -> str:
    return "" if plan is None else f"{read.number(fact)} / {read.number(_need(plan))}"


def _of_plan(read: _Reader, column: Column, fact: Value, plan: Value) -> str:
    shown = {"fact": read.number(_n(fact)), "plan": read.number(_need(plan))}
    return f"{column.title.to(read.language)} {read.say(said.OF_PLAN, **shown)}"


def _n(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _why(block: Block | None, otherwise: str) -> str:
    """Why a block has nothing to say."""
    return block.unavailable.message if block and block.unavailable else otherwise
