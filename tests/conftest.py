"""What every test runs under: the clock, the network and chance are taken out."""

import os

from hypothesis import HealthCheck, settings

# A slow machine is not a failing test. In CI the examples are the same each time; at a desk they vary.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
