"""The scripts of the add-in are type-checked against Microsoft's own declarations."""

import subprocess

from tests.excel_udfs.office_addin.node import ADDIN, modules

STRICT = "--noEmit --allowJs --checkJs --strict --noUncheckedIndexedAccess --target es2022 --module esnext".split()
TYPES = ["--types", "custom-functions-runtime,office-js,office-runtime"]


def test_types() -> None:
    packages = modules()
    found = [
        "--typeRoots",
        str(packages / "@types"),
        "--moduleResolution",
        "bundler",
        "--lib",
        "es2022,dom,dom.iterable",
    ]
    scripts = sorted(path.name for path in ADDIN.glob("*.js"))
    assert {"functions.js", "runtime.js", "taskpane.js"} <= {*scripts}
    run = [str(packages / ".bin" / "tsc"), *STRICT, *TYPES, *found, *scripts]
    made = subprocess.run(run, cwd=ADDIN, capture_output=True, text=True, timeout=240, check=False)
    assert made.returncode == 0, made.stdout
