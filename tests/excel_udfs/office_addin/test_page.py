"""The task pane as Chromium shows it, under the service's own Content-Security-Policy."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.excel_udfs.office_addin.conftest import Service
from tests.excel_udfs.office_addin.node import absent


def shown(service: Service, folder: Path, **stored: str) -> tuple[str, str]:
    """The pane after a while, and what its console said; ``stored`` is what Excel keeps for it."""
    return opened(f"{service.url}/excel/taskpane.html#{quote(json.dumps(stored))}", folder)


def opened(address: str, folder: Path) -> tuple[str, str]:
    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )
    if not chromium:
        absent("Chromium")
    run = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder}",
        "--disable-dev-shm-usage",
    ]
    look = ["--enable-logging=stderr", "--v=0", "--window-size=360,720", "--virtual-time-budget=20000", "--dump-dom"]
    made = subprocess.run([*run, *look, address], capture_output=True, text=True, timeout=120, check=True)
    return made.stdout, "\n".join(line for line in made.stderr.splitlines() if "CONSOLE" in line)


@pytest.mark.parametrize(
    ("language", "done", "button"),
    [("ru-RU", "Готово: отчётов — ", "Обновить отчёты"), ("en-US", "Done: ", "Refresh reports")],
)
def test_the_pane_refreshes_the_open_workbook(
    service: Service, tmp_path: Path, language: str, done: str, button: str
) -> None:
    page, console = shown(service, tmp_path, language=language, **{"planerka.key": service.key})
    assert console == ""
    assert done in page
    assert f">{button}<" in page
    assert f'lang="{language[:2]}"' in page
    assert int(re.findall(r'data-sheets="(\d+)"', page)[0]) > 3
    assert int(re.findall(r'data-functions="(\d+)"', page)[0]) >= 47
    assert "disabled" not in page


def test_without_a_key_it_asks_for_one(service: Service, tmp_path: Path) -> None:
    page, console = shown(service, tmp_path)
    assert console == ""
    assert "Вставьте ключ API." in page


def test_a_key_that_is_typed_is_kept_and_cells_ask_again(service: Service, tmp_path: Path) -> None:
    page, console = shown(service, tmp_path, typed=f" {service.key} ")
    assert console == ""
    assert 'data-calculated="Full"' in page
    assert "Готово: отчётов — " in page


def test_a_key_is_not_sent_without_encryption(service: Service, tmp_path: Path) -> None:
    page, _ = shown(service, tmp_path, typed=service.key, address="http://sales.example")
    assert "должен начинаться с https://" in page


def test_a_wrong_key_is_said(service: Service, tmp_path: Path) -> None:
    page, console = shown(service, tmp_path, **{"planerka.key": "wrong"})
    assert "Служба не приняла ключ" in page
    assert 'class="error"' in page
    assert console == ""


def test_the_console_is_heard(tmp_path: Path) -> None:
    assert "boo" in opened("data:text/html,<script>console.error('boo')</script>", tmp_path)[1]
