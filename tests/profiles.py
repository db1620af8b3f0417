"""How long hypothesis searches: the same few examples every time by default, as many as asked for on demand.

`DEDERE_EXAMPLES=5000 pytest tests/test_properties.py` tries five thousand new ones of each property.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

DEMANDED = int(os.environ.get("DEDERE_EXAMPLES", "0"))


def load() -> None:
    """Make the profile that fits the environment the one in use."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=slow, database=None)
    settings.register_profile("search", max_examples=max(DEMANDED, 1), deadline=None, suppress_health_check=slow)
    settings.load_profile("search" if DEMANDED else "fixed")


def few(examples: int) -> settings:
    """Settings for a property whose examples are slow: so many of them, unless more are asked for."""
    return settings(max_examples=DEMANDED or examples)
