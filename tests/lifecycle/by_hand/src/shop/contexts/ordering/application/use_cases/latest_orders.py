"""Show the latest orders."""

from dataclasses import dataclass

from shop.contexts.ordering.application import policies
from shop.contexts.ordering.application.ports import OrderQueries
from shop.contexts.ordering.application.views import OrderView
from shop.shared.application.actor import Actor
from shop.shared.application.page import Page
from shop.shared.application.page import PageRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestOrdersHandler:
    """Shows the newest orders that the actor may see."""

    queries: OrderQueries

    def __call__(self, *, actor: Actor) -> Page[OrderView]:
        visible_to = policies.list_orders(actor)
        return self.queries.list(
            PageRequest(limit=5, order_by="-created_at"), visible_to=visible_to
        )
