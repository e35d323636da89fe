"""How soon a command answers: CPU seconds of fresh processes, against ``python -c "import pandas"``.

Promise: ``planerka --help`` within 0.3 s of CPU, ``planerka refresh`` of the filled template within 3 s, cold: a new
process that reads, computes and writes the report workbook.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import templates

PROMISES = {"help_s": 0.3, "refresh_s": 3.0}
ASOF = "2026-03-31"
_CLI = "from sheets_addon.cli import main; main()"


def run(times: int = 5) -> dict[str, float]:
    """CPU seconds (user + system, the least of ``times`` runs) and ratios to the import of pandas."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "reports.xlsx")
        book = str(templates.path("ru", True))
        pandas = least(["-c", "import pandas"], times)
        help = least(["-c", _CLI, "--help"], times)
        refresh = least(["-c", _CLI, "refresh", book, "--asof", ASOF, "--out", out], max(1, times // 2))
    return {
        "import_pandas_s": pandas,
        "help_s": help,
        "help_to_pandas": help / pandas,
        "refresh_s": refresh,
        "refresh_to_pandas": refresh / pandas,
    }


def least(arguments: Sequence[str], times: int) -> float:
    return min(cpu_seconds(arguments) for _ in range(times))


def cpu_seconds(arguments: Sequence[str]) -> float:
    """What one run of this Python with ``arguments`` costs, its own children included."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name:18} {value:8.3f}")
