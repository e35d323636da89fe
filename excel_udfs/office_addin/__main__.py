"""``python -m excel_udfs.office_addin [--check]``: write the derived files of the add-in, or say which are old."""

import sys
from pathlib import Path

from excel_udfs.office_addin.icons import SIZES, icon
from excel_udfs.office_addin.metadata import javascript, metadata

FOLDER = Path(__file__).parent


def derived() -> dict[str, bytes]:
    """The derived files by name."""
    texts = {"functions.json": metadata("ru"), "functions.en.json": metadata("en"), "functions.js": javascript()}
    return {name: text.encode() for name, text in texts.items()} | {f"icon-{n}.png": icon(n) for n in SIZES}


def old() -> list[str]:
    """The names of the files that are not as the declarations say."""
    return [name for name, data in derived().items() if _read(FOLDER / name) != data]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def main(arguments: list[str]) -> int:
    found = old()
    if arguments != ["--check"]:
        for name in found:
            (FOLDER / name).write_bytes(derived()[name])
        return 0
    for name in found:
        sys.stderr.write(f"excel_udfs/office_addin/{name} is out of date, run make docs\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
