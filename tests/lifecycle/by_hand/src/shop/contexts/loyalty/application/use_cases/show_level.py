"""Show a level."""

from dataclasses import dataclass

from shop.contexts.loyalty.application.ports import Points
from shop.contexts.loyalty.domain.level import Level
from shop.contexts.loyalty.domain.level import level_of
from shop.shared.application.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """A level as it is shown."""

    level: Level
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLevelHandler:
    """Shows the actor's own level."""

    points: Points

    def __call__(self, *, actor: Actor) -> LevelView:
        points = self.points.of(actor.identity)
        return LevelView(level=level_of(points), points=points)
