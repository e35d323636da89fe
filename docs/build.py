"""``python -m docs.build [--check]``: write the pages that are derived from the declarations, or say which is stale."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from core.i18n import LANGUAGES, Language, T
from docs import alerts, api, dashboard, excel, functions, guide, operations, pictures, reports, tables
from sheets_addon.cli.reference import reference

HERE = Path(__file__).parent
MADE = T(
    "Страница собрана из объявлений в коде: `make docs`. Правьте объявления, а не её.",
    "Made from the declarations in the code by `make docs`: change those, not this page.",
)
PAGES: dict[str, tuple[T, Callable[[Language], Iterator[str]]]] = {
    "functions": (T("Функции таблиц", "Spreadsheet functions"), functions.lines),
    "reports": (T("Вкладки отчётов", "Report tabs"), reports.lines),
    "api": (T("REST API службы", "The REST API of the service"), api.lines),
    "tables": (T("Вкладки, которые заполняют люди", "Tabs that people fill"), tables.lines),
}


def pages() -> Iterator[tuple[Path, str]]:
    """Every derived page and what it must say."""
    yield HERE / "cli.md", reference()
    yield HERE / "grafana" / "alerts.yml", alerts.rules()
    for language in LANGUAGES:
        suffix = ".ru" if language == "ru" else ""
        yield HERE / "grafana" / f"planerka{suffix}.json", dashboard.dashboard(language)
        for name, (title, lines) in PAGES.items():
            head = f"# {title.to(language)}\n\n{MADE.to(language)}\n\n"
            yield HERE / f"{name}{suffix}.md", head + "\n".join(lines(language)).rstrip() + "\n"
        for name, made in (("excel", excel.page), ("guide", guide.page), ("operations", operations.page)):
            page = HERE / f"{name}{suffix}.md"
            yield page, made(page, language)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m docs.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is out of date")
    check = parser.parse_args(arguments).check
    stale = [(file, text) for file, text in pages() if not file.exists() or file.read_text("utf-8") != text]
    for file, text in stale:
        if not check:
            file.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"docs/{file.relative_to(HERE)}: {'out of date, run make docs' if check else 'written'}\n")
    undrawn = pictures.absent() if check else []
    for path in undrawn:
        sys.stdout.write(f"docs/{path.relative_to(HERE)}: no picture, run make docs\n")
    return int(check and bool(stale or undrawn))


if __name__ == "__main__":
    sys.exit(main())
