from core.context import Context
from core.i18n import T
from core.metrics.days import number
from core.metrics.rates import rate
from core.metrics.reviews import (
    WINDOW_DAYS,
    Heard,
    Reviews,
    Scores,
    last_checked,
    reviews,
    roll_calls,
    scores,
    team,
    trend,
    week_of,
)
from core.report import Column, Ref, Row, Value
from core.reports import _reviews_words as said
from core.reports.declare import ChartSpec, Filled, ReportSpec

TOTAL = T("Итого", "Total")
MANAGER = Column("manager", T("Менеджер", "Manager"))
LINK = Column("link", T("Где", "Where"), "link")
NOTE = Column("note", T("Последняя заметка", "Last note"))

REVIEWS = ReportSpec(
    id="reviews",
    title=T("Звонки и переклички", "Call reviews"),
    group="week",
    order=120,
    definition=T(
        "Кого послушать сегодня, как менеджеры говорят с клиентами, кто откликается на перекличку и чью базу проверили "
        "на этой неделе.",
        "Whom to hear today, how managers talk to clients, who answers the roll call, and whose base was checked this "
        "week.",
    ),
    source="001",
    mode=said.mode,
    decisions=said.DECISIONS,
)


def recent(context: Context, periods_back: int = 0) -> Scores:
    """The calls heard in the last 30 days, or in the 30 days before them."""
    last = number(context.asof) - periods_back * WINDOW_DAYS
    return scores(context.once(reviews), last - WINDOW_DAYS + 1, last)


@REVIEWS.block(
    "hear",
    T("Кого послушать сегодня", "Whom to hear today"),
    (
        MANAGER,
        Column("why", T("Почему", "Why")),
        Column("last", T("Слушали", "Last heard"), "date"),
        Column("days", T("Дней назад", "Days ago"), "days"),
        Column("heard", T("Прослушано за 30 дней", "Heard within 30 days"), "count", adds=False),
        Column("score", T("Оценка", "Score"), "rate"),
        Column(
            "weakest",
            T("На что обратить внимание", "What to listen for"),
            help=T("Пункт, по которому меньше всего «да» за 30 дней.", "The item with the fewest yes within 30 days."),
        ),
        NOTE,
        LINK,
    ),
    definition=T(
        "Кого не слушали ни разу — сверху, затем — кого дольше всех. Десяти–пятнадцати минут в день хватает на "
        "два-три разговора.",
        "Those never heard on top, then whoever has waited longest. Ten to fifteen minutes a day are two or three "
        "talks.",
    ),
    needs=("reviews",),
)
def hear(context: Context) -> Filled:
    made, found = context.once(reviews), recent(context)
    rows: list[Row] = []
    for one in last_checked(context, "call"):
        at = made.managers.index(one.manager)
        rows.append(
            [
                one.manager,
                said.why_hear(context, one),
                one.day,
                _ago(context, one),
                int(found.heard[at]),
                rate(int(found.yes[at].sum()), int(found.judged[at].sum())),
                _weakest(made, found, at),
                *_last_row(context, made, one),
            ]
        )
    return Filled(rows, empty=said.NO_ONE)


def _ago(context: Context, one: Heard) -> int | None:
    return (context.asof - one.day).days if one.day else None


def _weakest(made: Reviews, found: Scores, at: int) -> str | None:
    """The item with the smallest share of «да» (ties: the one with more answers, then by name); all «да»: none."""
    shares = [
        (int(found.yes[at, i]) / int(found.judged[at, i]), -int(found.judged[at, i]), name)
        for i, (_, name) in enumerate(made.items)
        if found.judged[at, i]
    ]
    share, _, name = min(shares, default=(1.0, 0, ""))
    return name if share < 1 else None


def _last_row(context: Context, made: Reviews, one: Heard) -> list[Value]:
    """The note of the last check, and the link to its row."""
    if one.at is None:
        return [None, None]
    typed, row = context.tables["reviews"], int(made.row[one.at])
    note = typed.frame["note"].iat[row]
    ref: Ref = typed.ref(row, "date")
    return [note if isinstance(note, str) else None, ref]


@REVIEWS.block(
    "calls",
    T("Оценки звонков", "Scores of calls"),
    (MANAGER,),
    definition=T(
        "Доля «да» среди «да» и «нет» по пунктам чек-листа за 30 дней; «н.п.» не считается.",
        "The share of yes among yes and no by checklist item within 30 days; n/a does not count.",
    ),
    needs=("reviews",),
    charts=(ChartSpec("bar", T("Оценка звонков по менеджерам", "Score of calls by manager"), "manager", ("score",)),),
)
def calls(context: Context) -> Filled:
    made, now, before = context.once(reviews), recent(context), recent(context, 1)
    columns = [
        MANAGER,
        Column("heard", T("Прослушано", "Heard"), "count"),
        Column("score", T("Оценка", "Score"), "rate"),
        Column("score_prev", T("30 дней до того", "The 30 days before"), "rate"),
        *(Column(f"item_{i}", T.same(name), "rate", heat=True) for i, (_, name) in enumerate(made.items, 1)),
        *(
            Column(f"item_{i}_{part}", T(f"{name}: {ru}", f"{name}: {en}"), "count", detail=True)
            for i, (_, name) in enumerate(made.items, 1)
            for part, ru, en in (("yes", "да", "yes"), ("n", "да и нет", "yes and no"))
        ),
    ]
    here = set(team(context))
    listed = [at for at, name in enumerate(made.managers) if now.heard[at] or before.heard[at] or name in here]
    if not now.heard.any() and not before.heard.any():
        return Filled([], empty=said.NO_CALLS_TEXT, columns=columns)
    rows = [_scored(made.managers[at], now, before, [at]) for at in listed]
    return Filled(rows, _scored(context.say(TOTAL), now, before, listed), columns=columns)


def _scored(name: str, now: Scores, before: Scores, at: list[int]) -> Row:
    yes, judged = (part[at].sum(0).tolist() for part in (now.yes, now.judged))
    ago = rate(int(before.yes[at].sum()), int(before.judged[at].sum()))
    parts = [n for pair in zip(yes, judged, strict=True) for n in pair]
    whole = rate(sum(yes), sum(judged))
    return [name, int(now.heard[at].sum()), whole, ago, *map(rate, yes, judged), *parts]


@REVIEWS.block(
    "trend",
    T("Оценка по неделям", "Score by week"),
    (
        Column("week", T("Неделя с", "Week of"), "date"),
        Column("heard", T("Прослушано", "Heard"), "count"),
        Column("score", T("Оценка", "Score"), "rate"),
        Column("yes", T("Ответов «да»", "Answers yes"), "count", detail=True),
        Column("judged", T("Ответов «да» и «нет»", "Answers yes and no"), "count", detail=True),
    ),
    definition=T("Все звонки отдела за 12 недель.", "All calls of the department over 12 weeks."),
    needs=("reviews",),
    charts=(ChartSpec("line", T("Как меняется оценка звонков", "How the score of calls goes"), "week", ("score",)),),
)
def weeks(context: Context) -> Filled:
    found = trend(context)
    while found and not found[0].heard:
        found = found[1:]
    return Filled(
        [[one.monday, one.heard, rate(one.yes, one.judged), one.yes, one.judged] for one in found],
        empty=said.NO_TREND,
    )


@REVIEWS.block(
    "roll_calls",
    T("Переклички", "Roll calls"),
    (
        MANAGER,
        Column("today", T("Сегодня", "Today")),
        Column("silent", T("Молчит подряд", "Silent in a row"), "count", adds=False),
        Column("answered", T("Откликнулся", "Answered"), "count"),
        Column("expected", T("Спросили", "Asked"), "count"),
        Column("rate", T("Доля откликов", "Share answered"), "rate"),
        Column("last_answer", T("Последний отклик", "Last answer"), "date"),
        Column("unmarked", T("Не отмечено", "Not marked"), "count", detail=True),
    ),
    definition=T(
        "Переклички за 30 дней; сверху — кто молчит дольше всех.",
        "Roll calls of 30 days; on top whoever has been silent longest.",
    ),
    needs=("reviews",),
)
def roll_call_rows(context: Context) -> Filled:
    made = context.once(reviews)
    if not len(made.of("roll_call")):
        return Filled([], empty=said.NO_ROLL_CALLS)
    found = sorted(roll_calls(context), key=lambda one: (-one.silent, one.manager))
    rows: list[Row] = []
    for one in found:
        today = said.ANSWERED_TODAY if one.answered_today else said.NOT_ANSWERED if one.asked_today else said.NOT_ASKED
        share = rate(one.answered, one.expected)
        counted: Row = [one.silent, one.answered, one.expected, share, one.last_answer, one.unmarked]
        rows.append([one.manager, context.say(today), *counted])
    answered, expected, unmarked = (
        sum(getattr(one, part) for one in found) for part in ("answered", "expected", "unmarked")
    )
    total: Row = [context.say(TOTAL), None, None, answered, expected, rate(answered, expected), None, unmarked]
    return Filled(rows, total if rows else None, empty=said.NO_ROLL_CALLS)


@REVIEWS.block(
    "revisions",
    T("Чью базу проверили на этой неделе", "Whose base was checked this week"),
    (
        MANAGER,
        Column("status", T("База", "Base")),
        Column("by", T("Проверить до", "Check by"), "date"),
        Column("last", T("Прошлая проверка", "Last check"), "date"),
        Column("days", T("Дней назад", "Days ago"), "days"),
        NOTE,
        LINK,
    ),
    definition=T(
        "Каждую базу — раз в неделю, по 20–30 минут в день; сверху — кого не проверяли дольше всех.",
        "Each base once a week, 20 to 30 minutes a day; on top whoever has waited longest.",
    ),
    needs=("reviews",),
)
def revisions(context: Context) -> Filled:
    made, (monday, friday) = context.once(reviews), week_of(context)
    found = sorted(last_checked(context, "revision"), key=lambda one: bool(one.day and one.day >= monday))
    rows: list[Row] = [
        [
            one.manager,
            said.base_status(context, one.day),
            None if one.day and one.day >= monday else friday,
            one.day,
            _ago(context, one),
            *_last_row(context, made, one),
        ]
        for one in found
    ]
    return Filled(rows, empty=said.NO_ONE)
