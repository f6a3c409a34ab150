"""Keyset pagination: a page starts after the last row of the one before, whatever the size of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic
from typing import TypeVar

Item = TypeVar("Item")

DEFAULT_LIMIT, MAX_LIMIT = 50, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which page: at most `limit` items from the cursor on (None: from the first).

    `order_by` names fields, a `-` before those that go down; None stands for the cursor's own
    ordering, or else for the default one.
    """

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    order_by: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and where the next ones begin (None: these are the last)."""

    items: Sequence[Item]
    next_cursor: str | None
