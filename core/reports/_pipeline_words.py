"""The words of the three pipelines: what a deal needs and of whom, the day they speak of, what is not known."""

from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, day, money
from core.metrics.days import NEVER, numbered, same_day_last_month
from core.metrics.indicators import OLD_DAYS
from core.metrics.pipeline import MATTERS, OF_SELLER, OpenDeals, month_ago, open_deals
from core.report import Value
from core.reports._links import refs
from core.reports._pipeline_tree import by_mask, dates, picked
from core.reports._summary_words import HEAD, SELLER

WORDS = dict(
    zip(
        MATTERS,
        (
            T("нет следующего шага", "no next step"),
            T("шаг просрочен", "the step is overdue"),
            T("ожидаемая дата прошла", "the expected date has passed"),
            T("нет суммы", "no amount"),
            T("нет менеджера: назначить", "no manager: assign one"),
            T("менеджер ушёл: передать", "the manager has left: hand over"),
            T("на этапе дольше нормы", "at the stage beyond its norm"),
            T(f"открыта дольше {OLD_DAYS} дней", f"open for more than {OLD_DAYS} days"),
        ),
        strict=True,
    )
)
BOTH = T("Менеджер и РОП", "Seller and head")
MODE = T(
    "на {day}: открытые сделки, суммы и вероятности сегодняшние",
    "as of {day}: open deals, with today's amounts and probabilities",
)
NO_OPEN = T("Открытых сделок нет.", "There are no open deals.")
NO_STAGE = T("Этап не указан", "No stage given")
NO_CLIENT = T("Клиент не указан", "No client given")
AGO = T(
    "Всего {n} на {sum}; месяц назад, {day}, было {n_ago} на {sum_ago}.",
    "{n} in all for {sum}; a month ago, on {day}, {n_ago} for {sum_ago}.",
)
NO_AMOUNT = T("Без суммы: {n}; в суммы они не вошли.", "Without an amount: {n}; they are in none of the sums.")
NO_PROBABILITY = T(
    "Без вероятности: {n} на {sum}; в «сумма × вероятность» они не вошли.",
    "Without a probability: {n} for {sum}; they are not in amount × probability.",
)
NO_ORDER = T(
    "Вкладка «Этапы» не заполнена: этапы стоят по алфавиту.",
    "The Stages tab is not filled: stages stand in the order of the alphabet.",
)
DECISIONS = (
    T(
        "Пайплайн — все открытые сделки на дату отчёта; без суммы сделка в числе, но не в сумме, без вероятности — "
        "не во взвешенной сумме.",
        "The pipeline is every open deal of the report date; without an amount a deal counts but adds nothing, "
        "without a probability it is not in the weighted sum.",
    ),
    T(
        "Внимание менеджера — нет шага, шаг или ожидаемая дата прошли, нет суммы; внимание РОПа — сделка ничья или "
        f"ушедшего, стоит на этапе дольше нормы, открыта дольше {OLD_DAYS} дней.",
        "The seller's attention: no step, a step or an expected date passed, no amount; the head's: nobody's deal or a "
        f"leaver's, at its stage beyond the norm, open for more than {OLD_DAYS} days.",
    ),
    T(
        "Если столбца в «Сделках» нет совсем, за его пустоту никого не упрекаем.",
        "Where the Deals tab has no such column at all, nobody is reproached for leaving it blank.",
    ),
    T(
        "Этап, которого нет на вкладке «Этапы», стоит под своим именем после остальных.",
        "A stage that the Stages tab does not know stands under its own name after the others.",
    ),
)


def mode(context: Context) -> str:
    return context.say(MODE, day=day(context.asof, context.language))


def notes(context: Context) -> Iterator[str]:
    """How much there is against a month ago, and what the sums leave out."""
    if not context.has("deals"):
        return
    now, before = context.once(open_deals), context.once(month_ago)
    if not len(now):
        return

    def spoken(value: float) -> str:
        return money(value, context.language, context.currency)

    when = day(same_day_last_month(context.asof), context.language)
    yield context.say(
        AGO,
        n=len(now),
        sum=spoken(float(np.nansum(now.amount))),
        day=when,
        n_ago=len(before),
        sum_ago=spoken(float(np.nansum(before.amount))),
    )
    if blank := int(np.isnan(now.amount).sum()):
        yield context.say(NO_AMOUNT, n=blank)
    unsure = np.isnan(now.probability) & ~np.isnan(now.amount)
    if unsure.any():
        yield context.say(NO_PROBABILITY, n=int(unsure.sum()), sum=spoken(float(now.amount[unsure].sum())))
    if not len(context.tables["stages"]):
        yield context.say(NO_ORDER)


def stage_names(context: Context, made: OpenDeals) -> list[str]:
    """The stages' names; a blank one in words."""
    return [name or context.say(NO_STAGE) for name in made.stages]


def client_names(context: Context, made: OpenDeals) -> list[str]:
    """The clients' names; a blank one in words, last."""
    return [*made.clients, context.say(NO_CLIENT)]


def attention(context: Context) -> list[Value]:
    """Per open deal what it needs, in words; blank where nothing."""

    def said(mask: int) -> str | None:
        return "; ".join(context.say(WORDS[name]) for i, name in enumerate(MATTERS) if mask >> i & 1) or None

    return by_mask(context.once(open_deals).needs, said)


def who_acts(context: Context) -> list[Value]:
    """Per open deal whose turn it is."""

    def said(mask: int) -> str | None:
        seller, head = mask & (2**OF_SELLER - 1), mask >> OF_SELLER
        text = BOTH if seller and head else SELLER if seller else HEAD if head else None
        return text and context.say(text)

    return by_mask(context.once(open_deals).needs, said)


def links(context: Context) -> list[Value]:
    """Per open deal a link to its row."""
    return [*refs(context.tables["deals"], context.once(open_deals).row, "client")]


def texts(context: Context, column: str) -> list[Value]:
    """Per open deal a text of its row; a choice by its title."""
    typed, rows = context.tables["deals"], context.once(open_deals).row
    titles = {choice.id: context.say(choice.title) for choice in typed.table.by_id[column].choices}
    found = typed.frame[column].cat
    names = [titles.get(name, name) for name in found.categories.tolist()]
    return picked([*names, None], found.codes.to_numpy()[rows].tolist())


def step_days(context: Context) -> list[Value]:
    """Per open deal the date of its next step."""
    rows = context.once(open_deals).row
    return dates(numbered(context.tables["deals"].frame["next_step_date"])[rows], NEVER)
