"""The words of the forecast: what each method is, how it did, and what is missing."""

from collections.abc import Iterator

from core.context import Context
from core.i18n import T, money, percent
from core.i18n import day as spoken_day
from core.metrics.forecast import METHODS, Forecast, forecast, undated
from core.metrics.forecast_choice import NEEDED, Made, coverage
from core.metrics.forecast_months import lag
from core.metrics.measures import RECEIVED, WON
from core.metrics.targets import plans

NAIVE = {
    12: T("как в том же месяце год назад", "as in the same month a year ago"),
    3: T("как три месяца назад", "as three months ago"),
    1: T("как в прошлом месяце", "as last month"),
}
NAMES = {
    "naive": T("как раньше", "as before"),
    "mean_3": T("среднее трёх месяцев", "mean of three months"),
    "pipeline": T("взвешенный пайплайн по срокам", "timed weighted pipeline"),
    "hazard": T("по этапу и возрасту сделок", "by stage and age of deals"),
}
HELP = {
    "naive": T(
        "Столько же, сколько в том же месяце год назад; если истории меньше 24 месяцев — три месяца назад; если "
        "меньше трёх — в прошлом месяце.",
        "As much as in the same month a year ago; with less than 24 months of history three months ago; with less "
        "than three last month.",
    ),
    "mean_3": T("Среднее трёх последних полных месяцев.", "The mean of the last three complete months."),
    "pipeline": T(
        "Открытые сделки × вероятность, в месяце ожидаемой оплаты; без даты или с прошедшей — по тому, когда "
        "закрываются сделки такого возраста.",
        "Open deals × probability in the month they are expected; without a date, or a past one, by when deals of "
        "that age close.",
    ),
    "hazard": T(
        "Открытые сделки × доля, которая в прошлом выигрывалась в такой срок с такого этапа и возраста, и то, что "
        "обычно приносят новые сделки.",
        "Open deals × the share won within that time from such a stage and age in the past, and what new deals "
        "usually bring.",
    ),
}

TARGETS = {WON: T("Выигранные сделки", "Won deals"), RECEIVED: T("Поступления", "Payments received")}
MODE = T(
    "{target} по месяцам, на {asof}; проверка — прогноз, который мы сделали бы {when} каждого прошлого месяца.",
    "{target} by month, as of {asof}; checked by the forecast we would have made {when} of each past month.",
)
WHEN_DAY = T("{n}-го числа", "on day {n}")
WHEN_END = T("в последний день", "on the last day")
NOTHING = T(
    "Ни одной выигранной сделки с датой и ни одной оплаты: прогнозировать нечего.",
    "No won deal with a date and no payment: there is nothing to forecast from.",
)
NOT_CHECKED = T(
    "Проверять ещё не на чем: нужны три полных месяца и ещё один, который закончился.",
    "Nothing to check on yet: it takes three complete months and one more that is over.",
)
NO_WORK = T("За этот месяц нет ни одной отметки о работе.", "No work is noted this month.")
OVER = T("Месяц закончен: это факт.", "The month is over: this is the fact.")
NO_MONTH = T("Прогноза нет: ещё не закончился ни один месяц.", "No forecast: no month is over yet.")
UNJUDGED = T("{method}: проверить выбор пока не на чем.", "{method}: there is nothing yet to check the choice on.")
JUDGED = T(
    "{method}: на прошлых месяцах ({n}) ошибка меньше всех — {error}.",
    "{method}: the smallest error over the past months ({n}), {error}.",
)
BEST = T("{method}: на прошлых месяцах ({n}) ошибка меньше всех.", "{method}: the smallest error over {n} past months.")
SHORT = T("Мало истории: нужно {need} месяцев, есть {n}.", "Little history: {need} months are needed, there are {n}.")
COVERED = T("Прежде факт лёг в границы: {held} из {n}.", "Before, the fact fell within the bounds: {held} of {n}.")
UNTRIED = T("Границы ещё не проверены на прошлом.", "The bounds are not checked against the past yet.")
UNDATED = T(
    "Открытых сделок без ожидаемой даты или с прошедшей: {n} на {amount}. В твёрдые и взвешенные суммы они не вошли.",
    "Open deals without an expected date or with one that has passed: {n}, {amount}. They are in no committed or "
    "weighted sum.",
)
OTHER_PLAN = T(
    "Плана «Выиграно» нет, поэтому сравниваем с планом «Поступления».",
    "There is no plan “Won”, so the plan “Received” stands in for it.",
)

DECISIONS = (
    T(
        "Прогноз выбирает сам: метод, который меньше всех ошибался на последних 12 закончившихся месяцах; при равной "
        "ошибке — тот, что проще; пока проверять не на чем — «как раньше».",
        "The forecast chooses the method that erred least over the last 12 months that were over; of equal ones the "
        "simpler; with nothing to check on, “as before”.",
    ),
    T(
        "Проверка смотрит на каждый прошлый месяц с того же числа, что и сегодня, и только на то, что тогда уже было "
        "известно.",
        "The check looks at each past month from the same day of the month as today, and only at what was known then.",
    ),
    T(
        "Суммы, вероятности и ожидаемые даты прошлых открытых сделок — сегодняшние: старых мы не знаем.",
        "Amounts, probabilities and expected dates of deals open in the past are today's: older ones are not known.",
    ),
    T(
        "Открытая сделка без суммы или с нулём стоит столько, сколько выигранная в среднем; вероятность 0 и 100 % у "
        "прошлых сделок вписана при закрытии, вместо неё берётся вероятность этапа с датой, иначе доля выигранных.",
        "An open deal without an amount, or with zero, is worth the mean won one; a probability of 0 or 100 % was "
        "typed at the closing, so that of its dated stage serves, else the win rate.",
    ),
    T(
        "Этап сделки в прошлом известен только по датам этапов; без них сделки различаются возрастом.",
        "A deal's past stage is known by stage dates only; without them deals differ by age.",
    ),
    T(
        "История начинается с месяца первой выигранной сделки (первой оплаты); пустой месяц после него — ноль.",
        "History begins with the month of the first won deal (first payment); an empty month after it is zero.",
    ),
    T(
        "Границы — прогноз × то, во сколько раз факт отличался от прогноза этого метода: 8 случаев из 10; в текущем "
        "месяце — только для того, что ещё не пришло.",
        "The bounds are the forecast × how many times the fact was the method's forecast, 8 cases of 10; in the "
        "running month only for what has not come yet.",
    ),
    T(
        "Твёрдо = уже выиграно + открытые сделки с ожидаемой датой в этом месяце и вероятностью от порога горячих; "
        "взвешенно = уже выиграно + все открытые этого месяца × вероятность.",
        "Committed = won so far + open deals expected in the month with at least the hot probability; weighted = won "
        "so far + all open deals of the month × probability.",
    ),
    T(
        "По работе: сделано за месяц ÷ сколько нужно на одну оплату за 12 месяцев × средняя оплата; срок — медиана от "
        "создания сделки (у счетов — от счёта) до первой оплаты.",
        "From work: done this month ÷ what one payment took over 12 months × the mean payment; the delay is the median "
        "from a deal's creation (of invoices from their date) to the first payment.",
    ),
)


def method_name(context: Context, found: Forecast, made: Made) -> str:
    """The chosen method in words; '' without one."""
    if made.chosen is None:
        return ""
    id = METHODS[made.chosen]
    return context.say(NAIVE[lag(found.months.length(made.origin))] if id == "naive" else NAMES[id])


def how(context: Context, found: Forecast, ahead: int) -> str:
    """How a month's base was made and how far to trust it."""
    made = found.ahead[ahead]
    if not ahead and found.months.ended:
        return context.say(OVER)
    if made.chosen is None:
        return context.say(NO_MONTH)
    name = method_name(context, found, made)
    name = name[0].upper() + name[1:]
    if not made.checked:
        said = [context.say(UNJUDGED, method=name)]
    elif made.error is None:
        said = [context.say(BEST, method=name, n=made.checked)]
    else:
        said = [context.say(JUDGED, method=name, n=made.checked, error=percent(made.error, context.language))]
    if made.checked < NEEDED:
        said.append(short(context, made))
    elif made.low is not None:
        held, n = coverage(found.checks[ahead])
        said.append(context.say(COVERED, held=held, n=n) if n else context.say(UNTRIED))
    return " ".join(said)


def short(context: Context, made: Made) -> str:
    return context.say(SHORT, need=NEEDED, n=made.checked)


def mode(context: Context) -> str:
    found = context.once(forecast)
    if found is None:
        return ""
    when = WHEN_END if found.months.ended else WHEN_DAY
    said = context.say(when, n=context.asof.day)
    target, asof = context.say(TARGETS[found.target]), spoken_day(context.asof, context.language)
    return context.say(MODE, target=target, asof=asof, when=said)


def notes(context: Context) -> Iterator[str]:
    found = context.once(forecast)
    if found is None:
        return
    first = found.ahead[found.shown]
    if first.checked < NEEDED and first.base is not None:
        yield short(context, first)
    n, amount = undated(context)
    if n:
        yield context.say(UNDATED, n=n, amount=money(amount, context.language, context.currency))
    if found.target == WON and other_plan(context, found):
        yield context.say(OTHER_PLAN)


def other_plan(context: Context, found: Forecast) -> bool:
    """Whether a month shown has a plan of payments and none of won money."""
    shown = [plans(context, found.months.month(made.month)) for made in found.ahead]
    return any(one.of(WON) is None and one.of(RECEIVED) is not None for one in shown)
