"""``planerka refresh``: a workbook goes in, a workbook of reports comes out."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.group import Sentence
from sheets_addon.cli.kinds import NO_XLSX, SLOTS, Day, OneOf, Pair
from sheets_addon.exits import Exit

if TYPE_CHECKING:
    from sheets_addon.work import Order

HELP = T(
    """Посчитать отчёты книги BOOK (.xlsx) и записать рядом.

    Сама BOOK не меняется. Ошибки в ячейках не мешают остальным отчётам: каждая названа с адресом ячейки.

    \b
    Примеры:
      planerka refresh книга.xlsx
      planerka refresh книга.xlsx --asof 31.03.2026 --slot morning
      planerka refresh книга.xlsx --from 2026-01-01 --to 2026-03-31 --set abc_a=0,8
      planerka refresh книга.xlsx --asof 2026-03-31 --json - > отчёты.json
      planerka refresh книга.xlsx --history книга.history.json""",
    """Write the reports of the workbook BOOK (.xlsx).

    They go into a workbook beside it; BOOK itself is never changed.
    Problems in cells stop no report: each is named with its cell.

    \b
    Examples:
      planerka refresh book.xlsx
      planerka refresh book.xlsx --asof 2026-03-31 --slot morning
      planerka refresh book.xlsx --from 2026-01-01 --to 2026-03-31 --set abc_a=0.8
      planerka refresh book.xlsx --asof 2026-03-31 --json - > reports.json
      planerka refresh book.xlsx --history book.history.json""",
)
ASOF = T(
    "Дата отчёта; без неё — сегодня в часовом поясе книги.", "The report date; without it today in the workbook's zone."
)
SLOT = T(
    "Планёрка: morning, 11, 14, 16 или evening (по умолчанию).",
    "The meeting: morning, 11, 14, 16 or evening (the default).",
)
FROM = T(
    "Начало периода воронки и срезов; без него — первое число месяца.",
    "First day of the period; without it the first of the month.",
)
TO = T("Конец периода; без него — дата отчёта.", "Last day of the period; without it the report date.")
SET = T(
    "Параметр вкладки «Настройки» на этот раз; можно повторять.",
    "A parameter of the tab “Settings”, this time only; may be repeated.",
)
OUT = T(
    "Куда записать отчёты; без него — рядом с книгой.", "Where to write the reports; without it beside the workbook."
)
JSON = T(
    "Отчёты для программ: в файл или «-» на экран. Без --out книга отчётов тогда не пишется.",
    "The reports for machines: into a file, or “-” for stdout. Without --out no report workbook is written then.",
)
HISTORY = T(
    "Файл, в котором копится история правок книги (создаётся сам): из неё отчёт «Что изменилось» и даты этапов.",
    "The file that gathers the history of the workbook's edits (made if missing): it gives the report “Changes” and "
    "the dates of stages.",
)
LANGUAGE = T("Язык отчётов и сообщений: ru или en.", "The language of reports and messages: ru or en.")
REVERSED = T(
    "Период кончается раньше, чем начинается: --from {first} позже --to {last}.",
    "The period ends before it starts: --from {first} is after --to {last}.",
)
READING = T("Считаем отчёты", "Computing the reports")


def command(language: Language) -> click.Command:
    day = Day(language)

    def say(text: T) -> str:
        return text.to(language)

    @click.command("refresh", help=say(HELP))
    @click.argument("book", type=click.Path(path_type=Path))
    @click.option("--asof", type=day, metavar="DATE", help=say(ASOF))
    @click.option("--slot", type=OneOf(SLOTS, language), default="evening", metavar="SLOT", help=say(SLOT))
    @click.option("--from", "first", type=day, metavar="DATE", help=say(FROM))
    @click.option("--to", "last", type=day, metavar="DATE", help=say(TO))
    @click.option("--set", "pairs", type=Pair(language), multiple=True, metavar="PARAMETER=VALUE", help=say(SET))
    @click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=say(OUT))
    @click.option("--json", "json_to", metavar="FILE|-", help=say(JSON))
    @click.option("--history", type=click.Path(path_type=Path), metavar="FILE", help=say(HISTORY))
    @click.option("--language", "asked", type=OneOf(("ru", "en"), language), metavar="ru|en", help=say(LANGUAGE))
    def refresh(
        book: Path,
        asof: date | None,
        slot: str,
        first: date | None,
        last: date | None,
        pairs: tuple[tuple[str, str], ...],
        out: Path | None,
        json_to: str | None,
        history: Path | None,
        asked: str | None,
    ) -> int:
        if first and last and last < first:
            raise Sentence(REVERSED.say(language, first=first.isoformat(), last=last.isoformat()), Exit.USAGE)
        if out is not None and out.suffix.lower() != ".xlsx":
            raise Sentence(NO_XLSX.say(language, path=out), Exit.USAGE)
        given = {"language": asked, "period_from": first, "period_to": last}
        overrides: dict[str, Any] = dict(pairs) | {k: v for k, v in given.items() if v is not None}
        from sheets_addon.work import Order

        return _refresh(Order(book, out, asof, slot, overrides, history), json_to, language)

    return refresh


def _refresh(order: "Order", json_to: str | None, language: Language) -> int:
    from core.errors import BadArgument
    from sheets_addon import logs, work
    from sheets_addon.cli import outcome
    from sheets_addon.cli.bar import bar

    with bar(READING.to(language)) as progress:
        try:
            done = work.refresh(order, progress=progress)
        except BadArgument as error:  # a setting of the command line that does not fit
            raise Sentence(error.message(language), Exit.USAGE) from None
    nothing = work.knows_nothing(done.result)
    written = not nothing and (order.out is not None or json_to is None)
    if written:
        done.workbook.replace(done.result)
    if json_to is not None:
        outcome.give_json(done.result, json_to)
    if json_to != "-":
        click.echo(outcome.summary(done.result, done.target if written else None))
    if done.result.failures:
        click.echo(outcome.failed(done.result, logs.keep_failures(done.result.failures)), err=True)
        return Exit.PARTIAL
    if nothing:
        click.echo(outcome.nothing(order.book, done.result.stamp.language), err=True)
    return Exit.NOTHING if nothing else Exit.OK
