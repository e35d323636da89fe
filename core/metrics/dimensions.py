"""In which slice each deal falls: by client, product, channel, person, company, manager and region.

Source: seed 000 (slices of the funnel), REPORTS §2 `funnel_slices`. Where they are silent:

* a client is new to a deal unless another deal of theirs was won, or money came from them, before its creation;
* the age is counted in whole calendar years: the year of creation minus the year of birth;
* a client who stands twice on the Clients tab takes the first value in the order of the alphabet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.context import Context
from core.i18n import T
from core.metrics.days import NEVER, Days
from core.metrics.deals import DealState, state
from core.metrics.ledger import ledger
from core.metrics.lines import indexed, lines
from core.metrics.owners import Codes, manager_names, same_text
from core.metrics.stages import Ints
from core.tables.clients import SEXES

NEW, RETURNING = 0, 1
CLIENT_TYPES = (T("Новый клиент", "New client"), T("Повторный клиент", "Returning client"))
AGES = (T("до 24", "up to 24"), *(T.same(band) for band in ("25–34", "35–44", "45–54", "55+")))
AGE_FROM = (25, 35, 45, 55)
NO_CLIENT_TYPE, BLANK = -1, -1
_OF_CLIENT = (
    ("marital_status", T("Семейное положение", "Marital status")),
    ("occupation", T("Род занятий", "Occupation")),
    ("industry", T("Отрасль", "Industry")),
    ("size", T("Размер", "Size")),
)


@dataclass(frozen=True)
class Dimension:
    """One way to slice the deals of :func:`core.metrics.deals.state`."""

    id: str
    title: T
    values: tuple[T, ...]
    code: Ints
    """Index into ``values``, −1 for blank; one entry a deal, or a pair of deal and value where they overlap."""
    deal: Ints | None = None
    """The deal of each entry where a deal may have several values; None: entry i is deal i."""
    ordered: bool = False
    """Whether the values have an order of their own (ages)."""

    @property
    def filled(self) -> bool:
        return bool((self.code >= 0).any())


def dimensions(context: Context) -> tuple[Dimension, ...]:
    """The eleven dimensions, in the order they are drawn; ask with ``context.once(dimensions)``."""
    found, names = context.once(state), context.once(manager_names)
    owner = names.codes(context.tables["deals"].frame["manager"])[found.row]
    return (
        Dimension("client_type", T("Тип клиента", "Client type"), CLIENT_TYPES, client_types(context), None, True),
        _products(context, found),
        channels(context),
        _of_client(context, "sex", T("Пол", "Sex"), {choice.id: choice.title for choice in SEXES}),
        Dimension("age", T("Возраст", "Age"), AGES, _ages(context, found), None, True),
        *(_of_client(context, id, title) for id, title in _OF_CLIENT),
        Dimension("manager", T("Менеджер", "Manager"), _same(names.names), np.where(owner < len(names), owner, BLANK)),
        regions(context),
    )


def client_types(context: Context) -> Ints:
    """NEW or RETURNING a deal; −1 without a client or a creation date."""
    found, book = context.once(state), context.once(ledger)
    deals, invoices, payments = (context.tables[table].frame for table in ("deals", "invoices", "payments"))
    clients = pd.Index(deals["client"].cat.categories)
    since = np.full(len(clients) + 1, NEVER, np.int64)
    who = indexed(deals["client"], clients)[found.row]
    won = np.flatnonzero(found.won & ~np.isnat(found.closed) & ~(found.closed < found.created))
    np.minimum.at(since, who[won], found.closed[won].astype(np.int64))

    paid = np.flatnonzero(book.payments.value > 0)
    payer = indexed(payments["client"], clients)[book.payments.row[paid]]
    of_invoice = np.append(indexed(invoices["client"], clients), BLANK)[book.payments.invoice[paid]]
    nameless = payments["client"].cat.codes.to_numpy()[book.payments.row[paid]] < 0
    np.minimum.at(since, np.where(nameless, of_invoice, payer), book.payments.day[paid])

    since[-1] = NEVER
    known = (who >= 0) & ~np.isnat(found.created)
    return np.where(known, since[who] < found.created.astype(np.int64), NO_CLIENT_TYPE).astype(np.intp)


def channels(context: Context) -> Dimension:
    """The deal's channel, else its client's."""
    found, own = context.once(state), context.tables["deals"].frame["channel"]
    base = _of_client(context, "channel", T("Канал", "Channel"))
    theirs = [value.ru for value in base.values]
    names = sorted({*map(str, own.cat.categories), *theirs})
    place = pd.Index(names)
    mine = indexed(own, place)[found.row]
    code = np.where(mine >= 0, mine, np.append(place.get_indexer(pd.Index(theirs)), BLANK)[base.code])
    return Dimension("channel", base.title, _same(names), code.astype(np.intp))


def regions(context: Context) -> Dimension:
    """The client's region."""
    return _of_client(context, "region", T("Регион", "Region"))


def _products(context: Context, found: DealState) -> Dimension:
    """Every product of a deal's order lines, else its own."""
    sold = context.once(lines)
    place = np.full(len(context.tables["deals"]) + 1, -1, np.intp)
    place[found.row] = np.arange(len(found))
    deal, width = place[sold.deal], len(sold.products)
    of_deal = (deal >= 0) & (sold.product >= 0)
    pairs = np.unique(deal[of_deal] * width + sold.product[of_deal])
    without = np.ones(len(found), bool)
    without[pairs // max(width, 1)] = False
    alone = np.flatnonzero(without)
    code = np.concatenate([pairs % max(width, 1), np.full(len(alone), BLANK)])
    deals = np.concatenate([pairs // max(width, 1), alone])
    return Dimension("product", T("Продукт", "Product"), _same(sold.products), code.astype(np.intp), deals)


def _of_client(context: Context, column: str, title: T, words: dict[str, T] | None = None) -> Dimension:
    """A text column of the Clients tab, by the deal's client."""
    values = context.tables["clients"].frame[column].cat
    shown = tuple((words or {}).get(str(name), T.same(str(name))) for name in values.categories)
    return Dimension(column, title, shown, _looked_up(context, values.codes.to_numpy().astype(np.int64)))


def _ages(context: Context, found: DealState) -> Ints:
    """Index into ``AGES`` of the client's age when the deal was created."""
    year = context.tables["clients"].frame["birth_year"].to_numpy()
    born = _looked_up(context, np.where(np.isnan(year), BLANK, np.nan_to_num(year)).astype(np.int64))
    age = _years(found) - born
    known = (born >= 0) & ~np.isnat(found.created) & (age >= 0)
    return np.where(known, np.searchsorted(AGE_FROM, age, "right"), BLANK).astype(np.intp)


def _years(found: DealState) -> Days:
    return found.created.astype("datetime64[Y]").astype(np.int64) + 1970


def _looked_up(context: Context, values: Codes) -> Ints:
    """Per deal the value that the Clients tab has for its client, the smallest of several; −1 for none."""
    client = context.tables["clients"].frame["client"].cat
    codes, n = client.codes.to_numpy(), len(client.categories)
    named = (codes >= 0) & (values >= 0)
    none = int(values.max(initial=0)) + 1
    best = np.full(n + 1, none, np.intp)
    np.minimum.at(best, codes[named], values[named])
    best[best == none] = BLANK
    return np.asarray(best[context.once(_client_of)], np.intp)


def _client_of(context: Context) -> Codes:
    """Per deal its client as a category code of the Clients tab, −1 for none."""
    deals, clients = (context.tables[table].frame["client"] for table in ("deals", "clients"))
    return same_text(deals, clients)[context.once(state).row]


def _same(names: Sequence[str]) -> tuple[T, ...]:
    return tuple(T.same(name) for name in names)
