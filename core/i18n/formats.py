"""How dates, money and counted nouns look inside a sentence."""

from datetime import date

from core.i18n.text import Language

_MONTHS = {
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "BYN": "Br", "GBP": "£"}


def day(value: date, language: Language) -> str:
    """31.03.2026 in Russian, 2026-03-31 in English (no one misreads it)."""
    return value.strftime("%d.%m.%Y") if language == "ru" else value.isoformat()


def month(value: date, language: Language) -> str:
    """«март 2026» / “March 2026”."""
    return f"{_MONTHS[language][value.month - 1]} {value.year}"


def money(value: float, language: Language, currency: str | None = None) -> str:
    """Whole units with grouped thousands, the sign of the currency where it has one."""
    text = f"{value:,.0f}"
    if language == "ru":
        text = text.replace(",", "\u00a0")
    if currency is None:
        return text
    sign = _SIGNS.get(currency, currency)
    return f"{text}\u00a0{sign}" if language == "ru" or sign == currency else f"{sign}{text}"


def number(value: float, language: Language) -> str:
    """Grouped thousands and at most one decimal: «1 234 567», «7,5» / “1,234,567”, “7.5”."""
    near = round(value, 1)
    text = f"{near:,.0f}" if near.is_integer() else f"{near:,.1f}"
    return text.replace(",", "\u00a0").replace(".", ",") if language == "ru" else text


def percent(rate: float, language: Language) -> str:
    """A fraction as a percentage with one decimal where it is not whole."""
    text = f"{rate * 100:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',')}\u00a0%" if language == "ru" else f"{text}%"


def plural(n: int, one: str, few: str, many: str) -> str:
    """The Russian noun that follows a number: 1 день, 2 дня, 5 дней."""
    tail, teens = abs(n) % 10, abs(n) % 100
    if tail == 1 and teens != 11:
        return one
    return few if 2 <= tail <= 4 and not 12 <= teens <= 14 else many
