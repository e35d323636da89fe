"""``python -m excel_udfs.libreoffice --out planerka.oxt``: build the add-in for the Python that runs this."""

import argparse
import sys
from pathlib import Path

from excel_udfs.libreoffice.build import NoSdk, build

NO_SDK = (
    "Нет unoidl-write: он в SDK LibreOffice (Debian: apt-get install libreoffice-dev).\n"
    "No unoidl-write: it is in LibreOffice's SDK (Debian: apt-get install libreoffice-dev)."
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m excel_udfs.libreoffice", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("planerka.oxt"), help="the file to write")
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="the Python that has Planerka, if it is another"
    )
    given = parser.parse_args(arguments)
    try:
        made = build(given.out, given.python)
    except NoSdk:
        sys.stderr.write(NO_SDK + "\n")
        return 3
    sys.stdout.write(f"{made}\nunopkg add {made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
