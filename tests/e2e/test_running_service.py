"""The sample runs behind its own server, and does over HTTP what it promises."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import httpx
import pytest
from tests.e2e.running import PASSWORD
from tests.e2e.running import PROBLEM
from tests.e2e.running import Client
from tests.e2e.running import RunningService
from tests.e2e.running import a_database
from tests.e2e.running import generate
from tests.e2e.running import order
from tests.e2e.running import running
from tests.template.services import Service

ORDERS = "/api/v1/ordering/orders/"
LOGIN = "/api/v1/auth/login/"
ADMIN_LIST = "/admin/ordering/ordermodel/"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return generate(tmp_path_factory.mktemp("running"))


@pytest.fixture(scope="module")
def shop(service: Service) -> Iterator[RunningService]:
    with running(service) as shop:
        shop.add_users("ada@example.com", "bob@example.com")
        shop.add_superuser("root@example.com")
        yield shop


@pytest.fixture(scope="module")
def ada(shop: RunningService) -> Client:
    return shop.client("ada@example.com")


@pytest.fixture(scope="module")
def bob(shop: RunningService) -> Client:
    return shop.client("bob@example.com")


def _created(client: Client, **given: object) -> str:
    answer = client.post(ORDERS, order(**given))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _is_refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM), answer.text
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)


def test_the_life_of_an_order(ada: Client) -> None:
    created = ada.post(ORDERS, sent := order(note="ring twice"))
    assert (created.status_code, created.headers["ETag"]) == (201, '"0"')
    body = created.json()
    assert (body["number"], body["note"], body["status"]) == (sent["number"], "ring twice", "draft")
    assert body["total"] == {"amount": "0.00", "currency": "EUR"}
    url = f"{ORDERS}{body['id']}/"

    changed = ada.patch(url, {"note": None}, headers={"If-Match": '"0"'})
    assert (changed.json()["note"], changed.headers["ETag"]) == (None, '"1"')
    _is_refused(ada.patch(url, {"note": "late"}, headers={"If-Match": '"0"'}), 412, "stale_version")

    placed = ada.post(f"{url}place/")
    assert (placed.status_code, placed.json()["status"]) == (200, "placed")
    _is_refused(ada.post(f"{url}place/"), 409, "invalid_transition")

    cancelled = ada.post(f"{url}cancel/", headers={"If-Match": placed.headers["ETag"]})
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert ada.get(url).json() == cancelled.json()


def test_an_order_that_goes(ada: Client) -> None:
    url = f"{ORDERS}{_created(ada)}/"
    token = {"X-CSRFToken": ada.cookies["csrftoken"]}
    assert ada.delete(url, headers=token).status_code == 204
    _is_refused(ada.get(url), 404, "not_found")


def test_lists_are_filtered_and_paged(bob: Client) -> None:
    ids = [_created(bob) for _ in range(5)]
    bob.post(f"{ORDERS}{ids[1]}/place/")
    placed = bob.get(ORDERS, params={"status": "placed"}).json()
    assert ([each["id"] for each in placed["items"]], placed["next_cursor"]) == ([ids[1]], None)

    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = bob.get(ORDERS, params={"limit": 2, "order_by": "created_at", **cursor}).json()
        found += [each["id"] for each in page["items"]]
        assert len(page["items"]) <= 2
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert found == ids
    assert [each["id"] for each in bob.get(ORDERS).json()["items"]] == ids[::-1]
    for wrong in ({"limit": 0}, {"limit": 201}, {"order_by": "note"}, {"cursor": "x"}, {"x": "y"}):
        _is_refused(bob.get(ORDERS, params=wrong), 400, "invalid_request")


def test_what_belongs_to_somebody_else_is_not_there(ada: Client, bob: Client) -> None:
    url = f"{ORDERS}{_created(ada)}/"
    for answer in (
        bob.get(url),
        bob.patch(url, {"note": "mine"}),
        bob.post(f"{url}place/"),
        bob.get(f"{ORDERS}{uuid4()}/"),
    ):
        _is_refused(answer, 404, "not_found")
    listed = bob.get(ORDERS, params={"limit": 200}).json()["items"]
    assert url not in {f"{ORDERS}{each['id']}/" for each in listed}


def test_refusals(shop: RunningService, ada: Client) -> None:
    stranger = shop.stranger()
    answer = stranger.get(ORDERS)
    _is_refused(answer, 401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"]
    wrong = stranger.post(LOGIN, {"email": "ada@example.com", "password": "guess"})
    _is_refused(wrong, 401, "authentication_failed")

    token = {"X-CSRFToken": ada.cookies["csrftoken"]}
    json_type = {"Content-Type": "application/json"}
    _is_refused(ada.get("/api/v1/nowhere/"), 404, "not_found")
    _is_refused(
        ada.request("POST", ORDERS, content=b'{"number": ', headers=token | json_type),
        400,
        "parse_error",
    )
    _is_refused(
        ada.request("POST", ORDERS, data={"number": "1"}, headers=token),
        415,
        "unsupported_media_type",
    )
    _is_refused(ada.request("PUT", ORDERS, json={}, headers=token), 405, "method_not_allowed")
    _is_refused(ada.request("POST", ORDERS, json=order()), 403, "csrf_failed")

    bad = ada.post(ORDERS, order(number="", total={"amount": "x", "currency": "EUR"}, extra=1))
    _is_refused(bad, 400, "invalid_request")
    fields = {error["field"].partition(".")[0] for error in bad.json()["errors"]}
    assert fields == {"number", "total", "extra"}
    twice = order()
    assert ada.post(ORDERS, twice).status_code == 201
    _is_refused(ada.post(ORDERS, twice), 409, "order_number_taken")


def test_logging_out(shop: RunningService) -> None:
    client = shop.client("bob@example.com")
    assert client.post("/api/v1/auth/logout/").status_code == 204
    _is_refused(client.get(ORDERS), 401, "not_authenticated")


def test_the_admin_shows_orders_and_places_one(shop: RunningService, ada: Client) -> None:
    number = order()["number"]
    order_id = _created(ada, number=number)
    with httpx.Client(base_url=shop.address, follow_redirects=True) as browser:
        login = browser.get("/admin/")
        form = {"username": "root@example.com", "password": PASSWORD, **_token(login)}
        assert "Site administration" in browser.post(login.url, data=form).text
        shown = browser.get(ADMIN_LIST)
        assert number in shown.text
        action = {"action": "place_selected", "_selected_action": order_id, **_token(shown)}
        assert "1 of 1 done" in browser.post(ADMIN_LIST, data=action).text
        assert ada.get(f"{ORDERS}{order_id}/").json()["status"] == "placed"
        again = browser.post(ADMIN_LIST, data=action).text
        assert f"{number}: can not place from placed" in again
        assert " done" not in again


def _token(page: httpx.Response) -> dict[str, str]:
    """What a form sends with it to prove where it comes from."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found is not None, page.text
    return {"csrfmiddlewaretoken": found[1]}


def test_a_port_in_use(service: Service) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = service.make("run", f"PORT={port}")
    assert outcome.status == 2
    assert f"Port {port} is in use: stop what listens there, or choose another" in outcome.output


@pytest.mark.parametrize("port", ["", "eighty", "80;id"])
def test_a_port_that_is_none(service: Service, port: str) -> None:
    outcome = service.make("run", f"PORT={port}")
    assert outcome.status == 2
    assert f"PORT={port} is no port number" in outcome.output


def test_two_clients_place_one_order_at_once(service: Service, postgresql_url: str) -> None:
    with (
        a_database(service, postgresql_url) as url,
        running(service, DATABASE_URL=url) as shop,
        ThreadPoolExecutor(2) as threads,
    ):
        shop.add_users("ada@example.com")
        ada = shop.client("ada@example.com")
        clients = [ada, ada.copy()]
        barrier = Barrier(2)

        def place(client: Client, order_id: str) -> int:
            barrier.wait()
            return client.post(f"{ORDERS}{order_id}/place/").status_code

        for _ in range(20):
            order_id = _created(ada)
            statuses = threads.map(place, clients, [order_id] * 2)
            assert sorted(statuses) == [200, 409]
            assert ada.get(f"{ORDERS}{order_id}/").headers["ETag"] == '"1"'


def test_the_api_page_in_a_browser(shop: RunningService, tmp_path: Path) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        pytest.skip(f"no browser on PATH: {', '.join(names)}")
    options = ["--headless", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    page = subprocess.run(
        [browser, *options, f"--user-data-dir={tmp_path}", f"{shop.address}/api/docs/"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    assert 'data-path="/api/v1/ordering/orders/{order_id}/place/"' in page
