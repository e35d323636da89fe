"""The headings of a tab, as the template draws them: declared columns, then those people add themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.i18n import Language, T
from core.tables import Column, Table
from core.tables.declare import Kind

Rows = Sequence[dict[str, object]]

_REQUIRED = T("Обязательно.", "Required.")
_EITHER = T("Нужно хотя бы одно: {names}.", "At least one is needed: {names}.")
_HELP = T("Что это", "What it is")

_BY_KIND: dict[Kind, int] = {"date": 13, "number": 15, "count": 12, "percent": 14, "yesno": 12, "choice": 16, "id": 15}
_BY_ID = {
    "client": 32,
    "manager": 22,
    "person": 26,
    "product": 30,
    "stage": 20,
    "lost_stage": 20,
    "next_step": 34,
    "comment": 44,
    "note": 44,
    "text": 125,
    "loss_reason": 24,
    "channel": 20,
    "region": 20,
    "industry": 20,
    "occupation": 26,
    "marital_status": 16,
    "link": 26,
    "role": 20,
    "level": 20,
    "team": 20,
    "absences": 26,
    "email": 28,
    "phone": 22,
    "parameter": 20,
    "value": 30,
    "currency": 11,
    "size": 12,
    "group": 18,
    "metric": 18,
    "help": 95,
}


@dataclass(frozen=True)
class Heading:
    """One column of a tab. ``key`` is its place in a row of data: a column id or ``x:<name>``."""

    key: str
    title: str
    note: str
    kind: Kind
    width: int
    folded: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """The choice's id and its word in the language of the tab."""
    column: Column | None = None


def headings(table: Table, language: Language, stages: Rows) -> list[Heading]:
    """The columns of a tab in their order; ``stages`` are the rows of the stages tab in this language."""
    declared = [_declared(table, column, language) for column in table.columns]
    if table.id == "settings":
        declared.append(Heading("help", _HELP.to(language), "", "text", _BY_ID["help"]))
    return declared + _extras(table, language, stages)


def _declared(table: Table, column: Column, language: Language) -> Heading:
    title = column.header.to(language)
    notes = [_REQUIRED.to(language)] if column.required else []
    notes += [
        _EITHER.say(language, names=", ".join(table.by_id[id].header.to(language) for id in ids))
        for ids in table.any_of
        if column.id in ids
    ]
    return Heading(
        key=column.id,
        title=f"{title} *" if column.required else title,
        note=" ".join([*notes, column.help.to(language)]),
        kind=column.kind,
        width=_width(column.id, column.kind, title),
        folded=column.folded_away,
        choices=tuple((c.id, c.title.to(language)) for c in column.choices),
        column=column,
    )


def _extras(table: Table, language: Language, stages: Rows) -> list[Heading]:
    extra = table.extra
    if extra is None:
        return []
    prefix = extra.prefix.to(language)
    names = [name.to(language) for name in extra.template()]
    if prefix and table.id == "deals":
        names += [str(row["stage"]) for row in stages]
    return [
        Heading(
            key=f"x:{name}",
            title=prefix + name,
            note=extra.help.to(language),
            kind=extra.kind,
            width=_width("", extra.kind, prefix + name),
            folded=bool(prefix),
            choices=tuple((c.id, c.title.to(language)) for c in extra.choices),
        )
        for name in names
    ]


def _width(id: str, kind: Kind, title: str) -> int:
    """Characters: enough for the data, and for the heading's longest word beside the filter's button."""
    longest = max(len(word) for word in title.split())
    return max(_BY_ID.get(id, _BY_KIND.get(kind, 18)), longest + 4)
