"""Problems that only a figure can see (a status against its stage, a currency without a rate).

A check stands beside its figure in ``core.metrics`` and is found by walking that package.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from core.context import Context
from core.discovery import walk
from core.report import Problem


@dataclass(frozen=True)
class Check:
    run: Callable[[Context], Iterable[Problem]]

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
    found = dict.fromkeys(context.problems)
    for one in all_checks():
        found.update(dict.fromkeys(one(context)))
    return tuple(sorted(found))
