"""The words of the report on products: its mode, its notes, and what we decided where the sources are silent."""

from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, money
from core.i18n import day as spoken_day
from core.metrics.days import NEVER, number
from core.metrics.deals import state
from core.metrics.lines import lines, won_days
from core.metrics.money import deal_amounts
from core.metrics.product_sales import year_baskets, year_bundles

MODE = T(
    "Продано {first}–{last}: товары выигранных сделок, а без сделки — действующих счетов; рядом {before_first}–"
    "{before_last}.",
    "Sold {first} to {last}: products of won deals, or without a deal of live invoices; beside it {before_first} to "
    "{before_last}.",
)
UNSOLD = T("За это время не продан ни один товар.", "No product was sold in this time.")
TOGETHER = T(
    "Нет товаров, которые купили вместе хотя бы в 5 заказах за 12 месяцев.",
    "No products were bought together in at least 5 orders of 12 months.",
)
NO_LINES = T(
    "Вкладки «Состав заказов» нет: в заказе виден один товар, из сделки, а количество, маржа и комплекты не видны.",
    "There is no Order lines tab: an order shows one product, its deal's, and no quantity, margin or bundles.",
)
BASKETS = T(
    "Комплекты и «что берут вместе» — по заказам за 12 месяцев до даты отчёта: {n}.",
    "Bundles and what goes together are of the orders in the 12 months to the report date: {n}.",
)
LARGER = T(
    "Комплектов слишком много: из трёх и больше товаров показаны те, что встретились не меньше {n} раз.",
    "There are too many bundles: of three products and more those are shown that occur at least {n} times.",
)
UNLINKED = T(
    "Строк заказов без известной сделки или счёта: {n}, в продажи не вошли.",
    "Order lines without a known deal or invoice: {n}; they are in no sales figure.",
)
NO_AMOUNT = T("Проданных строк без суммы: {n}, в суммы не вошли.", "Lines sold without an amount: {n}; in no sum.")
NO_PRODUCTS = T(
    "Выигранных в периоде сделок без товара: {n} на {sum}; здесь их нет.",
    "Deals won in the period without a product: {n} of {sum}; they are not here.",
)
DECISIONS = (
    T(
        "Товар продан в день выигрыша сделки; строка, у которой есть только счёт, — в день этого счёта, пока он не "
        "аннулирован; если счёт называет сделку, решает сделка.",
        "A product is sold on the day its deal is won; a line with only an invoice on that invoice's day, unless it "
        "is cancelled; if the invoice names a deal, the deal decides.",
    ),
    T(
        "Если у сделки есть строки в «Составе заказов», товар из самой сделки не считается, иначе считается на всю "
        "её сумму.",
        "If a deal has order lines, its own product does not count; otherwise it counts with the deal's whole amount.",
    ),
    T(
        "Рост товара — к такому же числу дней прошлого месяца: незаконченный месяц нельзя сравнивать с целым.",
        "A product's growth is against as many days of the month before: a month in progress is not a whole one.",
    ),
    T(
        "ABC и XYZ товаров — по 12 целым месяцам, отсчитанным назад от даты отчёта, но не раньше месяца первой "
        "продажи в книге; меньше трёх месяцев — класса нет.",
        "ABC and XYZ of products are of 12 whole months counted back from the report date, not before the month of "
        "the workbook's first sale; fewer than three months give no class.",
    ),
    T(
        "Товар из каталога без отметки «Активен» считается активным.",
        "A product of the catalogue whose “Active” is blank counts as active.",
    ),
    T(
        "Из комплекта предлагаем товар, который берут с остальными чаще всего; «чаще обычного» — если нижняя "
        "возможная граница этой доли выше его доли среди всех заказов.",
        "Of a bundle the product to offer is the one most often taken with the rest; “more often than usual” if the "
        "lower bound of that share is above its share among all orders.",
    ),
)


def mode(context: Context) -> str:
    (first, last), (before_first, before_last) = context.period, context.previous_period
    days = {"first": first, "last": last, "before_first": before_first, "before_last": before_last}
    return context.say(MODE, **{name: spoken_day(day, context.language) for name, day in days.items()})


def notes(context: Context) -> Iterator[str]:
    """What the figures stand on, and what stayed outside."""
    if not context.has("lines|deals.product"):
        return
    found = context.once(lines)
    if context.has("lines"):
        yield context.say(BASKETS, n=context.once(year_baskets).n)
        least = context.once(year_bundles).least
        if least is not None:
            yield context.say(LARGER, n=least)
    else:
        yield context.say(NO_LINES)
    if unlinked := int(((found.row >= 0) & (found.deal < 0) & (found.invoice < 0)).sum()):
        yield context.say(UNLINKED, n=unlinked)
    if unpriced := int((found.sold & np.isnan(found.amount)).sum()):
        yield context.say(NO_AMOUNT, n=unpriced)
    yield from _without_product(context)


def _without_product(context: Context) -> Iterator[str]:
    """Deals won in the period of which nobody knows what was sold."""
    first, last = (number(day) for day in context.period)
    found = context.once(lines)
    won = won_days(context.once(state), len(context.tables["deals"]))
    won[found.deal[found.deal >= 0]] = NEVER
    rows = np.flatnonzero((won >= first) & (won <= last))
    if len(rows):
        worth = float(np.nansum(deal_amounts(context)[rows]))
        yield context.say(NO_PRODUCTS, n=len(rows), sum=money(worth, context.language, context.currency))
