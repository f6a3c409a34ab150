"""The real clock and the real identities."""

from datetime import UTC
from datetime import datetime
from uuid import UUID

import uuid_utils.compat


def now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A new identity: a UUID of version 7, sortable by time."""
    return uuid_utils.compat.uuid7()
