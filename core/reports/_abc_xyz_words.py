"""The words of the report ABC-XYZ: its mode, its notes, and what we decided where the source is silent."""

from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, money, percent, plural
from core.i18n import day as spoken_day
from core.metrics.client_groups import segments, window
from core.metrics.purchases import missing_costs, purchases
from core.metrics.segments import matrix
from core.recommendations import recommendations

VALUES = {
    "payments": T("оплаты за вычетом возвратов", "payments net of refunds"),
    "won": T("выигранные сделки", "won deals"),
    "margin": T("маржа по составу заказов", "the margin of order lines"),
}
BOUGHT = {
    "deals": T("дни выигранных сделок", "the days of won deals"),
    "invoices": T("дни счетов", "the days of invoices"),
    "payments": T("дни оплат", "the days of payments"),
}
ELSE = T(", иначе ", ", else ")
MODE = T(
    "{first}–{last}: объём — {value}; покупки — {bought}; A до {a}, B до {b} объёма.",
    "{first} to {last}: the value is {value}; purchases are {bought}; A up to {a}, B up to {b} of the value.",
)
OURS_SAID = T(
    "Рекомендации с пометкой «наша» составили мы: в источнике они были картинкой. "
    "Меняйте их на вкладке «Рекомендации».",
    "Recommendations marked “ours” are by us: the source had them on a picture. "
    "Change them on the Recommendations tab.",
)


def mode(context: Context) -> str:
    first, last = window(context.asof)
    made, rules, language = context.once(purchases), context.settings, context.language
    return context.say(
        MODE,
        first=spoken_day(first, language),
        last=spoken_day(last, language),
        value=VALUES[made.source],
        bought=context.say(ELSE).join(context.say(BOUGHT[by]) for by, _ in made.bought),
        a=percent(rules.abc_a, language),
        b=percent(rules.abc_b, language),
    )


def notes(context: Context) -> Iterator[str]:
    """What a head asks first: how few clients bring how much; then what stayed outside."""
    found, language = context.once(segments), context.language
    at = found.ranked
    if not len(at):
        return
    n = matrix(found.group[at]).sum(1)
    share = matrix(found.group[at], np.nan_to_num(found.abc.share[at])).sum(1)
    a = int(n[0])
    few = T(
        "Группа A: {n} {noun} ({part} базы) — {share} объёма.",
        "Group A: {n} {noun} ({part} of the base), {share} of the value.",
    )
    noun = plural(a, "клиент", "клиента", "клиентов") if language == "ru" else "client" if a == 1 else "clients"
    yield context.say(
        few, n=a, noun=noun, part=percent(a / len(at), language), share=percent(float(share[0]), language)
    )
    lapsed = int(found.xyz.lapsed[at].sum())
    if lapsed:
        yield context.say(T("Были регулярными и уснули: {n}.", "Were regular and fell silent: {n}."), n=lapsed)
    if found.nobody:
        said = T(
            "Клиент не указан у сумм на {sum}: они вне групп.",
            "No client is given for {sum}: it is outside the groups.",
        )
        yield context.say(said, sum=money(found.nobody, language, context.currency))
    undated = int((found.xyz.days[at] == 0).sum())
    if undated:
        said = T(
            "Без даты покупки за период: {n}, они в Z.", "Without a purchase date in the period: {n}; they are in Z."
        )
        yield context.say(said, n=undated)
    if context.once(purchases).source == "margin" and (lines := missing_costs(context)):
        said = T(
            "Строк заказов без себестоимости: {n}, в маржу не вошли.",
            "Order lines without a cost: {n}; the margin leaves them out.",
        )
        yield context.say(said, n=lines)
    if any(ours for _, ours in recommendations(context).values()):
        yield context.say(OURS_SAID)


DECISIONS = (
    T(
        "ABC: клиенты по убыванию объёма; A — пока доля строк выше меньше границы A, B — пока меньше границы B. "
        "Объём 0 и ниже — C, вне общего объёма.",
        "ABC: clients by falling value; A while the share of the rows above is below border A, B while below "
        "border B. A value of 0 or less is C, outside the total.",
    ),
    T(
        "XYZ: одна покупка — Z, две — Y; от трёх — X, если разброс промежутков (ст. отклонение ÷ среднее) "
        "не больше порога и клиент молчит не дольше двух средних промежутков, иначе Y.",
        "XYZ: one purchase is Z, two are Y; from three on X if the gaps' variation (standard deviation ÷ mean) "
        "is at most the threshold and the silence at most two mean gaps, else Y.",
    ),
    T(
        "День покупки — день выигранной сделки; у клиента без них за период — день неаннулированного счёта; "
        "день оплаты — только если нет ни выигранных сделок, ни счетов. Платил, но покупки за период нет — Z.",
        "A purchase day is the day of a won deal; for a client without any in the period, of a live invoice; "
        "a payment's day only if there are neither won deals nor invoices. Paid without a purchase in the period: Z.",
    ),
    T(
        "12 месяцев ABC-XYZ кончаются датой отчёта; возвраты уменьшают объём; оплата без клиента берёт клиента "
        "своего счёта, а без него стоит строкой «Клиент не указан» вне групп.",
        "The 12 months of ABC-XYZ end with the report date; refunds lower the value; a payment without a client "
        "takes its invoice's, and without that stands in the row “No client given”, outside the groups.",
    ),
    T(
        "Менеджер клиента — со вкладки «Клиенты», иначе менеджер последней покупки или оплаты.",
        "A client's manager is that of the Clients tab, else of the latest purchase or payment.",
    ),
)
