"""Where a store is, for what lives beside it: a file, or a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path

from sheets_addon.store.engine import place_of


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` of a SQLite file, or ``dsn`` of a PostgreSQL database as libpq takes it (it may hold a password)."""

    path: Path | None
    dsn: str

    def beside(self, name: str) -> Path:
        """A file next to a SQLite store: ``planerka.db`` → ``planerka.NAME.db``."""
        assert self.path is not None  # noqa: S101 - asked of a file only
        return self.path.with_name(f"{self.path.stem}.{name}{self.path.suffix}")


def where(url: str) -> Place:
    """Raises StoreUnreachable for what is no address of a store."""
    place = place_of(url)
    if place.get_backend_name() == "sqlite":
        return Place(Path(str(place.database)).absolute(), "")
    return Place(None, place.set(drivername="postgresql").render_as_string(hide_password=False))
