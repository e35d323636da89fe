"""What the dictionary tabs hold before anyone has typed: a believable start that people correct."""

from datetime import date, time
from typing import Any

import numpy as np

from core.calendar import russian
from core.i18n import Language, T, day
from core.recommendations import RECOMMENDATIONS
from core.settings import parameters

Row = dict[str, Any]

_STAGES = (
    # stage, kind, probability, norm in days, hot
    (T("Новая заявка", "New request"), "open", 0.1, 3, False),
    (T("Квалификация", "Qualification"), "open", 0.25, 7, False),
    (T("КП отправлено", "Proposal sent"), "open", 0.4, 14, False),
    (T("Договор", "Contract"), "open", 0.8, 10, True),
    (T("Оплата", "Paid"), "won", 1.0, None, None),
    (T("Отгружено", "Delivered"), "won", 1.0, None, None),
    (T("Отказ", "Lost"), "lost", 0.0, None, None),
)
STAGES = tuple(stage for stage, *_ in _STAGES)

LOSS_REASONS = (
    T("Дорого", "Too expensive"),
    T("Выбрали конкурента", "Chose a competitor"),
    T("Нет бюджета", "No budget"),
    T("Не устроил срок поставки", "Delivery too slow"),
    T("Закупка отложена", "Purchase postponed"),
    T("Перестал отвечать", "Stopped answering"),
    T("Не наш продукт", "Not our product"),
)
CHANNELS = (
    T("Холодный звонок", "Cold call"),
    T("Сайт", "Website"),
    T("Рекомендация", "Referral"),
    T("Выставка", "Trade fair"),
    T("Реклама", "Advertising"),
    T("Повторное обращение", "Came back"),
)
REGIONS = (
    T("Москва", "Moscow"),
    T("Санкт-Петербург", "St Petersburg"),
    T("Поволжье", "Volga"),
    T("Урал", "Urals"),
    T("Сибирь", "Siberia"),
    T("Юг", "South"),
)
INDUSTRIES = (
    T("Торговля", "Trade"),
    T("Производство", "Manufacturing"),
    T("Логистика", "Logistics"),
    T("Строительство", "Construction"),
    T("Услуги", "Services"),
    T("Медицина", "Medicine"),
)
_PRELOADED = (2025, 2026, 2027)
"""The years whose days off stand in the settings; core knows the others when the cell is empty."""


def dictionaries(language: Language) -> dict[str, list[Row]]:
    """The rows of the prefilled tabs by table id, in one language; a blank cell has no key."""
    found = {
        "stages": _stages(language),
        "lists": _lists(language),
        "recommendations": _recommendations(language),
        "settings": _settings(language),
    }
    return {
        id: [{key: value for key, value in row.items() if value is not None} for row in rows]
        for id, rows in found.items()
    }


def _stages(language: Language) -> list[Row]:
    return [
        {"order": n, "stage": stage.to(language), "kind": kind, "probability": share, "norm_days": norm, "hot": hot}
        for n, (stage, kind, share, norm, hot) in enumerate(_STAGES, 1)
    ]


def _lists(language: Language) -> list[Row]:
    columns = {"loss_reason": LOSS_REASONS, "channel": CHANNELS, "region": REGIONS, "industry": INDUSTRIES}
    length = max(map(len, columns.values()))
    return [{id: words[n].to(language) for id, words in columns.items() if n < len(words)} for n in range(length)]


def _recommendations(language: Language) -> list[Row]:
    return [{"group": group, "text": text.to(language)} for group, text in RECOMMENDATIONS.items()]


def _settings(language: Language) -> list[Row]:
    ours = {
        "language": language,
        "locale": {"ru": "ru_RU", "en": "en_US"}[language],
        "holidays": _preloaded(russian().holidays, weekdays_only=True),
        "working_days": _preloaded(russian().worked, weekdays_only=False),
    }
    return [
        {"parameter": name, "value": _typed(ours.get(name, default), language), "help": parameter.help.to(language)}
        for name, (parameter, default) in parameters().items()
    ]


def _preloaded(days: Any, weekdays_only: bool) -> tuple[date, ...]:
    """The days of the preloaded years; a holiday on a usual weekend needs no mention."""
    return tuple(d for d in days.tolist() if d.year in _PRELOADED and (np.is_busday(d) or not weekdays_only))


def _typed(value: Any, language: Language) -> Any:
    """A parameter's value as a person would type it into one cell."""
    match value:
        case tuple():
            return "; ".join(str(_typed(one, language)) for one in value) or None
        case date():
            return day(value, language)
        case time():
            return value.strftime("%H:%M")
        case _:
            return value
