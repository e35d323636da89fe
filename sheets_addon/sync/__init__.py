"""Keeping the reports of connected spreadsheets right: one sync (:mod:`engine`), and what to say of it."""

from sheets_addon.sync.engine import sync
from sheets_addon.sync.outcome import Outcome

__all__ = ["Outcome", "sync"]
