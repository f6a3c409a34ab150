"""Domain events: facts in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Something that happened to an aggregate, and when (UTC).

    `schema_version` counts the shapes that an event has had; subscribers get it with the fields.
    """

    schema_version: ClassVar[int] = 1

    aggregate_id: UUID
    occurred_at: datetime
