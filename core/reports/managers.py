from core.context import Context
from core.i18n import T
from core.metrics.comparison import DECISIONS
from core.metrics.manager_steps import Steps, period_steps, previous_steps, step_mode, year_steps
from core.report import Column
from core.reports._managers_columns import BESIDE, STEPS, TRAINING
from core.reports._managers_steps import matrix, step_rows
from core.reports._managers_training import training_rows
from core.reports._slices_rows import spoken
from core.reports.declare import ChartSpec, Filled, ReportSpec

NOT_CREATED = T("За этот период не создана ни одна сделка.", "No deal was created in this period.")
NONE_CLOSED = T(
    "Ни одна сделка ещё не закрыта: судить о менеджерах рано.", "No deal has been closed yet: too early to judge."
)
NOT_MATURE = T(
    "За 12 зрелых месяцев не создана ни одна сделка: судить о менеджерах рано.",
    "No deal was created in the 12 mature months: too early to judge.",
)
MODE = T(
    "Когорта сделок, созданных {now}{strict}; рядом {before}{year}.",
    "The cohort of deals created {now}{strict}; beside it {before}{year}.",
)
STRICT = T(" (этапы без пропусков, даты по порядку)", " (no skipped steps, dates in order)")
YEAR = T("; 12 зрелых месяцев — {span}", "; the 12 mature months are {span}")

MANAGERS = ReportSpec(
    id="managers",
    title=T("Воронки менеджеров", "Manager funnels"),
    group="week",
    order=40,
    definition=T(
        "На каком этапе каждый менеджер проходит дальше реже или чаще остальных, и чему его учить.",
        "At which step each manager goes on less or more often than the rest, and what to train.",
    ),
    source="000, 003",
    mode=lambda context: _mode(context),
    decisions=(
        T(
            "Этап менеджера — переход на следующий этап воронки: из дошедших до одного сколько дошло до другого.",
            "A manager's step is the way to the next stage: of the deals that reached the one, how many reached it.",
        ),
        T(
            "Менеджеров сравниваем по когортам, даже если воронка показана потоком или снимком.",
            "Managers are compared by cohorts even where the funnel is drawn as a flow or a snapshot.",
        ),
        T(
            "12 зрелых месяцев — последние месяцы создания, сделки которых в основном уже закрыты: по ним судят, "
            "когда за месяц сделок мало.",
            "The 12 mature months are the latest creation months whose deals are mostly closed: judge by them where a "
            "month has few deals.",
        ),
        T(
            "Слабый этап — с самой большой разницей вниз, сильный — вверх, только среди этапов с min_n сделок; "
            "сначала доказанные.",
            "The weakest step has the largest difference down, the strongest up, among steps with min_n deals only; "
            "proven ones come first.",
        ),
        *DECISIONS,
    ),
)


def _mode(context: Context) -> str:
    made = context.once(year_steps) if context.has("deals", "stages") else None
    return context.say(
        MODE,
        now=spoken(context, context.period),
        strict=context.say(STRICT) if step_mode(context) == "cohort_strict" else "",
        before=spoken(context, context.previous_period),
        year=context.say(YEAR, span=spoken(context, made.span)) if made else "",
    )


@MANAGERS.block(
    "training",
    T("Кого чему учить", "Whom to train in what"),
    TRAINING,
    definition=T(
        "По 12 зрелым месяцам: слабый и сильный этап каждого и кто на слабом этапе лучше всех.",
        "By the 12 mature months: everyone's weakest and strongest step, and who is best at the weakest one.",
    ),
    needs=("deals", "stages"),
)
def _training(context: Context) -> Filled:
    made = _year(context)
    return Filled(training_rows(context, made) if made else [], empty=_too_early(context))


@MANAGERS.block(
    "matrix",
    T("Менеджер × этап за 12 зрелых месяцев", "Manager × step over the 12 mature months"),
    (Column("manager", T("Менеджер", "Manager")),),
    definition=T(
        "Какая доля сделок прошла дальше; пусто, где сделок меньше порога min_n.",
        "The share of deals that went on; empty where there are fewer than min_n.",
    ),
    needs=("deals", "stages"),
    charts=(ChartSpec("bar", T("Доля сделок, дошедших до выигрыша", "Share of deals won"), "manager", ("total_1",)),),
)
def _matrix(context: Context) -> Filled:
    made = _year(context)
    return matrix(context, made) if made else Filled([], empty=_too_early(context))


@MANAGERS.block(
    "steps",
    T("Этапы за период", "Steps of the period"),
    STEPS + BESIDE,
    definition=T(
        "Сделки, созданные за период: доля прошедших дальше у менеджера против всех остальных.",
        "The deals created in the period: the share that went on with each manager against all the others.",
    ),
    needs=("deals", "stages"),
)
def _steps(context: Context) -> Filled:
    return Filled(step_rows(context, context.once(period_steps), context.once(previous_steps)), empty=NOT_CREATED)


@MANAGERS.block(
    "year",
    T("Этапы за 12 зрелых месяцев", "Steps of the 12 mature months"),
    STEPS,
    definition=T(
        "То же за 12 месяцев, сделки которых в основном уже закрыты.",
        "The same over 12 months whose deals are mostly closed.",
    ),
    needs=("deals", "stages"),
)
def _year_steps(context: Context) -> Filled:
    made = _year(context)
    return Filled(step_rows(context, made) if made else [], empty=_too_early(context))


def _year(context: Context) -> Steps | None:
    """The year's steps, None too where nobody created a deal in it."""
    made = context.once(year_steps)
    return made if made and len(made.manager) else None


def _too_early(context: Context) -> T:
    return NOT_MATURE if context.once(year_steps) else NONE_CLOSED
