"""No phone and no e-mail leaves in a message, whoever typed it where; amounts and dates stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

import pytest

import templates
from core.agenda import Agenda, Section, agenda, text
from core.i18n import money
from core.intake import book
from core.refresh import compute
from core.workbook import Cell, Sheet
from sheets_addon.alerts.masking import mask, masked
from sheets_addon.workbooks import open_xlsx
from templates.demo import ASOF


@pytest.mark.parametrize(
    "phone",
    [
        "+7 912 345-67-89", "8 (912) 345-67-89", "89123456789", "+79123456789", "8-912-345-67-89", "+7(912)3456789",
        "8 912 345 67 89", "+7 912 345 67 89", "+7.912.345.67.89",
    ],
)  # fmt: skip
def test_phones(phone: str) -> None:
    assert mask(f"Позвонить Ивану {phone}, завтра", "ru") == "Позвонить Ивану [телефон], завтра"


@pytest.mark.parametrize("email", ["ivan@romashka.ru", "i.v-a+n@sub.romashka.co.uk", "иван@фирма.рф"])
def test_emails(email: str) -> None:
    assert mask(f"Send an offer to <{email}>.", "en") == "Send an offer to <[e-mail]>."


@pytest.mark.parametrize(
    "said",
    [
        f"Итого: {money(89123456789, 'ru', 'RUB')}", money(8912345678912, "en", "USD"), "31.03.2026, 11:00", "12 из 30",
        "Счёт 2026-0331-8912", "ИНН 7701234567", "@анна", "107 700 → 107 700 → 84 900 ₽",
    ],
)  # fmt: skip
def test_what_is_neither_stays(said: str) -> None:
    assert mask(said, "ru") == said


def test_every_place_of_an_agenda_is_looked_through() -> None:
    dirty = "x 89123456789 ivan@romashka.ru"
    made = Agenda("t", "", (Section("s", (dirty,), ("h",), ((dirty, "1"),), (dirty,)),), "ru")
    [section] = masked(made).sections
    clean = "x [телефон] [почта]"
    assert section == Section("s", (clean,), ("h",), ((clean, "1"),), (clean,))


def test_a_message_of_a_whole_workbook_holds_no_clients_contacts() -> None:
    """The filled template, with contacts where they belong and, as people do, in every next step."""
    cells = open_xlsx(templates.path("ru", True)).read(book.is_input)
    dirty = replace(cells, sheets=[replace(sheet, rows=list(with_contacts(sheet))) for sheet in cells.sheets])
    for slot in ("morning", "11"):
        made = agenda(compute(dirty, ASOF, slot, datetime.combine(ASOF, time(9)), run_id="x"))  # type: ignore[arg-type]
        if slot == "morning":
            assert TYPED in text(made)  # it would have been there
        sent = text(masked(made))
        assert "@" not in sent and "345-67-89" not in sent


TYPED = "+7 912 345-67-89 ivan@romashka.ru"
HOLDERS = {"Телефон", "Почта", "Следующий шаг"}


def with_contacts(sheet: Sheet) -> Iterator[list[Cell]]:
    held: set[int] = set()
    for row in sheet.rows:
        titles = {n for n, cell in enumerate(row) if isinstance(cell, str) and cell.rstrip("* ") in HOLDERS}
        yield [TYPED if n in held - titles and cell is not None else cell for n, cell in enumerate(row)]
        held |= titles
