"""``planerka disconnect ID``: a spreadsheet rests, or is forgotten."""

import click

from core.i18n import Language, T

HELP = T(
    """Больше не обновлять отчёты таблицы ID (номер или адрес).

    Сама таблица и отчёты в ней остаются. Без --purge её история хранится, и planerka connect продолжит с неё.""",
    """Stop refreshing the reports of the spreadsheet ID (its number or address).

    The spreadsheet and the reports in it stay. Without --purge its history is kept, and planerka connect goes on.""",
)
PURGE = T(
    "Стереть из базы всё о ней: историю правок, запуски, последние отчёты.",
    "Erase all that the database has of it: the history of edits, the runs, the last reports.",
)
RESTS = T(
    "«{title}» отключена. Подключить снова: planerka connect {address}",
    "“{title}” is disconnected. To connect it again: planerka connect {address}",
)
RESTS_FILE = T(
    "«{title}» отключена. Показывать её отчёты снова: planerka serve --book {address}",
    "“{title}” is disconnected. To show its reports again: planerka serve --book {address}",
)
ONLY_PURGED = T(
    "«{title}» — загруженный файл, сама она не обновляется. Стереть всё о ней: planerka disconnect {id} --purge",
    "“{title}” is an uploaded file and is not refreshed by itself. To erase it: planerka disconnect {id} --purge",
)
PURGED = T(
    "«{title}» отключена, всё о ней стёрто из базы.", "“{title}” is disconnected; all that was kept of it is erased."
)


def command(language: Language) -> click.Command:
    @click.command("disconnect", help=HELP.to(language))
    @click.argument("id")
    @click.option("--purge", is_flag=True, help=PURGE.to(language))
    def disconnect(id: str, purge: bool) -> None:
        _disconnect(id, purge, language)

    return disconnect


def _disconnect(given: str, purge: bool, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.cli.group import Sentence
    from sheets_addon.exits import Exit
    from sheets_addon.sync.connect import disconnect, resolved

    with opened(language) as store:
        book = resolved(store, given)
        if book.kind == "upload" and not purge:
            raise Sentence(ONLY_PURGED.say(language, title=book.title, id=book.id), Exit.USAGE)
        disconnect(store, book.id, purge)
    said = PURGED if purge else RESTS if book.kind == "google" else RESTS_FILE
    click.echo(said.say(language, title=book.title, address=book.spreadsheet_id))
