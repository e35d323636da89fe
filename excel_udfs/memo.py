"""What was computed is kept: Excel asks the same again at every recalculation of a volatile neighbour.

A key must not cost what the function does. A glance at some of the cells tells most questions apart; only when the
glance was seen before are the cells compared in full, by a digest, so that an answer is never another question's.
"""

import marshal
import pickle
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from typing import Any

Args = Sequence[Any]

MOST_ANSWERS = 20_000
MOST_CELLS = 2_000_000
"""Cells kept of questions asked once; those asked again are kept as a digest."""
_GLANCE = 32


@dataclass
class _Entry:
    answer: Any
    digest: bytes | None
    args: Args | None
    """Until somebody asks what looks the same; then the digest says more in less."""
    cells: int


class Memo:
    """Answers by question, the longest unused forgotten first."""

    def __init__(self, most_answers: int = MOST_ANSWERS, most_cells: int = MOST_CELLS) -> None:
        self._most = (most_answers, most_cells)
        self._entries: OrderedDict[Any, list[_Entry]] = OrderedDict()
        self._answers = self._cells = 0
        self.hits = 0

    def __len__(self) -> int:
        return self._answers

    def get(self, name: str, args: Args, compute: Callable[[], Any]) -> Any:
        """The answer to ``name(*args)``, from ``compute`` when it is asked for the first time.

        ``args`` are not changed afterwards by whoever gave them.
        """
        key = (name, *map(_glance, args))
        entries = self._entries.get(key)
        if entries is None:
            return self._keep(key, compute(), None, args)
        self._entries.move_to_end(key)
        asked = _digest(args)
        for entry in entries:
            if self._digest_of(entry) == asked:
                self.hits += 1
                return entry.answer
        return self._keep(key, compute(), asked, None)

    def _digest_of(self, entry: _Entry) -> bytes:
        if entry.digest is None:
            entry.digest, entry.args = _digest(entry.args or ()), None
            self._cells, entry.cells = self._cells - entry.cells, 0
        return entry.digest

    def _keep(self, key: Any, answer: Any, digest: bytes | None, args: Args | None) -> Any:
        cells = 0 if args is None else sum(map(_size, args))
        self._entries.setdefault(key, []).append(_Entry(answer, digest, args, cells))
        self._answers, self._cells = self._answers + 1, self._cells + cells
        while self._answers > self._most[0] or (self._cells > self._most[1] and self._answers > 1):
            _, forgotten = self._entries.popitem(last=False)
            self._answers -= len(forgotten)
            self._cells -= sum(entry.cells for entry in forgotten)
        return answer


def _size(arg: Any) -> int:
    return len(arg) * len(arg[0]) if isinstance(arg, (list, tuple)) and arg else 1


def _glance(arg: Any) -> Any:
    """The shape of a range and some of its cells."""
    if not isinstance(arg, (list, tuple)) or not arg:
        return (type(arg), None if isinstance(arg, (list, tuple)) else arg)
    step = len(arg) // _GLANCE + 1
    return len(arg), len(arg[0]), *map(tuple, arg[::step]), tuple(arg[-1])


def _digest(args: Args) -> bytes:
    """Of the very cells and their types: 1, 1.0 and TRUE differ. Days are no plain values, and take longer."""
    plain = [list(map(list, arg)) if isinstance(arg, (list, tuple)) else arg for arg in args]
    try:
        whole = marshal.dumps(plain, 2)
    except ValueError:
        buffer = BytesIO()
        pickler = pickle.Pickler(buffer, 5)
        pickler.fast = True  # equal cells give equal bytes, whether or not they are one object
        pickler.dump(plain)
        whole = buffer.getvalue()
    return sha1(whole, usedforsecurity=False).digest()
