"""The largest losses of a funnel, in words."""

from collections.abc import Iterator

from core.context import Context
from core.i18n import T
from core.i18n import money as spoken_money
from core.i18n import percent as spoken_percent
from core.metrics.funnel import Step
from core.report import Row

LARGEST: tuple[tuple[str, T], ...] = (
    (
        "lost_n",
        T(
            "Больше всего теряем на этапе «{stage}»: {n} из {all}{open}.",
            "Most are lost at “{stage}”: {n} of {all}{open}.",
        ),
    ),
    (
        "lost_rate",
        T(
            "Самая большая доля потерь — на этапе «{stage}»: {rate}{open}.",
            "The largest share is lost at “{stage}”: {rate}{open}.",
        ),
    ),
    (
        "lost_amount",
        T(
            "Больше всего денег теряем на этапе «{stage}»: {amount}{open}.",
            "Most money is lost at “{stage}”: {amount}{open}.",
        ),
    ),
)
NEAREST = T(
    "Ближе всего к деньгам теряем на этапе «{stage}»: {n} из {all}{open}.",
    "Nearest to the money we lose at “{stage}”: {n} of {all}{open}.",
)
STILL_OPEN = T(", из них ещё открыты {n}", ", {n} of them still open")


def named(funnel: str, stage: str) -> str:
    """A stage with its funnel before it; '' is the only funnel."""
    return f"{funnel}: {stage}" if funnel else stage


def largest(context: Context, found: list[Step], won: int, name: str, period: str) -> Iterator[Row]:
    """The largest loss by number, share and money, and the last one before step ``won``; ties: the earlier stage.

    A deal won and not delivered yet is no loss, so steps from ``won`` on are left out.
    """
    lost = [(i, one) for i, one in enumerate(found[:won]) if one.lost_n is not None and one.lost_n > 0]
    for by, sentence in LARGEST:
        best = max(
            (pair for pair in lost if getattr(pair[1], by)),
            key=lambda pair: (getattr(pair[1], by), -pair[0]),
            default=None,
        )
        if best is not None:
            yield [*_loss(context, sentence, found, best[0], name), period]
    if lost:
        yield [*_loss(context, NEAREST, found, lost[-1][0], name), period]


def _loss(context: Context, sentence: T, found: list[Step], i: int, name: str) -> Row:
    one, stage, after = found[i], named(name, found[i].stage), named(name, found[i + 1].stage)
    still = context.say(STILL_OPEN, n=one.open_n) if one.open_n else ""
    text = context.say(
        sentence,
        stage=stage,
        n=one.lost_n,
        all=one.n,
        rate=spoken_percent(one.lost_rate or 0.0, context.language),
        amount=spoken_money(one.lost_amount or 0.0, context.language, context.currency),
        open=still,
    )
    return [text, stage, after, one.lost_n, one.lost_rate, one.lost_amount, one.open_n]
