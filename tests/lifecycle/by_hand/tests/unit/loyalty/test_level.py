"""Levels, without Django."""

import pytest

from shop.contexts.loyalty.domain.level import Level
from shop.contexts.loyalty.domain.level import level_of


@pytest.mark.parametrize(("points", "level"), [(999, Level.SILVER), (1000, Level.GOLD)])
def test_gold_begins_at_a_thousand_points(points: int, level: Level) -> None:
    assert level_of(points) is level
