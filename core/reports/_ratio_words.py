"""The words of «Соотношения»: a pair said as a person says it, what we decided, the mode."""

from typing import NamedTuple

from core.context import Context
from core.i18n import Language, T, number, plural
from core.i18n import day as spoken
from core.metrics.comparison import CHANCE, FEW, SAME, VERDICTS, Comparison
from core.metrics.ratios import Ratio


class Noun(NamedTuple):
    """A count as it follows a number in Russian (1, 2, 5) and in English, and after «на» («на одну встречу»)."""

    one: str
    few: str
    many: str
    for_one: str
    en: str
    en_many: str

    def after(self, n: float, language: Language) -> str:
        """The noun after ``n``; a fraction takes the genitive singular in Russian."""
        whole = float(n).is_integer()
        if language == "en":
            return self.en if n == 1 else self.en_many
        return plural(int(n), self.one, self.few, self.many) if whole else self.few


NOUNS = {
    "cold_calls": Noun(
        "холодный звонок", "холодных звонка", "холодных звонков", "один холодный звонок", "cold call", "cold calls"
    ),
    "calls": Noun("звонок", "звонка", "звонков", "один звонок", "call", "calls"),
    "conversations": Noun(
        "предметный разговор",
        "предметных разговора",
        "предметных разговоров",
        "один предметный разговор",
        "conversation",
        "conversations",
    ),
    "meetings": Noun("встреча", "встречи", "встреч", "одну встречу", "meeting", "meetings"),
    "applications": Noun("заявка", "заявки", "заявок", "одну заявку", "application", "applications"),
    "invoices": Noun("счёт", "счёта", "счетов", "один счёт", "invoice", "invoices"),
    "payments": Noun("оплата", "оплаты", "оплат", "одну оплату", "payment", "payments"),
}
NO_DATA = T("нет данных", "no data")
NONE_YET = T("{causes}, {effects}", "{causes}, {effects}")
FOR_ONE = T("{causes} на {effect}", "{causes} for one {effect}")
MODE = T(
    "{first}–{last}; рядом — {before_first}–{before_last}.",
    "{first} to {last}; beside it {before_first} to {before_last}.",
)
NOTHING = T("За этот период ничего не записано.", "Nothing is written down for this period.")
ALIKE = 0.1
FEW_CASES = T("мало данных", "too little data")
VERDICT_HELP = T(
    "Доля с результатом против остальных: лучше — на один результат уходит меньше.",
    "The share with a result against the others: better is less work for one result.",
)
DECISIONS = (
    T(
        "Соотношения — пять пар из источника и весь путь от звонка до оплаты; свои столбцы людей ни с чем не делятся: "
        "неизвестно, что из них причина, а что следствие.",
        "The ratios are the source's five pairs and the whole way from a call to a payment; people's own columns are "
        "not divided by anything: which of them is a cause is not known.",
    ),
    T(
        "Причины и следствия сосчитаны за одни и те же дни: оплата марта могла вырасти из звонка февраля, поэтому "
        "короткий период говорит меньше, чем длинный.",
        "Causes and effects are counted over the same days: a payment of March may have grown from a call of "
        "February, so a short period says less than a long one.",
    ),
    T(
        "Счета, сделки и оплаты, которых нет в «Метрике дня», взяты с их вкладок — по одному счёту и по одной оплате "
        "счёта за день.",
        "Invoices and payments that Daily metrics leaves blank are counted from their tabs: each invoice, and an "
        "invoice's payments of one day as one.",
    ),
    T(
        "Доля следствий — следствия ÷ причины; больше единицы она бывает, когда счёт выставлен без заявки, тогда "
        "возможных границ нет.",
        "The share is effects ÷ causes; it passes one where an invoice is issued without an application, and then has "
        "no bounds.",
    ),
    T(
        "Менеджер сравнивается с остальными без него; слова «лучше» и «хуже» стоят только там, где разница доказана, "
        "«как все» — где доля отличается не больше чем на десятую часть.",
        "A manager is compared with the others without him; “better” and “worse” stand only where the difference is "
        "proven, “like the others” where the share is within a tenth of theirs.",
    ),
)


def counted(id: str, n: float, language: Language) -> str:
    """«100 звонков»; a fraction with one decimal."""
    return f"{number(n, language)} {NOUNS[id].after(round(n, 1), language)}"


def verdict(context: Context, judged: Comparison, i: int) -> str | None:
    """The verdict of one comparison; none where nothing can be compared.

    Shares here may be a few per cent, so «как все» is said of a tenth of the others' share, not of points.
    """
    code = int(judged.verdict[i])
    if code < 0 or not judged.cause[i]:
        return None
    if code in (SAME, CHANCE):
        rest = judged.rate[i] - judged.difference[i]
        code = SAME if abs(judged.difference[i]) <= ALIKE * rest else CHANCE
    return context.say(FEW_CASES if code == FEW else VERDICTS[code])


def in_words(cause: str, effect: str, found: Ratio, language: Language) -> str:
    """«5 звонков на одну встречу»; without an effect, or a cause, «12 звонков, 0 встреч»."""
    if found.cause_n is None or found.effect_n is None:
        return NO_DATA.to(language)
    if not found.per_one:
        both = (counted(id, n, language) for id, n in ((cause, found.cause_n), (effect, found.effect_n)))
        return NONE_YET.say(language, **dict(zip(("causes", "effects"), both, strict=True)))
    return FOR_ONE.say(
        language,
        causes=counted(cause, found.per_one, language),
        effect=NOUNS[effect].for_one if language == "ru" else NOUNS[effect].en,
    )


def mode(context: Context) -> str:
    days = zip(
        ("first", "last", "before_first", "before_last"), (*context.period, *context.previous_period), strict=True
    )
    return context.say(MODE, **{name: spoken(day, context.language) for name, day in days})
