"""What this machine has and what it lacks. Each check is a function of the settings, found by its place in CHECKS."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import metadata
from tempfile import TemporaryFile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import PlanerkaError
from core.i18n import T
from sheets_addon import doctor_google, doctor_mail
from sheets_addon.finding import Finding
from sheets_addon.reasons import reason
from sheets_addon.settings import Settings

PYTHON = T("Python {version}.", "Python {version}.")
OLD_PYTHON = T(
    "Python {version}, а нужен 3.11 или новее: python.org/downloads",
    "Python {version}, but 3.11 or newer is needed: python.org/downloads",
)
PACKAGES = T("Все пакеты на месте ({n}).", "All packages are there ({n}).")
NO_PACKAGE = T(
    "Не хватает пакетов: {names}. Выполните: pip install --force-reinstall planerka",
    "Packages are missing: {names}. Run: pip install --force-reinstall planerka",
)
NOT_INSTALLED = T(
    "Программа запущена без установки. Выполните: pip install planerka (в исходниках: make demo)",
    "The program runs without being installed. Run: pip install planerka (in its sources: make demo)",
)
HOME = T("Папка данных {path} доступна для записи.", "The data folder {path} can be written.")
NO_HOME = T(
    "В папку данных {path} не записать ({why}). Укажите другую в PLANERKA_HOME.",
    "The data folder {path} cannot be written ({why}). Name another in PLANERKA_HOME.",
)
CLOCK = T("Часы: {now}, Москва — {there}.", "Clock: {now}, in Moscow {there}.")
BAD_CLOCK = T(
    "Часы показывают {now}: проверьте дату на этой машине.", "The clock says {now}: check the date of this machine."
)
NO_ZONES = T("Нет часовых поясов. Выполните: pip install tzdata", "There are no time zones. Run: pip install tzdata")
DEMO = T("Книга примера читается, отчётов с данными: {n}.", "The example workbook can be read; reports with data: {n}.")
NO_DEMO = T("Книга примера не читается: {why}", "The example workbook cannot be read: {why}")
NO_OFFICE = T(
    "Excel и LibreOffice не нужны: файлы .xlsx читаются и пишутся без них.",
    "Excel and LibreOffice are not needed: .xlsx files are read and written without them.",
)


def findings(settings: Settings) -> Iterator[Finding]:
    """Each check in turn; one may have nothing to say."""
    for check in (*CHECKS, *doctor_google.CHECKS, *doctor_mail.CHECKS):
        found = check(settings)
        if found is not None:
            yield found


def python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= (3, 11)
    return Finding(fine, PYTHON if fine else OLD_PYTHON, {"version": version})


def packages(_: Settings) -> Finding:
    """The requirements that the installed distribution itself names."""
    try:
        needs = metadata.requires("planerka") or ()
    except metadata.PackageNotFoundError:
        return Finding(False, NOT_INSTALLED)
    names = [re.split(r"[^\w.-]", need)[0] for need in needs if "extra ==" not in need]
    missing = [name for name in names if not _is_installed(name)]
    return Finding(not missing, NO_PACKAGE if missing else PACKAGES, {"names": ", ".join(missing), "n": len(names)})


def home(settings: Settings) -> Finding:
    path = settings.home.absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path):
            return Finding(True, HOME, {"path": path})
    except OSError as error:
        return Finding(False, NO_HOME, {"path": path, "why": reason(error)})


def clock(_: Settings) -> Finding:
    now = datetime.now(UTC)
    try:
        there = now.astimezone(ZoneInfo("Europe/Moscow"))
    except ZoneInfoNotFoundError:
        return Finding(False, NO_ZONES)
    fine = date(2025, 1, 1) <= now.date() < date(2100, 1, 1)
    return Finding(
        fine, CLOCK if fine else BAD_CLOCK, {"now": f"{now.astimezone():%Y-%m-%d %H:%M %Z}", "there": f"{there:%H:%M}"}
    )


def demo(_: Settings) -> Finding:
    """Reads and computes the filled template, as ``refresh`` would."""
    import templates
    from core.workbook import drawn
    from sheets_addon.work import Order, refresh

    try:
        done = refresh(Order(templates.path("ru", True)))
    except PlanerkaError as error:
        return Finding(False, NO_DEMO, {"why": T(error.message("ru"), error.message("en"))})
    return Finding(True, DEMO, {"n": len(drawn(done.result))})


def office(_: Settings) -> Finding:
    return Finding(True, NO_OFFICE)


CHECKS: tuple[Callable[[Settings], Finding], ...] = (python, packages, home, clock, demo, office)


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
