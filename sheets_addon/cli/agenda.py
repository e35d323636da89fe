"""``planerka agenda``: what to say at the meeting, as a short text."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.cli.kinds import SLOTS, Day, OneOf
from sheets_addon.cli.refresh import ASOF, LANGUAGE, READING
from sheets_addon.exits import Exit

if TYPE_CHECKING:
    from sheets_addon.work import Order

HELP = T(
    """Повестка планёрки по книге BOOK (.xlsx): короткий текст для чата. Ничего не записывает.

    Утром — кто что обещал вчера, что пришло и что обещает сегодня, три горячих клиента и метрика дня. В 11, 14 и 16 —
    только то, что изменилось, и чего не хватает до плана дня.

    \b
    Примеры:
      planerka agenda книга.xlsx
      planerka agenda книга.xlsx --asof 31.03.2026 --slot 14""",
    """The agenda of a meeting, from the workbook BOOK (.xlsx): a short text for a chat. Writes nothing.

    In the morning what each promised yesterday, what came of it and what is promised today, three hot clients and the
    metric of the day. At 11, 14 and 16 only what has changed and what the day's plan still lacks.

    \b
    Examples:
      planerka agenda book.xlsx
      planerka agenda book.xlsx --asof 2026-03-31 --slot 14""",
)
SLOT = T(
    "Планёрка: morning (по умолчанию), 11, 14, 16 или evening.",
    "The meeting: morning (the default), 11, 14, 16 or evening.",
)


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("agenda", help=say(HELP))
    @click.argument("book", type=click.Path(path_type=Path))
    @click.option("--asof", type=Day(language), metavar="DATE", help=say(ASOF))
    @click.option("--slot", type=OneOf(SLOTS, language), default="morning", metavar="SLOT", help=say(SLOT))
    @click.option("--language", "asked", type=OneOf(("ru", "en"), language), metavar="ru|en", help=say(LANGUAGE))
    def agenda(book: Path, asof: date | None, slot: str, asked: str | None) -> int:
        from sheets_addon.work import Order

        overrides: dict[str, Any] = {"language": asked} if asked else {}
        return _agenda(Order(book, asof=asof, slot=slot, overrides=overrides), language)

    return agenda


def _agenda(order: "Order", language: Language) -> int:
    from core.agenda import agenda, text
    from core.errors import BadArgument
    from sheets_addon import logs, work
    from sheets_addon.cli import outcome
    from sheets_addon.cli.bar import bar

    with bar(READING.to(language)) as progress:
        try:
            result = work.refresh(order, progress=progress).result
        except BadArgument as error:
            raise Sentence(error.message(language), Exit.USAGE) from None
    if work.knows_nothing(result):
        click.echo(outcome.nothing(order.book, result.stamp.language), err=True)
        return Exit.NOTHING
    click.echo(text(agenda(result)), nl=False)
    if result.failures:
        click.echo(outcome.failed(result, logs.keep_failures(result.failures)), err=True)
        return Exit.PARTIAL
    return Exit.OK
