"""What every test runs under: the clock, the network and chance are taken out."""

import gc
import os

from hypothesis import HealthCheck, settings

# A slow machine is not a failing test. In CI the examples are the same each time; at a desk they vary.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_collection_finish() -> None:
    """Thousands of collected tests are nobody's garbage: the collector need not walk over them again and again."""
    gc.collect()
    gc.freeze()
