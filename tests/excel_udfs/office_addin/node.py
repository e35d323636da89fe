"""Node and the packages that the tests of the add-in need: installed once, outside the repository's files."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LOCKED = ROOT / "tests" / "node"
ADDIN = ROOT / "excel_udfs" / "office_addin"
SCRIPTS = Path(__file__).parent / "js"


def node() -> str:
    """The program; without it the test is skipped, but not where everything must run."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        absent("node with npm")
    assert found
    return found


def absent(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not here, and CI may not go without it")
    pytest.skip(f"{what} is not here: the add-in for Excel is not run")


def modules() -> Path:
    """The ``node_modules`` of exactly the committed lock."""
    node()
    lock = (LOCKED / "package-lock.json").read_bytes()
    home = ROOT / "var" / "node" / hashlib.sha256(lock).hexdigest()[:16]
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # several test processes start at once
        if not (home / "ready").exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(LOCKED / name, home / name)
            run = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            made = subprocess.run(run, cwd=home, capture_output=True, text=True, timeout=300, check=False)
            if made.returncode:
                absent(f"the npm registry ({made.stderr[-300:]})")
            (home / "ready").touch()
    return home / "node_modules"


def run_tests(script: str, **env: str) -> None:
    """Run one file of tests in node; its output is the failure's."""
    run = [node(), "--test", "--test-reporter=spec", str(SCRIPTS / script)]
    made = subprocess.run(
        run, env={**os.environ, **env}, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT
    )
    assert made.returncode == 0, made.stdout[-6000:] + made.stderr[-2000:]
    assert " pass 0" not in made.stdout
