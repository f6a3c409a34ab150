"""A service that really runs, and clients that talk to it over HTTP."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from tests.e2e.contract import Contract
from tests.template.services import Service

PASSWORD = "correct horse battery staple"
PROBLEM = "application/problem+json"

_ADD_USERS = """
import os
from django.contrib.auth import get_user_model
for email in os.environ["NEW_EMAILS"].split():
    get_user_model().objects.create_user(email, os.environ["NEW_PASSWORD"])
"""
_CREATE = "import psycopg, sys; psycopg.connect(sys.argv[1], autocommit=True).execute(sys.argv[2])"


class RunningService:
    """A service behind its own `make run`."""

    def __init__(self, service: Service, port: int, variables: dict[str, str]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._service = service
        self._variables = variables

    def add_users(self, *emails: str) -> None:
        """Add people without any special rights."""
        variables = {"NEW_EMAILS": " ".join(emails), "NEW_PASSWORD": PASSWORD}
        self._service.manage("shell", "-c", _ADD_USERS, **variables, **self._variables)

    def add_superuser(self, email: str) -> None:
        """Add somebody who may do everything, with Django's own command."""
        variables = self._variables | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        self._service.manage("createsuperuser", "--noinput", "--email", email, **variables)

    def stranger(self) -> "Client":
        """Somebody who has not logged in."""
        return Client(self.address)

    def client(self, email: str) -> "Client":
        """Somebody who has."""
        client = self.stranger()
        answer = client.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD})
        assert (answer.status_code, answer.json()["email"]) == (200, email)
        return client


class Client(httpx.Client):
    """A client that holds every answer of the API against the document which the service shows."""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, timeout=30, event_hooks={"response": [self._check]})
        self._contract = Contract(httpx.get(f"{address}/api/schema/").json())

    def copy(self) -> "Client":
        """Another one with the same session, and connections of its own."""
        other = Client(str(self.base_url))
        other.cookies.update(self.cookies)
        return other

    def post(self, url: str, body: Any = None, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self._send("POST", url, body, options)

    def patch(self, url: str, body: Any = None, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self._send("PATCH", url, body, options)

    def _send(self, method: str, url: str, body: Any, options: dict[str, Any]) -> httpx.Response:
        headers = options.pop("headers", {}) | {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        if body is not None:
            options["json"] = body
        return self.request(method, url, headers=headers, **options)

    def _check(self, response: httpx.Response) -> None:
        if response.request.url.path.startswith("/api/v1/"):
            response.read()
            if response.is_error:
                assert response.headers["Content-Type"] == PROBLEM
            self._contract.check(response)


@contextmanager
def running(service: Service, **variables: str) -> Iterator[RunningService]:
    """Run the service on a free port until the end of the block."""
    port = free_port()
    log = service.root.parent / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=service.root,
            env=service.environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}/health/ready", log)
        yield RunningService(service, port, variables)
        assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
    finally:
        # make, its shell, Django's reloader and its server are one session
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"the service did not start:\n{log.read_text('utf-8')}")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def generate(folder: Path, **answers: str) -> Service:
    """Generate the sample with the real command; its environment is shared with other services."""
    command = [sys.executable, "-m", "ringfence", "new", "shop", "--defaults", "--no-setup"]
    for name, answer in answers.items():
        command += ["-d", f"{name}={answer}"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return Service(folder / "shop")


@contextmanager
def a_database(service: Service, url: str) -> Iterator[str]:
    """Make the database of this address, and drop it at the end."""
    name = urlsplit(url).path.removeprefix("/")
    server = f"{url.rpartition('/')[0]}/postgres"
    python = ["uv", "run", "python", "-c", _CREATE, server]
    service.succeed(*python, f"CREATE DATABASE {name}")
    try:
        yield url
    finally:
        service.succeed(*python, f"DROP DATABASE {name} WITH (FORCE)")


def order(**given: Any) -> dict[str, Any]:
    """What a client sends to create an order."""
    return {
        "number": f"A-{secrets.token_hex(4)}",
        "lines": [
            {"sku": "chair", "quantity": 2, "unit_price": {"amount": "49.90", "currency": "EUR"}},
        ],
        **given,
    }
