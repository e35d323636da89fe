"""The button: progress without a reload, honest when it fails or nobody does it, and working without scripts."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

import templates
from sheets_addon.store import workbooks
from sheets_addon.work import utc_now
from tests.browser.live import Live, Open, living

STEPS = re.compile("В очереди|Начинаем|Смотрим|Читаем|Считаем отчёты|Записываем")


@pytest.fixture(scope="module")
def book(live: Live) -> int:
    """One of this module's own, which has not been refreshed yet."""
    return live.connect("ru", "Новая книга")


def test_the_first_reports_appear_by_themselves(live: Live, visit: Open, book: int) -> None:
    head = visit(live, "head")
    head.go(f"/workbooks/{book}")
    expect(head.page.locator("h1")).to_have_text("Отчётов пока нет.")
    loads: list[str] = []
    head.page.on("framenavigated", lambda frame: loads.append(frame.url))
    head.page.keyboard.press("Tab")
    button = head.page.get_by_role("button", name="Обновить «Новая книга»")
    button.focus()
    head.page.keyboard.press("Enter")
    state = head.page.locator(f"#state-{book}")
    expect(state).to_contain_text(STEPS)
    expect(state.get_by_role("progressbar", name="Ход обновления")).to_be_visible()
    expect(head.page.locator("h1")).to_have_text("Сводка")
    expect(head.page.locator("#content canvas").first).to_be_visible()
    expect(head.page.locator("#menu")).to_contain_text("Воронка")
    expect(state).to_contain_text("Обновлено только что")
    expect(state.get_by_role("progressbar")).to_have_count(0)
    assert head.page.evaluate("document.activeElement.id") == f"refresh-{book}"
    assert not loads


def test_a_changed_cell_changes_the_page_that_is_open(live: Live, visit: Open, book: int) -> None:
    head = visit(live, "head")
    head.go(f"/workbooks/{book}/problems")
    before = head.page.locator("#content tbody tr").count()
    assert before > 5
    shutil.copyfile(templates.path("ru", False), live.home / "Новая книга.xlsx")
    head.page.click(f"#refresh-{book}")
    expect(head.page.locator("#content")).to_contain_text("Проблем в ячейках нет")
    expect(head.page.locator("#menu .badge")).to_have_count(0)
    shutil.copyfile(templates.path("ru", True), live.home / "Новая книга.xlsx")
    head.page.click(f"#refresh-{book}")
    expect(head.page.locator("#content tbody tr")).to_have_count(before)


def test_a_file_that_is_gone_is_said_and_the_reports_stay(live: Live, visit: Open, book: int) -> None:
    head = visit(live, "head")
    head.go(f"/workbooks/{book}")
    path = live.home / "Новая книга.xlsx"
    aside = path.rename(path.with_suffix(".aside"))
    head.page.click(f"#refresh-{book}")
    state = head.page.locator(f"#state-{book}")
    expect(state).to_contain_text("Не удалось обновить")
    expect(state).to_contain_text("Обновлено")
    expect(head.page.locator("h1")).to_have_text("Сводка")
    assert not head.violations()
    head.shot("state-failed")
    aside.rename(path)
    head.page.click(f"#refresh-{book}")
    expect(state).not_to_contain_text("Не удалось обновить")


def test_the_first_page_renews_the_figures_of_its_card(live: Live, visit: Open, book: int) -> None:
    head = visit(live, "head", screen="phone")
    run = head.page.locator(f"#run-{book}").get_attribute("value")
    head.page.click(f"#refresh-{book}")
    expect(head.page.locator(f"#run-{book}")).not_to_have_value(run or "")
    expect(head.page.locator(f"#state-{book}")).to_contain_text("Обновлено только что")


def test_it_works_without_scripts(live: Live, visit: Open, book: int) -> None:
    head = visit(live, "head", java_script_enabled=False)
    head.go(f"/workbooks/{book}/problems")
    head.page.click(f"#refresh-{book}")
    head.page.wait_for_load_state()
    assert head.page.url.endswith(f"/workbooks/{book}/problems")
    for _ in range(60):
        head.page.wait_for_timeout(500)
        head.page.reload()
        if not STEPS.search(head.page.inner_text(f"#state-{book}")):
            break
    assert "Обновлено только что" in head.page.inner_text(f"#state-{book}")


def test_where_nobody_works_the_card_says_so(tmp_path: Path, visit: Open) -> None:
    with living(tmp_path, works=False) as live:
        id = live.connect("ru")
        with live.service.store.write() as session:
            workbooks.want(session, id, "manual", utc_now() - timedelta(minutes=3))
        head = visit(live, "head")
        state = head.page.locator(f"#state-{id}")
        expect(state).to_contain_text("никто не берётся уже 3 мин")
        assert not head.violations()
        head.shot("state-nobody")


def test_the_keyboard_reaches_the_content_at_once_and_the_menu_folds(live: Live, visit: Open) -> None:
    head = visit(live, "head", screen="phone")
    head.go(f"/workbooks/{live.books['ru']}")
    head.page.keyboard.press("Tab")
    assert head.page.evaluate("document.activeElement.className") == "skip"
    head.page.keyboard.press("Enter")
    assert head.page.evaluate("document.activeElement.id") == "main"
    button = head.page.locator(".menu-button")
    expect(button).to_have_text("Сводка")
    expect(head.page.get_by_role("link", name="Воронка", exact=True)).to_be_hidden()
    button.focus()
    head.page.keyboard.press("Space")
    assert button.get_attribute("aria-expanded") == "true"
    head.page.get_by_role("link", name="Воронка", exact=True).click()
    expect(head.page.locator("h1")).to_have_text("Воронка")
    expect(button).to_have_text("Воронка")


def test_the_text_for_the_chat_is_copied(live: Live, visit: Open) -> None:
    head = visit(live, "head", permissions=["clipboard-read", "clipboard-write"])
    head.go(f"/workbooks/{live.books['ru']}/agenda")
    head.page.get_by_role("button", name="Скопировать в чат").click()
    expect(head.page.get_by_role("button", name="Скопировано")).to_be_visible()
    text = head.page.evaluate("navigator.clipboard.readText()")
    assert text == head.page.locator("#chat").input_value()
    assert "Планёрка" in text
