"""``python -m docs.pictures``: draw each report of the sample workbook as LibreOffice prints it, for the pages."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from core.i18n import LANGUAGES, Language
from core.report import Report
from core.reports import all_reports
from docs.reports import picture
from docs.sample import sample
from sheets_addon.workbooks.words import PAGE
from sheets_addon.workbooks.xlsx.write import write_reports

HERE = Path(__file__).parent
DPI = 80
TOOLS = ("soffice", "pdftotext", "pdftoppm", "convert")


def absent() -> list[Path]:
    """Pictures of declared reports that are not there."""
    wanted = [HERE / picture(id, language) for id in all_reports() for language in LANGUAGES]
    return [path for path in wanted if not path.exists()]


def draw(language: Language, folder: Path) -> None:
    """The first printed page of each report, cut to what is on it."""
    result = sample(language)
    write_reports(result, folder / "sample.xlsx", folder / "planerka.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "sample.xlsx")
    _run("pdftotext", "-layout", folder / "sample.pdf", folder / "sample.txt")
    pages = (folder / "sample.txt").read_text("utf-8").split("\f")
    for report in result.reports:
        page = _first_page(report, pages, language)
        if page is None:
            continue
        target = HERE / picture(report.id, language)
        target.parent.mkdir(parents=True, exist_ok=True)
        drawn = folder / report.id
        _run("pdftoppm", "-r", DPI, "-f", page, "-l", page, "-singlefile", "-png", folder / "sample.pdf", drawn)
        _run("convert", f"{drawn}.png", "-trim", "-bordercolor", "white", "-border", 8, "+dither", "-colors", 48,
             "-strip", target)  # fmt: skip


def _first_page(report: Report, pages: list[str], language: Language) -> int | None:
    wanted, _, _ = PAGE.say(language, title=report.title, page="|", pages="").partition("|")
    return next((n for n, text in enumerate(pages, 1) if wanted in text), None)


def _run(tool: str, *arguments: object) -> None:
    subprocess.run([tool, *map(str, arguments)], check=True, timeout=300, stdout=subprocess.DEVNULL)


def main() -> int:
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking:
        sys.stderr.write(f"The pictures stay as they are: {', '.join(lacking)} not installed.\n")
        return 0
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            draw(language, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
