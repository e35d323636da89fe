"""docs/cli.md, made from the commands themselves: ``python -m sheets_addon.cli.reference > docs/cli.md``."""

from collections.abc import Iterator

import click

from sheets_addon.cli import planerka
from sheets_addon.exits import MEANINGS

INTRO = """# The command line

Made from the commands by `python -m sheets_addon.cli.reference > docs/cli.md`; a test compares. Every text exists in
Russian too: `--language ru`, else `PLANERKA_LANGUAGE`, else the system's language.
"""
JSON = """## JSON of a refresh

`planerka refresh BOOK.xlsx --json -` prints one JSON object in UTF-8 and nothing else; progress and errors go to
stderr. Dates are ISO, rates fractions, what is missing is `null`.

| field | what it is |
|---|---|
| `asof`, `language` | the report date (ISO), the workbook's language |
| `reports.ID.title`, `.definition` | the report's words |
| `reports.ID.blocks.ID.columns` | column ids |
| `reports.ID.blocks.ID.rows`, `.total` | the values, and the total row where there is one |
| `reports.ID.blocks.ID.unavailable` | `{code, message}` of a block without rows: why (`missing`, `empty`, `failed`) |
| `reports.ID.notes` | `[block, row, column, sentence]` |
| `problems` | `severity` (error, warning, info), `tab`, `row`, `column`, `cell`, `value`, `message`, cell by cell |
| `meta` | run id, slot and time: not part of what two runs are compared by |

A workbook without any tab of ours gives the same object with every block `unavailable`, and exit code 6.
With `--json` and without `--out` no report workbook is written.
"""
CALL = """## JSON of a call

`planerka call NAME --json '[…]'` prints `{"value": …}` (a number, a text, a list of rows), or
`{"error": {"code": "#VALUE!", "message": "…"}}` with exit code 3. `--json` that is no JSON list is a wrong command:
a sentence on stderr, nothing on stdout, exit code 2.
"""


def reference() -> str:
    """The whole page."""
    group = planerka("en")
    parts = [INTRO, "## Exit codes\n", _codes(), _help(group, "planerka")]
    parts += [_help(command, f"planerka {name}") for name, command in _commands(group)]
    return "\n".join([*parts, JSON, CALL]).rstrip() + "\n"


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command and, after a group of commands, each of them."""
    for name, command in group.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", one) for inner, one in _commands(command))


def _codes() -> str:
    rows = [f"| {code.value} | {meaning.en} |" for code, meaning in MEANINGS.items()]
    return "\n".join(["| code | meaning |", "|---|---|", *rows]) + "\n"


def _help(command: click.Command, path: str) -> str:
    parent = click.Context(click.Group("planerka"), info_name="", help_option_names=["-h", "--help"])
    context = command.context_class(
        command, parent, info_name=path, terminal_width=100, help_option_names=["-h", "--help"]
    )
    text = command.get_help(context).replace("Usage:  ", "Usage: ")
    return f"## `{path}`\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
