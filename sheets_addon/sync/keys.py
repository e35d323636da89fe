"""The service accounts: key files that the settings name, and keys kept encrypted in the store."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import KeyRefused
from core.i18n import T
from sheets_addon.reasons import reason
from sheets_addon.store import Store, secrets
from sheets_addon.store.workbooks import Workbook

KIND = "google"
NO_KEY = T(
    "Нет ключа Google. Создайте сервисный аккаунт в консоли Google Cloud, скачайте его ключ (JSON) и укажите файл: "
    "planerka connect АДРЕС --key ключ.json — или в PLANERKA_GOOGLE_KEY.",
    "There is no Google key. Make a service account in the Google Cloud console, download its key (JSON) and name the "
    "file: planerka connect URL --key key.json, or in PLANERKA_GOOGLE_KEY.",
)
UNREADABLE = T(
    "Файл ключа Google {path} не читается ({why}). Проверьте путь и права на файл.",
    "The Google key file {path} cannot be read ({why}). Check the path and the rights of the file.",
)
NOT_A_KEY = T(
    "{path} — не ключ сервисного аккаунта Google. Нужен файл JSON с полями client_email и private_key.",
    "{path} is no key of a Google service account. A JSON file with client_email and private_key is needed.",
)
GONE = T(
    "Ключа аккаунта {address}, с которым подключена книга, больше нет. Верните его: planerka connect АДРЕС --key …",
    "The key of {address}, which the workbook was connected with, is gone. Put it back: planerka connect URL --key …",
)
Info = Mapping[str, Any]


def read_key(path: Path) -> Info:
    """The service account's key in a file. Raises KeyRefused."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise KeyRefused(UNREADABLE, path=path, why=reason(error)) from error
    except ValueError:
        raise KeyRefused(NOT_A_KEY, path=path) from None
    if not isinstance(found, dict) or not {"client_email", "private_key", "token_uri"} <= found.keys():
        raise KeyRefused(NOT_A_KEY, path=path)
    return found


def accounts(store: Store, given: Path | None, secret_key: str | None) -> dict[str, Info]:
    """Every service account by its address. ``given`` is a key file, or a folder of them.

    Raises KeyRefused, and NoSecretKey or WrongSecretKey where keys are kept that cannot be opened.
    """
    found = {str(info["client_email"]): info for info in map(read_key, files(given))}
    with store.read() as session:
        kept = [about.name for about in secrets.listed(session, KIND)]
        if kept:
            keys = secrets.keys(secret_key)
            found |= {name: secrets.read(session, keys, name) for name in kept}
    return found


def files(given: Path | None) -> list[Path]:
    """The key files that a setting names."""
    if given is None:
        return []
    return sorted(given.glob("*.json")) if given.is_dir() else [given]


def keep(store: Store, secret_key: str | None, info: Info, now: datetime) -> str:
    """Keep a key encrypted; its address. Raises NoSecretKey."""
    address, keys = str(info["client_email"]), secrets.keys(secret_key)
    about = {"project": info.get("project_id", "")}
    with store.write() as session:
        secrets.keep(session, keys, address, dict(info), kind=KIND, now=now, about=about)
    return address


def chooser(
    known: Callable[[], Mapping[str, Info]], quietest: Callable[[Iterable[str]], list[str]]
) -> Callable[[Workbook], Info]:
    """Whose key a sync of a workbook takes: its own account's, else that of the account with the least to do."""

    def key_of(workbook: Workbook) -> Info:
        found = known()
        if not found:
            raise KeyRefused(NO_KEY)
        if workbook.account is None:
            return found[quietest(found)[0]]
        if workbook.account not in found:
            raise KeyRefused(GONE, address=workbook.account)
        return found[workbook.account]

    return key_of
