"""Declarations are found by walking a package, so that there is no list to edit."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


def walk(package: str) -> Iterator[ModuleType]:
    """Import every module of ``package``, in the order of their names."""
    root = import_module(package)
    for info in sorted(pkgutil.iter_modules(root.__path__), key=lambda info: info.name):
        yield import_module(f"{package}.{info.name}")
