"""The latest orders over REST."""

from collections.abc import Callable

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.contexts.ordering.application.use_cases.latest_orders import LatestOrdersHandler
from shop.contexts.ordering.application.views import OrderView
from shop.shared.interface.rest.injection import injected
from shop.shared.interface.rest.requests import actor_of
from shop.shared.interface.rest.schema import Schemas
from shop.shared.interface.rest.schema import documented

_SCHEMAS = Schemas("Ordering")


class LatestOrdersEndpoint(APIView):
    latest_orders: Callable[[], LatestOrdersHandler] = injected()

    @documented(
        "latest_ordering_orders",
        "Show the latest orders",
        tag="ordering",
        answer=_SCHEMAS.page_of(OrderView),
    )
    def get(self, request: Request) -> Response:
        return Response(self.latest_orders()(actor=actor_of(request)))
