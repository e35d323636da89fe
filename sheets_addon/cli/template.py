"""``planerka template``: the workbook to start from."""

import shutil
from pathlib import Path

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import NO_XLSX, NOT_WRITTEN, OneOf
from sheets_addon.reasons import reason

HELP = T(
    """Дать книгу, с которой начинают. Пустую или заполненную примером.

    \b
    Примеры:
      planerka template
      planerka template --filled --language ru --out пример.xlsx""",
    """Give the workbook to start from. Empty, or filled with an example.

    \b
    Examples:
      planerka template
      planerka template --filled --language en --out example.xlsx""",
)
LANGUAGE = T("Язык вкладок и заголовков: ru или en.", "The language of tabs and headers: ru or en.")
FILLED = T("С данными примера: восемь менеджеров, 120 дней.", "With an example's data: eight managers, 120 days.")
OUT = T(
    "Имя файла; без него — как у шаблона, в текущей папке.",
    "The file's name; without it the template's own, in this folder.",
)
FORCE = T("Заменить файл, если он уже есть.", "Replace the file if it is there already.")
EXISTS = T(
    "Файл {path} уже есть. Дайте другое имя через --out или добавьте --force.",
    "The file {path} is there already. Give another name with --out, or add --force.",
)
NO_FOLDER = T(
    "Папки {path} нет. Создайте её или укажите другую в --out.",
    "There is no folder {path}. Make it, or name another in --out.",
)
DENIED = T(
    "Файл {path} не записать: он открыт в другой программе, или папка закрыта для записи.",
    "The file {path} cannot be written: it is open elsewhere, or the folder is read-only.",
)
WRITTEN = T(
    'Готово: {path}. Заполните вкладки и выполните: planerka refresh "{path}"',
    'Done: {path}. Fill its tabs, then run: planerka refresh "{path}"',
)


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("template", help=say(HELP))
    @click.option("--language", "asked", type=OneOf(("ru", "en"), language), metavar="ru|en", help=say(LANGUAGE))
    @click.option("--filled", is_flag=True, help=say(FILLED))
    @click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=say(OUT))
    @click.option("--force", is_flag=True, help=say(FORCE))
    def template(asked: Language | None, filled: bool, out: Path | None, force: bool) -> None:
        import templates

        source = templates.path(asked or language, filled)
        copy(source, out or Path(source.name), force, language)

    return template


def copy(source: Path, to: Path, force: bool, language: Language) -> None:
    """Copy the template; a file that is there already stays, unless ``force``."""
    from sheets_addon.cli.group import Sentence
    from sheets_addon.exits import Exit

    if to.is_dir():
        to = to / source.name
    if to.suffix.lower() != source.suffix:
        raise Sentence(NO_XLSX.say(language, path=to), Exit.USAGE)
    if not to.parent.is_dir():
        raise Sentence(NO_FOLDER.say(language, path=to.parent), Exit.USAGE)
    try:
        with source.open("rb") as given, to.open("wb" if force else "xb") as taken:
            shutil.copyfileobj(given, taken)
    except FileExistsError:
        raise Sentence(EXISTS.say(language, path=to), Exit.USAGE) from None
    except PermissionError:
        raise Sentence(DENIED.say(language, path=to), Exit.BUSY) from None
    except OSError as error:
        raise Sentence(NOT_WRITTEN.say(language, path=to, why=reason(error)), Exit.UNREADABLE) from None
    click.echo(WRITTEN.say(language, path=to))
