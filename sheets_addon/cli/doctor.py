"""``planerka doctor``: whether this machine has what is needed, one sentence each."""

import click

from core.i18n import Language, T

HELP = T(
    """Проверить эту машину. Код завершения 7, если что-то надо исправить.""",
    """Check this machine. Exit code 7 if there is something to mend.""",
)
FINE = T("Всё в порядке.", "All is well.")
MEND = T("Исправить: {n}.", "To mend: {n}.")


def command(language: Language) -> click.Command:
    @click.command("doctor", help=HELP.to(language))
    def doctor() -> int:
        return _doctor(language)

    return doctor


def _doctor(language: Language) -> int:
    from sheets_addon.cli.configured import configured
    from sheets_addon.doctor import findings
    from sheets_addon.exits import Exit

    wrong = 0
    for finding in findings(configured({}, language)):
        wrong += not finding.fine
        click.echo(f"{'✓' if finding.fine else '✗'} {finding.message(language)}")
    click.echo(MEND.say(language, n=wrong) if wrong else FINE.to(language))
    return Exit.DOCTOR if wrong else Exit.OK
