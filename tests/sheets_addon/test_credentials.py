"""Settings from files, as systemd's LoadCredential and the secrets of containers give them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def shown(folder: Path, **environ: str) -> str:
    code = "from sheets_addon.settings import Settings as S; print(S().store_key, S().port)"
    given = {name: value for name, value in os.environ.items() if not name.startswith("PLANERKA_")}
    given |= {"CREDENTIALS_DIRECTORY": str(folder), "PYTHONPATH": str(ROOT)} | environ
    return subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True).stdout


def test_a_credential_is_a_setting_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "planerka_secret_key").write_text("k" * 40 + "\n")
    (tmp_path / "planerka_port").write_text("9000")
    assert shown(tmp_path) == f"{'k' * 40} 9000\n"
    assert shown(tmp_path, PLANERKA_PORT="9001") == f"{'k' * 40} 9001\n"


def test_of_other_services_credentials_nothing_is_taken(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("x" * 40)
    assert shown(tmp_path) == "None 8765\n"
