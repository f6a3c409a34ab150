"""What was written by hand, over HTTP."""

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from factories.ordering_rows import OrderRowFactory
from shop.contexts.loyalty.infrastructure.models import PointsModel
from shop.shared.infrastructure.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create(email="ada@example.com")


@pytest.fixture
def client(user: User) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def test_the_latest_orders(client: APIClient, user: User) -> None:
    OrderRowFactory.create_batch(6, customer_id=user.id)
    assert len(client.get("/api/v1/ordering/orders/latest/").json()["items"]) == 5


def test_a_level(client: APIClient, user: User) -> None:
    assert client.get("/api/v1/loyalty/level/").json() == {"level": "silver", "points": 0}
    points = PointsModel.objects.create(customer_id=user.id, points=1000)
    assert str(points) == "1000 points"
    assert client.get("/api/v1/loyalty/level/").json() == {"level": "gold", "points": 1000}


def test_own_settings() -> None:
    assert settings.DEFAULT_FROM_EMAIL == "shop@example.com"
    assert "django.contrib.humanize" in settings.INSTALLED_APPS
