"""Each manager's weakest and strongest step, what to train, and who can show it."""

from core.context import Context
from core.i18n import T, percent
from core.metrics.comparison import BETTER, CHANCE, VERDICTS, WORSE
from core.metrics.manager_steps import Steps
from core.metrics.owners import label, manager_names, shown
from core.report import Row, Value
from core.reports._managers_steps import step_name

TRAIN = T("Тренировать «{step}».{teacher}", "Train “{step}”.{teacher}")
WATCH = T(
    "Присмотреться к «{step}»: разница может быть случайной.{teacher}",
    "Keep an eye on “{step}”: it may be chance.{teacher}",
)
TEACHER = T(" Показать может {name}: {rate}.", " {name} can show it: {rate}.")
NO_WEAK = T("Слабых этапов не видно.", "No weak step to be seen.")
TOO_FEW = T("Мало сделок: судим от {min_n} на этапе.", "Too few deals: a step is judged from {min_n} deals on.")
NOBODY = T("Назначить этим сделкам менеджера.", "Give these deals a manager.")


def training_rows(context: Context, made: Steps) -> list[Row]:
    """A row for everyone who works or has deals, by name."""
    created = sum(count[:, 0] for count in made.reached.values()).astype(float)  # type: ignore[union-attr]
    return [_row(context, made, code, int(created[code])) for code in shown(context, created)]


def _row(context: Context, made: Steps, code: int, n: int) -> Row:
    judged = made.compared
    mine = [i for i in (made.manager == code).nonzero()[0].tolist() if judged.verdict[i] > 0]
    below, above = [i for i in mine if judged.difference[i] < 0], [i for i in mine if judged.difference[i] > 0]
    worst = min(below, key=lambda i: (judged.verdict[i] != WORSE, judged.difference[i], i), default=None)
    best = min(above, key=lambda i: (judged.verdict[i] != BETTER, -judged.difference[i], i), default=None)
    name = label(context, code)
    if code == len(context.once(manager_names)):
        return [name, context.say(NOBODY), n, *[None] * 7]
    if not mine:
        return [name, context.say(TOO_FEW, min_n=context.settings.min_n), n, *[None] * 7]
    verdict = None if best is None else context.say(VERDICTS[int(judged.verdict[best])])
    said = _advice(context, made, worst)
    return [name, said, n, *_step(context, made, worst), *_step(context, made, best), verdict]


def _step(context: Context, made: Steps, i: int | None) -> list[Value]:
    if i is None:
        return [None, None, None]
    own, difference = float(made.compared.rate[i]), float(made.compared.difference[i])
    return [step_name(context, int(made.funnel[i]), int(made.step[i])), own, own - difference]


def _advice(context: Context, made: Steps, worst: int | None) -> str:
    verdict = None if worst is None else int(made.compared.verdict[worst])
    if worst is None or verdict not in (WORSE, CHANCE):
        return context.say(NO_WEAK)
    step = step_name(context, int(made.funnel[worst]), int(made.step[worst]))
    return context.say(TRAIN if verdict == WORSE else WATCH, step=step, teacher=_teacher(context, made, worst))


def _teacher(context: Context, made: Steps, worst: int) -> str:
    """Whoever has the highest judged rate at the step, if it is above that of the rest."""
    judged = made.compared
    same = (made.funnel == made.funnel[worst]) & (made.step == made.step[worst]) & (judged.verdict > 0)
    same &= made.manager < made.reached[int(made.funnel[worst])].shape[0] - 1
    others = [
        i for i in same.nonzero()[0].tolist() if judged.verdict[i] in (BETTER, CHANCE) and judged.difference[i] > 0
    ]
    if not others:
        return ""
    top = max(others, key=lambda i: (judged.rate[i], -i))
    name, rate = label(context, int(made.manager[top])), percent(float(judged.rate[top]), context.language)
    return context.say(TEACHER, name=name, rate=rate)
