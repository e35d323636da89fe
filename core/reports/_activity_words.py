"""The words of the report «Показатели»: its mode, its notes, and what we decided where the source is silent."""

from collections.abc import Iterator

from core.context import Context
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.activity import activity
from core.metrics.focus import focus, unknown_focus
from core.metrics.targets import plans
from core.reports import _activity_month


def mode(context: Context) -> str:
    first, last = context.fact_days
    language = context.language
    days = (
        spoken_day(last, language) if first == last else f"{spoken_day(first, language)}–{spoken_day(last, language)}"
    )
    said = T(
        "Факт за {days}, план на {asof}; отчёт проверен за {closed}.",
        "The fact of {days}, the plan of {asof}; reports are judged for {closed}.",
    )
    closed = spoken_day(context.closed_day, language)
    return context.say(said, days=days, asof=spoken_day(context.asof, language), closed=closed)


def notes(context: Context) -> Iterator[str]:
    if not context.has("daily_metrics|targets"):
        return
    if (unknown := unknown_focus(context)) is not None:
        yield unknown
    if (found := focus(context)) is not None:
        yield found.why.to(context.language)
    yield from _activity_month.differences(context, plans(context, context.asof), context.once(activity).measures)


DECISIONS = (
    T(
        "План дня — план месяца ÷ рабочие дни месяца. Отсутствие и выход в середине месяца план не уменьшают.",
        "A day's plan is the month's plan ÷ its working days. Absences and a start in mid-month do not lower it.",
    ),
    T(
        "План отдела — строка «Все», без неё — сумма планов менеджеров; если есть оба, разница показана.",
        "The team's plan is the row All, without it the sum of the managers'; with both the difference is shown.",
    ),
    T(
        "Отчёт сдан, если в строке дня есть хоть один показатель; ждём его в рабочий день от тех, кто работает "
        "и не отсутствует. Строки одного менеджера за день складываются.",
        "A report is there if the day's row has at least one figure; it is expected on working days from those "
        "who work and are not away. Rows of one manager and day are added up.",
    ),
    T(
        "Пустые Счета, Сделки и Оплаты считаются по вкладкам с первой даты на них: счета — выставленные, "
        "сделки — выигранные, оплаты — платежи одного счёта (без счёта — клиента) за день как одна.",
        "Blank Invoices, Deals and Payments are counted from their tabs, from the first date there: invoices "
        "issued, deals won, payments of one invoice (without one, of one client) in a day as one.",
    ),
    T(
        "Обычно — медиана последних 20 дней, за которые менеджер сдал отчёт, без показанного дня, за 400 дней.",
        "Usual is the median of the manager's last 20 reported days, without the day shown, within 400 days.",
    ),
    T(
        "Поступления в плане — без вычета возвратов, как на вкладке «День».",
        "Received against the plan is before refunds, as on the tab Day.",
    ),
    T(
        "Метрика дня — показатель с наименьшей долей факта от плана на сегодня; деньги не участвуют.",
        "The metric of the day has the smallest share of its plan by today; money takes no part.",
    ),
)
