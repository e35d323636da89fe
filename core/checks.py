"""Problems that only a figure can see (a status against its stage, a currency without a rate).

A check stands beside its figure in ``core.metrics`` and is found by walking that package.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from core.context import Context
from core.discovery import walk
from core.report import Failure, Problem


@dataclass(frozen=True)
class Check:
    run: Callable[[Context], Iterable[Problem]]

    @property
    def name(self) -> str:
        return getattr(self.run, "__name__", "check")

    def __call__(self, context: Context) -> Iterable[Problem]:
        return self.run(context)


def check(run: Callable[[Context], Iterable[Problem]]) -> Check:
    """Declare the decorated function as a check; refresh adds what it finds to the problems."""
    return Check(run)


@cache
def all_checks() -> tuple[Check, ...]:
    return tuple(
        dict.fromkeys(v for module in walk("core.metrics") for v in vars(module).values() if isinstance(v, Check))
    )


def problems(context: Context) -> tuple[Problem, ...]:
    """What intake met and what every check found, by tab, row and column; each once."""
    return found(context)[0]


def found(context: Context) -> tuple[tuple[Problem, ...], tuple[Failure, ...]]:
    """The problems, and the checks that an error of ours stopped: the others are not touched by it."""
    found, failures = dict.fromkeys(context.problems), []
    for one in all_checks():
        try:
            found.update(dict.fromkeys(one(context)))
        except Exception as error:  # noqa: BLE001 - ours, whatever it is: the edge writes it down
            failures.append(Failure(one.name, error))
    return tuple(sorted(found)), tuple(failures)
