"""The promise of the README: a fresh clone, one command, nothing but Python, pip and make."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str], folder: Path) -> float:
    """How long ``command`` took; fails with what it said if it did not end well."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_", "VIRTUAL_ENV"))}
    begun = time.monotonic()
    made = subprocess.run(
        command, cwd=folder, env=own, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900
    )
    assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
    return time.monotonic() - begun


@pytest.mark.long
def test_the_demo_of_a_fresh_clone_works_and_the_second_time_is_quick(tmp_path: Path) -> None:
    seconds(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], tmp_path)
    demo = ["make", f"PYTHON={sys.executable}", "demo", "CHECK=1"]
    seconds(demo, tmp_path / "clone")
    assert seconds(demo, tmp_path / "clone") < 20
