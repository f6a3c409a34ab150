"""The composition root of loyalty."""

from django.urls import path

from shop.contexts.loyalty.application.use_cases.show_level import ShowLevelHandler
from shop.contexts.loyalty.infrastructure.queries import DjangoPoints
from shop.contexts.loyalty.interface.rest.views import LevelEndpoint


def show_level() -> ShowLevelHandler:
    return ShowLevelHandler(points=DjangoPoints())


urlpatterns = [path("level/", LevelEndpoint.as_view(show_level=show_level))]
