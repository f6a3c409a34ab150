"""What a customer has come to."""

from enum import StrEnum


class Level(StrEnum):
    """How good a customer is."""

    SILVER = "silver"
    GOLD = "gold"


def level_of(points: int) -> Level:
    """Gold begins at a thousand points."""
    return Level.GOLD if points >= 1000 else Level.SILVER
