"""Places on real brokers for one test alone, empty afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.template.services import Service

# all run in the service's environment, which has the libraries
_TAKE = """
import redis, sys
for number in range(15, 0, -1):
    database = redis.from_url(f"{sys.argv[1]}/{number}")
    # whoever writes the first key has the database
    if not database.dbsize() and database.set("ringfence", "taken", nx=True):
        print(number)
        break
"""
_FLUSH = "import redis, sys; redis.from_url(sys.argv[1]).flushdb()"
_DELETE = """
import kombu, sys
with kombu.Connection(sys.argv[1]) as connection:
    channel = connection.default_channel
    channel.queue_delete(sys.argv[2])
    channel.exchange_delete(sys.argv[2])
"""


@contextmanager
def on_redis(service: Service, server: str) -> Iterator[str]:
    """The address of a database that nobody else uses."""
    python = ["uv", "run", "python", "-c"]
    number = service.succeed(*python, _TAKE, server).strip()
    assert number, f"every database of {server} is in use"
    url = f"{server}/{number}"
    try:
        yield url
    finally:
        service.succeed(*python, _FLUSH, url)


@contextmanager
def on_rabbitmq(service: Service, url: str, package: str) -> Iterator[str]:
    """The same address; the service's queue, which is called like its package, goes at the end."""
    try:
        yield url
    finally:
        service.succeed("uv", "run", "python", "-c", _DELETE, url, package)
