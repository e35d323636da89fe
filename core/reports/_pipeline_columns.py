"""The columns that the matrices of the pipelines share: one a stage, named by the stage."""

from collections.abc import Sequence

import numpy as np

from core.i18n import T
from core.metrics.pipeline import OpenDeals, summed
from core.metrics.rates import Floats
from core.metrics.stages import Ints
from core.report import Column, Kind


def stage_columns(names: Sequence[str], kind: Kind) -> list[Column]:
    """One shaded column a stage: ``s1``, ``s2``, …"""
    return [Column(f"s{i}", T.same(name), kind, heat=True) for i, name in enumerate(names, 1)]


def matrix(made: OpenDeals, codes: Ints, n: int, values: Floats | None = None) -> Floats:
    """Codes × stages: how many deals, or the sums of their values (NaN where there are deals and none is known)."""
    width = len(made.stages)
    cell = codes * width + made.stage
    if values is None:
        return np.bincount(cell, minlength=n * width).reshape(n, width).astype(np.float64)
    return summed(cell, values, n * width).reshape(n, width)
