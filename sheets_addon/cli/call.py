"""``planerka call``: one spreadsheet function from the command line."""

import json
import sys
from typing import Any

import click

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.cli.kinds import OneOf
from sheets_addon.exits import Exit

HELP = T(
    """Вычислить функцию NAME: {"value": …}.

    Если значения нет — {"error": {"code", "message"}} и код завершения 3. Диапазон — список строк, дата — «2026-03-31».

    \b
    Примеры:
      planerka call FUNNEL_CONVERSION --json '[[[200],[50],[30],[25],[25]]]'
      planerka call FUNNEL_CONVERSION --json '[[[200],[50],[30],[25],[25]], "steps"]'
      planerka call ABC_CLASS --json - < аргументы.json
      planerka call --list""",
    """Compute the function NAME and print {"value": …}.

    Where there is no value, {"error": {"code", "message"}} and exit code 3.
    A range is a list of rows, a date "2026-03-31".

    \b
    Examples:
      planerka call FUNNEL_CONVERSION --json '[[[200],[50],[30],[25],[25]]]'
      planerka call FUNNEL_CONVERSION --json '[[[200],[50],[30],[25],[25]], "steps"]'
      planerka call ABC_CLASS --json - < arguments.json
      planerka call --list""",
)
ARGS = T(
    "Список аргументов в JSON, или «-»: прочитать его со входа.",
    "The list of arguments as JSON, or “-” to read it from stdin.",
)
LIST = T("Перечислить функции.", "List the functions.")
LANGUAGE = T("Язык сообщений: ru или en.", "The language of messages: ru or en.")
NOT_JSON = T(
    "--json: это не JSON (строка {line}, знак {column}). Пример: --json '[[[200],[50]], \"steps\"]'",
    "--json: this is no JSON (line {line}, character {column}). Example: --json '[[[200],[50]], \"steps\"]'",
)
NOT_A_LIST = T(
    "--json: нужен список аргументов в квадратных скобках. Пример: --json '[[[200],[50]], \"steps\"]'",
    "--json: a list of arguments in square brackets is needed. Example: --json '[[[200],[50]], \"steps\"]'",
)
NO_NAME = T(
    "Не хватает имени функции. Какие есть: planerka call --list",
    "The function's name is missing. Which there are: planerka call --list",
)


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("call", help=say(HELP))
    @click.argument("name", required=False)
    @click.option("--json", "args", default="[]", metavar="ARGS|-", help=say(ARGS))
    @click.option("--list", "listing", is_flag=True, help=say(LIST))
    @click.option("--language", "asked", type=OneOf(("ru", "en"), language), metavar="ru|en", help=say(LANGUAGE))
    def call(name: str | None, args: str, listing: bool, asked: Language | None) -> int:
        if listing:
            click.echo(functions(asked or language))
            return 0
        if not name:
            raise Sentence(say(NO_NAME), Exit.USAGE)
        return _call(name, arguments(args, language), asked or language)

    return call


def functions(language: Language) -> str:
    """The names with their titles, one a line."""
    from core.registry import all_functions

    found = all_functions()
    width = max(map(len, found), default=0)
    return "\n".join(f"{name:<{width}}  {function.title.to(language)}" for name, function in found.items())


def arguments(text: str, language: Language) -> list[Any]:
    """The list that ``--json`` gives. Raises a sentence with exit code 2."""
    from sheets_addon.arguments import loads

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    try:
        args = loads(text)
    except json.JSONDecodeError as error:
        raise Sentence(NOT_JSON.say(language, line=error.lineno, column=error.colno), Exit.USAGE) from None
    except ValueError:
        raise Sentence(NOT_A_LIST.to(language), Exit.USAGE) from None
    if not isinstance(args, list):
        raise Sentence(NOT_A_LIST.to(language), Exit.USAGE)
    return args


def _call(name: str, args: list[Any], language: Language) -> int:
    from core.call import call
    from core.errors import FunctionError
    from sheets_addon.arguments import check

    try:
        check(args)
        answer: dict[str, Any] = {"value": call(name, args, language=language, header="ids")}
    except FunctionError as error:
        answer = {"error": {"code": error.code, "message": error.message(language)}}
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False) + "\n"
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))  # half a character is escaped, as JSON allows
    return Exit.FUNCTION if "error" in answer else Exit.OK
