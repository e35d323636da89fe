"""The words of a message: the workbook's language, everything escaped, nothing remote; looked at in Chromium."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from datetime import datetime, time
from pathlib import Path

import pytest

import templates
from core.agenda import Agenda, Section, agenda
from core.i18n import Language
from core.intake import book
from core.refresh import compute
from sheets_addon.alerts import message
from sheets_addon.alerts.message import Message, stored
from sheets_addon.store.workbooks import Workbook
from sheets_addon.workbooks import open_xlsx
from templates.demo import ASOF
from tests.sheets_addon.alerts.conftest import DAY, MADE

BOOK = Workbook(7, "sheet", "Отдел <b>продаж</b> & Ко", "ru", "Europe/Moscow")


def made(book: Workbook = BOOK, what: Agenda = MADE, root: str | None = "https://sales.example") -> Message:
    return message.agenda(book, "agenda 2026-03-31 11:00", what, DAY, time(11), "11", root)


def test_what_comes_from_a_workbook_is_escaped() -> None:
    html = made().html
    assert "<script" not in html and "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Отдел &lt;b&gt;продаж&lt;/b&gt; &amp; Ко" in html
    assert "<script>alert(1)</script>" in made().text


def test_nothing_is_fetched_from_anywhere() -> None:
    """One link, which waits for a click; no picture, no style, no font from outside."""
    html = made().html
    assert re.findall(r'https?://[^"\s<]+', html) == ["https://sales.example/workbooks/7/agenda?slot=11"]
    assert not re.search(r"<(img|link|iframe|object|embed|video|audio|form|base)\b|url\(|@import|src=", html)


def test_without_a_public_address_there_is_no_link() -> None:
    one = made(root=None)
    assert one.url is None and "href" not in one.html and "://" not in one.text


def test_the_table_and_what_stands_below_it() -> None:
    one = made()
    assert '<td class="number">12 / 30</td>' in one.html and "План дня выполнен: Пётр." in one.html
    assert "Анна Белова: Звонки 12 из 30" in one.text
    assert one.text.startswith("Планёрка 11:00 · Отдел <b>продаж</b> & Ко · 31.03\n\nЧТО ИЗМЕНИЛОСЬ\n")


def test_in_english() -> None:
    one = made(replace(BOOK, language="en", title="Sales"), replace(MADE, language="en"))
    assert one.title == "Meeting 11:00 · Sales · 2026-03-31"
    assert "Open in Planerka: https://" in one.text and '<html lang="en">' in one.html
    for other in (message.failed, message.well):
        said = other(replace(BOOK, language="en", title="Sales"), "x", ["A line."], None)
        assert said.title.endswith(" · Sales") and "A line." in said.text and "<p>A line.</p>" in said.html
        assert not re.search("[а-яё]", said.title + said.text + said.html, re.IGNORECASE)


def test_half_characters_of_a_cell_are_no_obstacle() -> None:
    half = replace(MADE, sections=(Section("С", ("a\ud800b",)),))
    assert "a\ufffdb" in made(what=half).text and "a\ufffdb" in made(what=half).html


def test_an_id_is_of_one_message_of_one_workbook() -> None:
    assert made().id == made().id
    others = {made().id, made(replace(BOOK, id=8)).id, made(replace(BOOK, spreadsheet_id="other")).id}
    assert len(others | {message.trial(BOOK, "trial", None).id}) == 4


def test_what_the_store_keeps_is_the_agenda_again() -> None:
    for slot in ("morning", "11"):
        one = filled("ru", slot)
        assert stored(json.loads(json.dumps(asdict(one)))) == one


def filled(language: Language, slot: str) -> Agenda:
    cells = open_xlsx(templates.path(language, True)).read(book.is_input)
    return agenda(compute(cells, ASOF, slot, datetime.combine(ASOF, time(9)), run_id="x"))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("slot", ["morning", "11"])
def test_the_letter_fits_a_phone(language: Language, slot: str, tmp_path: Path) -> None:
    """In Chromium at 390 px nothing is wider than the screen; the picture is left for people's eyes."""
    one = made(replace(BOOK, language=language), filled(language, slot))
    page, browser = tmp_path / "letter.html", chromium()
    probe = "<script>document.title=document.documentElement.scrollWidth+' '+innerWidth</script></body>"
    page.write_text(one.html.replace("</body>", probe), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--hide-scrollbars"]
    picture = Path(os.environ.get("PLANERKA_PICTURES", str(tmp_path))) / f"letter-{language}-{slot}.png"
    shot = [browser, *flags, "--window-size=640,1000", f"--screenshot={picture}", page.as_uri()]
    subprocess.run(shot, check=True, capture_output=True, timeout=120)
    assert picture.stat().st_size > 5_000
    dump = [browser, *flags, "--window-size=500,1000", "--dump-dom", page.as_uri()]
    said = subprocess.run(dump, check=True, capture_output=True, timeout=120, text=True).stdout
    found = re.search(r"<title>(\d+) (\d+)</title>", said)
    assert found and int(found[1]) <= int(found[2])


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("NO CHROMIUM: the letters were not looked at")
    return str(found)
