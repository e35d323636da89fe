"""What to do with the clients of each ABC-XYZ group: nine texts of ours, which the tab «Рекомендации» may replace.

The source (text 000) announces recommendations a group and shows them on a picture that is lost.
"""

from core.context import Context
from core.i18n import T

RECOMMENDATIONS: dict[str, T] = {
    "AX": T(
        "Личный менеджер, график контактов, лучшие условия. Звонить до даты обычного заказа; "
        "потерю разбираем на планёрке.",
        "A manager of their own, scheduled contacts, the best terms. Call before the usual order date; "
        "a loss is discussed at the stand-up.",
    ),
    "AY": T(
        "Покупает много, но рывками. Узнать план закупок, предложить график поставок; "
        "контакт не реже раза в две недели.",
        "Buys a lot, but in bursts. Learn their purchasing plan, offer a delivery schedule; "
        "contact at least every two weeks.",
    ),
    "AZ": T(
        "Крупная разовая покупка. В течение месяца — звонок РОПа: что дальше, кто ещё решает; цель — вторая покупка.",
        "One large purchase. Within a month the head of sales calls: what is next, who else decides; "
        "the aim is a second purchase.",
    ),
    "BX": T(
        "Надёжный середняк. Показать, чего он у нас не берёт; кандидат в A.",
        "Reliable and middling. Show what they do not buy from us; a candidate for A.",
    ),
    "BY": T(
        "Напоминать по обычному интервалу, предлагать комплекты; смотреть, почему пропускает.",
        "Remind at the usual interval, offer bundles; find out why they skip.",
    ),
    "BZ": T(
        "Одна средняя покупка. Обзвон с поводом; две попытки, затем рассылка.",
        "One middling purchase. Call with a reason; two attempts, then the mailing list.",
    ),
    "CX": T(
        "Мало, зато регулярно. Автозаказ и типовые условия, встреч не тратить.",
        "Little, but regularly. Automatic orders and standard terms; spend no meetings.",
    ),
    "CY": T(
        "Рассылка и входящие; звонить, если есть повод или растёт чек.",
        "Mailing list and incoming calls; call if there is a reason or the orders grow.",
    ),
    "CZ": T(
        "Не тратить время менеджера: рассылка, раз в полгода проверка потенциала.",
        "Spend no manager's time: mailing list, a look at the potential every half-year.",
    ),
}
OUR_TEXT = T("наша", "ours")
YOUR_TEXT = T("ваша", "yours")


def recommendations(context: Context) -> dict[str, tuple[str, bool]]:
    """Group → its text, and whether it is ours. A text of the tab goes first; of several, the first by alphabet."""
    frame = context.tables["recommendations"].frame[["group", "text"]].dropna().astype(object)
    theirs: dict[str, str] = dict(sorted(frame.to_numpy().tolist(), reverse=True))
    ours = {group: (context.say(text), True) for group, text in RECOMMENDATIONS.items()}
    spoken = {group: {text.ru, text.en} for group, text in RECOMMENDATIONS.items()}
    return ours | {group: (text, text in spoken[group]) for group, text in theirs.items()}
