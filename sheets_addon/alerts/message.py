"""What a message says, in the workbook's language: a subject, a text, and the same as HTML without remote content."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from core.agenda import Agenda, Section, text
from core.i18n import T, clean
from core.i18n.formats import day as say_day
from sheets_addon.alerts.masking import masked
from sheets_addon.store.workbooks import Workbook

Kind = Literal["agenda", "failed", "well", "trial"]

AGENDA = T("Планёрка {at} · {title} · {day}", "Meeting {at} · {title} · {day}")
FAILED = T("Отчёты не обновляются · {title}", "The reports are not refreshed · {title}")
WELL = T("Отчёты снова обновляются · {title}", "The reports are refreshed again · {title}")
TRIAL = T("Пробное сообщение · {title}", "A trial message · {title}")
TRIAL_LINE = T(
    "Если вы это читаете, сообщения доходят. Повестка придёт сюда же, за несколько минут до планёрки.",
    "If you read this, messages arrive. The agenda will come the same way, some minutes before the meeting.",
)
OPEN = T("Открыть в Планёрке", "Open in Planerka")
WHY = T(
    "Отправила Планёрка: так выбрано в настройках книги, там же это и выключают.",
    "Sent by Planerka: the workbook's settings say so, and there it is switched off.",
)


@dataclass(frozen=True, slots=True)
class Message:
    """``id`` is the same however often it is sent; ``url`` None where nobody has said how the service is reached."""

    id: str
    kind: Kind
    workbook: Workbook
    title: str
    text: str
    html: str
    url: str | None


def agenda(book: Workbook, what: str, made: Agenda, day: date, at: time, slot: str, root: str | None) -> Message:
    """Of the meeting at ``at`` (the workbook's wall clock); ``root`` is the service's public address."""
    shown = f"{day:%d.%m}" if book.language == "ru" else say_day(day, "en")
    subject = AGENDA.say(book.language, at=f"{at:%H:%M}", title=_title(book), day=shown)
    return _message(book, "agenda", what, masked(made), subject, root and f"{root}{_path(book)}/agenda?slot={slot}")


def failed(book: Workbook, what: str, lines: Sequence[str], root: str | None) -> Message:
    return _lines(book, "failed", what, FAILED, lines, root)


def well(book: Workbook, what: str, lines: Sequence[str], root: str | None) -> Message:
    return _lines(book, "well", what, WELL, lines, root)


def trial(book: Workbook, what: str, root: str | None) -> Message:
    return _lines(book, "trial", what, TRIAL, [TRIAL_LINE.to(book.language)], root)


def stored(kept: Mapping[str, Any]) -> Agenda:
    """An agenda as :mod:`sheets_addon.store.agendas` keeps it."""
    sections = (
        Section(s["title"], tuple(s["lines"]), tuple(s["head"]), tuple(map(tuple, s["rows"])), tuple(s["below"]))
        for s in kept["sections"]
    )
    return Agenda(kept["title"], kept["subtitle"], tuple(sections), kept["language"])


def _lines(book: Workbook, kind: Kind, what: str, subject: T, lines: Sequence[str], root: str | None) -> Message:
    made = Agenda("", "", (Section("", tuple(lines)),), book.language)
    return _message(book, kind, what, made, subject.say(book.language, title=_title(book)), root and root + _path(book))


def _message(book: Workbook, kind: Kind, what: str, made: Agenda, subject: str, url: str | None) -> Message:
    made, words = replace(made, title=subject), book.language
    plain = text(made).strip() if kind == "agenda" else "\n".join([subject, "", *made.sections[0].lines])
    plain += "".join(f"\n\n{line}" for line in (f"{OPEN.to(words)}: {url}" if url else "", WHY.to(words)) if line)
    html = _template().render(made=made, url=url, open=OPEN.to(words), why=WHY.to(words), language=words)
    return Message(_id(book, what), kind, book, subject, _whole(plain) + "\n", _whole(html), url)


def _id(book: Workbook, what: str) -> str:
    """Of this message, nowhere else to be met: an id of a workbook is another one's in another store."""
    known = f"{book.id} {book.spreadsheet_id} {book.added_at} {what}"
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _title(book: Workbook) -> str:
    """One line of a subject, whatever a file is called; «=?» begins an encoded word, which would be decoded."""
    return clean("".join(c if c.isprintable() else " " for c in book.title)).replace("=?", "= ?")[:80]


def _path(book: Workbook) -> str:
    return f"/workbooks/{book.id}"


def _whole(text: str) -> str:
    """Without half characters, which no mail can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@cache
def _template() -> Any:
    """Everything that comes from a workbook is escaped."""
    made = Environment(
        loader=PackageLoader("sheets_addon.alerts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("message.html")
