"""The frame of every command: help in two languages, one sentence an error, the documented exit codes."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from core.errors import PlanerkaError
from core.i18n import Language, T
from sheets_addon.cli.usage import usage_sentence
from sheets_addon.exits import MEANINGS, Exit, exit_of

ABOUT = T(
    """Планёрка: контроль отдела продаж по таблице, которую менеджеры уже ведут.

    Из книги .xlsx с вкладками «Сделки», «Счета», «Оплаты», «Метрика дня» … получается книга отчётов рядом с ней.
    Вашу книгу программа только читает.""",
    """Planerka: control of a sales department from the spreadsheet its managers already fill in.

    A workbook (.xlsx) with the tabs Deals, Invoices, Payments, Daily metrics … becomes a workbook of reports beside it.
    Your own workbook is only read.""",
)
EXAMPLES = T(
    """\b
    С чего начать:
      planerka demo                              показать на примере
      planerka template --out книга.xlsx         пустая книга, чтобы вести
      planerka refresh книга.xlsx                отчёты на сегодня
      planerka call --list                       какие есть функции""",
    """\b
    To start with:
      planerka demo                              show it on an example
      planerka template --out book.xlsx          an empty workbook to fill
      planerka refresh book.xlsx                 the reports as of today
      planerka call --list                       which functions there are""",
)
CODES = T("Код завершения", "Exit code")
HEADINGS = {
    "Options": T("Ключи", "Options"),
    "Commands": T("Команды", "Commands"),
    "Usage: ": T("Вызов: ", "Usage: "),
    "Show this message and exit.": T("Показать эту справку.", "Show this message and exit."),
    "Show the version and exit.": T("Показать версию.", "Show the version and exit."),
}
PIECES = {
    "[OPTIONS]": T("[КЛЮЧИ]", "[OPTIONS]"),
    "[COMMAND] [ARGS]...": T("[КОМАНДА …]", "[COMMAND] [ARGS]..."),
    "COMMAND [ARGS]...": T("КОМАНДА …", "COMMAND [ARGS]..."),
    "[required]": T("[обязательно]", "[required]"),
}
"""Click's words that stand within others."""
INTERNAL = T(
    "Внутренняя ошибка: {what}. Подробности в журнале {log} — пришлите его разработчикам.",
    "An internal error: {what}. The details are in the log {log}; please send it to the developers.",
)
INTERRUPTED = T("Прервано.", "Interrupted.")


class Formatter(click.HelpFormatter):
    """Click's own words in the language of the help."""

    language: Language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, self._said(args), prefix or HEADINGS["Usage: "].to(self.language))

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, T.same(heading)).to(self.language))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:
        said = [(term, self._said(HEADINGS.get(text, T.same(text)).to(self.language))) for term, text in rows]
        super().write_dl(said, *args, **more)

    def _said(self, text: str) -> str:
        for piece, word in PIECES.items():
            text = text.replace(piece, word.to(self.language))
        return text


class Planerka(click.Group):
    """The group; its commands are added by :func:`sheets_addon.cli.planerka`."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        codes = "\n".join(f"      {code.value:<4} {meaning.to(language)}" for code, meaning in MEANINGS.items())
        epilog = f"{EXAMPLES.to(language)}\n\n    \b\n    {CODES.to(language)}:\n{codes}"
        super().__init__(
            "planerka",
            help=ABOUT.to(language),
            epilog=_dedent(epilog),
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        )
        self.params.append(
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help="Show the version and exit.",
            )
        )
        self.context_class = _contexts(language)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        for one in (cmd, *(cmd.commands.values() if isinstance(cmd, click.Group) else ())):
            one.context_class = self.context_class
            one.short_help = one.short_help or _first_sentence(one.help or "")
        super().add_command(cmd, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *rest: Any, **more: Any) -> Any:
        """Run a command and end the process with its exit code."""
        sys.exit(self._run(args, prog_name or "planerka"))

    def _run(self, args: Sequence[str] | None, prog_name: str) -> int:
        try:
            ended = super().main(args, prog_name, standalone_mode=False)
        except PlanerkaError as error:
            return self._say(error.message(self.language), exit_of(error))
        except click.UsageError as error:
            return self._say(usage_sentence(error, self.language), Exit.USAGE)
        except Sentence as error:
            return self._say(error.message, error.code)
        except click.ClickException as error:
            return self._say(error.format_message(), Exit.INTERNAL)
        except (click.Abort, KeyboardInterrupt):
            return self._say(INTERRUPTED.to(self.language), Exit.INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - the last one: a person gets a sentence, the log the traceback
            from sheets_addon.logs import keep_traceback

            log = keep_traceback(error)
            return self._say(INTERNAL.say(self.language, what=f"{type(error).__name__}", log=log), Exit.INTERNAL)
        return int(ended) if isinstance(ended, int) else 0

    def _say(self, sentence: str, code: Exit) -> int:
        click.echo(sentence, err=True)
        return code


class Sentence(click.ClickException):
    """A sentence for the person at the keyboard, already in his language, and the exit code."""

    def __init__(self, sentence: str, code: Exit) -> None:
        super().__init__(sentence)
        self.code = code


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(version("planerka"))
        except PackageNotFoundError:  # run from its sources
            click.echo("0")
        ctx.exit()


def _contexts(speaks: Language) -> type[click.Context]:
    class Said(Formatter):
        language = speaks

    class Context(click.Context):
        formatter_class = Said

    return Context


def _first_sentence(help: str) -> str:
    """Whole, for a list of commands: click itself cuts it short at the end of the line."""
    first = " ".join(help.strip().split("\n\n")[0].split())
    end = first.find(". ")
    return first if end < 0 else first[: end + 1]


def _dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())
