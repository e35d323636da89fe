"""What an input table is: its columns, what each accepts, and the words people use for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from core.i18n import T, fold

Kind = Literal["text", "id", "date", "number", "count", "percent", "yesno", "choice", "cell"]
"""``text`` a name or a comment · ``id`` text kept as typed (``007``) · ``number`` an amount ·
``count`` a whole number ≥ 0 · ``percent`` a share, kept as a fraction · ``choice`` one of
``choices``, kept as its id · ``cell`` whatever stands there (a parameter's value)."""


@dataclass(frozen=True)
class Column:
    """A column of an input table. ``ru`` is its Russian header, ``header.en`` follows from ``id``."""

    id: str
    ru: str
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple["Choice", ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    values_from: str | None = None
    """``table.column`` whose values the template's drop-down offers (``stages.stage``)."""
    besides: T = T("", "")
    """A word that fits although ``values_from`` does not hold it («Все»)."""
    blanks: tuple[str, ...] = ()
    """Words of a date column that say there is no date («не закрыта»)."""
    judged_by_check: bool = False
    """A check in ``core.metrics`` names the values outside ``values_from``; intake leaves them to it."""
    folded_away: bool = False
    """Grouped and closed in the template: there for those who need it."""
    help: T = T("", "")

    @cached_property
    def header(self) -> T:
        return T(self.ru, self.id.replace("_", " ").capitalize())

    @cached_property
    def names(self) -> frozenset[str]:
        """Every header that means this column, folded."""
        return frozenset(fold(name) for name in (self.ru, self.header.en, self.id, *self.aliases))

    def option(self, typed: str) -> str | None:
        """The id of the choice that a person's word means."""
        word = fold(typed)
        return next((c.id for c in self.choices if word in c.names), None)


@dataclass(frozen=True)
class Choice:
    """One allowed value of a ``choice`` column."""

    id: str
    title: T
    aliases: tuple[str, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in (self.id, *self.title, *self.aliases))


@dataclass(frozen=True)
class Extra:
    """Columns that people add themselves: a date a stage, another metric, a checklist item.

    ``prefix`` marks them («Дата: »); without one every unknown column of that kind belongs here.
    In the typed table such a column is named ``x:<what follows the prefix>``.
    """

    kind: Kind
    prefix: T = T("", "")
    help: T = T("", "")
    choices: tuple[Choice, ...] = ()
    template: Callable[[], tuple[T, ...]] = field(default=tuple)
    """The columns of this sort that the empty template offers."""


@dataclass(frozen=True)
class Table:
    """An input tab."""

    id: str
    title: T
    order: int
    columns: tuple[Column, ...]
    help: T
    extra: Extra | None = None
    any_of: tuple[tuple[str, ...], ...] = ()
    """Sets of columns of which each row must fill at least one."""
    key: str | None = None
    """The id column: a blank one gets a key made of the row's content."""
    unique: tuple[str, ...] = ()
    """Columns that together may not repeat; a repetition is a problem, both rows are kept."""
    repeated: T = T("Учтены все.", "All of them count.")
    """Which of the repeated rows count."""
    suffix_fills: str | None = None
    """«Сделки Иванова»: the column that a tab's suffix fills where it is blank."""
    dictionary: bool = False
    """A list that the head keeps, not a day's work: drawn grey in the template."""
    aliases: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Column]:
        return {column.id: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in (*self.title, self.id, self.id.replace("_", " "), *self.aliases))
