"""The workbooks people start from: RU and EN, empty and filled, built from ``core.tables``."""

from pathlib import Path

from core.i18n import Language

__all__ = ["path"]


def path(language: Language, filled: bool = False) -> Path:
    """The ready workbook of one language; ``filled`` with the demo company's data."""
    return Path(__file__).with_name(f"planerka.{language}{'.filled' if filled else ''}.xlsx")
