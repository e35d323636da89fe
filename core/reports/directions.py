from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, percent
from core.i18n import day as spoken_day
from core.metrics.client_groups import group_of, managers_of, window
from core.metrics.directions import BOUGHT, OFFERED, REFUSED, directions
from core.metrics.offers import MIN_BUYERS, MIN_SHARE, offers
from core.metrics.owners import labels
from core.metrics.rates import rate
from core.report import Column, Row
from core.reports._directions_cells import HEAD, TOP, client_cells, product_columns
from core.reports._directions_managers import activities, amounts
from core.reports._directions_words import DECISIONS, NO_PAIRS, SEGMENT, WHY
from core.reports.declare import ChartSpec, Filled, ReportSpec

NEEDS = ("lines|deals.product",)


def mode(context: Context) -> str:
    said = T(
        "Клиенты и товары за всё время до {day}; по менеджерам — сделки {first}–{day}, открытые — на {day}.",
        "Clients and products of all time up to {day}; by manager, deals of {first} to {day}, open ones on {day}.",
    )
    first, last = (spoken_day(day, context.language) for day in window(context.asof))
    return context.say(said, first=first, day=last)


def notes(context: Context) -> Iterator[str]:
    """How much of the client base the products reach, and what the matrix leaves out."""
    if not context.has(*NEEDS):
        return
    found = context.once(directions)
    if len(found.client):
        said = T(
            "В среднем клиент покупает {n} из {all} товаров ({share}).",
            "On average a client buys {n} of {all} products ({share}).",
        )
        bought, clients, products = int(found.of(BOUGHT).sum()), len(found.clients), len(found.products)
        mean = f"{bought / clients:.1f}"
        yield context.say(
            said,
            n=mean.replace(".", ",") if context.language == "ru" else mean,
            all=products,
            share=percent(bought / clients / products, context.language),
        )
        if products > TOP:
            said = T(
                "В матрице {top} товаров из {all}, с наибольшими продажами; все — в таблице «Охват товаров».",
                "The matrix shows {top} products of {all}, those with the largest sales; all are under “Penetration”.",
            )
            yield context.say(said, top=TOP, all=products)
    if found.nameless:
        said = T(
            "Строк без клиента или товара: {n}, в матрицу не вошли.",
            "Lines without a client or product: {n}; left out.",
        )
        yield context.say(said, n=found.nameless)


DIRECTIONS = ReportSpec(
    id="directions",
    title=T("Матрица направлений", "Directions"),
    group="month",
    order=70,
    definition=T(
        "Какие товары клиент уже купил, какие ему предложили, от каких он отказался и что ему предложить.",
        "Which products a client has bought, was offered, has refused, and what to offer next.",
    ),
    source="002",
    mode=mode,
    notes=notes,
    decisions=DECISIONS,
)


@DIRECTIONS.block(
    "products",
    T("Охват товаров", "Penetration of products"),
    (
        Column("product", T("Товар", "Product")),
        Column("bought", T("Купили", "Bought"), "count", adds=False, heat=True),
        Column("offered", T("Предложено", "Offered"), "count", adds=False, heat=True),
        Column("refused", T("Отказались", "Refused"), "count", adds=False, heat=True),
        Column("none", T("Не предлагали", "Not offered"), "count", adds=False),
        Column("clients", T("Клиентов", "Clients"), "count", adds=False),
        Column("penetration", T("Охват клиентов", "Penetration"), "rate"),
        Column("amount", T("Продано", "Sold"), "money"),
    ),
    definition=T(
        "Сколько клиентов матрицы купили товар, кому он предложен, кто отказался и кому его не предлагали.",
        "How many of the matrix's clients bought a product, were offered it, refused it, were never offered it.",
    ),
    needs=NEEDS,
    total=True,
    charts=(
        ChartSpec(
            "stacked",
            T("Охват клиентов товарами", "Products across the client base"),
            "product",
            ("bought", "offered", "refused"),
            rows=TOP,
        ),
    ),
)
def _products(context: Context) -> Filled:
    found = context.once(directions)
    n, width = len(found.clients), len(found.products)
    if not n:
        return Filled([], empty=NO_PAIRS)
    counts = [found.per_product(found.of(status)) for status in (BOUGHT, OFFERED, REFUSED)]
    counts.append(n - np.sum(counts, 0))
    amount = np.round(np.bincount(found.product, found.amount, width), 6).tolist()
    columns = zip(found.products, *(column.tolist() for column in counts), amount, strict=True)
    return Filled([[name, bought, *rest, n, rate(bought, n), money] for name, bought, *rest, money in columns])


@DIRECTIONS.block(
    "manager_amounts",
    T("Кто что продаёт", "Who sells what"),
    (Column("manager", T("Менеджер", "Manager")),),
    definition=T(
        "Сколько каждый менеджер продал каждого из крупнейших товаров за 12 месяцев.",
        "How much each manager sold of each of the largest products in 12 months.",
    ),
    needs=NEEDS,
    total=True,
)
def _manager_amounts(context: Context) -> Filled:
    return amounts(context)


@DIRECTIONS.block(
    "matrix",
    T("Клиенты и товары", "Clients and products"),
    (Column("client", T("Клиент", "Client")), *HEAD),
    definition=T(
        "Что каждый клиент купил, что ему предложили в открытой сделке и от чего он отказался; сначала крупные.",
        "What each client has bought, was offered in an open deal, or has refused; the largest first.",
    ),
    needs=NEEDS,
)
def _matrix(context: Context) -> Filled:
    found, groups = context.once(directions), group_of(context)
    owners = context.once(_owners)
    columns = (
        Column("client", T("Клиент", "Client")),
        Column("manager", T("Менеджер", "Manager")),
        Column("group", T("Группа", "Group")),
        *HEAD,
        *product_columns(found, TOP),
        Column("amount", T("Куплено всего", "Bought in all"), "money"),
    )
    rows: list[Row] = []
    for (i, amount), head, cells in zip(*client_cells(found, TOP, context), strict=True):
        client = found.clients[i]
        rows.append([client, owners[i], groups.get(client), *head, *cells, amount])
    return Filled(rows, columns=columns, empty=NO_PAIRS)


def _owners(context: Context) -> list[str]:
    """Whose each client of the matrix is, by name."""
    names = labels(context)
    return [names[code] for code in managers_of(context, context.once(directions).clients).tolist()]


@DIRECTIONS.block(
    "offers",
    T("Что предложить", "What to offer"),
    (
        Column("client", T("Клиент", "Client")),
        Column("product", T("Товар", "Product")),
        Column("why", T("Почему", "Why")),
        Column("mean", T("В среднем на клиента", "Mean a client"), "money", adds=False),
        Column("expected", T("Ожидаемая сумма", "Expected amount"), "money"),
        Column("manager", T("Менеджер", "Manager")),
        Column("bought", T("Похожих купили", "Similar who bought"), "count", adds=False),
        Column("similar", T("Похожих всего", "Similar in all"), "count", adds=False),
        Column("share", T("Доля", "Share"), "rate"),
    ),
    definition=T(
        "Товары, которые покупают похожие клиенты, а этому не предлагали. Ожидаемая сумма = доля купивших × средняя "
        "сумма; до трёх на клиента.",
        "Products that similar clients buy and this one was never offered. Expected amount = share of buyers × their "
        "mean amount; up to three a client.",
    ),
    needs=NEEDS,
    total=True,
)
def _offers(context: Context) -> Filled:
    found, made = context.once(directions), context.once(offers)
    owners = context.once(_owners)
    similar = [context.say(SEGMENT[kind], name=name) for kind, name in made.segments]
    columns = (made.client, made.product, made.segment, made.similar, made.bought, made.mean, made.expected)
    rows: list[Row] = [
        [
            found.clients[i],
            found.products[j],
            context.say(WHY, similar=similar[s], bought=bought, n=n),
            mean,
            expected,
            owners[i],
            bought,
            n,
            rate(bought, n),
        ]
        for i, j, s, n, bought, mean, expected in zip(*(column.tolist() for column in columns), strict=True)
    ]
    none = T(
        "Предложить нечего: товар предлагаем, если его купили хотя бы {n} похожих клиента и {share} из них.",
        "Nothing to offer: a product is offered if at least {n} similar clients and {share} of them bought it.",
    )
    shares = {code: none.say(code, n=MIN_BUYERS, share=percent(MIN_SHARE, code)) for code in ("ru", "en")}
    return Filled(rows, empty=T(**shares))


@DIRECTIONS.block(
    "managers",
    T("Менеджеры и товары", "Managers and products"),
    (
        Column("manager", T("Менеджер", "Manager")),
        Column("product", T("Товар", "Product")),
        Column("open", T("Открыто сделок", "Open deals"), "count"),
        Column("offered", T("Предложил", "Offered"), "count"),
        Column("won", T("Выиграл", "Won"), "count"),
        Column("amount", T("Продано", "Sold"), "money"),
        Column("lost", T("Проиграл", "Lost"), "count"),
    ),
    definition=T(
        "Открыто — сейчас; предложил (создал сделку), выиграл, продано и проиграл — за 12 месяцев. В итоге сделка "
        "с двумя товарами одна.",
        "Open is now; offered (created a deal), won, sold and lost are of 12 months. The total has a deal of two "
        "products once.",
    ),
    needs=NEEDS,
)
def _managers(context: Context) -> Filled:
    return activities(context)
