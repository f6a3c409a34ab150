"""What loyalty needs from the outside world."""

from typing import Protocol
from uuid import UUID


class Points(Protocol):
    """The points that customers have collected."""

    def of(self, customer_id: UUID) -> int: ...
