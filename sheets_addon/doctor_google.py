"""What refreshing Google spreadsheets needs of this machine: database, keys, clock, sharing, quota, workers."""

from collections.abc import Callable
from datetime import timedelta

from core.errors import PlanerkaError
from core.i18n import T
from sheets_addon.finding import Finding
from sheets_addon.settings import Settings

NO_STORE = T(
    "База службы ещё не создана: она появится с первой командой planerka connect.",
    "The service's database is not there yet: the first planerka connect makes it.",
)
STORE = T(
    "База службы открывается, таблицы версии {revision}.", "The service's database opens, tables of version {revision}."
)
WRONG = T("{why}", "{why}")
NO_KEYS = T(
    "Google Таблицы не подключены, ключей нет. Начать: planerka connect АДРЕС --key ключ.json",
    "No Google spreadsheet is connected and there is no key. To begin: planerka connect URL --key key.json",
)
KEYS = T("Ключи Google приняты: {addresses}.", "Google accepts the keys: {addresses}.")
BAD_KEY = T("{address}: {why}", "{address}: {why}")
CLOCK = T("Часы идут верно, с Google расходятся на {n} с.", "The clock is right, {n} s off Google's.")
SKEWED = T(
    "Часы этой машины расходятся с часами Google на {n} с: включите точное время (NTP), иначе Google отвергнет ключ.",
    "This machine's clock is {n} s off Google's: switch on network time (NTP), or Google will refuse the key.",
)
SHARED = T("Подключённые таблицы открыты на запись ({n}).", "The connected spreadsheets can be written ({n}).")
NONE_CONNECTED = T("Подключённых таблиц нет.", "No spreadsheet is connected.")
NOT_SHARED = T("«{title}» (№ {id}): {why}{more}", "“{title}” (no. {id}): {why}{more}")
MORE = T(" И ещё {n}.", " And {n} more.")
QUOTA = T("Запросов к Google за минуту: {used} из {limit}.", "Requests to Google in this minute: {used} of {limit}.")
FULL = T(
    "Запросы к Google за эту минуту почти исчерпаны: {used} из {limit}. Добавьте ещё один сервисный аккаунт.",
    "This minute's requests to Google are almost spent: {used} of {limit}. Add another service account.",
)
QUEUE = T("Очередь обновлений движется (ждут: {n}).", "The queue of refreshes moves ({n} waiting).")
STUCK = T(
    "Обновления просрочены: {n}. Запустите planerka serve или planerka work, либо добавьте процессов.",
    "Refreshes are overdue: {n}. Start planerka serve or planerka work, or add processes.",
)
TOLERATED = timedelta(seconds=60)
"""Of the clock; Google refuses a signature that is more than five minutes off."""
ALMOST = 0.9


def database(settings: Settings) -> Finding:
    from sheets_addon.store import open_store, upgrade
    from sheets_addon.store.place import where

    try:
        path = where(settings.store_url).path
        if path is not None and not path.exists():
            return Finding(True, NO_STORE)
        open_store(settings.store_url).close()
        return Finding(True, STORE, {"revision": upgrade.newest()})
    except PlanerkaError as error:
        return _wrong(error)


def credentials(settings: Settings) -> Finding:
    """Each key file is read, and each key is exchanged for a token."""
    from sheets_addon.jobs.service import service
    from sheets_addon.workbooks.google.probe import try_key

    try:
        if not _is_used(settings):
            return Finding(True, NO_KEYS)
        with service(settings) as running:
            found = running.accounts()
    except PlanerkaError as error:
        return _wrong(error)
    if not found:
        return Finding(True, NO_KEYS)
    for address, info in found.items():
        try:
            try_key(info)
        except PlanerkaError as error:
            return Finding(False, BAD_KEY, {"address": address, "why": _said(error)})
    return Finding(True, KEYS, {"addresses": ", ".join(found)})


def skew(settings: Settings) -> Finding | None:
    """Whether this machine's time is Google's; without a key Google is asked nothing."""
    from sheets_addon.jobs.service import service
    from sheets_addon.workbooks.google.probe import clock_off

    if not _is_used(settings):
        return None
    try:
        with service(settings) as running:
            if not running.accounts():
                return None
    except PlanerkaError:
        return None  # said already
    try:
        off = clock_off(settings.google_root)
    except PlanerkaError as error:
        return _wrong(error)
    if off is None:
        return None
    fine = off <= TOLERATED
    return Finding(fine, CLOCK if fine else SKEWED, {"n": int(off.total_seconds())})


def sharing(settings: Settings) -> Finding | None:
    """Every connected spreadsheet is there and may be written by its account."""
    from sheets_addon.jobs.service import service
    from sheets_addon.store import workbooks

    try:
        if not _is_used(settings):
            return None
        with service(settings) as running:
            with running.store.read() as session:
                books = [one for one in workbooks.all_workbooks(session) if one.kind == "google" and not one.paused]
            refused = [(book, why) for book in books if (why := running.refusal(book)) is not None]
    except PlanerkaError as error:
        return _wrong(error)
    if not books:
        return Finding(True, NONE_CONNECTED)
    if not refused:
        return Finding(True, SHARED, {"n": len(books)})
    (book, why), *others = refused
    more = T(*(text.format(n=len(others)) for text in MORE)) if others else T.same("")
    return Finding(False, NOT_SHARED, {"title": book.title, "id": book.id, "why": _said(why), "more": more})


def quota(settings: Settings) -> Finding | None:
    from sheets_addon.jobs.service import service
    from sheets_addon.store.budget import Limits, load

    try:
        if not _is_used(settings):
            return None
        with service(settings) as running:
            with running.store.read() as session:
                used = sum(load(session, Limits()).values())
            accounts = max(1, len(running.accounts()))
    except PlanerkaError:
        return None  # said already
    limits = Limits()
    limit = 2 * min(accounts * limits.account, limits.project)
    fine = used < ALMOST * limit
    return Finding(fine, QUOTA if fine else FULL, {"used": used, "limit": limit})


def queue(settings: Settings) -> Finding | None:
    from sheets_addon.jobs.service import service
    from sheets_addon.jobs.standing import standings
    from sheets_addon.work import utc_now

    try:
        if not _is_used(settings):
            return None
        with service(settings) as running:
            late = [one for one in standings(running.store, utc_now()) if one.overdue]
            waiting = len(running.queue.huey)
    except PlanerkaError:
        return None
    return Finding(not late, STUCK if late else QUEUE, {"n": len(late) if late else waiting})


CHECKS: tuple[Callable[[Settings], Finding | None], ...] = (database, credentials, skew, sharing, quota, queue)


def _is_used(settings: Settings) -> bool:
    """Whether there is a database or a key: whoever works with .xlsx only is not asked about Google."""
    from sheets_addon.store.place import where

    path = where(settings.store_url).path
    return settings.google_key is not None or path is None or path.exists()


def _wrong(error: PlanerkaError) -> Finding:
    return Finding(False, WRONG, {"why": _said(error)})


def _said(error: PlanerkaError) -> T:
    return T(error.message("ru"), error.message("en"))
