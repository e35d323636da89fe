"""A real LibreOffice Calc without a screen, with our add-in installed for it alone: the tests' spreadsheet host."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from excel_udfs.libreoffice.build import NoSdk, build

HOST = Path(__file__).with_name("host.py")
SECONDS = 120
LANGUAGES = {"ru": "ru", "en": "en-US"}


class Office:
    """Calc with one open book; every step is told in :mod:`tests.excel_udfs.libreoffice.host`."""

    def __init__(self, host: subprocess.Popen[str], soffice: subprocess.Popen[bytes]) -> None:
        self.host, self.soffice = host, soffice

    def run(self, *steps: list[Any]) -> list[Any]:
        """What each step answers, in order."""
        assert self.host.stdin and self.host.stdout
        limit = threading.Timer(SECONDS, self.host.kill)
        limit.start()
        try:
            self.host.stdin.write(json.dumps(steps) + "\n")
            self.host.stdin.flush()
            line = self.host.stdout.readline()
        finally:
            limit.cancel()
        assert line, f"the office has gone, or was silent for {SECONDS} s"
        return list(json.loads(line))

    def one(self, *step: Any) -> Any:
        return self.run(list(step))[0]


@contextmanager
def office(folder: Path, language: str = "en", python: Path = Path(sys.executable)) -> Iterator[Office]:
    """An office with a profile of its own in ``folder`` and the add-in installed there. Skips loudly without one."""
    soffice, unopkg = tool("soffice"), tool("unopkg")
    try:
        extension = build(folder / "planerka.oxt", python)
    except NoSdk:
        missing("unoidl-write is not installed (apt-get install libreoffice-dev)")
    profile = folder / "profile"
    speak(profile, language)
    shared = folder / "shared"
    shared.mkdir()
    # Root may install for everyone only; "everyone" is then a folder of ours, so that nothing stays on the machine.
    env = [f"-env:UserInstallation={profile.as_uri()}", f"-env:UNO_SHARED_PACKAGES_CACHE={shared.as_uri()}"]
    everyone = ["--shared"] if os.name == "posix" and os.geteuid() == 0 else []
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([unopkg, "add", "-f", *everyone, str(extension), *env], check=True, timeout=120, **quiet)
    pipe = f"planerka{uuid.uuid4().hex}"
    command = [soffice, *env, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"]
    started = subprocess.Popen(command, start_new_session=True, **quiet)
    try:
        host = subprocess.Popen(
            [office_python(soffice), str(HOST), pipe],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={k: v for k, v in os.environ.items() if not k.startswith("PYTHON")},
        )
        try:
            assert host.stdout and json.loads(host.stdout.readline() or "null") == "ready", "Calc did not start"
            yield Office(host, started)
        finally:
            host.communicate(timeout=30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait(30)


def speak(profile: Path, language: str) -> None:
    """A profile whose office speaks the language, as the settings of a person do."""
    user = profile / "user"
    user.mkdir(parents=True)
    code = LANGUAGES[language]
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{code}</value></prop></item>'
        for path, name in (
            ("/org.openoffice.Setup/L10N", "ooLocale"),
            ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale"),
            ("/org.openoffice.Office.Linguistic/General", "UILocale"),
        )
    )
    # Without its language pack the office's own words stay English, but it takes up the locale, and extensions' words.
    items += (
        '<item oor:path="/org.openoffice.Setup/Office/InstalledLocales">'
        f'<node oor:name="{code}" oor:op="replace"/></item>'
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def office_python(soffice: str) -> str:
    """The Python that can speak to the office: its own, or the system's with python3-uno."""
    own = Path(soffice).resolve().parent / "python"
    for python in (own, Path("/usr/bin/python3")):
        if python.exists() and not subprocess.run([python, "-c", "import uno"], capture_output=True).returncode:
            return str(python)
    return missing("no Python that can import uno (apt-get install python3-uno)")


def tool(name: str) -> str:
    return shutil.which(name) or missing(f"{name} is not installed (apt-get install libreoffice-calc)")


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; in CI this test must not skip")
    pytest.skip(reason)


def launcher(folder: Path) -> Path:
    """A command that is our Python."""
    return command(folder / "python", f'exec "{sys.executable}" "$@"')


def command(path: Path, script: str) -> Path:
    """A program that is one line of shell."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def processes(office: Office, word: str) -> list[int]:
    """The living processes of the office's session whose command has the word."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            session = folder.joinpath("stat").read_text().rpartition(")")[2].split()[3]
            if int(session) == office.soffice.pid and word.encode() in folder.joinpath("cmdline").read_bytes():
                found.append(int(folder.name))
    return sorted(found)
