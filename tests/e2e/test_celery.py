"""A service with Celery: everything runs together, with a broker, without one, and while one is down."""

import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pexpect
import pytest
from tests.e2e.brokers import on_rabbitmq
from tests.e2e.brokers import on_redis
from tests.e2e.running import RunningService
from tests.e2e.running import free_port
from tests.e2e.running import generate
from tests.e2e.running import order
from tests.e2e.running import running
from tests.template.services import Service

ORDERS = "/api/v1/ordering/orders/"
PACKAGE = f"shop_{secrets.token_hex(4)}"  # and so the queue
DEAD = {"redis": "redis://127.0.0.1:1/0", "rabbitmq": "amqp://guest:guest@127.0.0.1:1//"}

_COUNT = f"""
from {PACKAGE}.shared.infrastructure.outbox.models import OutboxMessage
print("waiting:", OutboxMessage.objects.filter(delivered_at=None).count())
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return generate(tmp_path_factory.mktemp("celery"), celery="true", package=PACKAGE)


def _waiting(service: Service) -> int:
    output = service.manage("shell", "-c", _COUNT)
    return int(output.rpartition("waiting:")[2])


def _place(shop: RunningService) -> float:
    """Place an order: how long that took."""
    email = f"{secrets.token_hex(4)}@example.com"
    shop.add_users(email)
    client = shop.client(email)
    created = client.post(ORDERS, order()).json()
    begin = time.monotonic()
    assert client.post(f"{ORDERS}{created['id']}/place/").status_code == 200
    return time.monotonic() - begin


def _until(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_make_run_delivers_without_a_broker(service: Service) -> None:
    with running(service) as shop:
        _place(shop)
        _until(lambda: _waiting(service) == 0, 60)


@pytest.mark.parametrize("broker", ["redis", "rabbitmq"])
def test_a_broker_that_is_down_only_delays_events(
    broker: str, service: Service, request: pytest.FixtureRequest
) -> None:
    server: str = request.getfixturevalue(f"{broker}_url")
    with running(service, CELERY_BROKER_URL=DEAD[broker]) as shop:
        assert _place(shop) < 5
        assert _waiting(service) == 1
        assert httpx.get(f"{shop.address}/health/ready").status_code == 200
    place: AbstractContextManager[str] = (
        on_redis(service, server) if broker == "redis" else on_rabbitmq(service, server, PACKAGE)
    )
    with place as url, running(service, CELERY_BROKER_URL=url):
        _until(lambda: _waiting(service) == 0, 90)


def test_one_that_fails_ends_make_run(service: Service) -> None:
    outcome = service.make("run", f"PORT={free_port()}", CELERY_BROKER_URL="nonsense://")
    assert outcome.status == 2
    assert "No such transport: nonsense" in outcome.output
    assert "so all ends: celery" in outcome.output
    _until(lambda: _processes(service) == [], 10)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("end", ["Ctrl-C", "the terminal closes"])
def test_nothing_outlives_make_run(service: Service, end: str) -> None:
    port = free_port()
    terminal = pexpect.spawn(
        "make",
        ["run", f"PORT={port}"],
        cwd=str(service.root),
        env=service.environment(),
        encoding="utf-8",
        timeout=60,
    )
    terminal.expect("Quit the server with CONTROL-C")
    assert _processes(service) != []
    if end == "Ctrl-C":
        terminal.sendintr()
        terminal.expect(pexpect.EOF)
        assert "Traceback" not in str(terminal.before)
    terminal.close()
    _until(lambda: _processes(service) == [], 20)


def _processes(service: Service) -> list[str]:
    """What runs in the service's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(service.root):  # noqa: PTH115 - no need to resolve
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
    return found
