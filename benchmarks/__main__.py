"""``python -m benchmarks [NAME …]``: measure, and print what was measured beside what is promised.

It never fails because of a figure: a machine that is busy says little. Ratios compare two things done in the same
run, so they travel between machines better than seconds do.
"""

import argparse
import importlib
import os
import pkgutil
import platform
from collections.abc import Iterator
from types import ModuleType

import benchmarks


def modules(names: list[str]) -> Iterator[tuple[str, ModuleType]]:
    """The benchmark modules by name, all where none is named."""
    for info in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda info: info.name):
        if not info.name.startswith("_") and (not names or info.name in names):
            module = importlib.import_module(f"benchmarks.{info.name}")
            if hasattr(module, "run"):
                yield info.name, module


def lines(name: str, measured: dict[str, float], promises: dict[str, float]) -> Iterator[str]:
    """A line of the table for each figure of one benchmark."""
    for figure, value in measured.items():
        most = promises.get(figure)
        kept = "" if most is None else ("yes" if value <= most else "NO")
        promised = "" if most is None else f"<= {most:g}"
        yield f"| {name:<12} | {figure:<22} | {value:>14,.3f} | {promised:>8} | {kept:<4} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these; without it all")
    names: list[str] = parser.parse_args().names
    found = dict(modules(names))
    if unknown := sorted(set(names) - set(found)):
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print(f"| {'benchmark':<12} | {'figure':<22} | {'measured':>14} | {'promised':>8} | kept |")
    print(f"|{'-' * 14}|{'-' * 24}|{'-' * 15}:|{'-' * 9}:|------|")
    for name, module in found.items():
        for line in lines(name, module.run(), getattr(module, "PROMISES", {})):
            print(line, flush=True)


if __name__ == "__main__":
    main()
