import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.client_groups import group_of
from core.metrics.days import NEVER
from core.metrics.owners import label, manager_names
from core.metrics.pipeline import MATTERS, OpenDeals, open_deals, summed
from core.report import Column, Row, Value
from core.reports import _pipeline_words as words
from core.reports._pipeline_tree import Tree, blanks, dates, picked, ranked, tree
from core.reports.declare import ChartSpec, Filled, ReportSpec

ATTENTION_OF = T("внимание нужно: {n} из {all}", "need attention: {n} of {all}")

PIPELINE_CLIENTS = ReportSpec(
    id="pipeline_clients",
    title=T("Пайплайн клиенты", "Pipeline clients"),
    group="week",
    order=70,
    definition=T(
        "Какие сделки и с какими клиентами ведёт каждый менеджер, и что в них поправить: менеджеру или РОПу.",
        "Which deals each manager leads, with which clients, and what to put right in them: the seller or the head.",
    ),
    source="002",
    mode=words.mode,
    notes=words.notes,
    decisions=words.DECISIONS,
)

DEALS = (
    Column("manager", T("Менеджер", "Manager")),
    Column("client", T("Клиент", "Client")),
    Column("n", T("Сделок", "Deals"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column(
        "weighted",
        T("Сумма × вероятность", "Amount × probability"),
        "money",
        help=T("Вероятность сделки, а без неё — этапа.", "The deal's probability, else its stage's."),
    ),
    Column("stage", T("Этап", "Stage")),
    Column("deal_type", T("Тип", "Type")),
    Column("age", T("Возраст, дней", "Age, days"), "days", help=T("От создания.", "Since creation.")),
    Column("next_step", T("Следующий шаг", "Next step")),
    Column("next_step_date", T("Дата шага", "Step date"), "date"),
    Column("expected", T("Ждём оплату", "Expected"), "date"),
    Column("attention", T("Внимание", "Attention")),
    Column("who", T("Кому действовать", "Who acts")),
    Column("group", T("Группа", "Group"), help=T("ABC-XYZ за 12 месяцев.", "ABC-XYZ over 12 months.")),
    Column("link", T("Где", "Where"), "link"),
    Column("probability", T("Вероятность", "Probability"), "rate", detail=True),
    Column("stage_days", T("Дней на этапе", "Days at the stage"), "days", detail=True),
    Column("product", T("Продукт", "Product"), detail=True),
)


@PIPELINE_CLIENTS.block(
    "deals",
    T("Менеджер → клиент → сделки", "Manager → client → deals"),
    DEALS,
    definition=T(
        "Открытые сделки; клиенты и сделки — по сумме, самые крупные сверху.",
        "Open deals; clients and deals by amount, the largest first.",
    ),
    needs=("deals",),
)
def deal_rows(context: Context) -> Filled:
    made = context.once(open_deals)
    grown = context.once(by_client)
    rows = grown.rows(_columns(context, made, grown))
    total: Row = [context.say(T("Итого", "Total")), None, len(made), known_sum(made.amount), known_sum(made.weighted)]
    total += [None] * (len(DEALS) - len(total))
    total[11] = _need(context, int((made.needs > 0).sum()), len(made))
    return Filled(rows, total if rows else None, grown.levels, empty=words.NO_OPEN)


def by_client(context: Context) -> Tree:
    """The open deals by manager, then by their clients, the largest first."""
    made = context.once(open_deals)
    width = len(made.clients) + 1
    pairs, pair = np.unique(made.manager * width + made.client, return_inverse=True)
    return tree(made.manager, ranked(pair, made.amount, len(pairs)), -np.nan_to_num(made.amount, nan=-1.0))


def _columns(context: Context, made: OpenDeals, grown: Tree) -> list[list[Value]]:
    names, clients = context.once(manager_names), words.client_names(context, made)
    managers = [label(context, code) for code in range(len(names) + 1)]
    stages = words.stage_names(context, made)
    groups = group_of(context)
    client, group = made.client.tolist(), [groups.get(name) for name in clients]
    age = np.where(made.created < NEVER, made.asof - made.created, np.nan)
    columns: dict[str, list[Value]] = {
        "manager": grown.headed(picked(managers, made.manager.tolist())),
        "client": grown.headed(picked(clients, client), by_inner=True),
        "n": [*(n for level in grown.counts(np.ones(len(made), np.int64)) for n in level), *[1] * len(made)],
        "amount": grown.sums(made.amount),
        "weighted": grown.sums(made.weighted),
        "stage": grown.column(picked(stages, made.stage.tolist())),
        "deal_type": grown.column(words.texts(context, "deal_type")),
        "age": grown.column(whole(age)),
        "next_step": grown.column(words.texts(context, "next_step")),
        "next_step_date": grown.column(context.once(words.step_days)),
        "expected": grown.column(dates(made.expected, NEVER)),
        "attention": grown.column(context.once(words.attention), *_needing(context, made, grown)),
        "who": grown.column(context.once(words.who_acts)),
        "group": grown.headed(picked(group, client), by_inner=True),
        "link": grown.column(context.once(words.links)),
        "probability": grown.column(blanks(made.probability)),
        "stage_days": grown.column(whole(made.stage_days)),
        "product": grown.column(words.texts(context, "product")),
    }
    return [columns[column.id] for column in DEALS]


def _needing(context: Context, made: OpenDeals, grown: Tree) -> tuple[list[Value], list[Value]]:
    """For each heading over several deals how many of them need attention; blank where none does."""
    every, needing = grown.counts(np.ones(len(made), np.int64)), grown.counts(made.needs > 0)
    said: list[list[Value]] = [
        [_need(context, n, of) if n and of > 1 else None for n, of in zip(some, all, strict=True)]
        for some, all in zip(needing, every, strict=True)
    ]
    return said[0], said[1]


def _need(context: Context, n: int, of: int) -> str | None:
    return context.say(ATTENTION_OF, n=n, all=of) if n and of > 1 else None


def whole(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[Value]:
    """Whole days, blank where unknown."""
    return [None if value is None else int(value) for value in blanks(values)]  # type: ignore[arg-type]


def known_sum(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float | None:
    """The sum of what is known; None where there are entries and none is."""
    total = float(summed(np.zeros(len(values), np.intp), values, 1)[0])
    return None if np.isnan(total) else total


CARE = (
    Column("manager", T("Менеджер", "Manager")),
    Column("n", T("Сделок", "Deals"), "count"),
    Column("needs", T("Нужно внимание", "Need attention"), "count"),
    Column("needs_amount", T("На сумму", "Their amount"), "money"),
    Column("of_seller", T("Дело менеджера", "The seller's turn"), "count"),
    Column("of_head", T("Дело РОПа", "The head's turn"), "count"),
    *(
        Column(name, T(*(text[0].upper() + text[1:] for text in words.WORDS[name])), "count", heat=True)
        for name in MATTERS
    ),
)


@PIPELINE_CLIENTS.block(
    "care",
    T("Что поправить в сделках", "What to put right in the deals"),
    CARE,
    definition=T(
        "Сколько открытых сделок чего ждут; у одной сделки может быть несколько замечаний.",
        "How many open deals wait for what; a deal may have several remarks.",
    ),
    needs=("deals",),
    total=True,
    charts=(ChartSpec("bar", T("Сделки, которым нужно внимание", "Deals that need attention"), "manager", ("needs",)),),
)
def _care(context: Context) -> Filled:
    made, n = context.once(open_deals), len(context.once(manager_names)) + 1
    if not len(made):
        return Filled([], empty=words.NO_OPEN)
    needing = made.needs > 0
    whose = (np.ones(len(made)), needing, made.of_seller, made.of_head)
    each = (made.needs >> i & 1 for i in range(len(MATTERS)))
    counted = [np.bincount(made.manager, where, n).astype(np.int64).tolist() for where in (*whose, *each)]
    sums = blanks(summed(made.manager[needing], made.amount[needing], n))
    rows: list[Row] = [
        [label(context, code), counted[0][code], counted[1][code], sums[code], *(one[code] for one in counted[2:])]
        for code in np.unique(made.manager).tolist()
    ]
    return Filled(rows)
