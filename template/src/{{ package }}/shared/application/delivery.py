"""An event as it arrives in another context: plain data, so that contexts share no class."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message for one subscriber.  It may come again: `message_id` tells.

    `topic` is the context and the event's name, `payload` the event's fields in JSON's types, of the shape
    that `schema_version` counts.
    """

    message_id: UUID
    subscriber: str
    topic: str
    schema_version: int
    aggregate_id: UUID
    occurred_at: datetime
    payload: Mapping[str, Any]


Handler = Callable[[Delivery], None]
