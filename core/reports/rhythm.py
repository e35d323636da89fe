from collections.abc import Iterator

from core.context import Context
from core.i18n import T, day
from core.metrics.reviews import team, week_of
from core.metrics.rhythm import MINUTES, Item, Status, What, minutes, today, week
from core.report import Column, Ref, Row
from core.reports.declare import Filled, ReportSpec

WORDS: dict[What, T] = {
    "first_meeting": T(
        "Утренняя планёрка: кто что обещал вчера, что пришло, что обещает сегодня",
        "Morning meeting: what each promised yesterday, what came, what is promised today",
    ),
    "meeting": T(
        "Пятиминутка: что изменилось и чего не хватает до плана дня",
        "Five-minute meeting: what changed and what the day's plan still lacks",
    ),
    "roll_call": T("Перекличка в общем чате: у кого что новенького", "Roll call in the group chat: who has what news"),
    "calls": T("Послушать звонки", "Listen to calls"),
    "revision": T("Ревизия базы: открыть рабочие списки и читать глазами", "Revision: open the lists and read them"),
    "all_checked": T("Проверена база каждого", "Everyone's base checked"),
    "all_heard": T("Услышан хотя бы один звонок каждого", "At least one call of everyone heard"),
}
STATUSES: dict[Status, T] = {
    "done": T("✓ сделано", "✓ done"),
    "partly": T("◐ не со всеми", "◐ not with everyone"),
    "not_marked": T("○ не отмечено", "○ not marked"),
    "ahead": T("впереди", "ahead"),
    "day_off": T("выходной", "day off"),
}
SERVES: dict[What, str] = {
    "first_meeting": "summary",
    "meeting": "day",
    "roll_call": "reviews",
    "calls": "reviews",
    "revision": "data_quality",
    "all_checked": "data_quality",
    "all_heard": "reviews",
}
"""The report that each item is done with."""
ANY_TIME = T("в течение дня", "any time")
MODE = T(
    "{day}; сделанным считается то, что записано на вкладке «Контроль».",
    "{day}; done is what the tab Reviews says.",
)
NOBODY = T("Появится, когда будет кого проверять.", "Appears when there is someone to check.")
WHOLE = T(
    "Всего на день: {least}–{most} минут. Сделано {done} из {of}.",
    "The day takes {least} to {most} minutes. Done {done} of {of}.",
)
TEAM_DONE = T("{done} из {of}", "{done} of {of}")

RHYTHM = ReportSpec(
    id="rhythm",
    title=T("Распорядок РОПа", "Daily rhythm"),
    group="week",
    order=140,
    definition=T(
        "Что руководитель делает каждый день и каждую неделю, сколько это занимает, что уже сделано и кто остался.",
        "What the head does each day and each week, how long it takes, what is done and who is left.",
    ),
    source="000, 001",
    mode=lambda context: context.say(MODE, day=day(context.asof, context.language)),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "Планёрки — по времени из настроек (meetings): первая 15 минут, остальные по 5; перекличка 5, звонки "
            "10–15, ревизия 20–30 минут.",
            "Meetings at the times of the settings (meetings): the first 15 minutes, the others 5; the roll call 5, "
            "calls 10 to 15, the revision 20 to 30 minutes.",
        ),
        T(
            "Время на вкладке «Контроль» не пишут, поэтому вторая планёрка дня проведена, если у кого-то за день две "
            "строки вида «Планёрка», и так далее; не со всеми — если у других строк меньше.",
            "The tab Reviews keeps no times, so a day's second meeting was held if someone has two rows of kind "
            "Meeting that day, and so on; not with everyone if others have fewer.",
        ),
        T(
            "Звонки и ревизия дня сделаны с первой строки за этот день; кто остался — двое, кого не проверяли дольше "
            "всех. Неделя закрыта, когда проверен каждый.",
            "The day's calls and revision are done with the first row of the day; left are the two who have waited "
            "longest. The week is done when everyone is.",
        ),
    ),
)

WHAT = Column("what", T("Что", "What"))
STATE = (
    Column("status", T("Состояние", "State")),
    Column("left", T("Кто остался", "Who is left")),
    Column("tab", T("Чем пользоваться", "What to use"), "link"),
)


@RHYTHM.block(
    "day",
    T("Сегодня", "Today"),
    (Column("time", T("Когда", "When")), WHAT, Column("minutes", T("Минут", "Minutes")), *STATE),
    definition=T(
        "Планёрки по часам, затем то, что делается в течение дня.",
        "Meetings by the hour, then what is done any time of the day.",
    ),
    needs=("reviews",),
)
def day_rows(context: Context) -> Filled:
    rows: list[Row] = [
        [f"{item.at:%H:%M}" if item.at else context.say(ANY_TIME), *_cells(context, item, _minutes(item))]
        for item in _today(context)
    ]
    return Filled(rows, empty=NOBODY)


@RHYTHM.block(
    "week",
    T("За неделю", "This week"),
    (Column("by", T("До", "By"), "date"), WHAT, Column("done", T("Сделано", "Done")), *STATE),
    definition=T("К последнему рабочему дню недели — каждый.", "Everyone by the last working day of the week."),
    needs=("reviews",),
)
def week_rows(context: Context) -> Filled:
    if not team(context):
        return Filled([], empty=NOBODY)
    by = week_of(context)[1]
    return Filled(
        [[by, *_cells(context, item, context.say(TEAM_DONE, done=item.done, of=item.of))] for item in week(context)]
    )


def _today(context: Context) -> list[Item]:
    return today(context) if team(context) else []


def _cells(context: Context, item: Item, extent: str) -> Row:
    return [
        context.say(WORDS[item.what]),
        extent,
        context.say(STATUSES[item.status]),
        ", ".join(item.left) or None,
        _tab(context, SERVES[item.what]),
    ]


def _minutes(item: Item) -> str:
    least, most = MINUTES[item.what]
    return str(least) if least == most else f"{least}–{most}"


def _tab(context: Context, id: str) -> Ref:
    """The report tab as it is named in this language."""
    from core.reports import all_reports

    title = context.say(all_reports()[id].title)
    return Ref(title, "A1", title)


def _notes(context: Context) -> Iterator[str]:
    if context.has("reviews") and (items := _today(context)):
        least, most = minutes(items)
        done = sum(item.status == "done" for item in items)
        yield context.say(WHOLE, least=least, most=most, done=done, of=len(items))
