"""A service with bearer tokens runs behind its own server."""

from collections.abc import Iterator

import httpx
import pytest
from tests.e2e.running import PASSWORD
from tests.e2e.running import PROBLEM
from tests.e2e.running import Client
from tests.e2e.running import RunningService
from tests.e2e.running import generate
from tests.e2e.running import order
from tests.e2e.running import running
from tests.template.services import Service

ORDERS = "/api/v1/ordering/orders/"
TOKEN, REFRESH = "/api/v1/auth/token/", "/api/v1/auth/refresh/"
_AN_OLD_TOKEN = """
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from shop.shared.interface import bearer
settings.JWT_ACCESS_SECONDS = -60
print(bearer.log_in(RequestFactory().get("/"), get_user_model().objects.get()).access)
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return generate(tmp_path_factory.mktemp("tokens"), auth="jwt")


@pytest.fixture(scope="module")
def shop(service: Service) -> Iterator[RunningService]:
    with running(service) as shop:
        shop.add_users("ada@example.com")
        yield shop


def _tokens(client: Client) -> dict[str, str]:
    answer = client.post(TOKEN, {"email": "ada@example.com", "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    tokens: dict[str, str] = answer.json()
    return tokens


def _bearing(shop: RunningService, token: str) -> Client:
    client = shop.stranger()
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def _is_refused(answer: httpx.Response, code: str, challenge: str) -> None:
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM), answer.text
    assert (answer.json()["code"], answer.headers["WWW-Authenticate"]) == (code, challenge)


def test_from_password_to_order_to_another_token(shop: RunningService) -> None:
    tokens = _tokens(shop.stranger())
    created = _bearing(shop, tokens["access"]).post(ORDERS, order())
    assert created.status_code == 201, created.text
    refreshed = shop.stranger().post(REFRESH, {"refresh": tokens["refresh"]})
    assert refreshed.status_code == 200, refreshed.text
    listed = _bearing(shop, refreshed.json()["access"]).get(ORDERS).json()["items"]
    assert [each["id"] for each in listed] == [created.json()["id"]]


def test_who_shows_nothing_or_something_wrong(service: Service, shop: RunningService) -> None:
    stranger = shop.stranger()
    _is_refused(stranger.get(ORDERS), "not_authenticated", "Bearer")
    wrong = {"email": "ada@example.com", "password": "guess"}
    _is_refused(stranger.post(TOKEN, wrong), "authentication_failed", "Bearer")
    expired = service.manage("shell", "-c", _AN_OLD_TOKEN).split()[-1]
    tokens = _tokens(stranger)
    for token in ("nonsense", expired, tokens["refresh"], f"{tokens['access'][:-4]}AAAA"):
        refused = _bearing(shop, token).get(ORDERS)
        _is_refused(refused, "invalid_token", 'Bearer error="invalid_token"')
    _is_refused(stranger.post(REFRESH, {"refresh": expired}), "invalid_token", "Bearer")
