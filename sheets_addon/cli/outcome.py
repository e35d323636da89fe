"""What a refresh came to: a few lines for a person, the whole of it for a machine."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.i18n import Language, T
from core.i18n.formats import day
from core.i18n.severities import GRAVITY, SEVERITIES, severity_count
from core.report import Problem, Result
from core.workbook import drawn
from sheets_addon.reasons import reason

SHOWN = 5
REPORTS = T("Отчёты на {day}: {n} из {of}.", "Reports as of {day}: {n} of {of}.")
WAITING = T("Ещё не заполнено для: {titles}.", "Not filled yet for: {titles}.")
FILE = T("Книга отчётов: {path}", "Report workbook: {path}")
CLEAN = T("Проблем в ячейках нет.", "No problem in the cells.")
FOUND = T("В ячейках: {counts}.", "In the cells: {counts}.")
MORE = T("  … и ещё {n}, все — на вкладке «Ревизия»", "  … and {n} more, all in the tab “Revision”")
NOTHING = T(
    "В файле {book} нет ни одной знакомой вкладки, отчёты не записаны. "
    "Возьмите шаблон: planerka template --out книга.xlsx",
    "The workbook {book} has no tab that we know, no report was written. "
    "Start from the template: planerka template --out book.xlsx",
)
FAILED = T(
    "Не посчитано: {titles}. Ошибка у нас, остальные отчёты верны; подробности в журнале {log} — пришлите его "
    "разработчикам.",
    "Not computed: {titles}. The error is ours, the other reports are right; the details are in the log {log}, please "
    "send it to the developers.",
)
CHECK = T("проверка «{name}»", "the check “{name}”")


def summary(result: Result, out: Path | None) -> str:
    """What was made, what waits, and the first problems, in the workbook's language."""
    language, tabs = result.stamp.language, drawn(result)
    lines = [REPORTS.say(language, day=day(result.stamp.asof, language), n=len(tabs), of=len(result.reports))]
    waiting = [report.title for report in result.reports if report not in tabs]
    if waiting:
        lines.append(WAITING.say(language, titles=", ".join(waiting)))
    lines += _problems(result.problems, language)
    if out is not None:
        lines.append(FILE.say(language, path=out))
    return "\n".join(lines)


def nothing(book: Path, language: Language) -> str:
    return NOTHING.say(language, book=book)


def failed(result: Result, log: Path | str) -> str:
    """Which reports and checks an error of ours stopped."""
    language = result.stamp.language
    titles = {report.id: f"«{report.title}»" if language == "ru" else f"“{report.title}”" for report in result.reports}
    named = [titles.get(f.where) or CHECK.say(language, name=f.where) for f in result.failures]
    return FAILED.say(language, titles=", ".join(named), log=log)


def give_json(result: Result, to: str) -> None:
    """The JSON of docs/cli.md, UTF-8, to stdout («-») or whole into a file. Raises Sentence."""
    from sheets_addon.cli.group import Sentence
    from sheets_addon.cli.kinds import NOT_WRITTEN
    from sheets_addon.exits import Exit
    from sheets_addon.workbooks.as_json import as_json

    text = json.dumps(as_json(result), ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    if to == "-":
        sys.stdout.buffer.write(text.encode())
        return
    half = Path(f"{to}.{os.getpid()}.tmp")
    try:
        half.write_bytes(text.encode())
        half.replace(to)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Sentence(NOT_WRITTEN.say(result.stamp.language, path=to, why=reason(error)), Exit.UNREADABLE) from None


def _problems(problems: Iterable[Problem], language: Language) -> list[str]:
    ordered = sorted(problems, key=lambda p: (GRAVITY[p.severity], p))
    if not ordered:
        return [CLEAN.to(language)]
    found = Counter[str](p.severity for p in ordered)
    counts = [severity_count(s, found[s], language) for s in SEVERITIES if found[s]]
    lines = [FOUND.say(language, counts=", ".join(counts))]
    lines += [f"  {p.ref}: {p.message}" for p in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        lines.append(MORE.say(language, n=len(ordered) - SHOWN))
    return lines
