"""``python -m docs.build [--check]``: write the pages that are derived from the declarations, or say which is stale."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.i18n import LANGUAGES, Language, T
from core.registry import Function, all_functions
from core.reports import ReportSpec, all_reports
from core.tables import Table, all_tables
from sheets_addon.cli.reference import reference

HERE = Path(__file__).parent
MADE = T(
    "Страница собрана из объявлений в коде: `make docs`. Правьте объявления, а не её.",
    "Made from the declarations in the code by `make docs`: change those, not this page.",
)
FUNCTIONS = T("Функции таблиц", "Spreadsheet functions")
REPORTS = T("Вкладки отчётов", "Report tabs")
TABLES = T("Вкладки, которые заполняют люди", "Tabs that people fill")
ARGUMENTS = (T("аргумент", "argument"), T("что это", "what it is"))
COLUMNS = (T("столбец", "column"), T("id", "id"), T("что значит", "what it means"))
INPUTS = (T("столбец", "column"), T("id", "id"), T("вид", "kind"), T("другие названия", "other names"))
OPTIONAL = T("необязательный", "optional")
EXAMPLES = T("Примеры", "Examples")
NEEDS = T("Нужны", "Needs")
OR = T("или", "or")
KINDS = {
    "text": T("текст", "text"),
    "id": T("номер, как есть", "id, as typed"),
    "date": T("дата", "date"),
    "number": T("число", "number"),
    "count": T("целое число", "whole number"),
    "percent": T("проценты", "percent"),
    "yesno": T("да или нет", "yes or no"),
    "cell": T("что угодно", "anything"),
}
REQUIRED = T("Звёздочка — обязательный столбец.", "An asterisk marks a required column.")


def cells(*values: str) -> str:
    return f"| {' | '.join(value.replace('|', chr(92) + '|').replace(chr(10), ' ') for value in values)} |"


def table(head: Iterable[T], rows: Iterable[Iterable[str]], language: Language) -> Iterator[str]:
    titles = [title.to(language) for title in head]
    yield cells(*titles)
    yield cells(*("---" for _ in titles))
    yield from (cells(*row) for row in rows)
    yield ""


def function(declared: Function, language: Language) -> Iterator[str]:
    names = ", ".join(f"[{a.name}]" if a.optional else a.name for a in declared.args)
    yield f"## {declared.name}({names})\n"
    yield f"**{declared.title.to(language)}.** {declared.help.to(language)}\n"
    rows = (
        (
            f"`{a.name}` {a.title.to(language)}",
            a.help.to(language) + (f" ({OPTIONAL.to(language)})" if a.optional else ""),
        )
        for a in declared.args
    )
    yield from table(ARGUMENTS, rows, language)
    yield f"{EXAMPLES.to(language)}:\n"
    yield "```text"
    for example in declared.examples:
        arguments = json.dumps(list(example.args), ensure_ascii=False)
        value = json.dumps(example.value, ensure_ascii=False)
        yield f"planerka call {declared.name} --json '{arguments}'\n  → {value}"
    yield "```\n"


def report(spec: ReportSpec, language: Language) -> Iterator[str]:
    yield f"## {spec.title.to(language)} (`{spec.id}`)\n"
    yield f"{spec.definition.to(language)}\n"
    for block in spec.blocks:
        yield f"### {block.title.to(language)} (`{spec.id}.{block.id}`)\n"
        yield f"{block.definition.to(language)}\n"
        if block.needs:
            needs = ", ".join(f" {OR.to(language)} ".join(f"`{name}`" for name in n.split("|")) for n in block.needs)
            yield f"{NEEDS.to(language)}: {needs}.\n"
        rows = ((c.title.to(language), f"`{c.id}`", c.help.to(language)) for c in block.columns)
        if block.columns:
            yield from table(COLUMNS, rows, language)


def tab(declared: Table, language: Language) -> Iterator[str]:
    yield f"## {declared.title.to(language)} (`{declared.id}`)\n"
    yield f"{declared.help.to(language)}\n"
    rows = (
        (
            c.header.to(language) + (" *" if c.required else ""),
            f"`{c.id}`",
            KINDS[c.kind].to(language)
            if not c.choices
            else ", ".join(option.title.to(language) for option in c.choices),
            ", ".join(c.aliases),
        )
        for c in declared.columns
    )
    yield from table(INPUTS, rows, language)


def pages() -> Iterator[tuple[Path, str]]:
    """Every derived page and what it must say."""
    yield HERE / "cli.md", reference()
    for language in LANGUAGES:
        suffix = ".ru" if language == "ru" else ""
        bodies = {
            "functions": (FUNCTIONS, (line for f in all_functions().values() for line in function(f, language))),
            "reports": (REPORTS, (line for r in all_reports().values() for line in report(r, language))),
            "tables": (
                TABLES,
                (REQUIRED.to(language) + "\n", *(x for t in all_tables().values() for x in tab(t, language))),
            ),
        }
        for name, (title, lines) in bodies.items():
            head = f"# {title.to(language)}\n\n{MADE.to(language)}\n\n"
            yield HERE / f"{name}{suffix}.md", head + "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m docs.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is out of date")
    check = parser.parse_args(arguments).check
    stale = [(file, text) for file, text in pages() if not file.exists() or file.read_text("utf-8") != text]
    for file, text in stale:
        if not check:
            file.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"docs/{file.name}: {'out of date, run make docs' if check else 'written'}\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
