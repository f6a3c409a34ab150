"""What all tests share: a git that knows one person, and nothing of this machine's own configuration."""

import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def _git_of_a_stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    config = tmp_path_factory.mktemp("git") / "config"
    config.write_text("[user]\n  name = Ada Lovelace\n  email = ada@example.com\n")
    with pytest.MonkeyPatch.context() as patch:
        for variable in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(variable)
        patch.setenv("GIT_CONFIG_GLOBAL", str(config))
        patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return REPOSITORY


def _server(name: str, variable: str, default: str) -> str:
    """The address of a real server: the one on this machine, or what the variable says.

    Where none answers, the test is skipped, or fails if `RINGFENCE_REQUIRE_SERVICES` is set.
    """
    server = os.environ.get(variable, default)
    place, port = urlsplit(server), urlsplit(default).port
    try:
        socket.create_connection((place.hostname or "127.0.0.1", place.port or port), 2).close()
    except OSError as error:
        message = f"{name} does not answer at {server}: {error}"
        if os.environ.get("RINGFENCE_REQUIRE_SERVICES"):
            pytest.fail(message)
        pytest.skip(message)
    return server


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """The address of a database, not made yet, on a real PostgreSQL."""
    server = _server("PostgreSQL", "RINGFENCE_POSTGRESQL", "postgres://postgres@127.0.0.1:5432")
    return f"{server}/ringfence_{secrets.token_hex(4)}"


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A real Redis, without the number of a database."""
    return _server("Redis", "RINGFENCE_REDIS", "redis://127.0.0.1:6379")


@pytest.fixture(scope="session")
def rabbitmq_url() -> str:
    """A virtual host of a real RabbitMQ."""
    return _server("RabbitMQ", "RINGFENCE_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672//")


@pytest.fixture(scope="session")
def reduced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real questions, extensions and tool with only the files at the top of the template: quick to render.

    A tool that runs from its `src` renders them, as it does in a checkout.
    """
    root = tmp_path_factory.mktemp("reduced")
    shutil.copy(REPOSITORY / "copier.yml", root)
    shutil.copytree(
        REPOSITORY / "extensions", root / "extensions", ignore=shutil.ignore_patterns("__pycache__")
    )
    (root / "src").symlink_to(REPOSITORY / "src")
    (root / "template").mkdir()
    for file in (REPOSITORY / "template").iterdir():
        if file.is_file():
            shutil.copy(file, root / "template")
    (root / "template" / "Makefile.jinja").unlink(missing_ok=True)
    (root / "template" / "Makefile").write_text("setup:\n\tuv --version\n\ttouch uv.lock\n")
    return root
