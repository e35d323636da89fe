"""``python -m sheets_addon.apps_script [--check | --out FOLDER --url URL …]``: write the derived files of the add-on,
say which are old, or put the project together that goes to Google."""

import argparse
import sys
from pathlib import Path

from core.errors import PlanerkaError
from core.i18n import LANGUAGES
from sheets_addon.apps_script.metadata import PLACEHOLDER, functions, manifest
from sheets_addon.apps_script.project import project

FOLDER = Path(__file__).parent


def derived() -> dict[str, str]:
    """The derived files by name."""
    return {"functions.gs": functions("ru"), "functions.en.gs": functions("en"), "appsscript.json": manifest()}


def old() -> list[str]:
    """The names of the files that are not as the declarations say."""
    return [name for name, text in derived().items() if _read(FOLDER / name) != text]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m sheets_addon.apps_script", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a derived file is out of date")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the project for Google there")
    parser.add_argument("--url", default=PLACEHOLDER, help="the service's address on the internet, https://…")
    parser.add_argument("--language", choices=LANGUAGES, default="ru", help="of the functions' help (default: ru)")
    parser.add_argument("--zone", default="Europe/Moscow", help="the spreadsheet's time zone (default: Europe/Moscow)")
    given = parser.parse_args(arguments)
    if given.out:
        return _made(given)
    stale = old()
    for name in stale:
        if given.check:
            sys.stderr.write(f"sheets_addon/apps_script/{name} is out of date, run make docs\n")
        else:
            (FOLDER / name).write_text(derived()[name], "utf-8", newline="\n")
    return int(given.check and bool(stale))


def _made(given: argparse.Namespace) -> int:
    try:
        files = project(given.language, given.url, given.zone)
    except PlanerkaError as error:
        sys.stderr.write(error.message(given.language) + "\n")
        return 2
    given.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (given.out / name).write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{given.out / name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
