"""The page of spreadsheet functions: words and arguments from the declarations, each example worked."""

import json
from collections.abc import Iterator
from typing import Any

from core.call import call
from core.i18n import Language, T
from core.registry import Argument, Example, Function, all_functions
from docs.markdown import cells, said, table

ARGUMENTS = (T("аргумент", "argument"), T("что это", "what it is"))
OPTIONAL = T("необязательный", "optional")
EXAMPLE = T("Пример", "Example")
COMMAND = T("то же из командной строки", "the same from the command line")
SMALL = 12
"""A range of so many cells is written in the formula; a larger one is a table under its argument's name."""


def lines(language: Language) -> Iterator[str]:
    names = all_functions()
    yield ", ".join(f"[{name}](#{name.lower()})" for name in names) + "\n"
    for declared in names.values():
        yield from function(declared, language)


def function(declared: Function, language: Language) -> Iterator[str]:
    names = ", ".join(f"[{a.name}]" if a.optional else a.name for a in declared.args)
    yield f"## {declared.name}\n"
    yield f"**{declared.title.to(language)}.** {declared.help.to(language)}\n"
    yield f"`={declared.name}({names})`\n"
    rows = (
        (
            f"`{a.name}` {a.title.to(language)}",
            a.help.to(language) + (f" ({OPTIONAL.to(language)})" if a.optional else ""),
        )
        for a in declared.args
    )
    yield from table(said(ARGUMENTS, language), rows)
    for n, example in enumerate(declared.examples, 1):
        yield from worked(declared, example, f"{EXAMPLE.to(language)} {n}", language)


def worked(declared: Function, example: Example, title: str, language: Language) -> Iterator[str]:
    """The formula, the tables it reads, what it gives, and the call of the command line folded away."""
    note = example.note.to(language)
    yield f"### {title}{f'. {note}' if note else ''}\n"
    given = list(zip(declared.args, example.args, strict=False))
    yield "```text"
    yield f"={declared.name}({(', ' if language == 'en' else '; ').join(_argument(a, v) for a, v in given)})"
    value = call(declared.name, list(example.args), language, "titles")
    if not isinstance(value, list):
        yield f"→ {_cell(value)}"
    yield "```\n"
    for argument, cells_given in given:
        if _is_table(cells_given):
            yield f"`{argument.name}`:\n"
            yield from _grid(cells_given)
    if isinstance(value, list):
        yield "→\n"
        yield from _grid(value)
    arguments = json.dumps(list(example.args), ensure_ascii=False)
    yield f"<details><summary>{COMMAND.to(language)}</summary>\n"
    yield f"```text\nplanerka call {declared.name} --json '{arguments}'\n```\n"
    yield "</details>\n"


def _argument(argument: Argument, value: Any) -> str:
    if isinstance(value, list):
        return argument.name if _is_table(value) else _array(value)
    if value is None:
        return ""
    return f'"{value}"' if isinstance(value, str) else _cell(value)


def _rows(value: list[Any]) -> list[list[Any]]:
    return [row if isinstance(row, list) else [row] for row in value]


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and sum(map(len, _rows(value))) > SMALL


def _array(value: list[Any]) -> str:
    rows = ("\\".join(f'"{c}"' if isinstance(c, str) else _cell(c) for c in row) for row in _rows(value))
    return "{" + ";".join(rows) + "}"


def _grid(value: list[Any]) -> Iterator[str]:
    """A table with a header, or a column of cells."""
    head, *rows = _rows(value)
    if len(head) == 1:
        yield "`" + " · ".join(_cell(row[0]) or "—" for row in [head, *rows]) + "`\n"
        return
    yield cells(*map(_cell, head))
    yield cells(*("---" for _ in head))
    yield from (cells(*map(_cell, row)) for row in rows)
    yield ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
