"""The words of the report «Перемещения ABC-XYZ»: its mode, verdicts, and what we decided."""

from datetime import date

from core.context import Context
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.client_groups import window
from core.metrics.moves import moves

NEW, WAS_GONE = T("Новый", "New"), T("Ушёл", "Gone")
VERDICTS = (
    T("без изменений", "unchanged"),
    T("ниже по объёму", "down by value"),
    T("покупает менее регулярно", "buys less regularly"),
    T("ушёл", "gone"),
    T("покупает регулярнее", "buys more regularly"),
    T("выше по объёму", "up by value"),
    T("новый", "new"),
)
"""In the order of :data:`core.metrics.moves.SAME` … ``NEW``."""
CALL_BACK = T(
    "Позвонить: почему перестал покупать и что вернёт. Причину — на планёрку.",
    "Call: why they stopped buying and what would bring them back. Take the reason to the stand-up.",
)
MODE = T(
    "{now} ({now_from}–{now_to}) против {then} ({then_from}–{then_to}): каждый раз 12 месяцев до даты.",
    "{now} ({now_from} to {now_to}) against {then} ({then_from} to {then_to}): each time the 12 months to that date.",
)


def mode(context: Context) -> str:
    days: dict[str, date] = {}
    for side, asof in (("now", context.asof), ("then", context.once(moves).then.last)):
        first, last = window(asof)
        days |= {side: asof, f"{side}_from": first, f"{side}_to": last}
    return context.say(MODE, **{name: spoken_day(day, context.language) for name, day in days.items()})


DECISIONS = (
    T(
        "Перемещения: «раньше» — тот же день moves_months месяцев назад (для последнего дня месяца — последний), "
        "каждый раз 12 месяцев до даты; «новый» — тогда ничего не покупал и не платил, «ушёл» — сейчас.",
        "Moves: “before” is the same day moves_months months ago (a month's last day stays the last), each time "
        "the 12 months to it; “new” neither bought nor paid then, “gone” does not now.",
    ),
    T(
        "Что случилось с клиентом: решает класс ABC, и только если он не изменился — класс XYZ.",
        "What happened to a client: the ABC class decides, and only if it is unchanged the XYZ class.",
    ),
    T(
        "Перемещения по менеджерам: клиент считается у нынешнего менеджера на обе даты.",
        "Moves by manager: a client counts with the present manager on both days.",
    ),
    T(
        "Перемещения по товарам: классы клиента — по всем его покупкам, в строке товара те, кто купил его за любой "
        "из двух периодов; клиент с двумя товарами стоит в обеих строках, в итоге — один раз.",
        "Moves by product: a client's classes are by all purchases; a product's row has those who bought it in "
        "either period; a client of two products stands in both rows and once in the total.",
    ),
)
