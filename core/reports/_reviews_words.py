"""The words of «Звонки и переклички»: why someone is to be heard, how silence is said, what we decided."""

from datetime import date, timedelta

from core.context import Context
from core.i18n import T, day, plural
from core.metrics.reviews import WINDOW_DAYS, Heard, week_of

NEVER_HEARD = T("ещё не слушали", "not heard yet")
TODAY_HEARD = T("сегодня уже слушали", "heard today already")
LONG_AGO = T("не слушали {days}", "not heard for {days}")
AWAY = T("сегодня отсутствует", "away today")
CHECKED = T("проверена {day}", "checked on {day}")
NOT_YET = T("ещё не проверена", "not checked yet")
LATE = T("не проверена, неделя кончилась", "not checked, the week is over")
ANSWERED_TODAY = T("откликнулся", "answered")
NOT_ANSWERED = T("молчит", "silent")
NOT_ASKED = T("сегодня не спрашивали", "not asked today")
NO_ONE = T("Проверять некого: никто не работает.", "There is nobody to check: no one works.")
NO_CALLS = T(
    "За {n} дней не записан ни один прослушанный звонок.", "No call has been written down as heard within {n} days."
)
NO_CALLS_TEXT = T(*(NO_CALLS.say(code, n=WINDOW_DAYS) for code in ("ru", "en")))
NO_TREND = T("За 12 недель звонков никто не слушал.", "Nobody has heard a call within 12 weeks.")
NO_ROLL_CALLS = T("Перекличек ещё не было.", "There has been no roll call yet.")
MODE = T(
    "Звонки и переклички — с {first} по {last}, рядом — 30 дней до них; ревизии — неделя с {monday} по {friday}.",
    "Calls and roll calls of {first} to {last}, beside them the 30 days before; revisions of the week {monday} to "
    "{friday}.",
)
DECISIONS = (
    T(
        "Оценка звонков — ответы «да» ÷ ответы «да» и «нет» за 30 дней; «н.п.» и пустые не входят, оценка менеджера — "
        "по всем пунктам вместе, а не среднее по пунктам.",
        "The score of calls is answers yes ÷ answers yes and no within 30 days; n/a and blank ones are left out, a "
        "manager's score is over all items together, not a mean of items.",
    ),
    T(
        "Кого послушать: сначала те, кого не слушали ни разу, затем — кого дольше всех; отсутствующие сегодня — в "
        "конце.",
        "Whom to hear: first those never heard, then whoever has not been heard for longest; those away today come "
        "last.",
    ),
    T(
        "Перекличку ждём от того, о ком есть строка за этот день и кто не отсутствовал; несколько перекличек за день — "
        "одна, и довольно одного отклика. Пустое «Ответил» — не молчание: такой день не входит в счёт.",
        "A roll call is expected of whoever has a row that day and was not away; several in a day are one, and one "
        "answer is enough. A blank “Answered” is no silence: that day does not count.",
    ),
    T(
        "Молчит подряд — сколько последних перекличек осталось без отклика, за всё время.",
        "Silent in a row is how many of the latest roll calls stayed unanswered, of all time.",
    ),
    T(
        "База менеджера проверена на этой неделе, если с понедельника есть его строка вида «Ревизия»; срок — последний "
        "рабочий день недели.",
        "A manager's base is checked this week if there is a row of kind Revision since Monday; the deadline is the "
        "week's last working day.",
    ),
    T(
        "Строка «Все» (кроме звонка) — это строка каждого, кто в тот день работал и не отсутствовал.",
        "A row All (but for a call) is a row of each who worked that day and was not away.",
    ),
    T(
        "Без вкладки «Сотрудники» проверяем всех, кого встретили за 30 дней в таблицах или на этой вкладке.",
        "Without the tab Managers everyone met in the tables or on this tab within 30 days is to be checked.",
    ),
)


def days(n: int) -> T:
    """«12 дней» / “12 days”."""
    return T(f"{n} {plural(n, 'день', 'дня', 'дней')}", f"{n} {'day' if n == 1 else 'days'}")


def why_hear(context: Context, one: Heard) -> str:
    if one.away:
        return context.say(AWAY)
    if one.day is None:
        return context.say(NEVER_HEARD)
    ago = (context.asof - one.day).days
    return context.say(LONG_AGO, days=days(ago)) if ago else context.say(TODAY_HEARD)


def base_status(context: Context, checked: date | None) -> str:
    """Whether the base was checked this week, and when."""
    monday, friday = week_of(context)
    if checked and checked >= monday:
        return context.say(CHECKED, day=day(checked, context.language))
    return context.say(LATE if context.asof > friday else NOT_YET)


def mode(context: Context) -> str:
    monday, friday = week_of(context)
    first = context.asof - timedelta(days=WINDOW_DAYS - 1)
    named = {"first": first, "last": context.asof, "monday": monday, "friday": friday}
    return context.say(MODE, **{name: day(when, context.language) for name, when in named.items()})
