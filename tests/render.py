"""A workbook as pictures, as LibreOffice shows and prints it: for people's eyes and for tests of what is drawn."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def render(workbook: Path, folder: Path, dpi: int = 70) -> list[Path]:
    """One PNG a printed page, in order. Skips loudly where LibreOffice or poppler is missing, but fails in CI."""
    pdf = convert(workbook, folder, "pdf")
    pages = folder / f"{workbook.stem}-page"
    subprocess.run([_tool("pdftoppm", "poppler-utils"), "-r", str(dpi), "-png", pdf, pages], check=True, timeout=120)
    return sorted(folder.glob(f"{pages.name}-*.png"))


def convert(workbook: Path, folder: Path, kind: str) -> Path:
    """``workbook`` opened by LibreOffice and saved as ``kind`` (pdf, fods, csv …)."""
    soffice = _tool("soffice", "libreoffice-calc")
    profile = f"-env:UserInstallation={(folder / 'lo-profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    made = folder / f"{workbook.stem}.{kind}"
    assert made.exists(), f"LibreOffice made no {kind} of {workbook.name}"
    return made


def _tool(name: str, package: str) -> str:
    return shutil.which(name) or _missing(f"{name} is not installed (apt-get install {package})")


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; in CI this test must not skip")
    pytest.skip(reason)
