"""The service's own settings: environment variables ``PLANERKA_…``, every one with a working default."""

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _word() -> SecretStr:
    return SecretStr(secrets.token_urlsafe(12))


class Settings(BaseSettings):
    """``password`` and ``secret_key`` are made anew at each start where they are not given."""

    model_config = SettingsConfigDict(
        env_prefix="PLANERKA_",
        frozen=True,
        secrets_dir=os.environ.get("CREDENTIALS_DIRECTORY"),  # systemd's: a file planerka_secret_key is that setting
    )

    home: Path = Path("var")
    """Where the demo, the log and the store live."""
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    book: Path | None = None
    asof: date | None = None
    """The report date; without it today in the workbook's zone."""
    language: Literal["ru", "en"] = "ru"
    """Of the pages where no workbook has said its own."""
    user: str = "head"
    """The login of the first administrator, who is made where nobody may sign in yet; ``password`` is his."""
    password: SecretStr = Field(default_factory=_word)
    secret_key: SecretStr = Field(default_factory=lambda: SecretStr(secrets.token_urlsafe(32)))
    max_body: int = Field(default=8 * 1024 * 1024, ge=1024)
    """Bytes of a request; larger ones are refused."""
    calls_per_minute: int = Field(default=60_000, ge=1)
    """Function calls of one key or person; each call of a batch counts. A thousand a second fill a core."""
    requests_per_minute: int = Field(default=600, ge=1)
    """Other requests to ``/v1`` of one key or person."""
    trusted_hosts: tuple[str, ...] = ()
    """Further names under which the service may be called (a Host header of another name is refused)."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies before the service, whose word on who asks is believed (``X-Forwarded-For``)."""
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/\s?#]+/?$")
    """The address under which people reach the service (``https://sales.example``); None: that of each request."""
    max_upload: int = Field(default=30 * 1024 * 1024, ge=1024)
    """Bytes of a workbook that somebody uploads."""
    google_client_id: str | None = None
    """With ``google_client_secret``: people may sign in with Google. Its client is of the kind “Web application”, with
    ``<public_url>/login/google/back`` among the addresses to return to."""
    google_client_secret: SecretStr | None = None
    google_allowed_domains: tuple[str, ...] = ()
    """Whose accounts of Google Workspace may be signed in with; only people whom an administrator has added come in."""
    google_allowed_emails: tuple[str, ...] = ()
    """Single addresses beside those; where both lists are empty, nobody signs in with Google."""
    addin_origins: tuple[str, ...] = ()
    """Other services whose add-in for Excel may call this one, as ``https://other.example``."""
    database_url: SecretStr | None = None
    """The store: ``postgresql://user:password@host/name`` or ``sqlite:///path``; without it SQLite in ``home``."""
    history_days: int = Field(default=400, ge=1)
    """How long runs and changes of rows are kept; the last result stays whatever its age."""
    google_key: Path | None = None
    """A service account's key file, or a folder of them; others are kept in the store (``planerka connect --key``)."""
    google_root: str | None = None
    """Another host in Google's place, for tests."""
    interval: int | None = Field(default=None, ge=1)
    """Minutes between refreshes of a spreadsheet besides those before its meetings; None: no others."""
    log: Literal["file", "stdout"] = "file"
    """Where the log goes: JSON lines in ``home/logs``, or on stdout, as containers and systemd want it."""
    workers: int = Field(default=2, ge=1, le=64)
    """How many spreadsheets a process refreshes at once."""
    smtp_url: SecretStr | None = None
    """The mail server: ``smtps://user:password@host:465``, or ``smtp://…:587`` with STARTTLS; None: no mail is sent."""
    smtp_from: str | None = None
    """Whom letters come from, ``Planerka <sales@company.example>``; None: the user of ``smtp_url``."""
    webhook_private: bool = False
    """Whether messages may be posted to addresses of the inner net, and over http to this very machine."""

    @property
    def store_url(self) -> str:
        """The address of the store; it may hold a password."""
        if self.database_url is None:
            return f"sqlite:///{(self.home / 'planerka.db').absolute()}"
        return self.database_url.get_secret_value()

    @property
    def store_key(self) -> str | None:
        """``secret_key`` where it was given: nothing is to be kept with a key that the next start lacks."""
        return self.secret_key.get_secret_value() if "secret_key" in self.model_fields_set else None
