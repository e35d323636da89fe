"""The files to install by: checked by the tools that read them where those are here, and against the code."""

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from sheets_addon.cli import planerka
from sheets_addon.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
PROGRAM = "/usr/local/lib/planerka/bin/planerka"
MOST_EXPOSED = 20
"""Of 100: what systemd-analyze calls OK ends at 40."""


@pytest.fixture
def analyze(tmp_path: Path) -> str:
    """The tool; the units lie beside it in ``tmp_path``, with a program that is there."""
    found = shutil.which("systemd-analyze")
    if found is None:
        said = "NO SYSTEMD-ANALYZE: the units were not checked. apt-get install systemd"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    for unit in [*UNITS, *DEPLOY.glob("*.timer")]:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace(PROGRAM, "/bin/true"))
    return found


def run(*command: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)


def test_systemd_takes_the_units(analyze: str, tmp_path: Path) -> None:
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 4
    ended = run(analyze, "verify", *(f"./{name}" for name in names), cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    (tmp_path / names[0]).write_text("[Service]\nExecStart=/bin/nothing\nNoNewPrivilege=yes\n")
    ended = run(analyze, "verify", f"./{names[0]}", cwd=tmp_path)
    assert ended.returncode != 0 or "NoNewPrivilege" in ended.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_may_do_little(unit: Path, analyze: str, tmp_path: Path) -> None:
    judged = ("security", "--offline=true", f"--threshold={MOST_EXPOSED}")
    assert run(analyze, *judged, f"./{unit.name}", cwd=tmp_path).returncode == 0
    (tmp_path / "open.service").write_text("[Service]\nExecStart=/bin/true\n")
    assert run(analyze, *judged, "./open.service", cwd=tmp_path).returncode != 0


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_calls_what_there_is(unit: Path) -> None:
    text = unit.read_text("utf-8")
    [command] = re.findall(r"^ExecStart=(.+)$", text, re.M)
    program, name, *options = shlex.split(command)
    assert program == PROGRAM
    there = {option for one in planerka("en").commands[name].params for option in one.opts}
    assert {option for option in options if option.startswith("-")} <= there
    settings = {f"PLANERKA_{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(r"\b(PLANERKA_[A-Z_]+)=", text)) <= settings
    for credential in re.findall(r"LoadCredential=planerka_(\w+):", text):
        assert credential in Settings.model_fields
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=planerka", "User=planerka"):
        assert line in text


def test_the_environment_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DEPLOY / "planerka.env").read_text("utf-8")
    for name, value in re.findall(r"^#? ?(PLANERKA_[A-Z_]+)=(.*)$", text, re.M):
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.trusted_hosts == ("sales.example",) and settings.trusted_proxies == ("127.0.0.1",)
    assert settings.public_url == "https://sales.example" and settings.workers == 4
    assert "SECRET" not in re.sub(r"^#.*$", "", text, flags=re.M)


def test_the_container_is_of_what_is_pinned_and_runs_without_root() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = {words.split()[0] for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.M)}
    assert set(packages["packages"]) <= copied
    for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.M):
        assert all((ROOT / name).exists() for name in words.split()[:-1])
    assert all(
        "--require-hashes" in line or "--no-index" in line for line in text.splitlines() if "pip install" in line
    )
    last = text.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER (?!0)\d+:\d+$", last, re.M)
    assert "/health/ready" in last and "STOPSIGNAL SIGTERM" in last and "PLANERKA_LOG=stdout" in last
    assert 'ENTRYPOINT ["planerka"]' in last


def test_the_container_s_tools_are_pinned_with_their_hashes() -> None:
    """What the awk of the Containerfile takes out of the pins for developers."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    pins = (ROOT / "requirements-dev.txt").read_text("utf-8")
    for names in re.findall(r"keep = /\^\(([\w|-]+)\)==/", text):
        for name in names.split("|"):
            assert re.search(rf"^{name}==\S+.*\\\n +--hash=sha256:", pins, re.M), name


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_the_proxies_lead_to_the_service(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    assert f"127.0.0.1:{Settings.model_fields['port'].default}" in text
    assert "/metrics" in text and "404" in text
    assert "X-Request-ID" in text
    [megabytes] = re.findall(r"(?:max_size|client_max_body_size) (\d+)", text)
    assert int(megabytes) * 1024 * 1024 > max(Settings.model_fields[one].default for one in ("max_body", "max_upload"))
