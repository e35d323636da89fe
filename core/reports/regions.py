from core.context import Context
from core.i18n import T
from core.metrics.client_groups import window
from core.metrics.slice_tables import period_slices, year_slices
from core.reports._regions_columns import CHANNELS, REGION, REGIONS_COLUMNS
from core.reports._regions_rows import channel_rows, matrix, region_rows
from core.reports._slices_rows import incomplete, spoken
from core.reports.declare import ChartSpec, Filled, ReportSpec

MODE = T(
    "Сделки, выигранные или проигранные {now}; изменение — против {before}; год — {year}.",
    "Deals won or lost {now}; the change is against {before}; the year is {year}.",
)
NEEDS = ("deals", "clients.region")

REGIONS = ReportSpec(
    id="regions",
    title=T("Регионы", "Regions"),
    group="month",
    order=50,
    definition=T(
        "Сколько приносит каждый регион, почему это изменилось и где продвижение пора пересмотреть.",
        "What each region brings, why that changed, and where the marketing should be reconsidered.",
    ),
    source="000, 003",
    mode=lambda context: context.say(
        MODE,
        now=spoken(context, context.period),
        before=spoken(context, context.previous_period),
        year=spoken(context, window(context.asof)),
    ),
    notes=lambda context: incomplete(context, context.once(year_slices)) if context.has("deals") else (),
    decisions=(
        T(
            "«Пересмотреть» — если в регионе не меньше min_n закрытых сделок и верхняя граница доли выигранных ниже "
            "нижней границы всей компании; иначе вывод тот же, что в срезах.",
            "“Reconsider”: at least min_n closed deals in the region, and the upper bound of its win rate lies below "
            "the company's lower bound; else the verdict is that of the slices.",
        ),
        T(
            "Клиенты региона — те, чьи сделки закрыты за период; «на клиента» — выигранная сумма на каждого из них.",
            "A region's clients are those whose deals closed in the period; “per client” is the amount won for each.",
        ),
        T(
            "Сумма = число закрытых сделок × доля выигранных × средняя сумма; чего не было до или после, считается "
            "неизменным, и изменение достаётся числу или доле.",
            "Amount = deals closed × win rate × mean amount; a factor that is missing before or after counts as "
            "unchanged, so the change goes to the number or the rate.",
        ),
        T(
            "Для вклада средняя сумма — на каждую выигранную сделку, даже если её сумма не заполнена.",
            "For the parts of a change the mean is that of all won deals, even those without an amount.",
        ),
        T(
            "«Почему изменилось» называет вклады от пятой части самого большого: сначала то, что двигало сумму, "
            "после «но» — что мешало.",
            "“Why it changed” names the parts from a fifth of the largest on: first what drove the amount, after "
            "“but” what held it back.",
        ),
        T(
            "Вклады в строке «Всего» — суммы вкладов регионов.",
            "The parts in the row “All” are the sums of the regions' parts.",
        ),
    ),
)


@REGIONS.block(
    "regions",
    T("Регионы за период", "Regions of the period"),
    REGIONS_COLUMNS,
    definition=T(
        "Сделки, закрытые за период, по региону клиента, и что изменилось против предыдущего периода.",
        "The deals closed in the period by the client's region, and what changed against the period before.",
    ),
    needs=NEEDS,
    charts=(
        ChartSpec("bar", T("Сумма по регионам", "Amount by region"), "region", ("amount", "amount_prev")),
        ChartSpec(
            "stacked",
            T("Почему изменилась сумма", "Why the amount changed"),
            "region",
            ("by_n", "by_rate", "by_mean"),
        ),
    ),
)
def _regions(context: Context) -> Filled:
    return region_rows(context, context.once(period_slices))


@REGIONS.block(
    "year",
    T("Регионы за 12 месяцев", "Regions over 12 months"),
    REGIONS_COLUMNS,
    definition=T("То же за 12 месяцев против предыдущих 12.", "The same over 12 months against the 12 before."),
    needs=NEEDS,
)
def _year(context: Context) -> Filled:
    return region_rows(context, context.once(year_slices))


@REGIONS.block(
    "matrix",
    T("Регион × канал: сумма за 12 месяцев", "Region × channel: amount over 12 months"),
    (REGION,),
    definition=T(
        "Выигранная сумма; пусто, где не закрыто ни одной сделки.", "The amount won; empty where no deal was closed."
    ),
    needs=(*NEEDS, "deals.channel|clients.channel"),
    total=True,
)
def _matrix(context: Context) -> Filled:
    return matrix(context)


@REGIONS.block(
    "channels",
    T("Каналы в регионах", "Channels by region"),
    CHANNELS,
    definition=T(
        "Какие каналы работают в каждом регионе: за период и за 12 месяцев; вывод — против всей остальной компании.",
        "Which channels work in each region, in the period and over 12 months; judged against all the others.",
    ),
    needs=(*NEEDS, "deals.channel|clients.channel"),
)
def _channels(context: Context) -> Filled:
    return channel_rows(context)
