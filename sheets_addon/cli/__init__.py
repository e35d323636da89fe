"""The command ``planerka``. One file a command; each imports what it needs when it runs."""

import sys

from core.i18n import Language
from sheets_addon.cli import (
    agenda,
    backup,
    call,
    connect,
    db,
    demo,
    disconnect,
    doctor,
    keys,
    refresh,
    restore,
    serve,
    status,
    sync,
    template,
    users,
    work,
)
from sheets_addon.cli.group import Planerka
from sheets_addon.cli.language import spoken

__all__ = ["main", "planerka"]
COMMANDS = (
    demo,
    refresh,
    agenda,
    call,
    template,
    serve,
    connect,
    sync,
    status,
    disconnect,
    work,
    users,
    keys,
    db,
    backup,
    restore,
    doctor,
)


def planerka(language: Language = "en") -> Planerka:
    """The command with its help and errors in one language."""
    group = Planerka(language)
    for module in COMMANDS:
        group.add_command(module.command(language))
    return group


def main() -> None:
    """The entry point of the distribution."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    planerka(spoken(sys.argv[1:])).main()
