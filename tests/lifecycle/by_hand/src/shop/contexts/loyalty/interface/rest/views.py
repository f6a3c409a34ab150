"""The REST face of loyalty."""

from collections.abc import Callable

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.contexts.loyalty.application.use_cases.show_level import LevelView
from shop.contexts.loyalty.application.use_cases.show_level import ShowLevelHandler
from shop.shared.interface.rest.injection import injected
from shop.shared.interface.rest.requests import actor_of
from shop.shared.interface.rest.schema import Schemas
from shop.shared.interface.rest.schema import documented

_SCHEMAS = Schemas("Loyalty")


class LevelEndpoint(APIView):
    show_level: Callable[[], ShowLevelHandler] = injected()

    @documented("show_loyalty_level", "Show my level", tag="loyalty", answer=_SCHEMAS.of(LevelView))
    def get(self, request: Request) -> Response:
        return Response(self.show_level()(actor=actor_of(request)))
