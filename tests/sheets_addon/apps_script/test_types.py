"""The scripts are type-checked against the declarations of Google's services."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sheets_addon.apps_script.project import HERE, SCRIPTS
from tests.excel_udfs.office_addin.node import modules

STRICT = "--noEmit --allowJs --checkJs --strict --noUncheckedIndexedAccess --target es2022 --module none".split()
LIBRARY = "es2020"
"""What Google's V8 has for certain."""
CLIENT = Path(__file__).parent / "js" / "client.d.ts"


def check(folder: Path, files: list[str], lib: str, types: str | None = None) -> str:
    """What the compiler says of them."""
    packages = modules()
    roots = ["--typeRoots", str(packages / "@types"), "--types", types] if types else ["--typeRoots", str(folder)]
    found = [*roots, "--lib", lib]
    run = [str(packages / ".bin" / "tsc"), *STRICT, *found, *files]
    made = subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    assert bool(made.returncode) == bool(made.stdout)
    return made.stdout


@pytest.mark.parametrize("functions", ["functions", "functions.en"])
def test_the_server_side(tmp_path: Path, functions: str) -> None:
    for name in (*SCRIPTS, functions):
        shutil.copy(HERE / f"{name}.gs", tmp_path / f"{name}.js")
    assert check(tmp_path, [f"{name}.js" for name in (*SCRIPTS, functions)], LIBRARY, "google-apps-script") == ""


def test_a_mistake_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text("// @ts-check\nCacheService.getDocumentCache().getAll(1);\n")
    assert "wrong.js(2" in check(tmp_path, ["wrong.js"], LIBRARY, "google-apps-script")


def test_the_sidebar(tmp_path: Path) -> None:
    shutil.copy(CLIENT, tmp_path)
    shutil.copy(HERE / "Sidebar.js", tmp_path)
    assert check(tmp_path, ["client.d.ts", "Sidebar.js"], "es2022,dom,dom.iterable") == ""
