"""Click's complaints about a command line, as one sentence that says what to do."""

import click

from core.i18n import Language, T

NO_OPTION = T(
    "Нет такого ключа: {name}.{near} Список ключей: {help}",
    "There is no option {name}.{near} The options are listed by: {help}",
)
NEAR = T(" Похоже: {names}.", " Similar: {names}.")
NO_COMMAND = T(
    "Нет такой команды: {name}. Список команд: planerka --help",
    "There is no command {name}. The commands are listed by: planerka --help",
)
MISSING = T("Не хватает: {name}. Как набрать: {help}", "Missing: {name}. How to type it: {help}")
NO_VALUE = T(
    "После ключа {name} нужно значение. Как набрать: {help}", "The option {name} needs a value. How to type it: {help}"
)
BAD = T("{name}: {why}", "{name}: {why}")
OTHER = T("{why} Как набрать: {help}", "{why} How to type it: {help}")
TOO_MANY = T(
    "Лишнее в команде: {words}. Имя с пробелами берут в кавычки. Как набрать: {help}",
    "Too many words: {words}. Put a name with blanks in quotes. How to type it: {help}",
)
_TOO_MANY = "Got unexpected extra argument"


def usage_sentence(error: click.UsageError, language: Language) -> str:
    """The sentence for ``error``; what our own parameter types say is in the language already."""
    path = error.ctx.command_path if error.ctx else "planerka"
    help = f"{path} --help"
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message  # it is the help
        case click.NoSuchOption():
            near = NEAR.say(language, names=", ".join(sorted(error.possibilities))) if error.possibilities else ""
            return NO_OPTION.say(language, name=error.option_name, near=near, help=help)
        case click.MissingParameter():
            return MISSING.say(language, name=_name(error), help=help)
        case click.BadOptionUsage():
            return NO_VALUE.say(language, name=error.option_name, help=help)
        case click.BadParameter():
            return BAD.say(language, name=_name(error), why=error.message)
    if error.message.startswith("No such command"):
        return NO_COMMAND.say(language, name=error.message.split("'")[1])
    if error.message.startswith(_TOO_MANY):
        return TOO_MANY.say(language, words=error.message.partition("(")[2].rstrip(")."), help=help)
    return OTHER.say(language, why=error.message, help=help)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Argument):
        return error.param.human_readable_name
    return max(error.param.opts, key=len)
