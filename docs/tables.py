"""The page of the tabs that people fill."""

from collections.abc import Iterator

from core.i18n import Language, T
from core.tables import Column, Table, all_tables
from docs.markdown import said, table

INPUTS = (T("столбец", "column"), T("id", "id"), T("вид", "kind"), T("другие названия", "other names"))
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


def lines(language: Language) -> Iterator[str]:
    yield REQUIRED.to(language) + "\n"
    for declared in all_tables().values():
        yield from tab(declared, language)


def tab(declared: Table, language: Language) -> Iterator[str]:
    yield f"## {declared.title.to(language)} (`{declared.id}`)\n"
    yield f"{declared.help.to(language)}\n"
    yield from table(said(INPUTS, language), (_column(column, language) for column in declared.columns))


def _column(column: Column, language: Language) -> tuple[str, str, str, str]:
    kinds = [option.title for option in column.choices] or [KINDS[column.kind]]
    header = column.header.to(language) + (" *" if column.required else "")
    return header, f"`{column.id}`", ", ".join(said(kinds, language)), ", ".join(column.aliases)
